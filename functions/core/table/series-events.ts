import type { Context } from './context.ts';
import { endsAt, startsAt } from './event.ts';
import type { EventItem, SeriesItem } from './items.ts';
import { lists } from './lists.ts';
import { readList } from './pages.ts';
import type { Lists, Store } from './ports.ts';
import { eventIdIn, type Ref, refs } from './refs.ts';
import { isUnreadable } from './schema-version.ts';

/** The most events that a series is read with; organisers can't make more. */
export const mostEvents = 100;

/** All events of a series, by start. Read through an index: one made this instant may be missing. */
export async function eventsOfSeries(seriesId: string, store: Store & Lists): Promise<EventItem[]> {
  return (await readList(lists.eventsOfSeries(seriesId), { limit: mostEvents }, store)).items;
}

/** An item that there is and that can't be read, by the event that it is of. */
export interface Unreadable {
  eventId: string;
  error: unknown;
}

/** @throws what can't be said of its times, as of a zone that the runtime no longer knows */
export function checkTimes(event: EventItem): void {
  startsAt(event);
  endsAt(event);
}

/** The same, without those that can't be read, as a later version may have left one. */
export async function readableEvents(
  seriesId: string,
  store: Store & Lists,
): Promise<{ events: EventItem[]; unreadable: Unreadable[] }> {
  const { items } = await store.listed(lists.eventsOfSeries(seriesId), { limit: mostEvents });
  const { found, unreadable } = await loadEach(
    items.map((ref) => ({ eventId: eventIdIn(ref), ref })),
    store,
  );
  const events: EventItem[] = [];
  for (const event of found) {
    if (event === undefined) continue;
    try {
      checkTimes(event);
      events.push(event);
    } catch (error) {
      unreadable.push({ eventId: event.eventId, error });
    }
  }
  return { events, unreadable };
}

/** The same for whoever is shown the rest: what is left out is reported. */
export async function shownEvents(
  seriesId: string,
  { store, report }: Pick<Context, 'store' | 'report'>,
): Promise<{ events: EventItem[]; unreadable: Unreadable[] }> {
  const all = await readableEvents(seriesId, store);
  for (const { eventId, error } of all.unreadable)
    report?.(new Error(`what is shown of ${seriesId} went without ${eventId}`, { cause: error }));
  return all;
}

/** Items of events, each by itself: one that can't be read is left out, and named. */
export async function loadEach<T>(
  wanted: readonly { eventId: string; ref: Ref<T> }[],
  store: Pick<Store, 'load'>,
): Promise<{ found: (T | undefined)[]; unreadable: Unreadable[] }> {
  const unreadable: Unreadable[] = [];
  const found = await Promise.all(
    wanted.map(async ({ eventId, ref }) => {
      try {
        return (await store.load({ item: ref })).item;
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        unreadable.push({ eventId, error });
        return undefined;
      }
    }),
  );
  return { found, unreadable };
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

/** The same with the events that can be read, for what is done to one person: the others are named, should it be theirs. */
export async function seriesWithReadable(
  seriesId: string,
  known: readonly EventItem[],
  context: Pick<Context, 'store' | 'report'>,
): Promise<{ series: SeriesItem | undefined; events: EventItem[]; unreadable: Unreadable[] }> {
  const [series, { events, unreadable }] = await Promise.all([
    context.store.get(refs.series(seriesId)),
    shownEvents(seriesId, context),
  ]);
  const byId = new Map([...events, ...known].map((event) => [event.eventId, event]));
  return { series, events: [...byId.values()], unreadable };
}
