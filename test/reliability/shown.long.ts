import { expect, inject, test } from 'vitest';
import { clock } from './clock.ts';
import { crash } from './crash.ts';
import { databaseFaults } from './database-faults.ts';
import { notices } from './notices.ts';
import type { Shown, Wanted } from './show.ts';
import { stream } from './stream.ts';
import { suppression } from './suppression.ts';

/** The promises that `npm run reliability` shows at full size, each at a size that fits here, from a printed seed. */
const seed = Number(process.env.RELIABILITY_SEED ?? Math.floor(Math.random() * 1e6));

test.each<[string, (wanted: Wanted) => Promise<Shown>]>([
  ['a mailer that ends at any call loses nothing and sends nothing twice', crash],
  ['nobody gets a mail whose attempt was written after their suppression', suppression],
  ['records of the stream that come twice, late or broken change nothing', stream],
  ['throttles, conflicts and lost answers of the database lose nothing', databaseFaults],
  ['two workers at most take the notices of a mail to many in, and each mail is settled', notices],
  ['each reminder goes out once and at its wall-clock time, whatever clocks do', clock],
])('%s', async (_, show) => {
  const { lines, broken } = await show({ seed, size: 'small', assembly: inject('assembly') });
  console.log(`seed ${seed}\n${lines.join('\n')}`);
  expect(broken).toEqual([]);
});
