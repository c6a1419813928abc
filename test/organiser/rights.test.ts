import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiserRoutes } from '../../functions/api/organiser.ts';
import type { Routes } from '../../functions/api/route.ts';
import { Right } from '../../functions/core/table/organiser-items.ts';
import { part1, privacy, series, World } from './world.ts';

let world: World;
const routes: Routes = organiserRoutes;
const { eventId } = part1;
const base = `/events/${eventId}/registrations`;
const person = { name: 'Aylin Kaya', email: 'aylin.kaya@rathaus.example', secret: 'Gebärdensprache' };
const ids: Record<string, string> = {};
/** By the right that each lacks: tokens of owners, and of a viewer as such. */
const tokens: Record<string, string> = {};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.register(person.email, [eventId], {
    name: person.name,
    answers: { [eventId]: { role: 'verwaltung', access: person.secret } },
    notices: { ...privacy, sensitive: '2027-01' },
  });
  const registrations = await world.must('GET', base);
  const deliveries = await world.must('GET', `/deliveries?eventId=${eventId}`);
  const text = { subject: 'x', body: 'y' };
  const { announcementId } = await world.must('POST', '/announcements', {
    ...{ seriesId: series.seriesId, kind: 'participation', audience: { eventIds: [eventId] } },
    texts: { de: text, en: text },
  });
  Object.assign(ids, {
    ...{ seriesId: series.seriesId, eventId, announcementId },
    registrationId: registrations.items[0].registrationId,
    deliveryId: deliveries.items[0].deliveryId,
    senderId: series.notices.news?.senderId ?? '-',
  });
  await world.must('PUT', `/events/${eventId}/documentation`, { links: [] });
  for (const right of Right.options) {
    const rest = Right.options.filter((one) => one !== right);
    tokens[right] = await world.token('owner', undefined, rest);
  }
  tokens.viewer = await world.token('viewer');
});
afterAll(() => world?.stop());

/** What a route reads, asked for what is known of one person. */
function asked(key: string): [string, string, unknown?] {
  const [method = '', route = ''] = key.split(' ');
  const path = route.replace('/v1/organiser', '').replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '-');
  const query = new URLSearchParams();
  if (route.endsWith('/events') || route.endsWith('/announcements')) query.set('seriesId', series.seriesId);
  if (route.endsWith('/deliveries')) query.set('eventId', eventId);
  if (route.endsWith('/suppressions')) query.set('email', person.email);
  if (route.endsWith('.csv')) query.set('purpose', 'Liste');
  const at = query.size === 0 ? path : `${path}?${query}`;
  const body = /people|\/address$/.test(route) ? { email: person.email } : routes[key]?.example;
  return method === 'GET' ? [method, at] : [method, at, body ?? {}];
}

/** Of each thing that somebody may lack the right to see, how it stands in bytes. */
const traces: Record<string, RegExp> = {
  addresses: /aylin\.kaya|rathaus\.example/i,
  // Who consented to sensitive answers has given some.
  sensitive: /Gebärdensprache|Geb\\u00e4rden|Geb%C3%A4rden|"sensitiveConsent":|"sensitive":\{[^{}]*"text":"/i,
};

const reading = Object.keys(routes).filter(
  (key) =>
    routes[key]?.role !== undefined &&
    (key.startsWith('GET ') || /\/(preview|information|test|resend|attendance|address)$/.test(key)),
);

describe('the contract', () => {
  it.each(Object.keys(traces))(
    'shows nothing of %s to whom the right lacks, in any answer',
    async (right) => {
      const seen: string[] = [];
      const refused: string[] = [];
      const trace = traces[right] ?? /^/;
      for (const key of reading) {
        const [method, path, body] = asked(key);
        for (const headers of [{ accept: 'application/json' }, { accept: 'text/html' }]) {
          const told = await world.call(method, path, body, { token: tokens[right], headers });
          const bytes = `${JSON.stringify(told.body)}${JSON.stringify([...told.headers])}`;
          if (trace.test(bytes)) seen.push(key);
          if (told.status === 403) refused.push(key);
          expect(told.status, key).toBeLessThan(500);
        }
      }
      expect(seen).toEqual([]);
      const asking = reading.filter((key) => routes[key]?.rights?.some((one) => one === right));
      expect([...new Set(refused)].toSorted()).toEqual(asking.toSorted());
    },
  );

  it('shows the consent to sensitive answers to whom has the right', async () => {
    const { body } = await world.call('GET', `${base}/${ids.registrationId}/proof`);
    expect(JSON.stringify(body)).toMatch(/"sensitive":\{[^{}]*"text":"/);
  });

  it('asks for the right to download wherever a file of people leaves', async () => {
    const csv = Object.keys(routes).filter((key) => routes[key]?.answers[200] === 'csv');
    // The report counts, and names nobody.
    const counted = 'GET /v1/organiser/series/{seriesId}/report.csv';
    for (const key of csv.filter((one) => one !== counted)) {
      const [method, path] = asked(key);
      const told = await world.call(method, path, undefined, { token: tokens.downloads });
      expect([key, told.status]).toEqual([key, 403]);
      expect(told.body.detail).toContain('right to save registrations');
      expect(routes[key]?.rights).toContain('downloads');
    }
    expect((await world.call('GET', `/series/${series.seriesId}/report.csv`)).status).toBe(200);
  });

  it('shows all to whom has the rights', async () => {
    const one = await world.must('GET', `${base}/${ids.registrationId}`);
    expect(one).toMatchObject({ email: person.email, answers: { access: person.secret } });
    const { body } = await world.call('GET', `${base}.csv?purpose=Liste`);
    expect(body).toContain(person.email);
    expect(body).toContain(person.secret);
  });
});

describe('a viewer', () => {
  it('sees who is registered, no address, no sensitive answer, and gets no file', async () => {
    const token = tokens.viewer;
    const { items } = await world.must('GET', base, undefined, { token });
    expect(items[0]).toMatchObject({ name: person.name, email: 'a•••@•••.example' });
    expect(items[0].answers).toEqual({ role: 'verwaltung' });
    expect((await world.call('GET', `${base}.csv?purpose=Liste`, undefined, { token })).status).toBe(403);
  });

  it('may be given a right, and then has that one alone', async () => {
    const token = await world.token('viewer', undefined, ['downloads']);
    const { body } = await world.call('GET', `${base}.csv?purpose=Liste`, undefined, { token });
    expect(body).toContain('a•••@•••.example');
    expect(body).not.toMatch(/rathaus|Gebärdensprache|Was brauchen Sie/);
  });
});

describe('searching without seeing addresses', () => {
  const found = async (q: string) =>
    (await world.must('GET', `${base}?q=${encodeURIComponent(q)}`, undefined, { token: tokens.addresses }))
      .items.length;

  it.each([person.email, 'rathaus', 'aylin.kaya@', '@', 'AYLIN.KAYA@RATHAUS.EXAMPLE'])(
    'does not tell whether %s is there',
    async (q) => expect(await found(q)).toBe(0),
  );

  it('finds by name', async () => expect(await found('kaya')).toBe(1));

  it('answers a known and an unknown address the same way wherever one is taken', async () => {
    const answers = async (email: string) => {
      const call = (method: string, path: string, body?: unknown) =>
        world.call(method, path, body, { token: tokens.addresses });
      return [
        await call('GET', `/suppressions?email=${email}`),
        await call('DELETE', `/suppressions?email=${email}`),
        await call('POST', '/people/information', { email }),
        await call('POST', '/people/deletion', { email }),
        await call('POST', `${base}/${ids.registrationId}/address`, { email }),
        await call('POST', base, { name: 'X', email, answers: { role: 'politik' } }),
      ].map(({ status, body }) => [status, body.detail]);
    };
    const known = await answers(person.email);
    expect(known).toEqual(await answers('niemand@anderswo.example'));
    expect(new Set(known.map(([status]) => status))).toEqual(new Set([403]));
  });
});

describe('the audit', () => {
  const newest = async () => (await world.must('GET', '/audit?limit=1')).items[0];

  it('tells who read sensitive answers, of which event and how many', async () => {
    const token = await world.token('viewer', undefined, ['sensitive']);
    await world.must('GET', base, undefined, { token });
    expect(await newest()).toMatchObject({
      ...{ action: 'sensitive.read', item: `events/${eventId}/registrations`, seriesId: series.seriesId },
      ...{ details: { sensitive: 1 }, who: { name: 'viewer' } },
    });
    await world.must('GET', `${base}/${ids.registrationId}`, undefined, { token });
    expect((await newest()).item).toBe(`events/${eventId}/registrations/${ids.registrationId}`);
    const { items } = await world.must('GET', '/audit?limit=1', undefined, { token: tokens.sensitive });
    expect(items[0]).toMatchObject({ action: 'sensitive.read', item: `events/${eventId}/registrations` });
    const before = await newest();
    await world.must('GET', base, undefined, { token: tokens.viewer });
    await world.must('GET', base, undefined, { token: tokens.sensitive });
    expect(await newest()).toEqual(before);
  });

  it('keeps what a full export was for, and how many sensitive answers it held', async () => {
    expect((await world.call('GET', `${base}.csv`)).body).toMatchObject({
      errors: [{ pointer: '/purpose', code: 'required' }],
    });
    await world.call('GET', `${base}.csv?purpose=Namensschilder`);
    expect(await newest()).toMatchObject({
      action: 'registrations.export',
      details: { profile: 'full', purpose: 'Namensschilder', count: 1, sensitive: 1 },
    });
    await world.call('GET', `${base}.csv?purpose=Namensschilder`, undefined, { token: tokens.sensitive });
    expect((await newest()).details.sensitive).toBeUndefined();
  });

  it('masks addresses for whom may not see them', async () => {
    await world.call('GET', `${base}.csv?purpose=${encodeURIComponent(`für ${person.email}`)}`);
    const { items } = await world.must('GET', '/audit?limit=1', undefined, { token: tokens.addresses });
    expect(items[0].details.purpose).toBe('für a•••@•••.example');
  });
});
