import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { stepped, written } from '../../../functions/core/delivery/counts.ts';
import { deleteEvent, publishEvent } from '../../../functions/core/organising/event-life.ts';
import { createEvent } from '../../../functions/core/organising/events.ts';
import { deleteSeries } from '../../../functions/core/organising/series.ts';
import {
  eventNumbers,
  eventNumbersView,
  seriesNumbers,
} from '../../../functions/core/participants/numbers.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { EventInput } from '../../../functions/core/table/event.ts';
import type { DeliveryItem, NotificationItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { delivery } from '../../adapters/table-contract.ts';
import { randomly } from '../../setup/random.ts';
import { Series } from '../series.ts';

const eventId = 'teil-1';
const owner: Organiser = { tokenHash: 'a', name: 'test', role: 'owner', seriesIds: undefined };
const title = { de: 'Sichtbar machen' };
const [startsAtLocal, endsAtLocal] = ['2027-04-28T17:00', '2027-04-28T19:00'];
const input = EventInput.parse({
  eventId,
  seriesId: 'reihe',
  title,
  startsAtLocal,
  endsAtLocal,
  reminders: ['P1D'],
});

/** What happens before each call of the table. */
let turn: () => Promise<unknown>;
let world: Series;

/** An event that nobody is registered for any more, and that has counted sign-ups, mails, and mails to many. */
beforeEach(async () => {
  turn = () => Promise.resolve();
  world = await Series.create(
    new MemoryTable(async () => {
      await turn();
    }),
    'reihe',
    [],
  );
  await createEvent(input, owner, world.context);
  await publishEvent(eventId, undefined, owner, world.context);
  const signUp = await world.signUp('fremd@rathaus.example', [eventId]);
  await deleteSignUp(signUp, world.context);
  const { table } = world;
  const of = { seriesId: 'reihe', eventIds: [eventId] };
  const sent = delivery('confirmation-1', { ...of, state: 'sent' });
  await table.commit(stepped({ ...sent, state: 'sending' }, sent, 'any'));
  const many: DeliveryItem[] = ['r1', 'r2'].map((recipientId) =>
    delivery('reminder-x', { ...of, recipientId, lane: 'bulk' }),
  );
  await table.commit(written(many));
  const reminder: NotificationItem = {
    ...{ type: 'notification', notificationId: 'reminder-x', kind: 'reminder', template: 'reminder' },
    ...{ eventId, seriesId: 'reihe', state: 'done', audience: 'confirmed', plannedAt: world.now },
    ...{ sequence: 0, version: 1, createdAt: world.now },
  };
  await table.commit([{ step: 'put', item: reminder, when: 'absent' }]);
  world.advance('PT1H');
  expect(await numbers()).not.toEqual(await fresh());
});

async function numbers(id = eventId) {
  const { notifications, ...view } = eventNumbersView(await eventNumbers(id, owner, world.context));
  return { ...view, eventId: '', written: notifications.map(({ kind, total }) => ({ kind, total })) };
}

/** The numbers of an event that nothing has happened to. */
async function fresh() {
  await createEvent({ ...input, eventId: 'neu' }, owner, world.context);
  const of = await numbers('neu');
  await deleteEvent('neu', undefined, owner, world.context);
  return of;
}

async function tick() {
  const erasure = await world.table.get(refs.erasure(eventId));
  if (erasure !== undefined) await eraseEvent(erasure, world.context);
}

describe('an event of the id of a deleted one', () => {
  test('begins with nothing', async () => {
    await deleteEvent(eventId, undefined, owner, world.context);
    await createEvent(input, owner, world.context);
    expect(await numbers()).toEqual(await fresh());
    for (const id of ['r1', 'r2'])
      expect(await world.table.get(refs.delivery('reminder-x', id))).toBeUndefined();
  });

  test('begins with nothing after a tick too, which leaves nothing due', async () => {
    await deleteEvent(eventId, undefined, owner, world.context);
    await tick();
    expect(await world.table.get(refs.erasure(eventId))).toBeUndefined();
    await createEvent(input, owner, world.context);
    expect(await numbers()).toEqual(await fresh());
  });

  test('keeps what it counts itself, whenever a slow tick goes on', async () => {
    let people = 0;
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      await deleteEvent(eventId, undefined, owner, world.context);
      let isMixed = true;
      turn = () => (isMixed ? scheduler.schedule(Promise.resolve()) : Promise.resolve());
      const anew = async () => {
        await createEvent(input, owner, world.context);
        await publishEvent(eventId, undefined, owner, world.context);
        return world.signUp(`neu${++people}@rathaus.example`, [eventId]);
      };
      const all = Promise.all([anew(), tick(), tick()]);
      await scheduler.waitFor(all);
      isMixed = false;
      const [signUp] = await all;
      const { signUps, mails, written: many } = await numbers();
      expect([signUps.total, mails.byState, many]).toEqual([1, {}, (await published()).written]);
      expect(await world.table.get(refs.erasure(eventId))).toBeDefined();
      await deleteSignUp(signUp, world.context);
    });
    await fc.assert(property, randomly(60));
  });

  test('begins with nothing wherever a function that deletes, clears or makes it is cut off', async () => {
    let cuts = 0;
    for (let last = false; !last; cuts++) {
      let left = cuts;
      turn = () => (left-- === 0 ? Promise.reject(new Error('cut')) : Promise.resolve());
      last = await (async () => {
        await deleteEvent(eventId, undefined, owner, world.context);
        await tick();
        await createEvent(input, owner, world.context);
      })().then(
        () => true,
        () => false,
      );
      turn = () => Promise.resolve();
      await deleteEvent(eventId, undefined, owner, world.context).catch(() => undefined);
      await createEvent(input, owner, world.context).catch(() => undefined);
      expect(await numbers(), `cut off before call ${cuts}`).toEqual(await fresh());
      // As it was, for the next cut.
      await world.table.commit(written([delivery('reminder-y', { seriesId: 'reihe', eventIds: [eventId] })]));
    }
    expect(cuts).toBeGreaterThan(10);
  });
});

/** The numbers of an event that was published and nothing else. */
async function published() {
  await createEvent({ ...input, eventId: 'auch' }, owner, world.context);
  await publishEvent('auch', undefined, owner, world.context);
  const of = await numbers('auch');
  await deleteEvent('auch', undefined, owner, world.context);
  return of;
}

test('a series of the id of a deleted one begins with no mails counted and no report', async () => {
  const { table } = world;
  await deleteEvent(eventId, undefined, owner, world.context);
  const sent = delivery('link-1', { seriesId: 'reihe', eventIds: [], state: 'sent' });
  await table.commit(stepped({ ...sent, state: 'sending' }, sent, 'any'));
  await table.commit([
    { step: 'put', item: { type: 'reports', seriesId: 'reihe', frozen: [], version: 0 }, when: 'absent' },
  ]);
  await deleteSeries('reihe', undefined, owner, world.context);
  expect(await table.get(refs.reports('reihe'))).toBeUndefined();
  await table.commit([{ step: 'put', item: world.series, when: 'absent' }]);
  expect((await seriesNumbers('reihe', owner, world.context)).mails.byState).toEqual({});
});
