export interface Route<T> {
  /** Such as `GET /v1/events/{eventId}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly target: T;
}

export interface Match<T> extends Route<T> {
  /** URL-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Compiled<T> extends Route<T> {
  readonly method: string;
  readonly segments: readonly string[];
}

/**
 * API Gateway's choice of a route: an exact segment beats a parameter, a parameter a greedy one, a method `ANY`,
 * and all of them `$default`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class Router<T> {
  readonly #routes: readonly Compiled<T>[];
  readonly #default: Route<T> | undefined;

  constructor(routes: readonly Route<T>[]) {
    this.#default = routes.find(({ routeKey }) => routeKey === '$default');
    this.#routes = routes
      .filter(({ routeKey }) => routeKey !== '$default')
      .map((route) => {
        const [method = 'ANY', pattern = '/'] = route.routeKey.split(' ');
        return { ...route, method, segments: pattern.split('/').slice(1) };
      })
      .sort(byPrecedence);
  }

  match(method: string, rawPath: string): Match<T> | undefined {
    const segments = rawPath.split('/').slice(1);
    for (const route of this.#routes) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = parametersOf(route.segments, segments);
      if (pathParameters) return { routeKey: route.routeKey, target: route.target, pathParameters };
    }
    return this.#default && { ...this.#default, pathParameters: {} };
  }
}

const rank = (segment: string | undefined) =>
  segment === undefined ? 3 : /^\{.+\+\}$/.test(segment) ? 2 : /^\{.+\}$/.test(segment) ? 1 : 0;

function byPrecedence<T>(left: Compiled<T>, right: Compiled<T>): number {
  for (let index = 0; index < Math.max(left.segments.length, right.segments.length); index += 1) {
    const difference = rank(left.segments[index]) - rank(right.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(left.method === 'ANY') - Number(right.method === 'ANY');
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(part) ?? [];
    if (name === undefined) {
      if (segment !== part) return undefined;
    } else if (segment === undefined || segment === '') {
      return undefined;
    } else if (greedy) {
      parameters[name] = decode(segments.slice(index).join('/'));
      return parameters;
    } else {
      parameters[name] = decode(segment);
    }
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
