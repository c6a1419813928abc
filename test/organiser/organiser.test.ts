import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organiserRoutes } from '../../functions/api/organiser.ts';
import { Backend, event, type Row, series, signUpOf } from '../setup/backend.ts';

let backend: Backend;
let tokens: Record<'owner' | 'editor' | 'viewer', string>;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins'), event('entwurf', { draft: true })]);
  tokens = {
    owner: await backend.issueToken('owner'),
    editor: await backend.issueToken('editor'),
    viewer: await backend.issueToken('viewer'),
  };
  await backend.register(signUpOf('aylin@rathaus.example', ['eins']));
  await backend.runner.settle();
});
afterAll(() => backend.stop());

/** Every call of an organiser's, and the role that it wants. */
const calls: { method: string; where: string; json?: unknown; writes: boolean }[] = [
  { method: 'GET', where: '/series', writes: false },
  { method: 'POST', where: '/series', json: { ...series, seriesId: 'neu' }, writes: true },
  { method: 'GET', where: '/series/reihe', writes: false },
  { method: 'PUT', where: '/series/reihe', json: series, writes: true },
  { method: 'GET', where: '/events?seriesId=reihe', writes: false },
  { method: 'POST', where: '/events', json: event('neu'), writes: true },
  { method: 'GET', where: '/events/eins', writes: false },
  { method: 'PUT', where: '/events/eins', json: event('eins'), writes: true },
  { method: 'POST', where: '/events/entwurf/publish', writes: true },
  { method: 'POST', where: '/events/eins/cancel', writes: true },
  { method: 'PUT', where: '/events/eins/documentation', json: { links: [] }, writes: true },
  { method: 'GET', where: '/events/eins/registrations', writes: false },
  { method: 'GET', where: '/deliveries?eventId=eins', writes: false },
];
const name = ({ method, where }: (typeof calls)[number]) => `${method} ${where}`;

describe('without a token that is valid', () => {
  const forged = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Bearer eb_${'A'.repeat(43)}`,
    `Bearer eb_${'A'.repeat(42)}`,
    `Basic ${btoa('owner:owner')}`,
    'Bearer eb_../../TOKEN',
  ];

  test.each(calls)(
    '$method $where is 401, and nothing is said or written',
    async ({ method, where, json }) => {
      const before = await backend.rows();
      for (const authorization of forged) {
        const answer = await backend.organise(method, where, json, { authorization });
        expect([answer.status, answer.json.type]).toEqual([401, 'urn:eventbote:problem:unauthorised']);
        expect(answer.text).not.toMatch(/reihe|aylin/);
      }
      expect(await backend.rows()).toEqual(before);
    },
  );

  test('no route of the organisers answers', async () => {
    const open = /login|sessions/;
    for (const route of Object.keys(organiserRoutes).filter((key) => !open.test(key))) {
      const [method = '', where = ''] = route.replaceAll(/\{\w+\}/g, 'eins').split(' ');
      const body = method === 'GET' || method === 'DELETE' ? {} : { json: {} };
      const answer = await backend.send(method, where, body);
      expect([answer.status, answer.json.type], route).toEqual([401, 'urn:eventbote:problem:unauthorised']);
    }
  });

  test('a token with one character changed, shortened or lengthened is none', async () => {
    const { owner } = tokens;
    const last = owner.at(-1) === 'A' ? 'B' : 'A';
    for (const token of [
      owner.slice(0, -1) + last,
      owner.slice(0, -1),
      `${owner}A`,
      owner.toLowerCase(),
      owner.toUpperCase(),
    ]) {
      const answer = await backend.organise('GET', '/series', undefined, {
        authorization: `Bearer ${token}`,
      });
      expect(answer.status).toBe(401);
    }
    const right = await backend.organise('GET', '/series', undefined, { authorization: `Bearer ${owner}` });
    expect(right.status).toBe(200);
  });

  test('the token itself is not in the table', async () => {
    const rows = JSON.stringify(await backend.everything());
    for (const token of Object.values(tokens)) expect(rows).not.toContain(token.slice(3));
  });
});

describe('a viewer', () => {
  test.each(calls)('$method $where', async (call) => {
    const before = await backend.rows();
    const answer = await backend.organise(call.method, call.where, call.json, {
      authorization: `Bearer ${tokens.viewer}`,
    });
    expect(answer.status, name(call)).toBe(call.writes ? 403 : 200);
    expect(answer.headers.get('content-type')).toBe(
      call.writes ? 'application/problem+json' : 'application/json',
    );
    expect(await backend.rows()).toEqual(before);
  });
});

describe('what is not there is 404', () => {
  const nowhere = 'nirgends';
  const long = 'x'.repeat(3000);
  test.each([
    ['an id that nobody has', nowhere],
    ['an id longer than any key', long],
  ])('by %s', async (_, id) => {
    for (const [method, where, json] of [
      ['GET', `/series/${id}`],
      ['PUT', `/series/${id}`, series],
      ['GET', `/events/${id}`],
      ['PUT', `/events/${id}`, event('eins')],
      ['POST', `/events/${id}/publish`],
      ['POST', `/events/${id}/cancel`],
      ['GET', `/events/${id}/documentation`],
      ['PUT', `/events/${id}/documentation`, { links: [] }],
      ['GET', `/events/${id}/registrations`],
      ['GET', `/events/eins/registrations/${id}`],
      ['GET', `/deliveries?eventId=${id}`],
      ['GET', `/deliveries?notificationId=${id}`],
      ['GET', `/${id}`],
    ] as const) {
      const answer = await backend.organise(method, where, json);
      expect(answer.status, `${method} ${where.slice(0, 60)}`).toBe(404);
      expect(answer.json.type).toBe('urn:eventbote:problem:not-found');
    }
  });
});

describe('an object that is there already', () => {
  test('is not made twice', async () => {
    const first = await backend.organise('POST', '/series', { ...series, seriesId: 'doppelt' });
    const second = await backend.organise('POST', '/series', {
      ...series,
      seriesId: 'doppelt',
      title: { de: 'Anders' },
    });
    expect([first.status, second.status, second.json.type]).toEqual([
      201,
      409,
      'urn:eventbote:problem:already-exists',
    ]);
    await backend.organise('POST', '/events', event('doppelt'));
    const again = await backend.organise('POST', '/events', event('doppelt', { capacity: 5 }));
    expect([again.status, again.json.type]).toEqual([409, 'urn:eventbote:problem:already-exists']);
    expect((await backend.organise('GET', '/events/doppelt')).json).not.toHaveProperty('capacity');
  });

  test('is published and cancelled as well twice as once', async () => {
    await backend.organise('POST', '/events', event('zweimal'));
    const states: unknown[] = [];
    for (const step of ['publish', 'publish', 'cancel', 'cancel']) {
      const { status, json } = await backend.organise('POST', `/events/zweimal/${step}`);
      states.push([status, json.status, json.version]);
    }
    expect(states).toEqual([
      [200, 'published', 1],
      [200, 'published', 1],
      [200, 'cancelled', 2],
      [200, 'cancelled', 2],
    ]);
    expect((await backend.organise('POST', '/events/zweimal/publish')).status).toBe(409);
  });
});

describe('an update', () => {
  test('over a version that somebody else replaced is 412, and changes nothing', async () => {
    const made = await backend.organise('POST', '/events', event('stand'));
    const etag = made.headers.get('etag') ?? '';
    expect(etag).toBe('"0"');
    const put = (json: unknown, match: string) =>
      backend.organise('PUT', '/events/stand', json, { 'if-match': match });
    const first = await put(event('stand', { capacity: 10 }), etag);
    expect([first.status, first.headers.get('etag'), first.json.capacity]).toEqual([200, '"1"', 10]);
    for (const stale of [etag, '"2"', '"x"', 'W/"1"', '']) {
      const answer = await put(event('stand', { capacity: 99 }), stale);
      expect([answer.status, answer.json.type], stale).toEqual([
        412,
        'urn:eventbote:problem:version-mismatch',
      ]);
    }
    expect((await backend.organise('GET', '/events/stand')).json).toMatchObject({ capacity: 10, version: 1 });
    for (const match of ['"1"', '*'])
      expect((await put(event('stand', { capacity: 11 }), match)).status).toBe(200);
  });

  test('of a series too', async () => {
    const made = await backend.organise('POST', '/series', { ...series, seriesId: 'stand' });
    const put = (match: string) =>
      backend.organise('PUT', '/series/stand', { ...series, seriesId: 'stand' }, { 'if-match': match });
    expect((await put(made.headers.get('etag') ?? '')).status).toBe(200);
    expect((await put(made.headers.get('etag') ?? '')).status).toBe(412);
  });

  test('by two at once: one wins, the other is told', async () => {
    await backend.organise('POST', '/events', event('rennen'));
    const put = (capacity: number) =>
      backend.organise('PUT', '/events/rennen', event('rennen', { capacity }), { 'if-match': '"0"' });
    const answers = await Promise.all([1, 2, 3, 4].map(put));
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 412, 412, 412]);
  });

  test('can not change what something is called', async () => {
    const answer = await backend.organise('PUT', '/events/eins', event('zwei', { seriesId: 'andere' }));
    expect(answer.status).toBe(422);
    const named = answer.json.errors.map((one: Row) => one.pointer);
    expect(named.toSorted()).toEqual(['/eventId', '/seriesId']);
  });

  test('that moves an event asks whether its people are told', async () => {
    await backend.publish([event('umzug', { seriesId: 'umzug' })], { ...series, seriesId: 'umzug' });
    await backend.join('umzug@rathaus.example', ['umzug']);
    const moved = event('umzug', { seriesId: 'umzug', startsAtLocal: '2040-05-10T18:00' });
    const asked = await backend.organise('PUT', '/events/umzug', moved);
    expect([asked.status, asked.json.errors[0].pointer]).toEqual([422, '/startsAtLocal']);
    expect((await backend.organise('PUT', '/events/umzug?notice=perhaps', moved)).status).toBe(422);
    expect((await backend.organise('PUT', '/events/umzug?notice=none', moved)).status).toBe(200);
  });
});

describe('a body that is wrong', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an end before its start', { endsAtLocal: '2040-05-10T16:00' }, '/endsAtLocal'],
    ['no zone', { timeZone: 'Berlin' }, '/timeZone'],
    ['no title', { title: {} }, '/title'],
    ['a place too few', { capacity: 0 }, '/capacity'],
    ['a waiting list without a capacity', { waitingList: true }, '/waitingList'],
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an id with a slash', { eventId: 'a/b' }, '/eventId'],
    ['a series that is not there', { seriesId: 'nirgends' }, '/seriesId'],
    ['a join link that runs', { joinUrl: 'javascript:alert(1)' }, '/joinUrl'],
    ['a reminder that is no duration', { reminders: ['1 day'] }, '/reminders/0'],
    ['a time that is none', { startsAtLocal: '2040-02-30T10:00' }, '/startsAtLocal'],
    [
      'a choice without options',
      { questions: [{ questionId: 'q', kind: 'choice', label: { de: 'x' } }] },
      '/questions/0/options',
    ],
  ])('%s', async (_, changes, pointer) => {
    const before = await backend.rows();
    const answer = await backend.organise('POST', '/events', event('falsch', changes));
    expect(answer.status).toBe(422);
    expect(answer.json.errors.map((one: Row) => one.pointer)).toContain(pointer);
    expect(await backend.rows()).toEqual(before);
  });

  test('is told apart: no JSON, another type, too much', async () => {
    const headers = { 'content-type': 'application/json' };
    const send = (body: string, more: Record<string, string> = headers) =>
      backend.send('POST', '/v1/organiser/events', {
        body,
        headers: { authorization: `Bearer ${tokens.owner}`, ...more },
      });
    expect((await send('{')).status).toBe(400);
    expect((await send('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(JSON.stringify(event('gross', { x: 'y'.repeat(600_000) })))).status).toBe(413);
  });

  test('sensitive questions need the notice that asks for their consent', async () => {
    const { sensitive, ...others } = series.notices;
    await backend.organise('POST', '/series', { ...series, seriesId: 'ohne', notices: others });
    const question = { questionId: 'q', kind: 'text', label: { de: 'x' }, sensitive: true };
    const answer = await backend.organise(
      'POST',
      '/events',
      event('ohne', { seriesId: 'ohne', questions: [question] }),
    );
    expect([answer.status, answer.json.errors[0].pointer]).toEqual([422, '/questions/0/sensitive']);
  });
});

describe('a list', () => {
  test.each(['limit=0', 'limit=501', 'limit=-1', 'limit=x', 'cursor=%00', 'cursor=', 'state=gone'])(
    'refuses ?%s',
    async (query) => {
      expect((await backend.organise('GET', `/events/eins/registrations?${query}`)).status).toBe(422);
    },
  );

  test('comes in pages that a cursor joins, and finds by state and by a part of a name', async () => {
    await backend.publish([event('liste', { seriesId: 'liste' })], { ...series, seriesId: 'liste' });
    const emails = Array.from({ length: 7 }, (_, index) => `gast${index}@liste.example`);
    await Promise.all(
      emails.map((email) => backend.register(signUpOf(email, ['liste'], { name: `Gast ${email[4]}` }))),
    );
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { json } = await backend.organise('GET', `/events/liste/registrations?limit=3${cursor}`);
      found.push(...json.items.map((one: Row) => one.email));
      expect(json.items.length).toBeLessThanOrEqual(3);
      if (json.nextCursor === undefined) break;
      cursor = `&cursor=${json.nextCursor}`;
    }
    expect(found.toSorted()).toEqual(emails);
    const of = async (query: string) =>
      (await backend.organise('GET', `/events/liste/registrations?${query}`)).json.items.length;
    expect([
      await of('state=pending'),
      await of('state=confirmed'),
      await of('q=GAST%203'),
      await of('q=liste.example'),
    ]).toEqual([7, 0, 1, 7]);
  });

  test('shows organisers no hash, no token and no key', async () => {
    const lists = [
      '/series',
      '/events?seriesId=reihe',
      '/events/eins/registrations',
      '/deliveries?eventId=eins',
    ];
    for (const where of lists) {
      const { json, text } = await backend.organise('GET', where);
      expect(json.items.length, where).toBeGreaterThan(0);
      expect(text).not.toMatch(/personHash|"pk"|"sk"|attemptId|linkGeneration/);
    }
  });
});

test("the public sees no join link and nobody's name", async () => {
  for (const where of [
    '/v1/series/reihe',
    '/v1/events/eins',
    '/events/eins',
    '/v1/events/eins/calendar.ics',
    '/series/reihe/signup',
  ]) {
    const answer = await backend.get(where);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/meet\.example|aylin|Şahin/i);
  }
  for (const where of [
    '/v1/events/entwurf',
    '/events/entwurf',
    '/v1/events/entwurf/calendar.ics',
    `/v1/events/${'x'.repeat(3000)}`,
    `/v1/series/${'x'.repeat(3000)}`,
    '/v1/series/nirgends',
    '/irgendwo',
  ]) {
    const answer = await backend.get(where);
    expect([answer.status, answer.json.type], where.slice(0, 40)).toEqual([
      404,
      'urn:eventbote:problem:not-found',
    ]);
  }
});
