import { expect, test } from 'vitest';
import { type Leasing, RunLease } from '../../../functions/core/sending/run-lease.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { keyRing, publicUrl, stage } from '../samples.ts';

/** Taken, by whoever has to be the one. */
async function taken(holder: string, run: Leasing): Promise<RunLease> {
  const lease = await RunLease.take(holder, run);
  if ('heldUntil' in lease) throw new Error(`held until ${lease.heldUntil}`);
  return lease;
}

/** A clock that only moves when somebody waits, or a test moves it. */
function world() {
  const store = new MemoryTable();
  const clock = { now: Date.parse('2027-03-01T09:00:00.000Z') };
  const at = (): Context => ({
    store,
    keys: keyRing('1', '1'),
    stage,
    publicUrl,
    now: new Date(clock.now).toISOString(),
  });
  const pause = async (milliseconds: number) => {
    clock.now += milliseconds;
  };
  return { clock, run: { at, pause } };
}

test('a holder that died is followed within its lease', async () => {
  const { clock, run } = world();
  await taken('dead', run);
  const began = clock.now;
  await taken('next', run);
  expect(clock.now - began).toBeLessThanOrEqual(21_000);
});

test('a holder at work is left alone, and one that was overtaken is told', async () => {
  const { clock, run } = world();
  const first = await taken('first', run);
  const renewing = {
    ...run,
    pause: async (milliseconds: number) => {
      await run.pause(milliseconds);
      await first.holds();
    },
  };
  const second = await RunLease.take('second', renewing);
  expect('heldUntil' in second && Date.parse(second.heldUntil) - clock.now).toBeGreaterThan(14_000);
  clock.now += 21_000;
  await taken('third', run);
  expect(await first.holds()).toBe(false);
});

test('a holder that finishes is followed at once', async () => {
  const { clock, run } = world();
  const first = await taken('first', run);
  await first.release();
  const began = clock.now;
  await taken('second', run);
  expect(clock.now).toBe(began);
});

test('a lease from a clock that was wrong stops nobody', async () => {
  const { clock, run } = world();
  clock.now += 15 * 60_000;
  await taken('ahead', run);
  clock.now -= 15 * 60_000;
  const began = clock.now;
  await taken('next', run);
  expect(clock.now).toBe(began);
});

test('a holder that several of its batches ask at once says so once, and goes on', async () => {
  const { clock, run } = world();
  const lease = await taken('first', run);
  clock.now += 6000;
  const asked = [1, 2, 3].map(() => {
    clock.now += 1;
    return lease.holds();
  });
  expect(await Promise.all(asked)).toEqual([true, true, true]);
  expect(await run.at().store.get(refs.lease('mailer'))).toMatchObject({ version: 1 });
  clock.now += 6000;
  expect(await lease.holds()).toBe(true);
});

test('a holder whose clock is set back says at once how long it holds', async () => {
  const { clock, run } = world();
  const lease = await taken('first', run);
  clock.now -= 60_000;
  expect(await lease.holds()).toBe(true);
  const second = await RunLease.take('second', { ...run, pause: async () => {} });
  expect(second).toEqual({ heldUntil: new Date(clock.now + 20_000).toISOString() });
});
