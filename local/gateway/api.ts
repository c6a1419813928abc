import { assertServiceMayInvoke, routeArn } from '../access/invocation.ts';
import type { Stack } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../functions/functions.ts';
import { Cors } from './cors.ts';
import type { FrontRequest } from './front.ts';
import { clientAnswer, type GatewayAnswer, gatewayMessage, lambdaInput } from './payload.ts';
import { Router } from './routes.ts';

const maxBodyBytes = 10 * 2 ** 20;

interface Target {
  readonly functionName: string;
  readonly timeoutMilliseconds: number;
}

/** The HTTP API that the template declares; without one every path answers as an API without routes. */
export class HttpApi {
  readonly #functions: Functions;
  readonly #clock: Clock;
  readonly #router: Router<Target>;
  readonly #cors: Cors;
  readonly #apiId: string;
  readonly #account: string;

  constructor(stack: Stack, functions: Functions, clock: Clock) {
    this.#functions = functions;
    this.#clock = clock;
    const [api] = stack.all('AWS::ApiGatewayV2::Api');
    this.#apiId = api?.ref ?? 'none';
    this.#account = stack.deployment.account;
    this.#cors = new Cors(api?.CorsConfiguration);
    const integrations = new Map(
      stack.all('AWS::ApiGatewayV2::Integration').map((integration) => {
        const functionName = functions.nameOf(integration.IntegrationUri);
        if (integration.PayloadFormatVersion !== '2.0') {
          throw new Error(`${integration.logicalId}: the runner speaks payload format 2.0 alone`);
        }
        const { IntegrationUri, TimeoutInMillis } = integration;
        return [`integrations/${integration.ref}`, { functionName, IntegrationUri, TimeoutInMillis }];
      }),
    );
    this.#router = new Router(
      stack.all('AWS::ApiGatewayV2::Route').map(({ RouteKey, Target, logicalId }) => {
        const integration = integrations.get(Target);
        if (!integration) throw new Error(`${logicalId} points to no integration of the template: ${Target}`);
        const { functionName, IntegrationUri, TimeoutInMillis } = integration;
        const sourceArn = routeArn(stack, this.#apiId, RouteKey);
        assertServiceMayInvoke(stack, { service: 'apigateway.amazonaws.com', sourceArn }, IntegrationUri);
        return { routeKey: RouteKey, target: { functionName, timeoutMilliseconds: TimeoutInMillis } };
      }),
    );
  }

  async answer(request: FrontRequest): Promise<GatewayAnswer> {
    const preflight = this.#cors.preflight(request);
    if (preflight) return preflight;
    return this.#cors.allow(request, await this.#invoke(request));
  }

  async #invoke(request: FrontRequest): Promise<GatewayAnswer> {
    const [rawPath = '/'] = request.url.split('?');
    const route = this.#router.match(request.method, rawPath);
    if (!route) return gatewayMessage(404, 'Not Found');
    if (request.body.length > maxBodyBytes) return gatewayMessage(413, 'Request Entity Too Large');
    const input = lambdaInput({
      ...request,
      at: this.#clock.now(),
      routeKey: route.routeKey,
      pathParameters: route.pathParameters,
      apiId: this.#apiId,
      account: this.#account,
    });
    const { functionName, timeoutMilliseconds } = route.target;
    let timer: NodeJS.Timeout | undefined;
    // Waiting for a worker doesn't count: on AWS there would be one more instance.
    let start = () => {};
    const tooLate = new Promise<undefined>((resolve) => {
      start = () => {
        timer = setTimeout(() => resolve(undefined), timeoutMilliseconds);
      };
    });
    const result = await Promise.race([this.#functions.invoke(functionName, input, start), tooLate]);
    clearTimeout(timer);
    if (!result) return gatewayMessage(503, 'Service Unavailable');
    return result.ok ? clientAnswer(result.payload) : gatewayMessage(500, 'Internal Server Error');
  }
}
