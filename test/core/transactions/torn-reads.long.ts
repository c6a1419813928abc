import { describe, expect, test } from 'vitest';
import { entered, made, metBetween, useCases } from './person-use-cases.ts';

/** What a use case reads is not read at one moment: whatever comes between, what it plans can be one transaction. */
describe.each(Object.entries({ weeks: made, 'an hour': entered }))('%s before the start', (_, begin) => {
  const world = begin();

  test.each(Object.entries(useCases))('who %s meets nothing between two reads', async (_name, use) => {
    const met: string[] = [];
    for (const [name, meanwhile] of Object.entries(useCases))
      met.push(...(await metBetween(await world, use, meanwhile)).map((one) => `${name} ${one}`));
    expect(met).toEqual([]);
  });
});
