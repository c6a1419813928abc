import { isFormToken } from '../core/access/form-token.ts';
import { authenticate } from '../core/access/organiser.ts';
import { Problem } from '../core/values/problem.ts';
import { formBody, type HttpAnswer, type HttpRequest } from '../http/http.ts';
import { bytesOf, isMultipart, partsOf } from '../http/multipart.ts';
import { noSessionCookie, sessionAuthorization } from '../http/session-cookie.ts';
import { onDemand } from '../runtime/on-demand.ts';
import { runtime } from '../runtime/runtime.ts';
import { problemFaults } from '../views/console/faults.ts';
import { Onward } from '../views/console/login.tsx';
import { type KeptForm, ProblemScreen } from '../views/console/problem.tsx';
import { partOf, parts } from './parts.ts';
import {
  consoleLocale,
  mostFormBytes,
  noParameters,
  type PathParameters,
  type Route,
  screen,
  seeOther,
  sentBy,
  show,
  type Visit,
  type Visitor,
} from './visit.ts';

const { context } = runtime();

/** A function's request may have 6 MB, of which base64 takes a third. */
const mostUploadBytes = 4 * 1024 * 1024;

interface Matcher {
  method: string;
  pattern: URLPattern;
  route: Route;
}

/**
 * Everything below `/console` for somebody who is logged in: finds the route, the session, and checks that a form is
 * one of this session's. Patterns are those of API Gateway, without `/console`; the first that fits answers.
 */
export function routed(routes: Record<string, Route>): (request: HttpRequest) => Promise<HttpAnswer> {
  const resident = matchersOf(routes);
  const loaded = new Map(
    parts.map((part) => [part, onDemand(async () => matchersOf((await part.load()).routes))]),
  );
  /** The matchers that a path may be among. */
  const matchersFor = async (path: string): Promise<Matcher[]> => {
    const part = partOf(path.slice('/console'.length));
    return (part && (await loaded.get(part)?.())) ?? resident;
  };
  return async (request) => {
    const at = await context();
    const locale = await consoleLocale(request, at.stage.defaultLocale);
    const who = await authenticate(sessionAuthorization(request), at).catch((error: unknown) => {
      if (error instanceof Problem && error.type === 'unauthorised') return undefined;
      throw error;
    });
    if (who === undefined) return unknown(request, { request, locale, at });
    const visit: Visit = { request, who, at, locale, params: noParameters };
    try {
      const found = match(await matchersFor(request.rawPath), request);
      if (found === undefined) throw new Problem('not-found');
      const isPost = request.requestContext.http.method !== 'GET';
      const upload =
        isPost && isMultipart(request)
          ? await partsOf(bytesOf(request, mostUploadBytes), request)
          : undefined;
      const sender = { ...visit, params: found.params, upload };
      if (isPost && !isOwnForm(sender)) return await formOfBefore(sender, found.route);
      return await found.route(sender);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const faults =
        error.faults.length > 0 || error.detail !== undefined ? problemFaults(error, locale) : [];
      return show(visit, ProblemScreen, { kind: error.type, faults }, error.status);
    }
  };
}

function matchersOf(routes: Record<string, Route>): Matcher[] {
  return Object.entries(routes).map(([key, route]): Matcher => {
    const [method = '', path = ''] = key.split(' ');
    const pathname = `/console${path === '/' ? '' : path}`.replaceAll(/\{(\w+)\}/g, ':$1');
    return { method, pattern: new URLPattern({ pathname }), route };
  });
}

function match(
  matchers: readonly Matcher[],
  { rawPath, requestContext }: HttpRequest,
): { route: Route; params: PathParameters } | undefined {
  for (const { method, pattern, route } of matchers) {
    if (method !== requestContext.http.method) continue;
    const groups = pattern.exec({ pathname: rawPath })?.pathname.groups;
    if (groups === undefined) continue;
    const params = Object.entries(groups).map(([name, value = '']) => [name, decoded(value)]);
    return { route, params: { ...noParameters, ...Object.fromEntries(params) } };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A form of an earlier session, or of another website: nothing is done. What a page of ours sent, as the browser says,
 * comes back to be looked at and sent once more.
 */
async function formOfBefore(visit: Visit, { again }: Route): Promise<HttpAnswer> {
  const isOurs = visit.request.headers['sec-fetch-site'] === 'same-origin';
  if (!isOurs || again === undefined) return show(visit, ProblemScreen, { kind: 'staleForm' }, 403);
  return { ...(await again(visit)), statusCode: 403 };
}

/** A page of another website can send neither the session nor a form's token; browsers say so besides. */
function isOwnForm(visit: Visit): boolean {
  const site = visit.request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return isFormToken(visit.at.keys, visit.who, sentBy(visit).form.get('formToken'));
}

/** Nobody is logged in, or nobody whom the browser says: whoever follows a link from elsewhere comes once more. */
function unknown(request: HttpRequest, facts: Visitor): HttpAnswer {
  const isGet = request.requestContext.http.method === 'GET';
  const isFromElsewhere = request.headers['sec-fetch-site'] === 'cross-site';
  if (isGet && isFromElsewhere && sessionAuthorization(request) === undefined) {
    const to = `${request.rawPath}${request.rawQueryString === '' ? '' : `?${request.rawQueryString}`}`;
    return screen(facts, Onward, { to });
  }
  if (isGet) return { ...seeOther('/console/login'), cookies: [noSessionCookie] };
  const kept = keptFields(request);
  return { ...screen(facts, ProblemScreen, { kind: 'unauthorised', kept }, 401), cookies: [noSessionCookie] };
}

/** What somebody filled in on a page of ours, so that it is there after the login; files are chosen once more. */
function keptFields(request: HttpRequest): KeptForm | undefined {
  if (request.headers['sec-fetch-site'] !== 'same-origin' || isMultipart(request)) return undefined;
  try {
    const fields = [...formBody(request, mostFormBytes)].filter(([name]) => name !== 'formToken');
    return fields.some(([name]) => name.startsWith('/')) ? { action: request.rawPath, fields } : undefined;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
