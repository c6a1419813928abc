import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { sweepDue, sweepPlanned } from '../../../functions/core/registration/sweep.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { type Call, MemoryTable } from '../../adapters/memory-table.ts';
import { randomly } from '../../setup/random.ts';
import { Series } from '../series.ts';
import { expectInOrder } from './places-rules.ts';
import { type Operation, operations, settings, World } from './places-world.ts';

/**
 * The thousand sequences of CI, against the table in memory, which keeps the real one's contract; the same properties
 * run on the real engine in `npm run test:long`, fewer. `FC_RUNS=20000 npx vitest run test/core/registration/places-in` looks longer.
 */
const runs = { inTurn: 800, atOnce: 400 };
const timeLimit = process.env.FC_RUNS === undefined ? 300_000 : 3_600_000;

async function holds(property: fc.IAsyncProperty<unknown>, atLeast: number, done: { sequences: number }) {
  const wanted = randomly<unknown>(atLeast);
  await fc.assert(property, wanted);
  console.log(`${done.sequences} sequences`);
  expect(done.sequences).toBeGreaterThanOrEqual(wanted.path === undefined ? (wanted.numRuns ?? atLeast) : 1);
}

test(
  'whatever happens one after the other, places, counters, waiting list and outbox agree',
  async () => {
    const done = { sequences: 0 };
    const plans = fc.array(operations, { minLength: 1, maxLength: 25, size: 'max' });
    const property = fc.asyncProperty(settings, plans, async (setting, plan) => {
      const world = await World.create(new MemoryTable(), setting);
      for (const operation of plan) expectInOrder(await world.perform([operation]));
      done.sequences++;
    });
    await holds(property, runs.inTurn, done);
  },
  timeLimit,
);

test(
  'and whatever happens at the same time, in whichever order reads and commits come through',
  async () => {
    const done = { sequences: 0 };
    const batch = fc.array(operations, { minLength: 2, maxLength: 5, size: 'max' });
    const plans = fc.array(batch, { minLength: 1, maxLength: 8, size: 'max' });
    const property = fc.asyncProperty(settings, plans, fc.scheduler(), async (setting, plan, scheduler) => {
      let isMixed = false;
      const turn = () => (isMixed ? scheduler.schedule(Promise.resolve()) : Promise.resolve());
      const world = await World.create(new MemoryTable(turn), setting);
      for (const batch of plan) expectInOrder(await mixed(batch));
      done.sequences++;

      async function mixed(batch: readonly Operation[]) {
        isMixed = true;
        const step = world.perform(batch);
        await scheduler.waitFor(step);
        isMixed = false;
        return step;
      }
    });
    await holds(property, runs.atOnce, done);
  },
  timeLimit,
);

/** A series on a table where something else happens before the next call of a kind. */
async function interruptible() {
  const meanwhile = new Map<Call, () => Promise<unknown>>();
  const table = new MemoryTable(async (call) => {
    const act = meanwhile.get(call);
    meanwhile.delete(call);
    await act?.();
  });
  const one = { eventId: 'one', capacity: 1, waitingList: true };
  const series = await Series.create(table, 'series', [one, { eventId: 'other' }]);
  const cancelled = async (email: string) => {
    const registration = await series.registration(email, 'one');
    if (registration) await cancel(registration, series.context);
  };
  return { series, table, meanwhile, cancelled };
}

describe('a sign-up that joins one whose mail waits is not lost', () => {
  const form = (notices: object) => ({ notices: { privacy: '2027-01', ...notices } });

  /** The fourth within an hour, whose verification waits. */
  async function waitsToBeSent() {
    const world = await interruptible();
    for (let time = 0; time < 3; time++) await world.series.signUp('a@x.example', ['other']);
    const last = await world.series.signUp('a@x.example', ['one'], form({ news: '2027-01' }));
    /** Without the consent to news that the other gave: none holds. */
    const joins = async () => {
      expect((await world.series.signUp('a@x.example', ['one'], form({}))).signUpId).toBe(last.signUpId);
    };
    return { ...world, last, joins };
  }

  test('when that one is confirmed at this moment', async () => {
    const { series, table, meanwhile, last, joins } = await waitsToBeSent();
    meanwhile.set('commit', joins);
    await confirm(last, series.context);
    expect(await series.registration('a@x.example', 'one')).toMatchObject({ state: 'confirmed' });
    expect((await table.get(refs.signUp(last.signUpId)))?.notices.news).toBeUndefined();
  });

  test('when that one is taken back at this moment: both are', async () => {
    const { series, meanwhile, last, joins } = await waitsToBeSent();
    meanwhile.set('commit', joins);
    await deleteSignUp(last, series.context);
    expect(await series.registration('a@x.example', 'one')).toBeUndefined();
    expect(await series.counters('one')).toMatchObject({ taken: 0, pending: 0 });
  });
});

describe('nobody is left waiting beside a free place', () => {
  test('who joins the list while the last who waited leaves it and the place is given back', async () => {
    const { series, meanwhile, cancelled } = await interruptible();
    for (const name of ['holder', 'waits']) await series.join(`${name}@x.example`, ['one']);
    const late = await series.join('late@x.example', ['other']);
    meanwhile.set('list', async () => {
      await cancelled('waits@x.example');
      // As many wait then as when the counters were read, and none of those who were found.
      meanwhile.set('commit', () =>
        addPart(late, { eventId: 'one', seat: 1 }, { answers: {} }, series.context),
      );
    });
    await cancelled('holder@x.example');
    expect(await series.registration('late@x.example', 'one')).toMatchObject({ state: 'confirmed' });
    expect(await series.counters('one')).toMatchObject({ taken: 1, confirmed: 1, waitlisted: 0 });
  });

  test('who queues up behind somebody who is moved up at that moment', async () => {
    const { series, table, meanwhile } = await interruptible();
    for (const name of ['holder', 'waits']) await series.join(`${name}@x.example`, ['one']);
    const late = await series.join('late@x.example', ['other']);
    await table.commit([
      { step: 'setLimits', eventId: 'one', capacity: 3, groups: {} },
      sweepPlanned('one', series.now),
    ]);
    meanwhile.set('raise', () => sweepDue('one', series.context));
    await addPart(late, { eventId: 'one', seat: 1 }, { answers: {} }, series.context);
    expect(await table.get(refs.sweep('one'))).toBeUndefined();
    expect(await series.registration('late@x.example', 'one')).toMatchObject({ state: 'confirmed' });
    expect(await series.counters('one')).toMatchObject({ taken: 3, confirmed: 3, waitlisted: 0 });
  });
});
