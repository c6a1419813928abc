import { expect, inject, test } from 'vitest';
import { mostAuc } from './attack/learning.ts';
import { attack, sizes } from './attack.ts';

const seed = Number(process.env.SEED ?? 14);

test(`strangers by every public path reach none of what they must not (seed ${seed})`, {
  timeout: 1_500_000,
}, async () => {
  const size = { ...sizes.small, pairs: 8 };
  const { missed, outcome, campaign, learned } = await attack(size, seed, inject('assembly'));
  // Times of few pairs tell of the machine that they are taken on: `npm run attack` judges them, by many.
  expect(missed.filter((goal) => !goal.startsWith('AUC'))).toEqual([]);
  expect(learned).toHaveLength(11);
  for (const { way, said } of learned) expect([way, said.low <= mostAuc]).toEqual([way, true]);
  // They got past the first check, and people had mail to wait for.
  expect(campaign.held.all).toBeGreaterThan(0);
  expect(outcome.expected).toBeGreaterThan(50);
});
