import { expect, test } from 'vitest';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import type { Step } from '../../../functions/core/table/ports.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

const email = 'aylin@rathaus.example';
const eventIds = Array.from({ length: 40 }, (_, at) => `teil-${at}`);

test('whoever sends a form answers for every entry but what they left, in transactions of fewer than a hundred steps', async () => {
  const table = new MemoryTable();
  const limited = { capacity: 50, directEntry: 'PT60M' };
  const series = await Series.create(
    table,
    'reihe',
    eventIds.map((eventId) => ({ eventId, ...limited })),
  );
  series.now = '2027-04-28T14:20:00.000Z';
  series.client = '198.51.100.1';
  await series.signUp(email, eventIds.slice(0, 20));
  await series.signUp(email, eventIds.slice(20));
  const left = await series.registration(email, 'teil-0');
  if (left !== undefined) await cancel(left, series.context);
  const sizes: number[] = [];
  const commit = table.commit.bind(table);
  table.commit = async (steps: readonly Step[]) => {
    sizes.push(steps.length);
    return commit(steps);
  };
  await answerForEntries(await series.attendee(email), series.context);
  const all = await Promise.all(eventIds.map((eventId) => series.registration(email, eventId)));
  const isOpen = all.map((one) => [one?.isUnverified, one?.heldBy]);
  expect(isOpen).toEqual([[true, undefined], ...eventIds.slice(1).map(() => [undefined, undefined])]);
  expect((await series.attendee(email)).isUnverified).toBeUndefined();
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThan(100);
  // Nothing is left to be answered for: a form of a verified person writes nothing.
  await answerForEntries(await series.attendee(email), series.context);
  expect(sizes).toHaveLength(2);
});
