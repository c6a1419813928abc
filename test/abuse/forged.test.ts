import { expect, test } from 'vitest';
import { forge } from './forge.ts';

const seed = Number(process.env.SEED ?? 1);

test(`none of 20,000 forged tokens is let in (seed ${seed})`, async () => {
  expect(await forge(20_000, seed)).toEqual([]);
});
