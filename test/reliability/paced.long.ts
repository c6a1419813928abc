import { expect, inject, test } from 'vitest';
import { dailyQuota } from './daily-quota.ts';
import { lanes } from './lanes.ts';
import type { Shown, Wanted } from './show.ts';
import { storm } from './storm.ts';

/** What hangs on the speed of this machine (how much of a quota is used, how soon a mail leaves) is shown at full size. */
const seed = Number(process.env.RELIABILITY_SEED ?? Math.floor(Math.random() * 1e6));

test.each<[string, (wanted: Wanted) => Promise<Shown>]>([
  ['a storm of throttles and changing quotas: never above the quota, all arrive once', storm],
  ['mail that somebody waits for leaves while mail to many takes the whole rate', lanes],
  ['a mail to more than a day allows takes days, verification mails go first', dailyQuota],
])('%s', async (_, show) => {
  const { lines, broken } = await show({ seed, size: 'small', assembly: inject('assembly') });
  console.log(`seed ${seed}\n${lines.join('\n')}`);
  expect(broken).toEqual([]);
});
