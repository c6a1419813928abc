import { expect, inject, test } from 'vitest';
import { withRunner } from '../../scripts/with-runner.ts';
import { race } from './race.ts';

test('many sign-ups at once for few places: each place once, a waiting list without gap', {
  timeout: 240_000,
}, async () => {
  const { faults } = await withRunner({ assembly: inject('assembly') }, (runner, client) =>
    race(runner, client, { signUps: 40, places: 8 }),
  );
  expect(faults).toEqual([]);
});
