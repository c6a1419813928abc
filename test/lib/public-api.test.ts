import { describe, expect, test } from 'vitest';
import { contract, type FunctionWithRoutes } from '../../functions/api/contract.ts';
import { Synthesized } from './synthesized.ts';

const dev = new Synthesized('dev');

/** Each route of the template with the logical id of the function that answers it. */
function routesOfTemplate(): string[][] {
  const integrations = dev.template.findResources('AWS::ApiGatewayV2::Integration');
  return dev.all('AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const integrationId = Properties.Target['Fn::Join'][1][1].Ref;
    const { IntegrationUri, PayloadFormatVersion } = integrations[integrationId]?.Properties ?? {};
    expect(PayloadFormatVersion).toBe('2.0');
    return [Properties.RouteKey, IntegrationUri['Fn::GetAtt'][0]];
  });
}

describe('the API', () => {
  test('has every route of its contract with its function, HEAD for every GET, and no other', () => {
    const declared = (Object.keys(contract) as FunctionWithRoutes[]).flatMap((name) =>
      Object.keys(contract[name]).map((key) => [key, dev.functionId(name)]),
    );
    const read = declared.filter(([key = '']) => key.startsWith('GET '));
    const heads = read.map(([key = '', id]) => [key.replace('GET', 'HEAD'), id]);
    expect(routesOfTemplate().sort()).toEqual([...declared, ...heads].sort());
  });

  test('may call the function of every route: a permission of its matches the route', () => {
    const api = dev.idOf('AWS::ApiGatewayV2::Api', 'ApiHttp');
    const permissions = dev
      .all('AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com')
      .map(({ Properties: { FunctionName, SourceArn } }) => ({
        fn: FunctionName['Fn::GetAtt'][0],
        // What stands behind the API's id.
        source: String(SourceArn['Fn::Join'][1].at(-1)).replaceAll('*', '.*').replaceAll('$', '\\$'),
        api: SourceArn['Fn::Join'][1].at(-2).Ref,
      }));
    // An HTTP API's source has stage, method and path; that of `$default` has the stage and `$default`.
    const barred = routesOfTemplate().filter(
      ([key = '', fn]) =>
        !permissions.some(
          (one) =>
            one.api === api &&
            one.fn === fn &&
            new RegExp(`^${one.source}$`).test(`/$default/${key.replace(' ', '')}`),
        ),
    );
    expect(barred).toEqual([]);
    for (const name of Object.keys(contract) as FunctionWithRoutes[])
      expect(permissions.filter(({ fn }) => fn === dev.functionId(name)).length).toBeLessThanOrEqual(2);
  });

  test('logs neither path, query nor address', () => {
    const { Format } = dev.only('AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings;
    expect(Object.keys(JSON.parse(Format))).toEqual(expect.arrayContaining(['routeKey', 'status']));
    expect(Format).not.toMatch(/path|query|sourceIp|userAgent|identity/i);
  });

  test('is throttled', () => {
    expect(dev.only('AWS::ApiGatewayV2::Stage').Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 500,
      ThrottlingBurstLimit: 1000,
    });
  });

  test('is throttled further where a call sends a mail or takes a token, once those routes are there', () => {
    const { Properties, DependsOn = [] } = dev.only('AWS::ApiGatewayV2::Stage');
    expect(Properties.RouteSettings).toMatchObject({
      'POST /link': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 20 },
      'GET /v1/organiser/series': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    const routes = Object.entries(dev.template.findResources('AWS::ApiGatewayV2::Route'));
    for (const key of Object.keys(Properties.RouteSettings)) {
      const [id] = routes.find(([, route]) => route.Properties.RouteKey === key) ?? [];
      expect(DependsOn).toContain(id);
    }
  });

  test('answers browsers of the allowed origins alone', () => {
    expect(dev.only('AWS::ApiGatewayV2::Api').Properties.CorsConfiguration.AllowOrigins).toEqual([
      'https://www.stiftung-marktplatz.example',
      'http://127.0.0.1:3000',
    ]);
  });

  test('tells its URL to every function that writes links', () => {
    const url = { 'Fn::GetAtt': [dev.idOf('AWS::ApiGatewayV2::Api', 'ApiHttp'), 'ApiEndpoint'] };
    for (const name of ['site', 'register', 'attendee', 'organiser', 'relay', 'dispatch'] as const) {
      expect(dev.functionProperties(name).Environment.Variables.PUBLIC_URL).toEqual(url);
    }
  });

  test('with a domain of its own is told by that', () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/0b1c';
    const custom = new Synthesized('dev', { customDomain: { name: 'events.example.org', certificateArn } });
    const { PUBLIC_URL } = custom.functionProperties('relay').Environment.Variables;
    expect(PUBLIC_URL).toBe('https://events.example.org');
    expect(custom.only('AWS::ApiGatewayV2::ApiMapping').Properties.DomainName).toBeDefined();
  });
});
