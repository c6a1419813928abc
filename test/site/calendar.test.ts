import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event } from '../setup/backend.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    event('eins'),
    event('dubai', { title: { de: 'Austausch mit Dubai' }, timeZone: 'Asia/Dubai' }),
    event('eng', { capacity: 1, waitingList: true }),
  ]);
});
afterAll(() => backend.stop());

const feed = '/v1/series/reihe/calendar.ics';
const known = (etag: string) => backend.get(feed, { 'if-none-match': etag });

/** By UID, the SEQUENCE of the last file that was looked at. */
const last = new Map<string, number>();

/** What a mail's calendar files do: method and event; and that each lies above the one before it. */
async function filesOf(email: string, subject: string): Promise<string[]> {
  const mail = (await backend.mails(email)).findLast((one) => one.subject.includes(subject));
  if (mail === undefined) throw new Error(`no mail ${subject}`);
  return mail.attachments.map(({ content }) => {
    const calendar = new ICAL.Component(ICAL.parse(content));
    const [entry] = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const [uid = ''] = entry?.uid.split('@') ?? [];
    const key = `${email} ${uid}`;
    expect(entry?.sequence, key).toBeGreaterThanOrEqual(last.get(key) ?? 0);
    last.set(key, entry?.sequence ?? 0);
    return `${calendar.getFirstPropertyValue('method')} ${uid}`;
  });
}

test('an event in a zone whose clocks never change has file, feed, confirmation and cancellation', async () => {
  expect((await backend.get('/v1/events/dubai/calendar.ics')).text).toMatch(/^DTSTART:20400510T130000Z\r$/m);
  expect((await backend.get(feed)).text).toMatch(/^UID:dubai@/m);
  const page = await backend.join('dubai@rathaus.example', ['dubai']);
  expect(await filesOf('dubai@rathaus.example', 'bestätigt')).toEqual(['PUBLISH dubai']);
  await backend.post(`${page}/cancel`, { eventId: 'dubai' });
  expect(await filesOf('dubai@rathaus.example', 'abgemeldet')).toEqual(['CANCEL dubai']);
});

describe('the feed', () => {
  test('is the same bytes until something changes, and who has them is told so', async () => {
    const first = await backend.get(feed);
    expect(first.headers.get('cache-control')).toBe('public, max-age=900');
    await backend.runner.clock.advance(3_600_000);
    const etag = first.headers.get('etag') ?? '';
    expect((await backend.get(feed)).text).toBe(first.text);
    expect(await known(etag)).toMatchObject({ status: 304, text: '' });
    const changed = event('eins', { title: { de: 'Anders', en: 'Different' } });
    expect((await backend.organise('PUT', '/events/eins', changed)).status).toBe(200);
    const later = await known(etag);
    expect(later.status).toBe(200);
    expect(later.text).not.toBe(first.text);
  });

  test('is to be had by one click, beside the calendars on the web', async () => {
    const { text } = await backend.get('/events/eins', { accept: 'text/html' });
    const links = [...text.matchAll(/href="([^"]+calendar[^"]*)"/g)].map(([, link = '']) => link);
    expect(links.map((link) => link.replace(/^\w+:\/\/[^/]+/, ''))).toEqual([
      '/v1/events/eins/calendar.ics',
      '/events/eins/calendar/google',
      '/events/eins/calendar/outlook',
      '/v1/series/reihe/calendar.ics',
    ]);
    expect(links.at(-1)).toMatch(/^webcal:/);
    const to = async (way: string) =>
      (await backend.get(`/events/eins/calendar/${way}`)).headers.get('location');
    expect(await to('google')).toMatch(/^https:\/\/calendar\.google\.com\/.*20400510T150000Z/);
    expect(await to('outlook')).toMatch(/^https:\/\/outlook\.office\.com\//);
    expect(await to('series')).toMatch(/^webcal:\/\/.*\/v1\/series\/reihe\/calendar\.ics$/);
    expect((await backend.get('/events/eins/calendar/elsewhere')).status).toBe(404);
  });
});

test('who waits gets no file; who gave a place up has the entry taken back, and gets a newer one with the next', async () => {
  const [first, second] = ['erste@rathaus.example', 'zweite@rathaus.example'];
  const page = await backend.join(first, ['eng']);
  await backend.join(second, ['eng']);
  expect(await filesOf(second, 'Warteliste')).toEqual([]);
  await backend.post(`${page}/cancel`, { eventId: 'eng' });
  expect(await filesOf(first, 'abgemeldet')).toEqual(['CANCEL eng']);
  expect(await filesOf(second, 'jetzt einen Platz')).toEqual(['PUBLISH eng']);
  // Back again, on the waiting list: the first entry may still be there.
  await backend.post(page, { eventId: 'eng' });
  expect(await filesOf(first, 'Warteliste')).toEqual(['CANCEL eng']);
  const moved = event('eng', { capacity: 1, waitingList: true, startsAtLocal: '2040-05-10T16:00' });
  expect((await backend.organise('PUT', '/events/eng?notice=now', moved)).status).toBe(200);
  await backend.runner.clock.advance(120_000);
  expect(await filesOf(first, 'Neue Uhrzeit')).toEqual([]);
  expect(await filesOf(second, 'Neue Uhrzeit')).toEqual(['PUBLISH eng']);
  await backend.organise('POST', '/events/eng/cancel');
  await backend.runner.clock.advance(120_000);
  expect(await filesOf(first, 'Fällt aus')).toEqual(['CANCEL eng']);
  expect(await filesOf(second, 'Fällt aus')).toEqual(['CANCEL eng']);
});
