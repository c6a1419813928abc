import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, series } from '../setup/backend.ts';

let backend: Backend;
const onDay = (eventId: string, day: string, more: object = {}) =>
  event(eventId, { startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00`, ...more });

beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    onDay('mai', '2040-05-10'),
    onDay('juni', '2040-06-07', { registrationClosesAtLocal: '2040-02-01T00:00' }),
    { ...onDay('entwurf', '2040-05-11'), draft: true },
  ]);
  await backend.publish([onDay('andere', '2040-05-20', { seriesId: 'andere' })], {
    ...series,
    seriesId: 'andere',
  });
  await backend.publish(
    [{ ...onDay('entwurfsteil', '2040-05-12', { seriesId: 'entwurfsreihe' }), draft: true }],
    {
      ...series,
      seriesId: 'entwurfsreihe',
    },
  );
});
afterAll(() => backend.stop());

const idsOf = async (query: string) => {
  const { items } = (await backend.get(`/v1/events${query}`)).json;
  return items.map(({ eventId }: { eventId: string }) => eventId);
};

test('published events of all series by their start, or of those that are asked for', async () => {
  expect(await idsOf('')).toEqual(['mai', 'andere', 'juni']);
  expect(await idsOf('?seriesId=reihe')).toEqual(['mai', 'juni']);
  expect(await idsOf('?from=2040-05-11&to=2040-05-31')).toEqual(['andere']);
  expect(await idsOf('?from=2040-05-10&to=2040-05-10')).toEqual(['mai']);
  expect(await idsOf('?open=true')).toEqual(['mai', 'andere']);
});

test('each is told as it is told alone, and a page ends with where the next begins', async () => {
  const first = (await backend.get('/v1/events?limit=1')).json;
  expect(first.items).toEqual([(await backend.get('/v1/events/mai')).json]);
  expect(await idsOf(`?limit=1&cursor=${first.nextCursor}`)).toEqual(['andere']);
});

test('series with something to show, without their notices', async () => {
  const { items } = (await backend.get('/v1/series')).json;
  expect(items.map(({ seriesId }: { seriesId: string }) => seriesId)).toEqual(['andere', 'reihe']);
  expect(Object.keys(items[0])).not.toContain('notices');
});

test.each(['/v1/series/ID', '/v1/series/ID/calendar.ics', '/v1/events?seriesId=ID', '/series/ID/signup'])(
  'a series of drafts alone is told as one that is not there by %s',
  async (path) => {
    const told = async (seriesId: string) => {
      const { status, headers, text } = await backend.get(path.replace('ID', seriesId));
      const { date, etag, 'content-length': _, ...named } = Object.fromEntries(headers);
      return { status, named, text: text.replaceAll(seriesId, 'ID') };
    };
    const drafts = await told('entwurfsreihe');
    expect(drafts.status).toBe(404);
    expect(drafts).toEqual(await told('nirgendsreihe'));
  },
);

test.each([{ eventIds: 'entwurfsteil' }, { formUrl: 'entwurfsreihe' }])(
  'the form of one that is sent by %o, too',
  async (of) => {
    const told = async (seriesId: string, eventId: string) => {
      const formUrl = `${backend.runner.url}/series/${of.formUrl === undefined ? 'reihe' : seriesId}/signup`;
      const form = { eventIds: of.eventIds === undefined ? 'mai' : eventId, formUrl, email: '-' };
      const options = { form, headers: { accept: 'text/html' } };
      const { status, text } = await backend.send('POST', '/v1/registrations', options);
      const unnamed = text.replaceAll(seriesId, 'ID').replaceAll(eventId, 'EVENT');
      return { status, text: unnamed.replaceAll(/[\w.~-]{24,}/g, 'TOKEN') };
    };
    expect(await told('entwurfsreihe', 'entwurfsteil')).toEqual(await told('nirgendsreihe', 'nirgendsteil'));
  },
);

test('shared caches keep it for a minute, and who has it already is told so', async () => {
  const { headers } = await backend.get('/v1/events');
  expect(headers.get('cache-control')).toContain('s-maxage=60');
  const again = await backend.get('/v1/events', { 'if-none-match': headers.get('etag') ?? '' });
  expect([again.status, again.text]).toEqual([304, '']);
});

describe('what it has not, or can not be', () => {
  test.each([
    ['?from=2040-02-30', '/from', 'invalidDay'],
    ['?from=morgen', '/from', 'invalidDay'],
    ['?open=True', '/open', 'invalidValue'],
    ['?limit=101', '/limit', 'outOfRange'],
    ['?day=2040-05-10', '/day', 'unknownField'],
    ['?seriesId=A%20B', '/seriesId', 'invalidId'],
    ['?from=2040-05-10&from=2040-05-11', '/from', 'duplicate'],
  ])('%s is named', async (query, pointer, code) => {
    const { status, json } = await backend.get(`/v1/events${query}`);
    expect(status).toBe(422);
    expect(json.errors).toMatchObject([{ pointer, code }]);
  });

  test('a series that is not there is not found', async () => {
    expect((await backend.get('/v1/events?seriesId=nirgends')).status).toBe(404);
  });
});
