import type { Answer, AnswerName } from '../api/answers.ts';
import { mostReportBytes, type Route, type Routes } from '../api/route.ts';
import { notKept, once } from '../core/access/idempotency.ts';
import { allow, allowEverywhere, authenticate, type Organiser } from '../core/access/organiser.ts';
import { readAnnouncement } from '../core/organising/announcements.ts';
import { readEvent } from '../core/organising/events.ts';
import { readSeries } from '../core/organising/series.ts';
import { lineAt } from '../core/participants/attendance-report.ts';
import type { Context } from '../core/table/context.ts';
import type { Page } from '../core/table/ports.ts';
import { parsed } from '../core/values/parsed.ts';
import { Problem, problemOf } from '../core/values/problem.ts';
import { onDemand } from '../runtime/on-demand.ts';
import { bodyText, type HttpAnswer, type HttpRequest, json, jsonBody } from './http.ts';
import { bytesOf } from './multipart.ts';
import { cursorText, type PageAsked, queryOf } from './paging.ts';
import { hasVersion, patched, revised } from './revision.ts';
import { sessionAuthorization } from './session-cookie.ts';

/** The names in a route's path, each with its text. */
type PathOf<Key extends string> = Key extends `${string}{${infer Name}}${infer Rest}`
  ? { [Each in Name]: string } & PathOf<Rest>
  : object;

type OutputOf<Schema> = Schema extends { _zod: { output: infer Output } } ? Output : undefined;

/** A call of a route: all that its contract names, read and checked. */
interface Call<Key extends string, R extends Route> {
  path: PathOf<Key>;
  query: R extends { query: infer Query } ? OutputOf<Query> : undefined;
  page: R extends { page: unknown } ? PageAsked : undefined;
  body: R extends { body: infer Body }
    ? OutputOf<Body>
    : R extends { file: unknown }
      ? Uint8Array
      : undefined;
  /** What If-Match names. */
  version: number | undefined;
  /** Who calls, on a route that asks for a role. */
  who: R extends { role: unknown } ? Organiser : undefined;
  at: Context;
  request: HttpRequest;
}

type ShapeOf<R extends Route> = R['answers'][keyof R['answers']];
type JsonOf<R extends Route> = R extends { answer: infer Name extends AnswerName } ? Answer<Name> : never;

/** What a handler hands over: a list's page, the JSON of the answer, nothing, or the answer itself. */
type ResultOf<R extends Route> =
  ShapeOf<R> extends 'list'
    ? Promise<Page<JsonOf<R>>>
    : ShapeOf<R> extends 'json'
      ? Promise<JsonOf<R>>
      : ShapeOf<R> extends 'empty'
        ? Promise<void>
        : Promise<JsonOf<R> | HttpAnswer>;

export type Handlers<Contract extends Routes> = {
  [Key in keyof Contract & string as Key extends `PATCH ${string}` ? never : Key]: (
    call: Call<Key, Contract[Key]>,
  ) => ResultOf<Contract[Key]>;
};

type Answering = (request: HttpRequest) => Promise<HttpAnswer>;
interface AnyCall {
  path: object;
  query: unknown;
  page: PageAsked | undefined;
  body: unknown;
  version: number | undefined;
  who: Organiser | undefined;
  at: Context;
  request: HttpRequest;
}
type AnyHandler = (call: AnyCall) => Promise<unknown>;

/**
 * Answers the routes of a contract, by handlers that are loaded when one of them is first called: the function begins
 * sooner without them. The bearer token comes before anything else of the request is read; an unsafe call
 * with an `Idempotency-Key` is done once; then role, query and body are checked, and the handler does what is asked.
 */
export function implement<Contract extends Routes>(
  contract: Contract,
  load: () => Promise<Handlers<Contract>>,
  context: () => Promise<Context>,
): Record<keyof Contract & string, Answering>;
export function implement(
  contract: Routes,
  load: () => Promise<object>,
  context: () => Promise<Context>,
): Record<string, Answering> {
  const loaded = onDemand(async () => new Map<string, AnyHandler>(Object.entries(await load())));
  return Object.fromEntries(
    Object.entries(contract).map(([key, route]) => {
      const handlers = async () => {
        const all = await loaded();
        const handler = all.get(key.replace(/^PATCH /, 'PUT '));
        if (handler === undefined) throw new Error(`${key} has no handler`);
        // What is written is read at the same path.
        return { handler, read: /^(PUT|PATCH) /.test(key) ? all.get(key.replace(/^\w+/, 'GET')) : undefined };
      };
      return [key, answering(route, handlers, context)];
    }),
  );
}

function answering(
  route: Route,
  handlers: () => Promise<{ handler: AnyHandler; read: AnyHandler | undefined }>,
  context: () => Promise<Context>,
): Answering {
  return async (request) => {
    const [at, { handler, read }] = await Promise.all([context(), handlers()]);
    const who = route.role === undefined ? undefined : await caller(request, at);
    const call = async () => {
      if (who !== undefined) checkRole(who, route);
      const { pathParameters: path = {} } = request;
      const { query, page } = queryOf(request, route);
      const asked = { path, query, page, body: undefined, version: undefined, who, at, request };
      let seen: unknown;
      const show = async () => {
        seen = JSON.parse(JSON.stringify(await read?.(asked)));
        return seen;
      };
      const body = await bodyFor({ who, path, at }, request, route, read && show);
      const versions =
        hasVersion(seen) && !('if-match' in request.headers) ? [seen.version] : ifMatch(request);
      const result = await forOneOf(versions, (version) => handler({ ...asked, body, version }));
      return answerOf(result, route);
    };
    const key = request.headers['idempotency-key'];
    const { method } = request.requestContext.http;
    if (who === undefined || key === undefined || method === 'GET') return call();
    const parts = [method, request.rawPath, request.rawQueryString, bodyText(request, mostReportBytes)];
    return once({ key, request: parts.join('\n') }, who, at, call);
  };
}

/** @throws Problem 401 */
function caller(request: HttpRequest, at: Context): Promise<Organiser> {
  // The console's links to what is printed or saved: its session reads, and changes nothing here.
  const session = request.requestContext.http.method === 'GET' ? sessionAuthorization(request) : undefined;
  return authenticate(request.headers.authorization ?? session, at);
}

/** @throws Problem 403; of some series alone core says first what is not found, because it isn't theirs */
function checkRole(who: Organiser, { role, isForOwnToo, isEverywhere }: Route): void {
  if (role !== undefined && isEverywhere) allowEverywhere(who, role);
  if (role !== undefined && who.seriesIds === undefined && !isForOwnToo) allow(who, role);
}

/** The body, read. Its faults are told to those who may send it: whose business it isn't learns that first. */
async function bodyFor(
  { who, path, at }: { who: Organiser | undefined; path: Record<string, string>; at: Context },
  request: HttpRequest,
  route: Route,
  show: Show | undefined,
): Promise<unknown> {
  try {
    return await bodyOf(request, route, show);
  } catch (error) {
    if (who?.seriesIds !== undefined) {
      const { seriesId, eventId, announcementId } = path;
      if (seriesId !== undefined) await readSeries(seriesId, who, at);
      else if (eventId !== undefined) await readEvent(eventId, who, at);
      else if (announcementId !== undefined) await readAnnouncement(announcementId, who, at);
      if (route.role !== undefined && !route.isForOwnToo) allow(who, route.role);
    }
    throw error;
  }
}

/** @throws Problem 400, 412, 413, 415, 422, 428 */
async function bodyOf(
  request: HttpRequest,
  { body, file, isBodyOptional, isMergePatch, mostBytes }: Route,
  show: Show | undefined,
): Promise<unknown> {
  if (file !== undefined) return bodyBytes(request, mostBytes);
  if (body === undefined) return undefined;
  const isLeftOut = isBodyOptional && (request.body ?? '') === '';
  const given = isLeftOut ? {} : jsonBody(request, mostBytes);
  if (show === undefined) return parsed(body, given);
  const isConditional = 'if-match' in request.headers;
  if (!isMergePatch) return revised(body, given, { show: () => show().catch(nothingThere), isConditional });
  return patched(body, given, { show, isConditional });
}

/** What an item's GET answers at this moment. */
type Show = () => Promise<unknown>;

/** What isn't there shows nothing; the write says so. */
function nothingThere(error: unknown): undefined {
  if (!(error instanceof Problem && error.type === 'not-found')) throw error;
}

/**
 * A file as it was sent. What is declared as text arrives as UTF-8, and has lost letters if it wasn't.
 * @throws Problem 413, 422
 */
function bodyBytes(request: HttpRequest, mostBytes = mostReportBytes): Uint8Array {
  const lost = request.isBase64Encoded ? -1 : (request.body ?? '').indexOf('\ufffd');
  if (lost >= 0) {
    const line = lineAt(request.body ?? '', lost);
    throw problemOf([{ pointer: '', code: 'fileNotUtf8', params: { line } }]);
  }
  return bytesOf(request, mostBytes);
}

/**
 * The versions that If-Match names (RFC 9110 section 13.1.1), of which one has to be the stored one; undefined when the
 * header is absent or `*`. A weak tag matches nothing, nor does one that we never gave.
 */
function ifMatch({ headers }: HttpRequest): readonly (number | undefined)[] {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return [undefined];
  const strong = header.split(',').map((tag) => /^\s*"(\d{1,9})"\s*$/.exec(tag)?.[1]);
  const versions = strong.flatMap((tag) => (tag === undefined ? [] : Number(tag)));
  return versions.length === 0 ? [-1] : versions.slice(0, mostVersions);
}

/** A list of tags has an end. */
const mostVersions = 10;

/** Whatever is done for one of these versions: another than the stored one is refused before anything is written. */
async function forOneOf<T>(
  [version, ...others]: readonly (number | undefined)[],
  done: (version: number | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await done(version);
  } catch (error) {
    const isOther = error instanceof Problem && error.type === 'version-mismatch';
    if (!isOther || others.length === 0) throw error;
    return forOneOf(others, done);
  }
}

/** What a handler handed over, as its route answers it: a list with its cursor, an item with its version as its tag. */
function answerOf(result: unknown, { answers, isShownOnce, location }: Route): HttpAnswer {
  const [success = ['204', 'empty']] = Object.entries(answers);
  const answer = isAnswer(result) ? result : written(result, Number(success[0]));
  const headers = {
    ...answer.headers,
    ...(location === undefined ? {} : { location: filled(location, result) }),
    ...(isShownOnce ? { [notKept]: 'true' } : {}),
  };
  return { ...answer, headers };
}

/** A path with the fields of an answer in it. */
function filled(path: string, answer: unknown): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(Reflect.get(Object(answer), name))),
  );
}

function written(result: unknown, status: number): HttpAnswer {
  if (result === undefined) {
    return { statusCode: status, headers: { 'cache-control': 'no-store' }, body: '' };
  }
  if (isPage(result)) {
    const { items, next } = result;
    return json(status, { items, nextCursor: cursorText(next) });
  }
  return json(status, result, hasVersion(result) ? { etag: `"${result.version}"` } : {});
}

const isAnswer = (result: unknown): result is HttpAnswer =>
  typeof result === 'object' && result !== null && 'statusCode' in result;
const isPage = (result: unknown): result is Page<unknown> =>
  typeof result === 'object' && result !== null && 'items' in result;

/** A page of items as their view shows them. */
export function viewed<Item, View>({ items, next }: Page<Item>, view: (item: Item) => View): Page<View> {
  return { items: items.map(view), next };
}
