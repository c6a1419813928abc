import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from './world.ts';

let world: World;
const { seriesId } = series;
const { eventId } = part1;
const answers = { [eventId]: { role: 'politik' } };
const base = `/events/${eventId}/registrations`;
const bouncing = 'bounce@simulator.amazonses.com';
const of = async (email: string) =>
  (await world.must('GET', `${base}?q=${encodeURIComponent(email)}`)).items[0];
const correct = async (from: string, email: string) =>
  world.call('POST', `${base}/${(await of(from)).registrationId}/address`, { email });
const counts = async () => (await world.must('GET', `/events/${eventId}`)).counts;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.publish(part1);
  await world.publish(part2);
  const news = { ...privacy, news: '2027-01' };
  await world.register('aylin@rathaus.example', [eventId, part2.eventId], { answers, notices: news });
  await world.register('ben@verein.example', [eventId], { answers });
  for (const email of ['cem@tipfehler.example', bouncing]) {
    const form = { name: 'Cem', email, locale: 'de', eventIds: [eventId], answers, notices: privacy };
    await world.client.signUp({
      ...form,
      formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark',
    });
  }
  await world.runner.settle();
});
afterAll(() => world?.stop());

describe('an address that an organiser corrects', () => {
  it('of somebody who never confirmed goes over with the place, and is confirmed from the new one alone', async () => {
    const before = await counts();
    const [old] = await world.mails('cem@tipfehler.example');
    expect((await correct('cem@tipfehler.example', 'cem@richtig.example')).status).toBe(202);
    await world.runner.settle();
    expect(await counts()).toEqual(before);
    expect(await of('cem@tipfehler.example')).toBeUndefined();
    const void_ = await world.client.send(
      'GET',
      world.client.link(old as NonNullable<typeof old>, '/confirm/'),
    );
    expect([404, 410]).toContain(void_.status);
    await world.client.confirm('cem@richtig.example');
    expect(await of('cem@richtig.example')).toMatchObject({ state: 'confirmed' });
  });

  it('of somebody with a place changes nothing until the mail to the new one is answered; the old one hears of it', async () => {
    expect((await correct('ben@verein.example', 'ben@neu.example')).status).toBe(202);
    await world.runner.settle();
    expect(await of('ben@verein.example')).toMatchObject({ state: 'confirmed' });
    expect(await world.mails('ben@neu.example')).toHaveLength(1);
    expect((await world.mails('ben@verein.example')).length).toBeGreaterThan(2);
    await world.client.confirm('ben@neu.example');
    expect(await of('ben@neu.example')).toMatchObject({ state: 'confirmed' });
    expect(await of('ben@verein.example')).toBeUndefined();
  });

  it('is refused where it is none, is the same, or is registered already', async () => {
    expect((await correct('ben@neu.example', 'ben')).body.errors[0].pointer).toBe('/email');
    expect((await correct('ben@neu.example', 'BEN@neu.example')).status).toBe(422);
    expect((await correct(bouncing, 'aylin@rathaus.example')).status).toBe(409);
  });
});

it('lists those whose address bounced, and those who never confirmed', async () => {
  const emails = async (query: string) =>
    (await world.must('GET', `${base}?${query}`)).items.map((one: { email: string }) => one.email);
  expect(await emails('undeliverable=true')).toEqual([bouncing]);
  expect(await emails('state=pending')).toEqual([bouncing]);
});

it('prints a certificate for who came, after the event, and for nobody else', async () => {
  const { registrationId } = await of('aylin@rathaus.example');
  const at = `${base}/${registrationId}/certificate`;
  await world.must('PUT', `/events/${eventId}/attendance`, { registrationIds: [registrationId] });
  expect((await world.call('GET', at)).status).toBe(409);
  await world.client.clock('2027-04-29T09:00:00Z');
  const page = await world.must('GET', `${at}?lang=de`);
  expect(page).toContain('<h1>Teilnahmebescheinigung</h1>');
  expect(page).toContain('aylin');
  const absent = (await of('ben@neu.example')).registrationId;
  expect((await world.call('GET', `${base}/${absent}/certificate`)).status).toBe(409);
  // Anybody may have it confirmed, by the number that it bears.
  const [, url = ''] = /(\/certificate\/[^\s<,]+)/.exec(page) ?? [];
  const open = (path: string) => world.client.send('GET', path, { headers: { accept: 'text/html' } });
  const confirmed = await open(`${url}?lang=en`);
  expect([confirmed.status, confirmed.body.includes('This certificate is genuine')]).toEqual([200, true]);
  expect(confirmed.headers.get('x-robots-tag')).toBe('noindex');
  const guessed = await open(`/certificate/${eventId}.1-${'0'.repeat(26)}?lang=en`);
  expect([guessed.status, guessed.body.includes('We cannot confirm this number')]).toEqual([404, true]);
});

it('prints all certificates of an event at once, page by page, for who may download', async () => {
  const at = `/events/${eventId}/certificates`;
  const all = await world.must('GET', `${at}?lang=de`);
  expect(all.match(/<article class="printed paper">/g)).toHaveLength(1);
  let found = 0;
  let cursor: string | null = '';
  do {
    const page = await world.call('GET', `${at}?lang=de&limit=1${cursor && `&cursor=${cursor}`}`);
    found += page.body.split('class="printed paper"').length - 1;
    cursor = page.headers.get('x-next-cursor');
    expect(page.body.includes('Weitere Bescheinigungen')).toBe(cursor !== null);
  } while (cursor !== null);
  expect(found).toBe(1);
  const viewer = await world.token('viewer');
  expect((await world.call('GET', at, undefined, { token: viewer })).status).toBe(403);
  const { items } = await world.must('GET', '/audit?limit=20');
  expect(items).toContainEqual(
    expect.objectContaining({ action: 'certificates.print', details: { count: 1 } }),
  );
});

describe('a person who asks', () => {
  const ask = (email: string, what = 'information', options = {}) =>
    world.call('POST', `/people/${what}`, { email }, options);

  it('gets everything that is kept, without hashes; an organiser of other series finds nothing', async () => {
    const { body } = await ask('aylin@rathaus.example');
    expect(body).toMatchObject({ stored: true, series: [{ seriesId }], suppressions: [], organiser: false });
    expect(body.series[0].registrations).toHaveLength(2);
    expect(body.series[0].mails.length).toBeGreaterThan(1);
    expect(body.subscriptions).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('personHash');
    const token = await world.token('editor', ['fremd']);
    expect((await ask('aylin@rathaus.example', 'information', { token })).body.stored).toBe(false);
    expect((await ask('x')).status).toBe(422);
  });

  it('is told when nothing is stored, as JSON and as a page', async () => {
    expect((await ask('nobody@nowhere.example')).body).toEqual({
      ...{
        stored: false,
        series: [],
        recipients: [],
        requests: [],
        subscriptions: [],
        suppressions: [],
        organiser: false,
      },
    });
    const headers = { accept: 'text/html', 'accept-language': 'de' };
    const page = await ask('nobody@nowhere.example', 'information', { headers });
    expect(page.body).toContain('Über Sie ist nichts gespeichert.');
    const known = await ask('aylin@rathaus.example', 'information', { headers });
    expect(known.body).toContain('aylin@rathaus.example');
    expect(known.body).not.toContain('<form');
  });

  it('is deleted, counts and news included, and the audit names nobody', async () => {
    const file = await world.call('GET', `${base}.csv?purpose=Namensschilder&recipient=Druckerei`);
    expect(file.status).toBe(200);
    const { body } = await ask('aylin@rathaus.example', 'deletion');
    expect(body).toMatchObject({ stored: true, seriesIds: [seriesId], registrations: 2 });
    // Whom to tell (Art. 19 GDPR), now and from the audit.
    expect(body.recipients).toMatchObject([{ eventId, recipient: 'Druckerei', purpose: 'Namensschilder' }]);
    expect(await of('aylin@rathaus.example')).toBeUndefined();
    const after = (await ask('aylin@rathaus.example')).body;
    expect(after.series).toEqual([]);
    expect(after.subscriptions).toMatchObject([{ state: 'withdrawn' }]);
    expect(JSON.stringify(after.subscriptions)).not.toContain('aylin');
    expect((await ask('aylin@rathaus.example', 'deletion')).body.registrations).toBe(0);
    const audit = JSON.stringify((await world.must('GET', '/audit')).items);
    expect(audit).toMatch(/person\.delete.*"recipients":"Druckerei \(2027-/);
    expect(audit).not.toMatch(/aylin|ben@|cem@/);
  });
});
