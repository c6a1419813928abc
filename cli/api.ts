import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { Failure } from './failure.ts';
import { faultLine } from './faults.ts';

const ProblemDocument = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.object({
        pointer: z.string(),
        code: z.string(),
        message: z.string(),
      }),
    )
    .default([]),
});
const List = z.object({
  items: z.array(z.record(z.string(), z.unknown())),
  nextCursor: z.string().optional(),
});

export type Json = Record<string, unknown>;

export interface Call {
  json?: unknown;
  body?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  query?: Record<string, string | undefined>;
}

export interface Answered {
  status: number;
  headers: Headers;
  /** As they came: a decoded text would have lost the mark that begins a CSV file. */
  bytes: Uint8Array;
  text: string;
}

const utf8 = new TextDecoder();
const mostTries = 4;
const mostWaitSeconds = 20;

/**
 * The organisers' side of an API, for a token. Answers that say "later" (429, 503, 409 while the first of two runs) are asked for
 * again, by the same `Idempotency-Key`: a 503 on the way may belong to what was done.
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
 */
export class Api {
  readonly #url: string;
  readonly #token: string;
  readonly #language: string;

  constructor({ url, token, language }: { url: string; token: string; language: string }) {
    this.#url = url;
    this.#token = token;
    this.#language = language;
  }

  /** @throws Failure when the API refuses, in its own words, or can't be reached */
  async must(method: string, path: string, call: Call = {}): Promise<Answered> {
    const answer = await this.call(method, path, call);
    if (answer.status >= 400) throw refusal(answer, method, path);
    return answer;
  }

  /** An answer's JSON object. */
  async json(method: string, path: string, call: Call = {}): Promise<Json & { etag?: string }> {
    return jsonOf(await this.must(method, path, call));
  }

  /** Nothing when there is no such item. */
  async find(path: string): Promise<(Json & { etag?: string }) | undefined> {
    const answer = await this.call('GET', path);
    if (answer.status === 404) return undefined;
    if (answer.status >= 400) throw refusal(answer, 'GET', path);
    return jsonOf(answer);
  }

  /** Every item of a list, page by page. */
  async *all(path: string, query: Call['query'] = {}): AsyncGenerator<Json> {
    let cursor: string | undefined;
    do {
      const answer = await this.must('GET', path, { query: { ...query, limit: '500', cursor } });
      const { items, nextCursor } = List.parse(JSON.parse(answer.text));
      yield* items;
      cursor = nextCursor;
    } while (cursor !== undefined);
  }

  async call(
    method: string,
    path: string,
    { json, body, headers = {}, query = {} }: Call = {},
  ): Promise<Answered> {
    const url = new URL(`${this.#url}/v1/organiser${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    const request = {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'accept-language': this.#language,
        ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body }),
    };
    for (let tries = 1; ; tries++) {
      const response = await fetch(url, request).catch((error: unknown) => {
        throw new Failure('unavailable', `${this.#url} can't be reached${causeOf(error)}`, { cause: error });
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const answer = { status: response.status, headers: response.headers, bytes, text: utf8.decode(bytes) };
      const isRunning = response.status === 409 && response.headers.has('retry-after');
      const isLater = isRunning || response.status === 429 || response.status === 503;
      const seconds = Number(response.headers.get('retry-after') ?? tries);
      if (!isLater || tries === mostTries || !(seconds <= mostWaitSeconds)) return answer;
      await pause(Math.max(0.2, seconds) * 1000);
    }
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return cause === '' ? '' : `: ${cause}`;
}

function jsonOf({ text, headers }: Answered): Json & { etag?: string } {
  const etag = headers.get('etag');
  return { ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)), ...(etag === null ? {} : { etag }) };
}

const known: Record<number, string> = {
  401: 'the token is unknown, expired or revoked',
  403: "the token's role or series do not allow this",
  412: 'somebody else changed it meanwhile: nothing was done, run the command again',
  429: 'too many calls: try again later',
  503: 'the API is busy: try again later',
};

/** A problem document (RFC 9457) in words: what is wrong, and every fault with its place. */
function refusal({ status, text, headers }: Answered, method: string, path: string): Failure {
  const isProblem = (headers.get('content-type') ?? '').startsWith('application/problem+json');
  const parsed = isProblem ? ProblemDocument.safeParse(JSON.parse(text)) : undefined;
  const { title, detail, errors } = parsed?.data ?? {
    title: 'no answer of this API',
    detail: undefined,
    errors: [],
  };
  const head = known[status] ?? title;
  const kind = status >= 500 || status === 429 ? 'unavailable' : 'refused';
  const told = detail === undefined ? head : `${head}: ${detail}`;
  const lines = [`${told} (${method} ${path}: ${status})`, ...errors.map(faultLine)];
  return new Failure(kind, lines.join('\n'), { faultCodes: errors.map(({ code }) => code) });
}
