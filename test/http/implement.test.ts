import { beforeEach, describe, expect, test } from 'vitest';
import { announcementRoutes } from '../../functions/api/announcements.ts';
import { eventRoutes } from '../../functions/api/events.ts';
import { peopleRoutes } from '../../functions/api/people.ts';
import { registrationRoutes } from '../../functions/api/registrations.ts';

import { seriesRoutes } from '../../functions/api/series.ts';
import { issueToken } from '../../functions/core/access/organiser.ts';
import type { Role } from '../../functions/core/table/organiser-items.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { Problem } from '../../functions/core/values/problem.ts';
import { HttpRequest } from '../../functions/http/http.ts';
import { implement } from '../../functions/http/implement.ts';
import { announcementHandlers } from '../../functions/organiser/announcements.ts';
import { eventHandlers } from '../../functions/organiser/events.ts';
import { peopleHandlers } from '../../functions/organiser/people.ts';
import { registrationHandlers } from '../../functions/organiser/registrations.ts';

import { seriesHandlers } from '../../functions/organiser/series.ts';
import { MemoryTable } from '../adapters/memory-table.ts';
import { Series } from '../core/series.ts';

let world: Series;
const contract = {
  ...seriesRoutes,
  ...announcementRoutes,
  ...eventRoutes,
  ...registrationRoutes,
  ...peopleRoutes,
};
const handlers = {
  ...seriesHandlers,
  ...announcementHandlers,
  ...eventHandlers,
  ...registrationHandlers,

  ...peopleHandlers,
};
const routes = implement(
  contract,
  async () => handlers,
  async () => world.context,
);

beforeEach(async () => {
  world = await Series.create(new MemoryTable(), 'reihe', [{ eventId: 'eins' }]);
});

async function tokenOf(role: Role, seriesIds?: string[]): Promise<string> {
  const { token, item } = issueToken({ name: 'test', role, seriesIds }, world.now);
  await world.table.commit([{ step: 'put', item, when: 'absent' }]);
  return token;
}

interface Asked {
  token?: string;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
}

/** A call as API Gateway hands it over; what is refused is told by its status and its faults. */
async function call(key: keyof typeof routes, path: Record<string, string>, asked: Asked) {
  const [method = ''] = key.split(' ');
  const { token, body, query = '', headers = {} } = asked;
  const request = HttpRequest.parse({
    routeKey: key,
    rawPath: JSON.stringify(path),
    rawQueryString: query,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    pathParameters: path,
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    requestContext: { http: { method, sourceIp: '192.0.2.1' }, requestId: 'r' },
  });
  try {
    const { statusCode, headers: answered, body: text } = await routes[key](request);
    const isJson = answered['content-type'] === 'application/json';
    return { status: statusCode, headers: answered, json: isJson ? JSON.parse(text) : text };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.faults.map(({ pointer, code }) => `${pointer} ${code}`);
    return { status: error.status, faults };
  }
}

const put = 'PUT /v1/organiser/events/{eventId}';
const eins = { eventId: 'eins' };

describe('what is wrong is told in this order', () => {
  test('no token, a role too low, a body that can’t be read, faults of its fields, nothing there, another version', async () => {
    const owner = await tokenOf('owner');
    const event = (await call('GET /v1/organiser/events/{eventId}', eins, { token: owner })).json;
    const { status, sequence, version, createdAt, updatedAt, startsAt, endsAt, counts, warnings, ...input } =
      event;
    const stale = { 'if-match': '"7"' };
    expect(await call(put, eins, { body: '{' })).toMatchObject({ status: 401 });
    expect(await call(put, eins, { token: await tokenOf('viewer'), body: '{' })).toMatchObject({
      status: 403,
    });
    expect(await call(put, eins, { token: owner, body: '{' })).toMatchObject({ status: 400 });
    expect(
      await call(put, eins, { token: owner, body: '{}', headers: { 'content-type': 'text/plain' } }),
    ).toMatchObject({ status: 415 });
    expect(
      await call(put, eins, { token: owner, body: JSON.stringify('x'.repeat(300 * 1024)) }),
    ).toMatchObject({ status: 413 });
    expect(
      await call(put, { eventId: 'nirgends' }, { token: owner, body: { ...input, colour: 'red' } }),
    ).toMatchObject({ status: 422, faults: ['/colour unknownField'] });
    expect(await call(put, { eventId: 'nirgends' }, { token: owner, body: input })).toMatchObject({
      status: 404,
    });
    expect(await call(put, eins, { token: owner, body: input, headers: stale })).toMatchObject({
      status: 412,
    });
    expect(
      await call(put, eins, { token: owner, body: input, headers: { 'if-match': `"${version}"` } }),
    ).toMatchObject({ status: 200, headers: { etag: `"${version + 1}"` } });
  });

  test('the faults of a body are told to those of single series only where they may send it', async () => {
    const own = await world.table.get(refs.event('eins'));
    const seriesIds = [own?.seriesId ?? ''];
    const asked = { body: { colour: 'red' } };
    const statusFor = async (role: Role, series: string[]) =>
      (await call(put, eins, { ...asked, token: await tokenOf(role, series) })).status;
    expect(await statusFor('owner', ['andere'])).toBe(404);
    expect(await statusFor('viewer', seriesIds)).toBe(403);
    expect(await statusFor('editor', seriesIds)).toBe(422);
  });

  test('what isn’t theirs is not found, whatever the role of an organiser of other series', async () => {
    for (const role of ['owner', 'editor', 'viewer'] as const) {
      const token = await tokenOf(role, ['andere']);
      expect(await call('POST /v1/organiser/events/{eventId}/publish', eins, { token })).toMatchObject({
        status: 404,
      });
    }
    const token = await tokenOf('viewer', ['reihe']);
    expect(await call('POST /v1/organiser/events/{eventId}/publish', eins, { token })).toMatchObject({
      status: 403,
    });
  });
});

describe('a query', () => {
  const list = 'GET /v1/organiser/events/{eventId}/registrations';

  test.each([
    ['limit=0', '/limit outOfRange'],
    ['limit=501', '/limit outOfRange'],
    ['limit=x', '/limit outOfRange'],
    ['cursor=', '/cursor unknownCursor'],
    ['cursor=%00', '/cursor unknownCursor'],
    ['undeliverable=True', '/undeliverable invalidValue'],
    ['undeliverable=1', '/undeliverable invalidValue'],
    ['state=gone', '/state invalidValue'],
    ['status=confirmed', '/status unknownField'],
    ['State=confirmed', '/State unknownField'],
    ['state=confirmed&state=pending', '/state duplicate'],
  ])('?%s is a fault', async (query, fault) => {
    expect(await call(list, eins, { token: await tokenOf('viewer'), query })).toMatchObject({
      status: 422,
      faults: [fault],
    });
  });

  test('?notice= is now, none or a time', async () => {
    const token = await tokenOf('editor');
    expect(await call(put, eins, { token, query: 'notice=perhaps', body: {} })).toMatchObject({
      faults: ['/notice invalidNotice'],
    });
  });

  test.each([
    ['POST /v1/organiser/events/{eventId}/publish', '/notice unknownField'],
    ['GET /v1/organiser/events/{eventId}', '/notice unknownField'],
    ['GET /v1/organiser/events/{eventId}/registrations.csv', '/notice unknownField'],
  ] as const)('of %s is told what isn’t heeded', async (key, fault) => {
    const asked = { token: await tokenOf('owner'), query: 'notice=now' };
    expect(await call(key, eins, asked)).toMatchObject({ status: 422, faults: [fault] });
  });

  test('without what has to be named is a fault, and so is one that names it empty', async () => {
    const token = await tokenOf('owner');
    const answer = { status: 422, faults: ['/seriesId required'] };
    expect(await call('GET /v1/organiser/events', {}, { token })).toMatchObject(answer);
    expect(await call('GET /v1/organiser/events', {}, { token, query: 'seriesId=' })).toMatchObject(answer);
  });

  test('filters before it pages: a page is full as long as there is more', async () => {
    const token = await tokenOf('editor');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      await world.signUp(`${name}@${name}.example`, ['eins']);
    const sizes: number[] = [];
    for (let cursor = ''; ; ) {
      const { json } = await call(list, eins, { token, query: `limit=2&q=@${cursor}` });
      sizes.push(json.items.length);
      if (json.nextCursor === undefined) break;
      cursor = `&cursor=${json.nextCursor}`;
    }
    expect(sizes.slice(0, 3)).toEqual([2, 2, 2]);
    expect(sizes.reduce((sum, one) => sum + one)).toBe(7);
  });

  test('pages are joined by a cursor', async () => {
    const token = await tokenOf('editor');
    for (const name of ['a', 'b', 'c']) await world.signUp(`${name}@gast.example`, ['eins']);
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { json } = await call(list, eins, { token, query: `limit=2${cursor}` });
      expect(json.items.length).toBeLessThanOrEqual(2);
      found.push(...json.items.map(({ email }: { email: string }) => email));
      if (json.nextCursor === undefined) break;
      cursor = `&cursor=${json.nextCursor}`;
    }
    expect(found.toSorted()).toEqual(['a@gast.example', 'b@gast.example', 'c@gast.example']);
  });
});

describe('read, changed and written', () => {
  const patch = 'PATCH /v1/organiser/events/{eventId}';
  const get = 'GET /v1/organiser/events/{eventId}';

  test('an event, a series and an announcement are taken as they were read', async () => {
    const token = await tokenOf('owner');
    const announcement = {
      seriesId: 'reihe',
      kind: 'participation',
      audience: { eventIds: ['eins'] },
      texts: { de: { subject: 'Zu {event}', body: 'Bis bald.' } },
    };
    const { json } = await call('POST /v1/organiser/announcements', {}, { token, body: announcement });
    const { announcementId } = json;
    for (const [key, path] of [
      ['/v1/organiser/events/{eventId}', eins],
      ['/v1/organiser/series/{seriesId}', { seriesId: 'reihe' }],
      ['/v1/organiser/announcements/{announcementId}', { announcementId }],
    ] as const) {
      const read = await call(`GET ${key}`, path, { token });
      const written = await call(`PUT ${key}`, path, { token, body: read.json });
      expect([key, written.status, written.faults]).toEqual([key, 200, undefined]);
      // Who goes by what they read first overwrites nobody.
      expect(await call(`PUT ${key}`, path, { token, body: read.json })).toMatchObject({ status: 412 });
    }
  });

  test('how many there are meanwhile doesn’t matter, and what can’t be written is told', async () => {
    const token = await tokenOf('owner');
    const { json } = await call(get, eins, { token });
    await world.signUp('a@gast.example', ['eins']);
    expect(await call(put, eins, { token, body: { ...json, capacity: 40 } })).toMatchObject({
      status: 200,
      json: { capacity: 40 },
    });
    const read = (await call(get, eins, { token })).json;
    const body = { ...read, status: 'draft', colour: 'red', capacity: -1 };
    expect(await call(put, eins, { token, body })).toMatchObject({
      status: 422,
      faults: expect.arrayContaining(['/status readOnly', '/colour unknownField', '/capacity tooSmall']),
    });
  });

  test('PATCH changes what it names, takes away what is null, and leaves the rest', async () => {
    const token = await tokenOf('owner');
    const before = (await call(get, eins, { token })).json;
    const body = { capacity: 40, title: { en: 'Changed' } };
    const changed = await call(patch, eins, {
      token,
      body,
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    expect(changed).toMatchObject({
      status: 200,
      json: { capacity: 40, title: { ...before.title, en: 'Changed' }, startsAtLocal: before.startsAtLocal },
    });
    const without = await call(patch, eins, { token, body: { capacity: null } });
    expect(without.status).toBe(200);
    expect(without.json).not.toHaveProperty('capacity');
  });

  test('PATCH names the version that was seen where it replaces a list: another’s entry would be lost', async () => {
    const token = await tokenOf('owner');
    const group = (workingGroupId: string) => ({
      workingGroups: [{ workingGroupId, title: { de: workingGroupId, en: workingGroupId } }],
    });
    expect(await call(patch, eins, { token, body: group('a') })).toMatchObject({ status: 200 });
    for (const body of [group('b'), { workingGroups: [] }, { workingGroups: null }])
      expect(await call(patch, eins, { token, body })).toMatchObject({ status: 428 });
    expect(await call(patch, eins, { token, body: group('a') })).toMatchObject({ status: 200 });
    const { json } = await call(get, eins, { token });
    expect(json.workingGroups).toMatchObject([{ workingGroupId: 'a' }]);
    const named = { ...group('b'), version: json.version };
    expect(await call(patch, eins, { token, body: named })).toMatchObject({ status: 200 });
    const headers = { 'if-match': '*' };
    expect(await call(patch, eins, { token, body: group('c'), headers })).toMatchObject({ status: 200 });
  });

  test('PATCH goes by what it read, or by the version that it is told', async () => {
    const token = await tokenOf('owner');
    const headers = { 'if-match': '"77"' };
    expect(await call(patch, eins, { token, body: { capacity: 40 }, headers })).toMatchObject({
      status: 412,
    });
    expect(await call(patch, eins, { token, body: { version: 77 } })).toMatchObject({ status: 412 });
    expect(await call(patch, eins, { token, body: { status: 'draft' } })).toMatchObject({
      status: 422,
      faults: ['/status readOnly'],
    });
    expect(await call(patch, { eventId: 'nirgends' }, { token, body: {} })).toMatchObject({ status: 404 });
    expect(await call(patch, eins, { token: await tokenOf('viewer'), body: {} })).toMatchObject({
      status: 403,
    });
  });
});

describe('a PUT over what is there', () => {
  const inputOf = async (token: string) => {
    const { json } = await call('GET /v1/organiser/events/{eventId}', eins, { token });
    const { status, sequence, version, createdAt, updatedAt, startsAt, endsAt, counts, warnings, ...input } =
      json;
    return { input, version };
  };

  test('names the version that was seen, in its header or its body, or means whatever is there', async () => {
    const token = await tokenOf('owner');
    const { input, version } = await inputOf(token);
    const putting = async (body: object, headers?: Record<string, string>) =>
      (await call(put, eins, { token, body, ...(headers && { headers }) })).status;
    expect(await putting({ ...input, capacity: 41 })).toBe(428);
    expect(await putting({ ...input, status: 'draft', capacity: 41 })).toBe(422);
    expect((await inputOf(token)).version).toBe(version);
    expect(await putting({ ...input, capacity: 41, version })).toBe(200);
    expect(await putting({ ...input, capacity: 42 }, { 'if-match': `"${version + 1}"` })).toBe(200);
    expect(await putting({ ...input, capacity: 43 }, { 'if-match': '*' })).toBe(200);
  });

  test('where there is nothing yet there is nothing to name', async () => {
    const token = await tokenOf('owner');
    const key = 'PUT /v1/organiser/events/{eventId}/documentation';
    const title = { de: 'Folien', en: 'Slides' };
    const body = { links: [{ title, url: 'https://files.example/folien.pdf' }] };
    expect(await call(key, eins, { token, body })).toMatchObject({ status: 200 });
    expect(await call(key, eins, { token, body })).toMatchObject({ status: 428 });
  });
});

describe('If-Match', () => {
  const publish = 'POST /v1/organiser/events/{eventId}/publish';

  test.each([
    ['"7"', 412],
    ['"7", "0"', 200],
    ['"0","7"', 200],
    ['W/"0"', 412],
    ['W/"0", "7"', 412],
    ['0', 412],
    ['*', 200],
  ])('%s of a draft of version 0: %i', async (tags, status) => {
    const token = await tokenOf('owner');
    const clone = 'POST /v1/organiser/events/{eventId}/clone';
    const body = { eventId: 'zwei', startsAtLocal: '2028-05-03T17:00' };
    await call(clone, eins, { token, body });
    const asked = { token, headers: { 'if-match': tags } };
    expect(await call(publish, { eventId: 'zwei' }, asked)).toMatchObject({ status });
  });
});

describe('an answer', () => {
  test('of nothing has no body, a body may be left out, and a key of idempotency answers once', async () => {
    const token = await tokenOf('owner');
    const headers = { 'idempotency-key': 'k' };
    const clone = 'POST /v1/organiser/events/{eventId}/clone';
    const body = { eventId: 'zwei', startsAtLocal: '2028-05-03T17:00' };
    const made = await call(clone, eins, { token, body, headers });
    expect(made).toMatchObject({
      status: 201,
      json: { eventId: 'zwei' },
      headers: { etag: '"0"', location: '/v1/organiser/events/zwei' },
    });
    expect(await call(clone, eins, { token, body, headers })).toEqual(made);
    expect(await call(clone, eins, { token, body })).toMatchObject({ status: 409 });
    const gone = await call('DELETE /v1/organiser/events/{eventId}', { eventId: 'zwei' }, { token });
    expect(gone).toEqual({ status: 204, headers: { 'cache-control': 'no-store' }, json: '' });
  });

  test('that is shown once is kept by no key, be it JSON or a page', async () => {
    const token = await tokenOf('editor');
    for (const accept of ['application/json', 'text/html']) {
      const asked = { token, body: { email: 'a@gast.example' }, headers: { accept } };
      expect(await call('POST /v1/organiser/people/information', {}, asked)).toMatchObject({
        status: 200,
        headers: { 'x-shown-once': 'true' },
      });
    }
  });

  test('to a file is what stands in it, or the line that can’t be read', async () => {
    const token = await tokenOf('editor');
    await world.join('a@gast.example', ['eins']);
    const attendance = 'POST /v1/organiser/events/{eventId}/attendance';
    const headers = { 'content-type': 'text/csv' };
    const file = 'Name,Email\nAylin,a@gast.example\n';
    expect(await call(attendance, eins, { token, body: file, query: 'dryRun=true', headers })).toMatchObject({
      status: 200,
      json: { attended: 1, isDryRun: true },
    });
    expect(await call(attendance, eins, { token, body: 'Name\n\ufffd', headers })).toMatchObject({
      faults: [' fileNotUtf8'],
    });
    expect(
      await call(attendance, eins, { token, body: 'x'.repeat(4 * 1024 * 1024 + 1), headers }),
    ).toMatchObject({ status: 413 });
  });
});
