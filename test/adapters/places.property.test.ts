import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomly } from '../core/random.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';
import { type Operation, operations, World } from './places-world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const settings = fc.record({
  capacity: fc.integer({ min: 1, max: 3 }),
  waitingList: fc.boolean(),
  groupCapacities: fc.constantFrom<number[]>([], [1], [1, 2]),
  seatsPerAddress: fc.constantFrom(1, 1, 2),
});

test('whatever happens one after the other, places, counters, waiting list and outbox agree', async () => {
  await fc.assert(
    fc.asyncProperty(
      settings,
      fc.array(operations, { minLength: 1, maxLength: 30 }),
      async (setting, plan) => {
        const world = await World.create(database.table, setting);
        for (const operation of plan) {
          await world.perform([operation]);
          await world.check();
        }
      },
    ),
    randomly(25),
  );
});

test('and what happens at the same time', async () => {
  const batches = fc.array(fc.array(operations, { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(settings, batches, async (setting, plan) => {
      const world = await World.create(database.table, setting);
      for (const batch of plan) {
        await world.perform(batch satisfies Operation[]);
        await world.check();
      }
    }),
    randomly(15),
  );
});
