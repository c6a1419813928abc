import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { routeKeys } from '../../functions/api/contract.ts';
import { inSteps, takingAddresses } from '../../functions/http/in-steps.ts';

/** How long an answer takes that is made in so many milliseconds, or two less. */
async function timeOf(milliseconds: number, fails = false): Promise<number> {
  const from = performance.now();
  const answer = inSteps(async () => {
    await setTimeout(milliseconds);
    if (fails) throw new Error('refused');
  });
  await answer.catch(() => {});
  return performance.now() - from;
}

test('an answer leaves at a whole multiple of a tenth of a second, a refusal too', async () => {
  expect(await timeOf(1)).toBeGreaterThanOrEqual(100);
  expect(await timeOf(113)).toBeGreaterThanOrEqual(200);
  expect(await timeOf(1, true)).toBeGreaterThanOrEqual(100);
  await expect(inSteps(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(await inSteps(async () => 'answer')).toBe('answer');
});

test('the routes that do so are routes', () => {
  expect(routeKeys).toEqual(expect.arrayContaining([...takingAddresses]));
});
