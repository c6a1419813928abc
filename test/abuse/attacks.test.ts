import { describe, expect, test } from 'vitest';
import { formAsRequest, SignUpRequest } from '../../functions/core/registration/sign-up-request.ts';
import { PlaceholderText } from '../../functions/core/table/series.ts';
import { parseMarkdown, strangeLinks } from '../../functions/core/values/markdown.ts';
import { Problem } from '../../functions/core/values/problem.ts';
import { OneLine } from '../../functions/core/values/text.ts';
import { formBody, HttpRequest, jsonBody, redirect } from '../../functions/http/http.ts';
import { withoutPersonalData } from '../../functions/runtime/log.ts';

function request(body: string, type: string): HttpRequest {
  return HttpRequest.parse({
    routeKey: 'POST /v1/registrations',
    headers: { 'content-type': type },
    body,
    requestContext: { http: { method: 'POST', sourceIp: '198.51.100.7' }, requestId: 'r' },
  });
}

describe('the way back to the website', () => {
  const { returnUrl } = SignUpRequest.shape;

  test.each([
    ['https://www.stiftung.example/danke', 'https://www.stiftung.example/danke'],
    ['HTTPS://WWW.Stiftung.example:443/danke', 'https://www.stiftung.example/danke'],
    ['https://www.stiftung.example/a\r\nSet-Cookie: x=1', 'https://www.stiftung.example/aSet-Cookie:%20x=1'],
  ])('%j is kept as browsers understand it', (given, kept) => {
    expect(returnUrl.parse(given)).toBe(kept);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/danke',
    'https:www.stiftung.example',
    'https:\\\\www.stiftung.example\\danke',
    'https://',
    'https://www.stiftung.example@evil.example',
    'https://user:password@www.stiftung.example/',
    'http://[::1',
  ])('%j is none', (given) => {
    expect(returnUrl.safeParse(given).success).toBe(false);
  });

  test('never brings a line break into a header', () => {
    expect(redirect(302, 'https://meet.example/a\r\nX: y').headers.location).toBe(
      'https://meet.example/aX:%20y',
    );
  });
});

describe('names of form fields', () => {
  test('reach no prototype', () => {
    const form = new URLSearchParams([
      ['eventIds', '__proto__'],
      ['eventIds', 'constructor'],
      ['__proto__', 'a'],
      ['__proto__.polluted', 'a'],
      ['answers.__proto__.polluted', 'a'],
      ['answers.constructor.prototype', 'a'],
      ['workingGroups.__proto__', 'a'],
      ['notices.__proto__', 'a'],
      ['notices.constructor', 'a'],
    ]);
    const asRequest = formAsRequest(form);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    for (const part of [asRequest, asRequest.answers, asRequest.notices, asRequest.workingGroups]) {
      expect(Object.getPrototypeOf(part)).toBe(Object.prototype);
    }
    expect(SignUpRequest.safeParse(asRequest).success).toBe(false);
  });

  test('are no more than any form has', () => {
    const many = Array.from({ length: 20_000 }, (_, number) => `a${number % 7}=`).join('&');
    const refused = () => formBody(request(many.slice(0, 60_000), 'application/x-www-form-urlencoded'));
    expect(refused).toThrow(Problem);
  });

  test('are sorted in time, however many differ', () => {
    const form = new URLSearchParams(
      Array.from({ length: 2000 }, (_, number) => [`answers.a.q${number}`, 'x']),
    );
    form.append('eventIds', 'a');
    expect(inMilliseconds(() => formAsRequest(form))).toBeLessThan(200);
  });
});

describe('a JSON body', () => {
  test('has no half characters, which the table could not hold', () => {
    const body = jsonBody(
      request('{"name":"a\\ud800b","deep":[{"x":"\\udfff"}],"fine":"\\ud83d\\ude00"}', 'application/json'),
    );
    expect(body).toEqual({ name: 'a\ufffdb', deep: [{ x: '\ufffd' }], fine: '😀' });
  });

  test('may be nested as deep as it is long', () => {
    const parse = (text: string) => () => jsonBody(request(text, 'application/json'));
    expect(parse('['.repeat(60_000))).toThrow(Problem);
    expect(parse(`${'['.repeat(30_000)}"\\ud800"${']'.repeat(30_000)}`)).toThrow(Problem);
  });

  test('with faults without number gets an answer with an end', () => {
    const faults = Array.from({ length: 50_000 }, () => ({ pointer: '', code: 'unknownField' }) as const);
    expect(new Problem('invalid-request', { faults }).faults).toHaveLength(200);
  });
});

/** Texts that make a careless expression try every way of reading them. */
const lures = ['{', '[a](', '[a](https://x', '*a ', '__a ', '**', '- *a ', '\\', 'a.', 'a'];

test.each(lures)('texts of %j over and over are read in time', (lure) => {
  const long = lure.repeat(60_000 / lure.length);
  const text = long.slice(0, 20_000);
  expect(inMilliseconds(() => PlaceholderText(OneLine(150)).safeParse(long))).toBeLessThan(500);
  expect(inMilliseconds(() => withoutPersonalData(long))).toBeLessThan(500);
  expect(inMilliseconds(() => parseMarkdown(text))).toBeLessThan(2000);
  expect(inMilliseconds(() => strangeLinks(text))).toBeLessThan(2000);
});

function inMilliseconds(run: () => unknown): number {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
