import { afterAll, beforeAll, expect, it } from 'vitest';
import { part1, series, World } from './world.ts';

let world: World;
const { eventId } = part1;
const came = 'aylin@rathaus.example';
const missed = 'ben@verein.example';
const unnamed = 'cem@posteo.example';
const cancelled = 'dora@posteo.example';

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1, { questions: [] });
  for (const email of [came, missed, unnamed, cancelled]) await world.register(email, [eventId]);
  const { items } = await world.must('GET', `/events/${eventId}/registrations`);
  const idOf = (email: string) => items.find((one: { email: string }) => one.email === email).registrationId;
  await world.must('POST', `/events/${eventId}/registrations/${idOf(cancelled)}/cancel`);
  await world.client.clock('2027-04-28T19:00:00Z');
  await world.must('PUT', `/events/${eventId}/attendance`, { registrationIds: [idOf(came)] });
});
afterAll(() => world?.stop());

const release = async (url: string, audience: string) => {
  const { links = [] } = (await world.call('GET', `/events/${eventId}/documentation`)).body;
  const added = [...links, { title: { de: 'Aufzeichnung' }, url }];
  await world.must('PUT', `/events/${eventId}/documentation`, { links: added, audience, release: 'now' });
  await world.client.advance('PT2M');
  const all = [came, missed, unnamed, cancelled];
  const got = await Promise.all(
    all.map(async (email) => (await world.mails(email)).some((mail) => mail.text.includes(url))),
  );
  return all.filter((_, index) => got[index]);
};

it('for those who did not come reaches them and nobody else', async () => {
  expect(await release('https://files.example/nachlesen', 'notAttended')).toEqual([missed, unnamed]);
});

it('for those who came reaches them alone', async () => {
  expect(await release('https://files.example/dank', 'attended')).toEqual([came]);
});

it('for everybody with a place reaches nobody who cancelled', async () => {
  expect(await release('https://files.example/alle', 'confirmed')).toEqual([came, missed, unnamed]);
});
