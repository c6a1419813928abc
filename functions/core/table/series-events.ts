import type { Context } from './context.ts';
import { endsAt, startsAt } from './event.ts';
import type { EventItem, SeriesItem } from './items.ts';
import { lists } from './lists.ts';
import type { Lists, Store } from './ports.ts';
import { eventIdIn, type Ref, refs } from './refs.ts';
import { isUnreadable } from './schema-version.ts';

/** The most events that a series is read with; organisers can't make more. */
export const mostEvents = 100;

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

/**
 * The events of a series, by start, without those that can't be read, as a later version may have left one. Read through an
 * index: one made this instant may be missing.
 */
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

/** The same for whoever is shown the rest: what is left out is reported. */
export async function shownEach<T>(
  wanted: readonly { eventId: string; ref: Ref<T> }[],
  { store, report }: Pick<Context, 'store' | 'report'>,
): Promise<(T | undefined)[]> {
  const { found, unreadable } = await loadEach(wanted, store);
  for (const { eventId, error } of unreadable)
    report?.(new Error(`what is shown went without something of ${eventId}`, { cause: error }));
  return found;
}

/**
 * A series with its events that can be read, and those that the caller knows to be in it even if the index lags, for what is done
 * to one person: the others are named, should it be theirs.
 */
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
