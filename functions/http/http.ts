import middy from '@middy/core';
import * as z from 'zod';
import type { RouteKey } from '../api/contract.ts';
import { Busy } from '../core/table/ports.ts';
import type { Locale } from '../core/values/locale.ts';
import { Problem } from '../core/values/problem.ts';
import { logError } from '../runtime/log.ts';
import { faultMessage } from '../views/faults.ts';
import { loadWords } from '../views/words/index.ts';
import { inSteps, takingAddresses } from './in-steps.ts';

/**
 * API Gateway's request, payload format 2.0, as far as it is read here.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const AnyRequest = z.object({
  routeKey: z.string(),
  rawPath: z.string().default('/'),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  // What there is none of is left out or null, by who makes the request.
  cookies: z
    .array(z.string())
    .nullish()
    .transform((cookies) => cookies ?? []),
  pathParameters: z
    .record(z.string(), z.string())
    .nullish()
    .transform((parameters) => parameters ?? undefined)
    .optional(),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? undefined)
    .optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    http: z.object({ method: z.string(), sourceIp: z.string() }),
    requestId: z.string(),
  }),
});
export type HttpRequest = z.infer<typeof AnyRequest>;

/** HEAD is GET, but for the body of the answer (RFC 9110 section 9.3.2). */
export const HttpRequest = AnyRequest.transform((request): HttpRequest => {
  if (!isHead(request)) return request;
  const { routeKey, requestContext } = request;
  const http = { ...requestContext.http, method: 'GET' };
  const read = routeKey.replace(/^HEAD /, 'GET ');
  return { ...request, routeKey: read, requestContext: { ...requestContext, http } };
});

const isHead = ({ requestContext }: z.infer<typeof AnyRequest>) => requestContext.http.method === 'HEAD';

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  /** `Set-Cookie` headers, of which there may be several. */
  cookies?: string[];
  body: string;
}

/** 20 events with 50 answers each, and more. */
const mostFields = 2000;
/** Bodies beyond this are refused; API Gateway itself stops at 10 MB. */
export const mostBodyBytes = 64 * 1024;

/** The body as text. @throws Problem 413 */
export function bodyText(request: HttpRequest, mostBytes = mostBodyBytes): string {
  const body = request.body ?? '';
  const text = request.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (Buffer.byteLength(text) > mostBytes) {
    throw new Problem('body-too-large', {
      faults: [{ pointer: '', code: 'bodyTooLarge', params: { max: mostBytes } }],
    });
  }
  return text;
}

/** @throws Problem 413, 415, 400, also for what is no UTF-8 (RFC 8259 section 8.1) */
export function jsonBody(request: HttpRequest, mostBytes?: number): unknown {
  const text = bodyText(request, mostBytes);
  // What was no UTF-8 has lost letters on the way: better refused than names destroyed.
  if (text.includes('\ufffd')) {
    throw new Problem('malformed-request', { faults: [{ pointer: '', code: 'bodyNotUtf8' }] });
  }
  if (!/^application\/([a-z0-9.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Problem('unsupported-media-type');
  }
  try {
    // Halves of a character (U+D800 to U+DFFF alone) are not text: UTF-8 can't hold them, nor can the table.
    return /\\u[dD][89a-fA-F]/.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch {
    throw new Problem('malformed-request', { faults: [{ pointer: '', code: 'malformedJson' }] });
  }
}

const wellFormed = (_: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value);

/** Whether a plain HTML form was posted: its reader is a person, who gets a page. */
export function isForm({ headers }: HttpRequest): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(headers['content-type'] ?? '');
}

/** Whether the caller is a browser, whose reader is a person. */
export function isBrowser({ headers }: HttpRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}

/** A form's fields. @throws Problem 413, also for more fields than any form of ours has */
export function formBody(request: HttpRequest, mostBytes?: number): URLSearchParams {
  const form = new URLSearchParams(bodyText(request, mostBytes));
  if (form.size > mostFields) {
    throw new Problem('body-too-large', {
      faults: [{ pointer: '', code: 'tooMany', params: { max: mostFields } }],
    });
  }
  return form;
}

export function query(request: HttpRequest): URLSearchParams {
  return new URLSearchParams(request.rawQueryString);
}

export function pathParameter(request: HttpRequest, name: string): string {
  return request.pathParameters?.[name] ?? '';
}

/** On every answer. */
export const always = {
  'cache-control': 'no-store',
  // Links carry tokens, which no other site is told; a form's own origin is told it, which is how it is known.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};

export function json(statusCode: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return {
    statusCode,
    headers: { ...always, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

export function text(contentType: string, body: string, headers: Record<string, string> = {}): HttpAnswer {
  return { statusCode: 200, headers: { ...always, 'content-type': contentType, ...headers }, body };
}

/** The address as browsers understand it: what they would leave out, line breaks above all, is not in the header. */
export function redirect(statusCode: 302 | 303, location: string): HttpAnswer {
  return { statusCode, headers: { ...always, location: new URL(location).href }, body: '' };
}

/** A problem document (RFC 9457): every fault with its pointer, its code and a sentence in the caller's language. */
export async function problemDocument(problem: Problem, locale: Locale): Promise<HttpAnswer> {
  await loadWords(locale);
  const faults = problem.faults.map((fault) => ({ ...fault, message: faultMessage(fault, locale) }));
  return {
    statusCode: problem.status,
    headers: {
      ...always,
      // Every 401 says how to log in (RFC 9110 section 15.5.2, RFC 6750 section 3).
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="eventbote"' } : {}),
      'content-type': 'application/problem+json',
      'content-language': locale,
    },
    body: JSON.stringify({
      type: `urn:eventbote:problem:${problem.type}`,
      title: problem.type.replaceAll('-', ' '),
      status: problem.status,
      detail: problem.detail && faultMessage(problem.detail, locale),
      ...(faults.length > 0 ? { errors: faults } : {}),
    }),
  };
}

/** How a function tells a problem to whoever asked: a document or a page. */
export type AnswerProblem = (problem: Problem, request: HttpRequest) => Promise<HttpAnswer>;

/**
 * A Lambda handler for routes: reads the request by its schema, calls the route's handler, and turns what it
 * throws into an answer. An unknown error tells the caller nothing, and the log its name and place.
 * @param postedFromElsewhere routes that pages of other websites may post to
 * @param readable what such a page posts, in the form that the handlers read
 */
export function httpHandler<K extends RouteKey>(
  handlers: Record<K, (request: HttpRequest) => Promise<HttpAnswer>>,
  answerProblem: AnswerProblem,
  postedFromElsewhere: readonly NoInfer<K>[] = [],
  readable?: (request: HttpRequest) => Promise<HttpRequest>,
) {
  const fromElsewhere = new Set<string>(postedFromElsewhere);
  const byKey = new Map<string, (request: HttpRequest) => Promise<HttpAnswer>>(Object.entries(handlers));
  return middy<unknown, HttpAnswer>()
    .use(bodiless)
    .use(problems(answerProblem))
    .before(async (call) => {
      const request = HttpRequest.parse(call.event);
      if (readable !== undefined && fromElsewhere.has(request.routeKey)) call.event = await readable(request);
    })
    .handler(async (input) => {
      const request = HttpRequest.parse(input);
      const answer = byKey.get(request.routeKey);
      if (answer === undefined) throw new Problem('not-found');
      // Whatever is no route is none, whoever asks.
      if (request.routeKey !== '$default' && !fromElsewhere.has(request.routeKey)) refuseOtherSites(request);
      return takingAddresses.has(request.routeKey) ? inSteps(() => answer(request)) : answer(request);
    });
}

/**
 * Refuses what a page of another website posted, or sent by its script: the browser says so, and whoever presses a button
 * there wanted something else. Browsers from before 2023 say nothing of the site, and name the origin; what is sent by no
 * page, such as one click on a mail's button (RFC 8058) or a script's call, names neither.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 * @throws Problem 403
 */
function refuseOtherSites({ headers, requestContext }: HttpRequest): void {
  const { method } = requestContext.http;
  if (method === 'GET') return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'] ?? (origin === undefined ? 'none' : siteOf(origin, host));
  if (site !== 'same-origin' && site !== 'none') throw new Problem('other-site');
}

/** Pages of ours name their origin; `null` is what a frame in a sandbox says. */
function siteOf(origin: string, host: string | undefined): 'same-origin' | 'cross-site' {
  return host !== undefined && URL.parse(origin)?.host === host ? 'same-origin' : 'cross-site';
}

/** The middleware that keeps the body of what HEAD asks for. */
const bodiless: middy.MiddlewareObj<unknown, HttpAnswer> = {
  after: (call) => {
    if (call.response && isHead(AnyRequest.parse(call.event))) call.response = { ...call.response, body: '' };
  },
  onError: (call) => bodiless.after?.(call),
};

/** The middleware that answers for whatever a handler throws. */
function problems(answerProblem: AnswerProblem): middy.MiddlewareObj<unknown, HttpAnswer> {
  return {
    onError: async (call) => {
      call.response = await answerTo(call.error, HttpRequest.parse(call.event), answerProblem);
    },
  };
}

/** When to come again, in seconds (RFC 9110 section 10.2.3). */
function withRetryAfter(answer: HttpAnswer, { retryAt }: Problem): HttpAnswer {
  if (retryAt === undefined) return answer;
  const seconds = Math.max(1, Math.ceil((Date.parse(retryAt) - Date.now()) / 1000));
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}

async function answerTo(
  error: unknown,
  request: HttpRequest,
  answerProblem: AnswerProblem,
): Promise<HttpAnswer> {
  if (error instanceof Problem) return withRetryAfter(await answerProblem(error, request), error);
  if (error instanceof Busy) {
    const answer = await answerProblem(new Problem('busy'), request);
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(error.retryAfterSeconds) } };
  }
  logError(error, { route: request.routeKey, requestId: request.requestContext.requestId });
  return answerProblem(new Problem('unexpected'), request);
}
