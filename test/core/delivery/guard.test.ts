import { describe, expect, test } from 'vitest';
import { breach, guardedCounts, guardWith, resumed } from '../../../functions/core/delivery/guard.ts';
import type { GuardItem } from '../../../functions/core/table/guard-items.ts';

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
