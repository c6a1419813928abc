import type { EventItem, SeriesItem } from './items.ts';
import { lists } from './lists.ts';
import { readList } from './pages.ts';
import type { Lists, Store } from './ports.ts';
import { refs } from './refs.ts';

/** The most events that a series is read with; organisers can't make more. */
export const mostEvents = 100;

/** All events of a series, by start. Read through an index: one made this instant may be missing. */
export async function eventsOfSeries(seriesId: string, store: Store & Lists): Promise<EventItem[]> {
  return (await readList(lists.eventsOfSeries(seriesId), { limit: mostEvents }, store)).items;
}

/** The events of a series, with those that the caller knows to be in it even if the index lags. */
export async function seriesWithEvents(
  seriesId: string,
  known: readonly EventItem[],
  store: Store & Lists,
): Promise<{ series: SeriesItem | undefined; events: EventItem[] }> {
  const [series, listed] = await Promise.all([
    store.get(refs.series(seriesId)),
    eventsOfSeries(seriesId, store),
  ]);
  const byId = new Map([...listed, ...known].map((event) => [event.eventId, event]));
  return { series, events: [...byId.values()] };
}
