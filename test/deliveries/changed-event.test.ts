import { expect, test } from 'vitest';
import type { EventInput } from '../../functions/core/event.ts';
import { revise } from '../../functions/core/event-life.ts';
import { refs } from '../../functions/core/refs.ts';
import { PageWorld, reminderId } from './page-world.ts';

const people = ['a@x.example', 'b@x.example', 'c@x.example'];

/** The event is changed while its reminder goes out, which one of three has got. */
async function changedAfterOne(changes: Partial<EventInput>) {
  const world = await PageWorld.of({ one: people });
  const { table, series } = world;
  world.answer = () => (world.sent.length > 0 ? { outcome: 'throttled', quota: 'day' } : undefined);
  await world.tick();
  expect(world.sent).toHaveLength(1);
  series.advance('PT20M');
  const { event, counters } = await table.load({ event: refs.event('one'), counters: refs.counters('one') });
  if (event === undefined || counters === undefined) throw new Error('no event');
  const { type, status, sequence, version, createdAt, updatedAt, ...input } = event;
  const revised = revise({ event, counters }, { ...input, ...changes }, series.series, 90, series.now);
  expect(revised.next.sequence).toBe(1);
  expect((await table.commit(revised.changes)).committed).toBe(true);
  world.answer = () => undefined;
  await world.settle();
  return world;
}

test('a reminder under way goes on when the event gets another title, and nobody gets it twice', async () => {
  const world = await changedAfterOne({ title: { de: 'Anders', en: 'Different' } });
  expect(world.sent.map(({ to }) => to).toSorted()).toEqual(people);
  expect(await world.counted(reminderId)).toMatchObject({ byState: { sent: 3 }, waiting: 0 });
  expect(await world.notification(reminderId)).toMatchObject({ state: 'done' });
});

test('a reminder under way ends when the event is moved, and is made anew for the new time', async () => {
  const world = await changedAfterOne({ startsAtLocal: '2027-05-28T17:00', endsAtLocal: '2027-05-28T19:00' });
  expect(world.sent).toHaveLength(1);
  expect(await world.notification(reminderId)).toMatchObject({ state: 'cancelled' });
  world.series.now = '2027-05-27T15:00:00.000Z';
  await world.tick();
  expect(
    world.sent
      .slice(1)
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(people);
});
