import { expect, test } from 'vitest';
import { made, metBetween, type UseCase, useCases } from './person-use-cases.ts';

/** A button pressed twice at once, while the mail about the first waits for its mailbox: one of the two plans anew. */
const buttons = ['adds', 'adds a person', 'comes back', 'cancels', 'leaves the list'];
const nobody: UseCase = () => Promise.resolve();

test.each(buttons)('who %s twice at once does so once, whatever was read by then', async (name) => {
  const use = useCases[name] ?? nobody;
  expect(await metBetween(await made(), use, use)).toEqual([]);
});
