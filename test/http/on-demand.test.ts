import { expect, test } from 'vitest';
import { onDemand } from '../../functions/runtime/on-demand.ts';

test('what is loaded on demand is loaded by the first who asks, and once', async () => {
  let loads = 0;
  const part = onDemand(async () => ++loads);
  expect(loads).toBe(0);
  expect(await Promise.all([part(), part()])).toEqual([1, 1]);
  expect(await part()).toBe(1);
});

test('what could not be loaded is loaded anew for who asks next', async () => {
  let loads = 0;
  const part = onDemand(async () => {
    if (++loads === 1) throw new Error('unreadable');
    return loads;
  });
  await expect(part()).rejects.toThrow('unreadable');
  expect(await part()).toBe(2);
});
