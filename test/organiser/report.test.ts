import { afterAll, beforeAll, expect, it } from 'vitest';
import { crowd } from '../measure/volume/crowd.ts';
import { part1, part2, series, World } from './world.ts';

let world: World;
const { seriesId } = series;
const owner = 'organisation@stiftung-marktplatz.example';
const own = 'mit@partner.example';
const other = 'fremd@partner.example';
const report = (type = '') => world.must('GET', `/series/${seriesId}/report${type}`);

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  for (const part of [part1, part2]) await world.publish(part);
  // Of 14 people 12 come to both parts; 9 of them work in an authority, 3 in politics, 2 said nothing.
  const answers = (number: number) =>
    number < 9 ? { role: 'verwaltung' } : number < 12 ? { role: 'politik' } : undefined;
  for (const { eventId } of [part1, part2]) {
    await crowd(world, { seriesId, eventId, count: 14, answers });
  }
  const { items } = await world.must('GET', `/events/${part1.eventId}/registrations`);
  const registrationIds = items.slice(0, 12).map((one: { registrationId: string }) => one.registrationId);
  await world.must('PUT', `/events/${part1.eventId}/attendance`, { registrationIds });
  await world.must('POST', '/organisers', { email: own, role: 'owner', seriesIds: [seriesId], locale: 'en' });
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.must('POST', '/organisers', { email: other, role: 'owner', seriesIds: ['fremd'] });
});
afterAll(() => world?.stop());

it('counts people, attendance and choices, with fewer than five of a kind together', async () => {
  const { periods } = await report();
  expect(periods).toHaveLength(1);
  const [{ people, attendedPeople, events, frozenAt }] = periods;
  expect([people, attendedPeople, frozenAt]).toEqual([14, 12, undefined]);
  const [first] = events;
  expect(first).toMatchObject({ eventId: part1.eventId, confirmed: 14 });
  const table = (what: string, id?: string) =>
    first.tables.find(
      (one: { what: string; questionId?: string }) => one.what === what && one.questionId === id,
    );
  expect(table('attendance')).toMatchObject({ cells: [], merged: { values: 3, count: 14 } });
  const role = table('question', 'role');
  expect(role.cells).toMatchObject([{ value: 'verwaltung', count: 9 }]);
  expect(role.merged.count).toBe(5);
  expect(table('question', 'access')).toBeUndefined();
});

it('is a table for spreadsheets and a page to be printed, in the reader’s language', async () => {
  const csv = await report('.csv?lang=de');
  expect(csv).toContain('Veranstaltung;Merkmal;Angabe;Anzahl');
  expect(csv).toMatch(/;verschiedene Personen mit Platz;14\r\n/);
  const html = await report('.html?lang=en');
  expect(html).toContain('<caption>Attendance</caption>');
  expect(html).toContain('different people with a place');
});

it('the owners of the series are told two weeks before its attendees are erased, once and nobody else', async () => {
  const before = (await report()).periods;
  await world.client.clock('2027-08-03T16:00:00Z');
  const mailsTo = async (email: string) =>
    (await world.mails(email)).filter((one) => /gelöscht|erased/.test(one.subject));
  expect(await mailsTo(owner)).toEqual([]);
  await world.client.clock('2027-08-03T17:00:00Z');
  const [german, ...more] = await mailsTo(owner);
  expect(more).toEqual([]);
  expect(german?.text).toContain('17. August 2027');
  expect(await mailsTo(own)).toHaveLength(1);
  expect(await mailsTo(other)).toEqual([]);
  await world.client.clock('2027-08-20T12:00:00Z');
  expect(await mailsTo(owner)).toHaveLength(1);
  const { items } = await world.must('GET', `/events/${part1.eventId}/registrations`);
  expect(items).toEqual([]);
  const { periods } = await report();
  expect(periods).toEqual(
    before.map((period: object) => ({ ...period, frozenAt: expect.stringContaining('2027-08-') })),
  );
});
