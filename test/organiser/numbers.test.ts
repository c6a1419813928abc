import { afterAll, beforeAll, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from './world.ts';

let world: World;
const { seriesId } = series;
const { eventId } = part1;
const answers = { [eventId]: { role: 'politik' } };
const numbers = (id = eventId) => world.must('GET', `/events/${id}/numbers`);
/** What the counts have to come to: the deliveries themselves, read one by one. */
const deliveries = async (query: string): Promise<{ state: string; reason?: string }[]> =>
  (await world.must('GET', `/deliveries?${query}&limit=500`)).items;
const tallied = (all: { state: string }[]) => {
  const byState: Record<string, number> = {};
  for (const { state } of all) byState[state] = (byState[state] ?? 0) + 1;
  return byState;
};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  for (const part of [part1, part2]) await world.publish(part);
  await world.register('aylin@rathaus.example', [eventId, part2.eventId], { answers });
  await world.client.advance('P1D');
  await world.register('ben@verein.example', [eventId], { answers });
  await world.must('POST', `/events/${eventId}/registrations`, {
    name: 'Cem Neu',
    email: 'bounce@simulator.amazonses.com',
    answers: { role: 'politik' },
  });
  await world.runner.settle();
});
afterAll(() => world?.stop());

it('counts sign-ups by day and by where they come from, in the event’s own days', async () => {
  const { signUps, registrations } = await numbers();
  const website = 'www.stiftung-marktplatz.example';
  expect(signUps).toEqual({
    total: 3,
    bySource: { [website]: 2, organiser: 1 },
    byDay: [
      { day: '2027-03-01', total: 1, bySource: { [website]: 1 } },
      { day: '2027-03-02', total: 2, bySource: { [website]: 1, organiser: 1 } },
    ],
  });
  expect(registrations).toMatchObject({ pending: 1, confirmed: 2 });
});

it('counts nobody twice who signs up again, and counts a part that was added', async () => {
  await world.client.signUp({
    ...{ name: 'Ben', email: 'ben@verein.example', locale: 'de', eventIds: [eventId], answers },
    ...{ notices: privacy, formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark' },
  });
  await world.runner.settle();
  expect((await numbers()).signUps.total).toBe(3);
  const [mail] = (await world.mails('ben@verein.example')).filter((one) =>
    one.text.includes('/registration/'),
  );
  const own = world.client.link(mail as NonNullable<typeof mail>, '/registration/');
  await world.client.must('POST', own, { form: { eventId: part2.eventId } });
  expect((await numbers(part2.eventId)).signUps.bySource).toMatchObject({ 'own page': 1 });
});

it('counts attendance with what it records, and takes back what was wrong', async () => {
  const { items } = await world.must('GET', `/events/${eventId}/registrations?state=confirmed`);
  const ids = items.map((one: { registrationId: string }) => one.registrationId);
  const put = (registrationIds: string[]) =>
    world.must('PUT', `/events/${eventId}/attendance`, { registrationIds });
  await put([ids[0]]);
  // Before it begins nobody is absent by not being named.
  expect((await numbers()).attendance).toEqual({ attended: 1, absent: 0, unrecorded: 1 });
  await put(ids);
  expect((await numbers()).attendance).toEqual({ attended: 2, absent: 0, unrecorded: 0 });
  await put([ids[0]]);
  await world.must('POST', `/events/${eventId}/registrations/${ids[0]}/cancel`);
  expect((await numbers()).attendance).toEqual({ attended: 0, absent: 1, unrecorded: 0 });
  const { events } = await world.must('GET', `/series/${seriesId}/numbers`);
  expect(events[0]).toMatchObject({ eventId, attendance: { attended: 0, absent: 1 } });
});

it('counts mails as they stand, also when what caused them is gone', async () => {
  // The mail of the cancellation above is on its way.
  await world.runner.settle();
  const { mails } = await numbers();
  expect(mails.byState).toEqual(tallied(await deliveries(`eventId=${eventId}`)));
  expect(mails.byState.bounced).toBe(1);
  const reason = expect.stringContaining('Permanent');
  expect(mails.reasons).toContainEqual({ state: 'bounced', reason, count: 1 });
  await world.client.advance('P8D');
  const bounced = `/registrations?state=pending`;
  expect((await world.must('GET', `/events/${eventId}${bounced}`)).items).toEqual([]);
  expect((await numbers()).mails.byState.bounced).toBe(1);
});

it('counts mails to many, what is skipped among them', async () => {
  await world.client.clock('2027-04-28T17:00:00Z');
  await world.runner.settle();
  const { notifications } = await numbers();
  for (const { notificationId, total, waiting, byState } of notifications) {
    const found = total === 0 ? [] : await deliveries(`notificationId=${notificationId}`);
    expect([byState, total, waiting]).toEqual([tallied(found), found.length, 0]);
  }
  expect(notifications.some((one: { total: number }) => one.total > 0)).toBe(true);
});
