import { Duration, Lazy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { contract, type FunctionWithRoutes } from '../../functions/api/contract.ts';
import { environmentNames } from '../../functions/runtime/environment.ts';
import type { StageConfiguration } from '../stage-configuration.ts';
import type { BackendFunction } from './backend-function.ts';
import type { Encrypted } from './encryption-key.ts';
import { period } from './own-metric.ts';
import { removalPolicy } from './removal-policy.ts';

/** No address, no path and no query: a path carries a token, and an address is personal data. */
const accessLogLine = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
};

/** Of the whole API, all callers together; each caller's own limits are the functions'. */
const widestLimits = { rateLimit: 500, burstLimit: 1000 };

/** Routes that somebody would call often for no good reason, with less. */
const narrowerLimits: { routes: RegExp; perSecond: number; burst: number }[] = [
  // Each sends a mail to an address that somebody typed, or with a link.
  {
    routes: /^POST (\/link|\/v1\/organiser\/login|\/registration\/\{token\}\/(data|delete|address))$/,
    perSecond: 5,
    burst: 20,
  },
  // Each sends a mail, and many press it within the minutes before an event.
  { routes: /^POST \/registration\/\{token\}(\/(add|cancel))?$/, perSecond: 50, burst: 100 },
  { routes: /^POST \/v1\/organiser\/.*\/(resend|test)$/, perSecond: 5, burst: 20 },
  { routes: /^POST \/v1\/registrations$/, perSecond: 300, burst: 600 },
  // Somebody may be guessing tokens.
  { routes: /^[A-Z]+ \/v1\/organiser\//, perSecond: 50, burst: 100 },
];

/** The HTTP API, with exactly the routes of its contract. */
export class PublicApi extends Construct {
  /** Where everybody reaches it, without a slash at the end. */
  readonly url: string;
  /** Where a custom domain's DNS record points to. */
  readonly customDomainTarget: string | undefined;
  /** What another stage of the account may hold already: its creation is what fails then. */
  readonly claims: readonly Construct[];
  readonly stage: gateway.HttpStage;
  readonly requests: IMetric;
  /** What was answered by 5xx, be it by a function or by API Gateway. */
  readonly serverErrors: IMetric;
  private readonly api: gateway.HttpApi;
  private readonly routeSettings: Record<string, object> = {};

  constructor(scope: Construct, id: string, { stage, encryptionKey }: Encrypted) {
    super(scope, id);
    this.api = new gateway.HttpApi(this, 'Http', {
      apiName: `eventbote-${stage.name}`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: stage.allowedOrigins,
        allowMethods: [gateway.CorsHttpMethod.GET, gateway.CorsHttpMethod.POST],
        allowHeaders: ['content-type', 'accept-language', 'idempotency-key'],
        exposeHeaders: ['retry-after'],
        maxAge: Duration.hours(1),
      },
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        'The public routes are for everybody; the others check a token in the function, so that revoking works at once.',
    });
    const domain = stage.customDomain && this.customDomain(stage.customDomain);
    this.customDomainTarget = domain?.regionalDomainName;
    this.claims = domain ? [domain] : [];
    this.url = stage.customDomain ? `https://${stage.customDomain.name}` : this.api.apiEndpoint;
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: stage.logRetentionDays,
      removalPolicy: removalPolicy(stage),
      ...(encryptionKey && { encryptionKey: encryptionKey.key }),
    });
    this.stage = new gateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: widestLimits,
      accessLogSettings: {
        destination: new gateway.LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
      ...(domain ? { domainMapping: { domainName: domain } } : {}),
    });
    // CDK has no property for it: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
    const { defaultChild } = this.stage.node;
    if (defaultChild instanceof gateway.CfnStage)
      defaultChild.routeSettings = Lazy.any({ produce: () => this.routeSettings });
    this.requests = this.api.metricCount({ period, label: 'requests' });
    this.serverErrors = this.api.metricServerError({ period, statistic: 'Sum' });
  }

  /** Lets `fn` answer its routes. */
  answerWith(name: FunctionWithRoutes, fn: BackendFunction): void {
    // One permission for the API: one a route would outgrow the 20 KB that a function's policy may have.
    const integration = new HttpLambdaIntegration(`${name}Integration`, fn, {
      scopePermissionToRoute: false,
    });
    for (const key of Object.keys(contract[name]).flatMap(withHead)) {
      const route = new gateway.HttpRoute(this, key, {
        httpApi: this.api,
        integration,
        routeKey: routeKey(key),
      });
      this.throttle(key, route);
      if (key === '$default') this.allowDefaultRoute(fn);
    }
    this.setPublicUrl(fn);
  }

  /**
   * The permission for all routes ends with three parts (stage, method, path), and a call by `$default` comes from two:
   * without its own, API Gateway answers 500. https://github.com/aws/serverless-application-model/issues/1860
   */
  private allowDefaultRoute(fn: BackendFunction): void {
    fn.addPermission('DefaultRoute', {
      scope: this,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.api.apiId,
        resourceName: '*/$default',
      }),
    });
  }

  private throttle(key: string, route: gateway.HttpRoute): void {
    const narrower = narrowerLimits.find(({ routes }) => routes.test(key));
    if (narrower === undefined) return;
    const { perSecond, burst } = narrower;
    this.routeSettings[key] = { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst };
    // The stage's settings name routes, so these have to be there first.
    this.stage.node.addDependency(route);
  }

  /** Tells `fn` where the links that it writes begin. */
  setPublicUrl(fn: BackendFunction): void {
    fn.addEnvironment(environmentNames.publicUrl, this.url);
  }

  private customDomain({ name, certificateArn }: NonNullable<StageConfiguration['customDomain']>) {
    return new gateway.DomainName(this, 'Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
  }
}

/** HEAD is a route of its own for API Gateway, and the function's GET. */
const withHead = (key: string) => (key.startsWith('GET ') ? [key, key.replace('GET', 'HEAD')] : [key]);

function routeKey(key: string): gateway.HttpRouteKey {
  if (key === '$default') return gateway.HttpRouteKey.DEFAULT;
  const [method = '', path = ''] = key.split(' ');
  const known = Object.values(gateway.HttpMethod).find((candidate) => candidate === method);
  if (!known) throw new Error(`route '${key}' has no method of HTTP`);
  return gateway.HttpRouteKey.with(path, known);
}
