import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { transactionLimits } from '../../../functions/core/table/transaction-limits.ts';
import { mails, organising, people } from './largest-cases.ts';
import { filesToWalk, type Largest } from './largest-world.ts';

/** By the file of core that commits; the test prints the table of docs/architecture.md. */
const seen = new Map<string, Largest>();

const groups = { people, organising, mails };
describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(Object.entries(cases))('%s', async (_, run) => {
    await run(seen);
  });
});

describe('all of them', () => {
  test('fit into a transaction of DynamoDB', () => {
    for (const [file, { steps, bytes }] of seen) {
      expect(steps, file).toBeLessThanOrEqual(transactionLimits.steps);
      expect(bytes, file).toBeLessThanOrEqual(transactionLimits.bytes / 4);
    }
  });

  test('are walked here, but for those whose length can be read where they are written', () => {
    expect(filesToWalk().filter((file) => !seen.has(file))).toEqual([]);
  });

  test('of more than a few steps stand in the documentation', () => {
    const documented = readFileSync(`${import.meta.dirname}/../../../docs/architecture.md`, 'utf8');
    expect(documented.split('\n').filter((line) => /^\| `core\/.*\| \d+ \|$/.test(line))).toEqual(rows());
  });
});

const fewSteps = 10;

function rows(): string[] {
  return [...seen]
    .filter(([, { steps }]) => steps > fewSteps)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([file, { steps }]) => {
      const name = file.replace('functions/', '');
      return `| \`${name}\` | ${steps} |`;
    });
}

afterAll(() => {
  console.log(rows().join('\n'));
});
