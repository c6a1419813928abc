import { afterEach, describe, expect, test, vi } from 'vitest';
import { Busy } from '../../functions/core/table/ports.ts';
import { Problem, problemOf, problemStatus } from '../../functions/core/values/problem.ts';
import { bodyText, HttpRequest, httpHandler, json, problemDocument } from '../../functions/http/http.ts';
import { readerLocale } from '../../functions/http/language.ts';

afterEach(() => vi.restoreAllMocks());

/** A request as API Gateway hands it over (payload format 2.0). */
function requestOf(changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    routeKey: 'GET /health',
    rawPath: '/health',
    rawQueryString: '',
    headers: {},
    cookies: [],
    isBase64Encoded: false,
    requestContext: { http: { method: 'GET', sourceIp: '192.0.2.1' }, requestId: 'r1' },
    ...changes,
  };
}

/** What a handler answers whose route does this; nothing of Lambda's context is used. */
async function answerOf(route: () => Promise<ReturnType<typeof json>>, request = requestOf()) {
  const handler = httpHandler({ 'GET /health': route }, (problem) => problemDocument(problem, 'en'));
  const answer: unknown = await Reflect.apply(handler, undefined, [request, {}]);
  const { statusCode, headers, body } = answer as ReturnType<typeof json>;
  return { statusCode, headers, body: JSON.parse(body) };
}

test.each([200, 404])('HEAD is answered as GET (%i), without its body', async (status) => {
  const route = async () => {
    if (status === 404) throw new Problem('not-found');
    return json(200, { status: 'ok' }, { etag: '"1"' });
  };
  const asked = async (method: string) => {
    const http = { method, sourceIp: '192.0.2.1' };
    const request = requestOf({ routeKey: `${method} /health`, requestContext: { http, requestId: 'r1' } });
    const handler = httpHandler({ 'GET /health': route }, (problem) => problemDocument(problem, 'en'));
    return Reflect.apply(handler, undefined, [request, {}]) as ReturnType<typeof route>;
  };
  const { body, ...got } = await asked('GET');
  expect(got.statusCode).toBe(status);
  expect(body).not.toBe('');
  expect(await asked('HEAD')).toEqual({ ...got, body: '' });
});

describe('what a handler throws is answered', () => {
  test('401 says how to log in', async () => {
    const { headers } = await answerOf(() => Promise.reject(new Problem('unauthorised')));
    expect(headers['www-authenticate']).toBe('Bearer realm="eventbote"');
  });

  test('a problem by its own status, with every fault and its sentence', async () => {
    const faults = [{ pointer: '/name', code: 'tooLong' as const, params: { max: 200 } }];
    const answer = await answerOf(() => Promise.reject(problemOf(faults)));
    expect(answer.statusCode).toBe(422);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'content-language': 'en',
    });
    expect(answer.body).toEqual({
      type: 'urn:eventbote:problem:invalid-request',
      title: 'invalid request',
      status: 422,
      errors: [{ ...faults[0], message: 'This is too long; at most 200 characters are possible.' }],
    });
  });

  test.each([
    ['de', 'Die Reihe hat noch Veranstaltungen.', 'Der Zeitpunkt liegt in der Vergangenheit.'],
    ['en', 'The series has events.', 'This lies in the past.'],
  ] as const)('in %s, the detail and each fault', async (locale, detail, message) => {
    const answered = async (problem: Problem) => JSON.parse((await problemDocument(problem, locale)).body);
    const problem = new Problem('not-possible-now', { detail: { code: 'seriesHasEvents' } });
    expect(await answered(problem)).toMatchObject({ status: 409, detail });
    const faults = [{ pointer: '/at', code: 'inThePast' as const }];
    expect((await answered(problemOf(faults))).errors).toEqual([{ ...faults[0], message }]);
  });

  test.each(Object.entries(problemStatus))('%s with %i', async (type, status) => {
    const problem = new Problem(type as keyof typeof problemStatus);
    expect((await answerOf(() => Promise.reject(problem))).statusCode).toBe(status);
  });

  test('a busy store with 503, and when to come again', async () => {
    const answer = await answerOf(() => Promise.reject(new Busy(new Error('contended'), 7)));
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '7']);
    expect(answer.body.type).toBe('urn:eventbote:problem:busy');
  });

  test('an unknown error tells the caller nothing, and the log all but personal data', async () => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    const mac = 'A'.repeat(22);
    const tokens = `gemeinsam~1xabc.${mac} gemeinsam~1x${'ab'.repeat(9)}_${'cd'.repeat(7)}.12.${mac}`;
    const secret = new TypeError(`no item for aylin@rathaus.example by ${tokens} and eb_${'x'.repeat(43)}`);
    const answer = await answerOf(() => Promise.reject(secret));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toEqual({
      type: 'urn:eventbote:problem:unexpected',
      title: 'unexpected',
      status: 500,
    });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      message: 'no item for (address) by (token) (token) and (token)',
      error: 'TypeError',
      route: 'GET /health',
      requestId: 'r1',
    });
    expect(lines.join()).not.toMatch(/aylin|gemeinsam|AAAA|xxxx|192\.0\.2/);
  });

  test('a route that the function does not have with 404', async () => {
    const answer = await answerOf(async () => json(200, {}), requestOf({ routeKey: 'GET /elsewhere' }));
    expect(answer.statusCode).toBe(404);
  });
});

test('every answer stays out of caches and referrers', async () => {
  const answer = await answerOf(async () => json(200, { status: 'ok' }));
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
});

describe('a body', () => {
  test('is text however it arrives, and counted in bytes', () => {
    const body = Buffer.from('ü'.repeat(10)).toString('base64');
    expect(bodyText(requestOf({ body, isBase64Encoded: true }))).toBe('ü'.repeat(10));
    expect(bodyText(requestOf())).toBe('');
    expect(() => bodyText(requestOf({ body: 'ü'.repeat(10) }), 19)).toThrow('body-too-large');
    expect(bodyText(requestOf({ body: 'ü'.repeat(10) }), 20)).toHaveLength(10);
  });
});

describe('the reader’s language', () => {
  test.each([
    ['', '', 'de'],
    ['', 'en', 'en'],
    ['', 'en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['', 'fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4', 'de'],
    ['', 'fr, es', 'de'],
    ['', 'en;q=0, de;q=0.1', 'de'],
    ['', 'DE-at', 'de'],
    ['', '*', 'de'],
    ['', ';;;q=,,', 'de'],
    ['lang=en', 'de', 'en'],
    ['lang=de', 'en', 'de'],
    ['lang=fr', 'en', 'en'],
  ])('?%s with Accept-Language "%s" is %s', (rawQueryString, accepted, wanted) => {
    const headers: Record<string, string> = accepted === '' ? {} : { 'accept-language': accepted };
    expect(readerLocale(requestOf({ rawQueryString, headers }), 'de')).toBe(wanted);
  });
});

test('what there is none of may be null, as other makers of the same request write it', () => {
  const parsed = HttpRequest.parse({ ...requestOf(), cookies: null, pathParameters: null, body: null });
  expect(parsed).toMatchObject({ cookies: [], pathParameters: undefined, body: undefined });
  const { cookies, ...bare } = requestOf();
  expect(HttpRequest.parse(bare).cookies).toEqual([]);
});
