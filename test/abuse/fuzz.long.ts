import { expect, inject, test } from 'vitest';
import { withRunner } from '../../scripts/with-runner.ts';
import { fuzz } from './fuzz.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

test(`no generated request breaks or hangs the API, nor is answered beside its document (seed ${seed})`, {
  timeout: 240_000,
}, async () => {
  const { statuses, faults } = await withRunner({ assembly: inject('assembly') }, (runner, client) =>
    fuzz(runner, client, { requests: 2000, seed }),
  );
  expect(faults).toEqual([]);
  // The requests get past the first check, too.
  for (const status of [200, 201, 202, 404, 409, 422])
    expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(0);
});
