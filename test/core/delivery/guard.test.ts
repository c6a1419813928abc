import { describe, expect, test } from 'vitest';
import {
  breach,
  guardedCounts,
  guardWith,
  guardWithNotice,
  resumed,
  signUpCaution,
} from '../../../functions/core/delivery/guard.ts';
import type { GuardItem } from '../../../functions/core/table/guard-items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';

const now = '2027-03-01T09:30:00.000Z';
const sent = (count: number) => ({ sent: count, bounced: 0, complained: 0 });
const bounced = { sent: 0, bounced: 1, complained: 0 };
const complained = { sent: 0, bounced: 0, complained: 1 };

function guardAfter(
  adds: readonly Parameters<typeof guardWith>[1][],
  at = now,
  start?: GuardItem,
): GuardItem {
  const guard = adds.reduce<GuardItem | undefined>((one, add) => guardWith(one, add, at), start);
  if (guard === undefined) throw new Error('nothing was counted');
  return guard;
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('the guard of the bulk lane', () => {
  test('pauses at 4 % bounces, short of the 5 % at which SES reviews', () => {
    expect(guardAfter([sent(1000), ...times(39, bounced)]).paused).toBeUndefined();
    expect(guardAfter([sent(1000), ...times(40, bounced)]).paused?.reason).toContain('40 of 1000');
  });

  test('pauses at two complaints of a thousand, not at a single one', () => {
    expect(guardAfter([sent(1000), complained]).paused).toBeUndefined();
    expect(guardAfter([sent(1000), complained, complained]).paused).toBeDefined();
  });

  test('makes no rate of a few mails', () => {
    expect(guardAfter([sent(10), ...times(4, bounced)]).paused).toBeUndefined();
  });

  test('forgets what is more than a day ago, but not within the last thousand mails', () => {
    const yesterday = guardAfter([sent(200), ...times(7, bounced)], '2027-02-27T09:30:00.000Z');
    const today = guardWith(yesterday, sent(1), now);
    expect(guardedCounts(today, now).day).toEqual(sent(1));
    expect(guardedCounts(today, now).thousand).toMatchObject({ bounced: 7 });
  });

  test('forgets mails beyond the last thousand', () => {
    const guard = guardAfter([...times(3, bounced), ...times(30, sent(100))]);
    expect(guardedCounts(guard, now).thousand).toEqual(sent(1000));
  });

  test('counts anew once an organiser resumes it', () => {
    const paused = guardAfter([sent(100), ...times(10, bounced)]);
    const open = resumed(paused, 'Ada', now);
    expect(open).toMatchObject({ resumedBy: 'Ada', version: paused.version + 1 });
    expect(open.paused).toBeUndefined();
    expect(breach(open, now)).toBeUndefined();
  });
});

describe('a guard counts people', () => {
  const told = (
    guard: GuardItem | undefined,
    personHash: string,
    what: 'bounced' | 'complained' = 'complained',
  ) => guardWithNotice(guard, { personHash, what }, now);

  test('each once a day, however many of their mails come back', () => {
    const first = told(guardAfter([sent(1000)]), 'a');
    expect(told(first, 'a')).toBeUndefined();
    expect(first?.paused).toBeUndefined();
    expect(told(first, 'b')?.paused?.reason).toContain('2 of 1000');
    expect(
      guardWithNotice(first, { personHash: 'a', what: 'complained' }, '2027-03-02T09:31:00.000Z'),
    ).toBeDefined();
  });

  test('and makes nothing of two among fifteen mails, nor of seven among ninety', () => {
    const two = told(told(guardAfter([sent(15)]), 'a'), 'b');
    expect(two?.paused).toBeUndefined();
    expect(guardAfter([sent(90), ...times(7, bounced)]).paused).toBeUndefined();
  });
});

describe('mail to addresses that nobody has verified', () => {
  const isUnverified = true;

  /** How careful sign-ups are after these mails to either, and these bounces. */
  async function caution(of: { verified: number; unverified: number; bounces: number }) {
    const table = new MemoryTable();
    let guard = guardWith(undefined, sent(of.unverified), now, { isUnverified });
    for (let person = 0; person < of.bounces; person++) {
      const who = { personHash: `p${person}`, what: 'bounced' } as const;
      guard = guardWithNotice(guard, who, now, { isUnverified }) ?? guard;
    }
    const verified = guardWith(undefined, sent(of.verified), now);
    for (const item of [guard, verified]) await table.commit([{ step: 'put', item, when: 'any' }]);
    expect(guard.paused).toBeUndefined();
    expect((await table.get(refs.guard()))?.paused).toBeUndefined();
    return {
      today: (await signUpCaution({ store: table, now })).level,
      tomorrow: (await signUpCaution({ store: table, now: '2027-03-02T10:31:00.000Z' })).level,
    };
  }

  test('never pauses the lane of verified people: seven invented addresses among 170 ask for the extra step', async () => {
    expect(await caution({ verified: 1000, unverified: 170, bounces: 7 })).toEqual({
      today: 'step',
      tomorrow: 'none',
    });
  });

  test('slows sign-ups down when all mail together nears what SES allows, and until then for no longer than a day', async () => {
    expect(await caution({ verified: 0, unverified: 170, bounces: 7 })).toEqual({
      today: 'slow',
      tomorrow: 'none',
    });
    expect(await caution({ verified: 1000, unverified: 170, bounces: 60 })).toEqual({
      today: 'slow',
      tomorrow: 'none',
    });
  });

  test('of few mails is nothing to be careful about', async () => {
    expect((await caution({ verified: 0, unverified: 60, bounces: 20 })).today).toBe('none');
  });
});
