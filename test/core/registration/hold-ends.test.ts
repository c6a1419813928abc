import { expect, test } from 'vitest';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld } from '../mail/mail-world.ts';

/** A place that nobody confirms goes to who waits for it, also where the event begins before its day is over. */
const [holder, waiting] = ['holder@rathaus.example', 'waiting@verein.example'];
const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00', promoteUntil: 'PT2H' };

async function held(from: string, waitingList = true) {
  const world = await MailWorld.of([{ eventId: 'eins', ...day, capacity: 1, waitingList }]);
  world.series.now = from;
  const { signUpId } = await world.series.signUp(holder, ['eins']);
  const [entry] = (await world.table.get(refs.signUp(signUpId)))?.events ?? [];
  return { world, until: entry?.heldUntil };
}

test.each([
  ['long before, for a day', '2027-04-20T08:00:00.000Z', '2027-04-21T08:00:00.000Z'],
  [
    'the evening before, until shortly before the list closes',
    '2027-04-27T18:00:00.000Z',
    '2027-04-28T12:45:00.000Z',
  ],
  ['an hour before that, for an hour', '2027-04-28T11:45:00.000Z', '2027-04-28T12:45:00.000Z'],
  ['later, until the start', '2027-04-28T11:50:00.000Z', '2027-04-28T15:00:00.000Z'],
])('held %s', async (_when, from, until) => {
  expect((await held(from)).until).toBe(until);
});

test('without a waiting list it is held until the start', async () => {
  expect((await held('2027-04-27T18:00:00.000Z', false)).until).toBe('2027-04-28T15:00:00.000Z');
});

test('whoever waits moves up when nobody confirmed it', async () => {
  const { world } = await held('2027-04-27T18:00:00.000Z');
  await world.series.join(waiting, ['eins']);
  expect(await world.series.registration(waiting, 'eins')).toMatchObject({ state: 'waitlisted' });
  await world.at('2027-04-28T12:45:00.000Z');
  expect(await world.series.registration(waiting, 'eins')).toMatchObject({ state: 'confirmed' });
  expect(world.taken(waiting).map(({ subject }) => subject)).toContain(
    'Sie haben jetzt einen Platz: Sichtbar machen',
  );
});
