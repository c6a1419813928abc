import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../../functions/core/registration/sign-up.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { startTestDatabase, type TestDatabase } from '../adapters/database.ts';
import { formUrl } from '../core/samples.ts';
import { Series } from '../core/series.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

test.each<[string, (string | undefined)[]]>([
  ['not seen before', [undefined]],
  ['seen in the series it is in', ['own']],
  ['seen in another series, which it has left', ['other']],
  ['seen in a series that is gone', ['gone']],
])('an event that was %s takes a sign-up in its own series', async (name, [seen]) => {
  const id = name.replaceAll(/\W+/g, '-');
  const series = await Series.create(database.table, `own-${id}`, [{ eventId: `event-${id}` }]);
  await Series.create(database.table, `other-${id}`, []);
  const seriesSeen = new Map(seen === undefined ? [] : [[`event-${id}`, `${seen}-${id}`]]);
  const request = { eventIds: [`event-${id}`], name: 'Aylin', email: `${id}@x.example` };
  const body = { ...request, notices: { privacy: '2027-01' }, formUrl };
  const done = await signUp(body, { ...series.context, seriesSeen });
  expect([done.series.seriesId, done.signUp.seriesId]).toEqual([`own-${id}`, `own-${id}`]);
  expect(await database.table.get(refs.signUp(done.signUp.signUpId))).toMatchObject({
    seriesId: `own-${id}`,
  });
  expect(seriesSeen.get(`event-${id}`)).toBe(`own-${id}`);
});
