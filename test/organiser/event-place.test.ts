import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part2, privacy, series, World } from './world.ts';

/** What organisers say of where an event takes place, and what anybody reads of it. */
const place = {
  ...{ name: 'Altes Rathaus, Festsaal', address: ['Markt 1', '04109 Leipzig'] },
  directions: { de: 'Haltestelle Markt' },
  coordinates: { latitude: 51.3405, longitude: 12.3752 },
};
const input = { ...part2, seriesId: series.seriesId, capacity: 30 };
const { joinUrl: _, ...withoutLink } = input;

let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
});
afterAll(() => world?.stop());

const made = (eventId: string, more: object) =>
  world.call('POST', '/events', { ...withoutLink, eventId, ...more });

const refused: [why: string, event: object, pointer: string, code: string][] = [
  ['a place is missing on site', { attendanceMode: 'onsite' }, '/place', 'placeMissing'],
  ['a place is missing of a hybrid one', { attendanceMode: 'hybrid' }, '/place', 'placeMissing'],
  ['an online one has a place', { attendanceMode: 'online', place }, '/place', 'placeOfOnlineEvent'],
  [
    'one on site has a join link',
    { attendanceMode: 'onsite', place, joinUrl: 'https://meet.example/1' },
    '/joinUrl',
    'joinUrlOfOnsiteEvent',
  ],
  ['there is no such way', { attendanceMode: 'beides', place }, '/attendanceMode', 'invalidValue'],
  [
    'coordinates are out of range',
    { attendanceMode: 'onsite', place: { ...place, coordinates: { latitude: 91, longitude: 12 } } },
    '/place/coordinates/latitude',
    'tooGreat',
  ],
  [
    'an address has no line',
    { attendanceMode: 'onsite', place: { ...place, address: [] } },
    '/place/address',
    'required',
  ],
  [
    'a name has two lines',
    { attendanceMode: 'onsite', place: { ...place, name: 'Rathaus\r\nX: 1' } },
    '/place/name',
    'controlCharacter',
  ],
];

describe('where an event takes place', () => {
  it.each(refused)('is refused by name where %s', async (_, more, pointer, code) => {
    const { status, body } = await made('ohne', more);
    expect([status, body.errors]).toMatchObject([422, [{ pointer, code }]]);
  });

  it('is online where nothing is said, as of events of before', async () => {
    expect((await made('online', {})).body).toMatchObject({ attendanceMode: 'online' });
  });

  it('is told to anybody, by the API, the calendar feed and the pages', async () => {
    await world.publish({ ...withoutLink, eventId: 'vor-ort' }, { attendanceMode: 'onsite', place });
    const { body } = await world.client.must('GET', '/v1/events/vor-ort');
    expect(JSON.parse(body)).toMatchObject({ attendanceMode: 'onsite', place });
    const feed = await world.client.must('GET', `/v1/series/${series.seriesId}/calendar.ics`);
    expect(feed.body.replaceAll('\r\n ', '')).toContain(
      'LOCATION:Altes Rathaus\\, Festsaal\\, Markt 1\\, 04109 Leipzig\r\nGEO:51.3405;12.3752',
    );
    const page = await world.client.must('GET', '/events/vor-ort?locale=de');
    expect(page.body).toContain('Altes Rathaus, Festsaal, Markt 1, 04109 Leipzig');
    expect(page.body).toContain('Haltestelle Markt');
    expect(page.body).toContain(
      'https://www.openstreetmap.org/?mlat=51.3405&amp;mlon=12.3752#map=17/51.3405/12.3752',
    );
    const form = await world.client.must('GET', `/series/${series.seriesId}/signup?locale=de`);
    expect(form.body).toContain('Altes Rathaus, Festsaal, Markt 1, 04109 Leipzig');
  });

  it('is changed by a patch, which asks whether people are told; old links say that there is none any more', async () => {
    await world.publish({ ...input, eventId: 'wechsel' }, {});
    await world.register('cem@verein.example', ['wechsel'], { notices: privacy });
    const patch = { attendanceMode: 'onsite', place, joinUrl: null };
    const asked = await world.call('PATCH', '/events/wechsel', patch);
    expect([asked.status, asked.body.errors]).toMatchObject([
      422,
      [{ pointer: '/attendanceMode', code: 'changeUntold' }],
    ]);
    const changed = await world.must('PATCH', '/events/wechsel?notice=now', patch);
    expect(changed).toMatchObject({ attendanceMode: 'onsite', place });
    expect(changed.joinUrl).toBeUndefined();
    await world.client.advance('PT2M');
    const mail = (await world.mails('cem@verein.example')).at(-1);
    expect(mail?.text).toContain('Ort neu: Altes Rathaus, Festsaal, Markt 1, 04109 Leipzig');
    const before = (await world.mails('cem@verein.example')).find(({ text }) => text.includes('/join'));
    const link = before === undefined ? '' : world.client.link(before, '/go/');
    const led = await world.client.must('GET', new URL(link).pathname);
    expect(led.body).toContain('Diese Veranstaltung findet vor Ort statt');
  });
});
