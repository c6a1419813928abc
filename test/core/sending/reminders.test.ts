import { expect, test } from 'vitest';
import { moveUpByHand } from '../../../functions/core/participants/registration-actions.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { revise } from '../../../functions/core/registration/event-plans.ts';
import type { EventInput } from '../../../functions/core/table/event.ts';
import { sumOf } from '../../../functions/core/table/numbers.ts';
import { numbersOf, refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';
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
  const revised = revise({ event, counters }, { ...input, ...changes }, series.series, series.now);
  expect(revised.next.sequence).toBe(1);
  expect((await table.commit(revised.steps)).committed).toBe(true);
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

test.each(['another cancels', 'an organiser does it'])(
  'whoever moves up after a reminder was due gets none, and its delivery says so: %s',
  async (way) => {
    const table = new MemoryTable();
    const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
    const series = await Series.create(table, 'series', [
      { eventId: 'one', ...day, capacity: 1, waitingList: true, reminders: ['P1D', 'PT3H'] },
    ]);
    for (const email of people) await series.join(email, ['one']);
    const [first, second] = await Promise.all(people.map((email) => series.registration(email, 'one')));
    if (first === undefined || second === undefined) throw new Error('nobody joined');
    series.now = '2027-04-27T15:00:01.000Z';
    if (way === 'another cancels') await cancel(first, series.context);
    else {
      await table.commit([{ step: 'setLimits', eventId: 'one', capacity: 2, groups: {} }]);
      const organiser = { tokenHash: 't', name: 'token', role: 'owner', seriesIds: undefined } as const;
      await moveUpByHand('one', second.registrationId, organiser, series.context);
    }
    expect(await series.registration(second.email, 'one')).toMatchObject({ state: 'confirmed' });
    const of = (offset: string) =>
      table.get(refs.delivery(`reminder-one-0-${offset}`, second.registrationId));
    expect(await of('p1d')).toMatchObject({ state: 'skipped', reason: 'confirmedAfterDue' });
    expect(await of('pt3h')).toBeUndefined();
    const { items } = await table.list(numbersOf.notificationMails('reminder-one-0-p1d'));
    expect(sumOf(items)).toEqual({ written: 1, 'skipped: confirmedAfterDue': 1 });
  },
);
