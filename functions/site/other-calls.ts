import { readFileSync } from 'node:fs';
import { Problem } from '../core/values/problem.ts';
import { always, type HttpAnswer, type HttpRequest } from '../http/http.ts';
import { problemPageOrDocument } from '../http/problem-answer.ts';
import { methodsOf } from './route-methods.ts';

// Made beside this function when the app was synthesized.
const routes: string[] = JSON.parse(readFileSync(new URL('./routes.json', import.meta.url), 'utf8'));

/**
 * Whatever is no route: a path that other methods have says which (RFC 9110 section 15.5.6), one with a slash too many at
 * its end leads to the right one, any other is not found.
 */
export const otherCalls = {
  $default: async (request: HttpRequest): Promise<HttpAnswer> => {
    const { rawPath, rawQueryString, requestContext } = request;
    const methods = methodsOf(rawPath, routes);
    if (methods.length > 0) return otherMethod(request, [...methods, 'OPTIONS'].join(', '));
    const path = rawPath.replace(/\/+$/, '');
    const isKnown = methodsOf(path, routes).includes(requestContext.http.method);
    if (path === rawPath || !isKnown) throw new Problem('not-found');
    const { pathname, search } = new URL(`https://api.invalid${path}?${rawQueryString}`);
    return { statusCode: 308, headers: { ...always, location: pathname + search }, body: '' };
  },
};

async function otherMethod(request: HttpRequest, allow: string): Promise<HttpAnswer> {
  if (request.requestContext.http.method === 'OPTIONS')
    return { statusCode: 204, headers: { ...always, allow }, body: '' };
  const answer = await problemPageOrDocument(new Problem('method-not-allowed'), request);
  return { ...answer, headers: { ...answer.headers, allow } };
}
