import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/database.ts';
import { randomly } from '../../setup/random.ts';
import { expectInOrder } from './places-rules.ts';
import { type Operation, operations, type Setting, settings, World } from './places-world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const setting = { capacity: 1, waitingList: true, groupCapacities: [], seatsPerAddress: 1, confirmed: 0 };
const signUp = (person: number, group?: number): Operation => ({ do: 'signUp', person, parts: 'one', group });
const confirm = (signUp = 0): Operation => ({ do: 'confirm', signUp });
const cancel = (person: number): Operation => ({ do: 'cancel', person, seat: 1 });

/** What went wrong once, or easily could; sign-ups are counted from the newest. */
const known: [string, Setting, Operation[]][] = [
  [
    'the second of two sign-ups counts when the first is deleted',
    setting,
    [signUp(0), signUp(0), { do: 'deleteSignUp', signUp: 1 }, confirm()],
  ],
  [
    'a deleted sign-up hands its place to who waits',
    setting,
    [signUp(0), signUp(1), confirm(), { do: 'deleteSignUp', signUp: 1 }],
  ],
  [
    'a hold that ends does too',
    setting,
    [signUp(0), signUp(1), confirm(), { do: 'advance', by: 'PT25H' }, confirm(1)],
  ],
  [
    'a full working group takes nobody in while it has more than it may',
    { ...setting, capacity: 2, groupCapacities: [1, 2] },
    [
      ...[0, 1, 2].flatMap((person) => [signUp(person, 1), confirm()]),
      { do: 'limits', capacity: 2, group: 1 },
      cancel(0),
    ],
  ],
  [
    'nobody is moved up while more is taken than there is',
    { ...setting, capacity: 3, confirmed: 4 },
    [{ do: 'limits', capacity: 1, group: undefined }, cancel(0), cancel(1), cancel(2)],
  ],
  [
    'a raised capacity moves up as many as it has places',
    { ...setting, confirmed: 5 },
    [
      { do: 'limits', capacity: 3, group: undefined },
      { do: 'limits', capacity: undefined, group: undefined },
    ],
  ],
  [
    'who cancels and comes back queues up behind',
    { ...setting, confirmed: 3 },
    [cancel(1), signUp(1), confirm(), cancel(0), cancel(2)],
  ],
  [
    'who came, left, was signed up anew and took that back can come and leave once more',
    { ...setting, waitingList: false },
    [
      ...[signUp(0), confirm(), cancel(0)],
      ...[signUp(0), { do: 'deleteSignUp' as const, signUp: 0 }],
      { do: 'addPart', person: 0, seat: 1, group: undefined },
      cancel(0),
    ],
  ],
  [
    'who moves up twice is told twice',
    { ...setting, confirmed: 2 },
    [cancel(0), cancel(1), signUp(2), confirm(), signUp(1), confirm(), cancel(2)],
  ],
];

test.each(known)('%s', async (_, setting, plan) => {
  const world = await World.create(database.table, setting);
  for (const operation of plan) expectInOrder(await world.perform([operation]));
});

test('of five who come at once for one place one holds it, and so it is when they confirm at once', async () => {
  for (let round = 0; round < 5; round++) {
    const world = await World.create(database.table, setting);
    expectInOrder(await world.perform([0, 1, 2, 3, 4].map((person) => signUp(person))));
    expectInOrder(await world.perform([0, 1, 2, 3, 4].map(confirm)));
    expect(world.standing.counters).toMatchObject({ taken: 1, confirmed: 1, waitlisted: 4 });
  }
});

test.each<[string, Setting, Operation[], Operation[]]>([
  ['a place is given back', setting, [signUp(0), confirm(), signUp(1)], [cancel(0), confirm()]],
  [
    'a sign-up that held it is deleted',
    setting,
    [signUp(0), signUp(1)],
    [{ do: 'deleteSignUp', signUp: 1 }, confirm(0)],
  ],
  [
    'the capacity is raised',
    { ...setting, confirmed: 1 },
    [signUp(1)],
    [{ do: 'limits', capacity: 3, group: undefined }, confirm()],
  ],
  [
    'places that are too many are given back, and then are not',
    { ...setting, capacity: 3, confirmed: 3 },
    [signUp(3), { do: 'limits', capacity: 1, group: undefined }],
    [{ do: 'limits', capacity: 3, group: undefined }, cancel(0), confirm()],
  ],
])('nobody is left waiting beside a free place who joins as %s', async (_, setting, before, atOnce) => {
  for (let round = 0; round < 6; round++) {
    const world = await World.create(database.table, setting);
    for (const operation of before) await world.perform([operation]);
    // What comes first is up to chance; each order has its turn.
    expectInOrder(await world.perform(round % 2 === 0 ? atOnce : atOnce.toReversed()));
  }
});

/** `FC_RUNS=500 npm run test:long -- test/core/registration/places` looks longer; without it a busy machine looks less far. */
const isAsked = process.env.FC_RUNS !== undefined;
const timeLimit = isAsked ? 3_600_000 : 300_000;
const bounded = isAsked ? {} : { interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false };

test(
  'whatever happens one after the other, places, counters, waiting list and outbox agree',
  async () => {
    const plans = fc.array(operations, { minLength: 1, maxLength: 25, size: 'max' });
    const property = fc.asyncProperty(settings, plans, async (setting, plan) => {
      const world = await World.create(database.table, setting);
      for (const operation of plan) expectInOrder(await world.perform([operation]));
    });
    await fc.assert(property, { ...randomly(20), ...bounded });
  },
  timeLimit,
);

test(
  'and whatever happens at the same time',
  async () => {
    const batch = fc.array(operations, { minLength: 2, maxLength: 5, size: 'max' });
    const plans = fc.array(batch, { minLength: 1, maxLength: 8, size: 'max' });
    const property = fc.asyncProperty(settings, plans, async (setting, plan) => {
      const world = await World.create(database.table, setting);
      for (const operations of plan) expectInOrder(await world.perform(operations));
    });
    await fc.assert(property, { ...randomly(12), ...bounded });
  },
  timeLimit,
);
