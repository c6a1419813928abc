import type { Properties } from '../assembly/resources.ts';
import type { FrontRequest } from './front.ts';
import type { GatewayAnswer } from './payload.ts';

type Configuration = NonNullable<Properties<'AWS::ApiGatewayV2::Api'>['CorsConfiguration']>;

/**
 * An HTTP API's own CORS: it answers preflights, and sets the headers over the function's.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export class Cors {
  readonly #configuration: Configuration | undefined;

  constructor(configuration: Configuration | undefined) {
    this.#configuration = configuration;
  }

  preflight({ method, headers }: FrontRequest): GatewayAnswer | undefined {
    if (!this.#configuration || method !== 'OPTIONS') return undefined;
    if (!headers.origin || !headers['access-control-request-method']) return undefined;
    const { AllowMethods, AllowHeaders, MaxAge } = this.#configuration;
    const origin = this.#origin(headers.origin);
    return {
      status: 204,
      body: Buffer.alloc(0),
      headers: origin
        ? {
            ...origin,
            'access-control-allow-methods': AllowMethods.join(','),
            'access-control-allow-headers': AllowHeaders.join(','),
            ...(MaxAge !== undefined && { 'access-control-max-age': String(MaxAge) }),
          }
        : {},
    };
  }

  allow({ headers }: FrontRequest, answer: GatewayAnswer): GatewayAnswer {
    if (!this.#configuration) return answer;
    const own = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-'));
    const { ExposeHeaders } = this.#configuration;
    const origin = headers.origin ? this.#origin(headers.origin) : undefined;
    const expose = ExposeHeaders.length > 0 && { 'access-control-expose-headers': ExposeHeaders.join(',') };
    return { ...answer, headers: { ...Object.fromEntries(own), ...(origin && { ...origin, ...expose }) } };
  }

  #origin(origin: string): Record<string, string> | undefined {
    const { AllowOrigins = [], AllowCredentials } = this.#configuration ?? {};
    if (!AllowOrigins.includes('*') && !AllowOrigins.includes(origin)) return undefined;
    return {
      'access-control-allow-origin': AllowOrigins.includes('*') ? '*' : origin,
      ...(AllowCredentials && { 'access-control-allow-credentials': 'true' }),
      vary: 'origin',
    };
  }
}
