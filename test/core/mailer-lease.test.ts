import { expect, test } from 'vitest';
import type { Context } from '../../functions/core/context.ts';
import { MailerLease } from '../../functions/core/mailer-lease.ts';
import { refs } from '../../functions/core/refs.ts';
import { MemoryTable } from '../adapters/memory-table.ts';
import { keyRing, publicUrl, stage } from './samples.ts';

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
  await MailerLease.take('dead', run);
  const began = clock.now;
  expect(await MailerLease.take('next', run)).toBeDefined();
  expect(clock.now - began).toBeLessThanOrEqual(21_000);
});

test('a holder at work is left alone, and one that was overtaken is told', async () => {
  const { clock, run } = world();
  const first = await MailerLease.take('first', run);
  const renewing = {
    ...run,
    pause: async (milliseconds: number) => {
      await run.pause(milliseconds);
      await first?.holds();
    },
  };
  expect(await MailerLease.take('second', renewing)).toBeUndefined();
  clock.now += 21_000;
  expect(await MailerLease.take('third', run)).toBeDefined();
  expect(await first?.holds()).toBe(false);
});

test('a holder that several of its batches ask at once says so once, and goes on', async () => {
  const { clock, run } = world();
  const lease = await MailerLease.take('first', run);
  clock.now += 6000;
  const asked = [1, 2, 3].map(() => {
    clock.now += 1;
    return lease?.holds();
  });
  expect(await Promise.all(asked)).toEqual([true, true, true]);
  expect(await run.at().store.get(refs.lease('mailer'))).toMatchObject({ version: 1 });
  clock.now += 6000;
  expect(await lease?.holds()).toBe(true);
});

test('a holder that finishes is followed at once', async () => {
  const { clock, run } = world();
  const first = await MailerLease.take('first', run);
  await first?.release();
  const began = clock.now;
  expect(await MailerLease.take('second', run)).toBeDefined();
  expect(clock.now).toBe(began);
});

test('a lease from a clock that was wrong stops nobody', async () => {
  const { clock, run } = world();
  clock.now += 15 * 60_000;
  await MailerLease.take('ahead', run);
  clock.now -= 15 * 60_000;
  const began = clock.now;
  expect(await MailerLease.take('next', run)).toBeDefined();
  expect(clock.now).toBe(began);
});
