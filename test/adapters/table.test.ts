import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutUndefined } from '../../functions/adapters/transaction-steps.ts';
import type { Step } from '../../functions/core/table/ports.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { randomly } from '../setup/random.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';
import { MemoryTable } from './memory-table.ts';
import { counters, delivery, registration, tableContract } from './table-contract.ts';

describe('the table', () => tableContract(startTestDatabase));

describe('the table in memory', () =>
  tableContract(async () => ({ table: new MemoryTable(), stop: async () => {} })));

describe('whatever both are told', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database.stop());

  const few = fc.nat({ max: 2 });
  const wish = fc.constantFrom<boolean>(true, false, false);
  const groups = fc.subarray(['a', 'b']);
  const capacity = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
  const by = fc.integer({ min: -1, max: 1 });
  const state = fc.constantFrom('queued' as const, 'sending' as const, 'unknown' as const);
  const countedAs = fc.constantFrom('sent', undefined);
  const when = fc.oneof(
    fc.constantFrom('absent' as const, 'any' as const),
    fc.record({ version: few }),
    fc.record({ state }),
    fc.record({ state, attempts: few }),
    fc.record({ state, attempts: few, inPage: fc.record({ walk: few, countedAs }) }),
    fc.record({ state, version: few }),
    fc.record({ attempt: fc.constantFrom('x0', 'x1') }),
  );

  /** A step on one of a world's few items. */
  const changesOf = (eventId: string): fc.Arbitrary<Step> =>
    fc.oneof(
      fc.record({ number: few, version: few, when }).map(({ number, version, when }) => ({
        step: 'put' as const,
        item: registration(eventId, `r${number}`, { version }),
        when,
      })),
      fc
        .record({ state, attempts: few, when, attemptId: fc.constantFrom('x0', 'x1', undefined) })
        .map(({ when, attemptId, ...rest }) => ({
          step: 'put' as const,
          item: delivery(eventId, { ...rest, attemptId }),
          when,
        })),
      fc.record({ number: few, mustExist: wish }).map(({ number, mustExist }) => ({
        step: 'remove' as const,
        ref: refs.registration(eventId, `r${number}`),
        mustExist,
      })),
      fc.record({ number: few, version: few }).map(({ number, version }) => ({
        step: 'removeVersion' as const,
        ref: refs.registration(eventId, `r${number}`),
        version,
      })),
      fc
        .record({ states: fc.subarray(['queued', 'sending']) })
        .map(({ states }) => ({ step: 'check' as const, ref: refs.delivery(eventId, 'r1'), states })),
      fc
        .record({
          add: fc.record({ taken: by, waitlisted: by, pending: by }),
          addToGroups: fc.record({ a: by, b: by }),
          needsPlace: wish,
          needsNoExcess: wish,
          needsGroups: groups,
          needsNoExcessIn: groups,
          needsExcess: wish,
          needsFull: wish,
          needsWaitlisted: fc.option(few, { nil: undefined, freq: 2 }),
        })
        .map(({ needsExcess, needsFull, needsWaitlisted, ...step }) => ({
          step: 'count' as const,
          eventId,
          ...step,
          ...(needsExcess ? { needsExcess } : {}),
          ...(needsFull ? { needsFull } : {}),
          needsWaitlisted,
        })),
      fc.record({ capacity, a: capacity, b: capacity }).map(({ capacity, a, b }) => ({
        step: 'setLimits' as const,
        eventId,
        capacity,
        groups: { a: { capacity: a, isNew: false }, b: { capacity: b, isNew: false } },
      })),
      fc.constant({ step: 'removeUncounted' as const, eventId }),
      fc.record({ written: by, sent: by }).map((add) => ({
        step: 'addNumbers' as const,
        ref: { pk: `EVENT#${eventId}`, sk: 'MAILS#0' },
        add,
      })),
      fc.record({ state, attempts: few }).map((when) => ({
        step: 'remove' as const,
        ref: refs.delivery(eventId, 'r1'),
        when,
      })),
      fc.constant({ step: 'remove' as const, ref: refs.delivery(eventId, 'r1'), when: 'absent' as const }),
    );
  let worlds = 0;

  test('comes to the same answers and the same items', async () => {
    const plans = fc.array(fc.array(changesOf('?'), { minLength: 1, maxLength: 3 }), {
      maxLength: 25,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const eventId = `both-${++worlds}`;
        const own = (step: Step): Step => JSON.parse(JSON.stringify(step).replaceAll('?', eventId));
        const memory = new MemoryTable();
        const start = counters(eventId, {
          capacity: 2,
          groups: { a: { taken: 0, capacity: 1 }, b: { taken: 0 } },
        });
        for (const table of [database.table, memory])
          await table.commit([{ step: 'put', item: start, when: 'absent' }]);
        for (const steps of plan.map((all) => all.map(own))) {
          const told = (table: typeof memory | typeof database.table) =>
            table.commit(steps).catch((error: Error) => ({ refused: error instanceof Error }));
          expect(await told(memory), JSON.stringify(steps)).toEqual(await told(database.table));
        }
        const rows = (await database.rows()).filter(({ pk }) => String(pk).endsWith(`#${eventId}`));
        expect(inOrder(memory.rows())).toEqual(inOrder(rows));
      }),
      randomly(40),
    );
  });

  function inOrder(rows: readonly Record<string, unknown>[]) {
    return rows.map(withoutUndefined).toSorted((a, b) => `${a.pk} ${a.sk}`.localeCompare(`${b.pk} ${b.sk}`));
  }
});
