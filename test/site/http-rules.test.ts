import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeKeys } from '../../functions/api/contract.ts';
import { Backend, event } from '../setup/backend.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins')]);
});
afterAll(() => backend.stop());

const pathOf = (key: string) =>
  key
    .replace(/^\S+ /, '')
    .replace('{eventId}', 'eins')
    .replace('{seriesId}', 'reihe')
    .replace(/\{\w+\+?\}/g, 'x');

/** What a path answers that depends on neither the time nor what was asked before. */
const lasting = (headers: Headers) =>
  ['content-type', 'cache-control', 'etag', 'location', 'www-authenticate'].map((name) => headers.get(name));

describe.each(routeKeys.filter((key) => key.startsWith('GET ')))('%s', (key) => {
  test('HEAD answers as GET does, without a body', async () => {
    const got = await backend.send('GET', pathOf(key));
    const head = await backend.send('HEAD', pathOf(key));
    expect([head.status, head.text]).toEqual([got.status, '']);
    expect(lasting(head.headers)).toEqual(lasting(got.headers));
  });
});

describe('a path without this method', () => {
  test.each([
    ['DELETE', '/v1/series/reihe', 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/registrations', 'POST, OPTIONS'],
    ['PUT', '/v1/organiser/tokens/x', 'DELETE, OPTIONS'],
    ['PUT', '/console/series/reihe', 'GET, HEAD, POST, OPTIONS'],
    ['POST', '/health', 'GET, HEAD, OPTIONS'],
  ])('%s %s: says which there are', async (method, path, allow) => {
    const { status, headers, json } = await backend.send(method, path);
    expect([status, headers.get('allow')]).toEqual([405, allow]);
    expect(json.type).toBe('urn:eventbote:problem:method-not-allowed');
  });

  test('OPTIONS says it without a fault, and a browser gets a page', async () => {
    const { status, headers } = await backend.send('OPTIONS', '/v1/registrations');
    expect([status, headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
    const page = await backend.get('/v1/registrations', { accept: 'text/html' });
    expect([page.status, page.headers.get('content-type')]).toEqual([405, 'text/html; charset=utf-8']);
  });
});

test.each([
  ['/v1/series/reihe/', '/v1/series/reihe'],
  ['/events/eins/?lang=en', '/events/eins?lang=en'],
  ['/console/', '/console'],
  ['/health//', '/health'],
])('%s leads to %s', async (path, location) => {
  const { status, headers } = await backend.send('GET', path);
  expect([status, headers.get('location')]).toEqual([308, location]);
});

test.each(['/', '//evil.example/', '/\\evil.example/', '/nirgends/', '/v1/registrations/'])(
  '%s leads nowhere',
  async (path) => {
    const { status, headers } = await backend.send('GET', path);
    expect([status, headers.get('location')]).toEqual([404, null]);
  },
);

describe('what everybody may read', () => {
  test.each([
    '/v1/series/reihe',
    '/v1/events/eins',
    '/v1/events/eins/calendar.ics',
    '/events/eins',
    '/openapi.json',
  ])('%s is kept by shared caches, and who has it is told so', async (path) => {
    const { status, headers } = await backend.get(path);
    expect([status, headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=0, s-maxage=60, must-revalidate',
    ]);
    const again = await backend.get(path, { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('says when it last changed, where that is known', async () => {
    const path = '/v1/events/eins/calendar.ics';
    const { headers } = await backend.get(path);
    const modified = headers.get('last-modified') ?? '';
    expect(Date.parse(modified)).toBeGreaterThan(0);
    const since = async (date: string, more = {}) =>
      (await backend.get(path, { 'if-modified-since': date, ...more })).status;
    expect(await since(modified)).toBe(304);
    expect(await since('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(200);
    expect(await since('nonsense')).toBe(200);
    // A tag says more than a date.
    expect(await since(modified, { 'if-none-match': '"other"' })).toBe(200);
  });

  test('takes no query that would go unheeded, but pages do: other websites add their own', async () => {
    const { status, json } = await backend.get('/v1/series/reihe?limit=3');
    expect([status, json.errors?.[0]?.pointer]).toEqual([422, '/limit']);
    expect((await backend.get('/events/eins?utm_source=x')).status).toBe(200);
  });
});
