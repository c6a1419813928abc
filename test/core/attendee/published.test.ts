import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  listPublishedEvents,
  listPublishedSeries,
  type PublishedEvents,
} from '../../../functions/core/attendee/published.ts';
import { openness } from '../../../functions/core/table/event.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { sampleEvent, sampleSeries } from '../samples.ts';
import { Series } from '../series.ts';

const seriesIds = ['a', 'b', 'c'];
const day = fc.integer({ min: 1, max: 28 }).map((of) => `2027-04-${String(of).padStart(2, '0')}`);

const one = fc.record({
  seriesId: fc.constantFrom(...seriesIds),
  day,
  status: fc.constantFrom('draft', 'published', 'cancelled'),
  closed: fc.boolean(),
});

const asked = fc.record(
  {
    seriesId: fc.constantFrom(...seriesIds),
    from: day,
    to: day,
    open: fc.boolean(),
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['open', 'limit'] },
);

const now = '2027-03-01T09:00:00.000Z';

async function filled(events: readonly EventItem[]): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (const seriesId of [...seriesIds, 'leer'])
    await table.commit([{ step: 'put', item: sampleSeries({ seriesId }), when: 'absent' }]);
  for (const event of events) {
    const series = await Series.create(table, event.seriesId, []);
    await series.publish(event);
    await table.commit([{ step: 'put', item: event, when: 'any' }]);
  }
  return table;
}

async function everyPage(wanted: Omit<PublishedEvents, 'after'>, store: MemoryTable): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await listPublishedEvents({ ...wanted, after }, { store, now });
    expect(page.items.length).toBeLessThanOrEqual(wanted.limit);
    found.push(...page.items.map(({ event }) => event.eventId));
    after = page.next;
  } while (after !== undefined);
  return found;
}

test('page by page, what is found is what is there: published, of the days asked for, by their start', async () => {
  const many = fc.array(one, { maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(many, asked, async (drawn, wanted) => {
      const events = drawn.map(({ seriesId, day: on, status, closed }, at) =>
        sampleEvent({
          ...{ eventId: `e${at}`, seriesId, status },
          ...{ startsAtLocal: `${on}T17:00`, endsAtLocal: `${on}T19:00` },
          ...(closed ? { registrationClosesAtLocal: '2027-02-01T00:00' } : {}),
        }),
      );
      const { seriesId, from = '2027-01-01', to = '2028-01-01', open } = wanted;
      const expected = events
        .filter((event) => event.status !== 'draft' && (seriesId ?? event.seriesId) === event.seriesId)
        .filter(({ startsAtLocal }) => startsAtLocal >= from && startsAtLocal < `${to}U`)
        .filter((event) => !open || openness(event, now) === 'open')
        .toSorted((a, b) => (`${a.startsAtLocal}#${a.eventId}` < `${b.startsAtLocal}#${b.eventId}` ? -1 : 1));
      const isThere =
        seriesId === undefined ||
        events.some((event) => event.seriesId === seriesId && event.status !== 'draft');
      const found = everyPage(wanted, await filled(events));
      if (!isThere) await expect(found).rejects.toMatchObject({ type: 'not-found' });
      else expect(await found).toEqual(expected.map(({ eventId }) => eventId));
    }),
    { numRuns: 150 },
  );
});

test('series without a published event are not in the list', async () => {
  const table = await filled([
    sampleEvent({ eventId: 'eins', seriesId: 'a', status: 'draft' }),
    sampleEvent({ eventId: 'zwei', seriesId: 'b', status: 'published' }),
    sampleEvent({ eventId: 'drei', seriesId: 'c', status: 'cancelled' }),
  ]);
  const first = await listPublishedSeries({ limit: 1 }, { store: table });
  expect(first.items.map(({ seriesId }) => seriesId)).toEqual(['b']);
  const rest = await listPublishedSeries({ limit: 5, after: first.next }, { store: table });
  expect([rest.items.map(({ seriesId }) => seriesId), rest.next]).toEqual([['c'], undefined]);
});

test('a series that is not there, or has drafts alone, has no events to list', async () => {
  const store = await filled([sampleEvent({ eventId: 'eins', seriesId: 'a', status: 'draft' })]);
  expect(await store.get(refs.series('nirgends'))).toBeUndefined();
  for (const seriesId of ['nirgends', 'a']) {
    const wanted = { seriesId, open: false, limit: 5 };
    await expect(listPublishedEvents(wanted, { store, now })).rejects.toMatchObject({ type: 'not-found' });
  }
});
