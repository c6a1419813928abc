import { expect, test } from 'vitest';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

const [aylin, cem] = ['aylin@rathaus.example', 'cem@verein.example'];

test('who cancels by what they knew a while ago, and waits by now, leaves the waiting list', async () => {
  const event = { eventId: 'eins', capacity: 1, waitingList: true };
  const series = await Series.create(new MemoryTable(), 'reihe', [event]);
  await series.join(aylin, ['eins']);
  const known = await series.registration(aylin, 'eins');
  if (known === undefined) throw new Error('has a place');
  await series.cancel(aylin, 'eins');
  await series.join(cem, ['eins']);
  await series.join(aylin, ['eins']);
  expect((await series.registration(aylin, 'eins'))?.state).toBe('waitlisted');
  await cancel(known, series.context);
  expect((await series.registration(aylin, 'eins'))?.state).toBe('cancelled');
  expect(await series.counters('eins')).toMatchObject({
    taken: 1,
    confirmed: 1,
    waitlisted: 0,
    cancelled: 1,
  });
});
