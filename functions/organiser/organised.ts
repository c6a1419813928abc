import { once } from '../core/access/idempotency.ts';
import { authenticate, type Organiser } from '../core/access/organiser.ts';
import { lineAt } from '../core/participants/attendance-report.ts';
import type { Context } from '../core/table/context.ts';
import { Problem, problemOf } from '../core/values/problem.ts';
import { bodyText, type HttpAnswer, type HttpRequest, jsonBody, pathParameter, query } from '../http/http.ts';
import { sessionAuthorization } from '../http/session-cookie.ts';
import { runtime } from '../runtime/runtime.ts';

const { context } = runtime();

/**
 * Bodies of organisers are larger than those of forms. What is kept of one is one item, of which DynamoDB takes
 * 400 KB; 10,000 ids are more than that, and a meeting service's report has up to 4 MB.
 */
export const mostOrganiserBytes = 300 * 1024;
export const mostIdsBytes = 512 * 1024;
const mostReportBytes = 4 * 1024 * 1024;

type Answering = (request: HttpRequest, organiser: Organiser, at: Context) => Promise<HttpAnswer>;

/**
 * A call by an organiser: the bearer token comes before anything else of the request is read. An unsafe call with an
 * `Idempotency-Key` is done once.
 */
export function organised(answer: Answering): (request: HttpRequest) => Promise<HttpAnswer> {
  return async (request) => {
    const at = await context();
    const { method } = request.requestContext.http;
    // The console's links to what is printed or saved: its session reads, and changes nothing here.
    const session = method === 'GET' ? sessionAuthorization(request) : undefined;
    const organiser = await authenticate(request.headers.authorization ?? session, at);
    const key = request.headers['idempotency-key'];
    if (key === undefined || method === 'GET') return answer(request, organiser, at);
    const parts = [method, request.rawPath, request.rawQueryString, bodyText(request, mostReportBytes)];
    const call = { key, request: parts.join('\n') };
    return once(call, organiser, at, () => answer(request, organiser, at));
  };
}

/** A call that needs no token: logging in. */
export function open(answer: (request: HttpRequest, at: Context) => Promise<HttpAnswer>) {
  return async (request: HttpRequest): Promise<HttpAnswer> => answer(request, await context());
}

export const etag = (version: number) => ({ etag: `"${version}"` });
export const seriesId = (request: HttpRequest) => pathParameter(request, 'seriesId');
export const eventId = (request: HttpRequest) => pathParameter(request, 'eventId');

/**
 * A file as it was sent. One that is called text arrives as UTF-8, and has lost its letters when it was none.
 * @throws Problem 413, 422
 */
export function bodyBytes(request: HttpRequest): Uint8Array {
  const lost = request.isBase64Encoded ? -1 : (request.body ?? '').indexOf('\ufffd');
  if (lost >= 0) {
    const line = lineAt(request.body ?? '', lost);
    throw problemOf([{ pointer: '', code: 'fileNotUtf8', params: { line } }]);
  }
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length <= mostReportBytes) return bytes;
  const params = { max: mostReportBytes };
  throw new Problem('body-too-large', { faults: [{ pointer: '', code: 'bodyTooLarge', params }] });
}

/** One value of the query; undefined when it isn't given. */
export const asked = (request: HttpRequest, name: string) => query(request).get(name) ?? undefined;

/** Done, with nothing to say of it. */
export const noContent: HttpAnswer = { statusCode: 204, headers: { 'cache-control': 'no-store' }, body: '' };

/** A body that may be left out. @throws Problem as `jsonBody` */
export function optionalBody(request: HttpRequest): unknown {
  return (request.body ?? '') === '' ? {} : jsonBody(request);
}
