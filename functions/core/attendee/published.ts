import type { Context } from '../table/context.ts';
import { openness } from '../table/event.ts';
import type { CountersItem, EventItem, SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { everyPage, everything, fullPage, readableList } from '../table/pages.ts';
import type { Page } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { checkTimes, loadEach } from '../table/series-events.ts';
import { Problem } from '../values/problem.ts';

type At = Pick<Context, 'store' | 'now' | 'report'>;

/** A page of the series that have something to show: an event that isn't a draft. By their ids. */
export function listPublishedSeries(
  { limit, after }: { limit: number; after?: string | undefined },
  at: Pick<Context, 'store' | 'report'>,
): Promise<Page<SeriesItem>> {
  return fullPage({ after }, limit, async (from) => {
    const { items, next } = await readableList(lists.series(), from, at);
    const shown = await Promise.all(items.map(({ seriesId }) => hasPublished(seriesId, at)));
    return { items: items.filter((_, at) => shown[at]), next };
  });
}

async function hasPublished(seriesId: string, at: Pick<Context, 'store' | 'report'>): Promise<boolean> {
  const events = everyPage((from) => readableList(lists.eventsOfSeries(seriesId), from, at, checkTimes), 10);
  for await (const some of events) if (some.some(isPublished)) return true;
  return false;
}

const isPublished = ({ status }: EventItem) => status !== 'draft';

/** Which published events are wanted. */
export interface PublishedEvents {
  /** Of this series alone. */
  seriesId?: string | undefined;
  /** Days on which they begin as their clocks show it, both included: 2027-04-28. */
  from?: string | undefined;
  to?: string | undefined;
  /** Those alone that sign-up is open for. */
  open: boolean;
  limit: number;
  /** The {@link cursor} of the last one of the page before. */
  after?: string | undefined;
}

/**
 * Published events, by their start as their clocks show it. Each series is read as far as the page needs it.
 * @throws Problem 404 for a series that isn't there, or has nothing published
 */
export async function listPublishedEvents(
  wanted: PublishedEvents,
  at: At,
): Promise<Page<{ event: EventItem; counters: CountersItem }>> {
  const { store } = at;
  const { seriesId, limit } = wanted;
  if (seriesId !== undefined && !(await hasPublished(seriesId, at))) throw new Problem('not-found');
  const seriesIds =
    seriesId === undefined
      ? (await everything((from) => readableList(lists.series(), from, at))).map((one) => one.seriesId)
      : [seriesId];
  const found = await Promise.all(seriesIds.map((id) => firstOf(id, limit + 1, wanted, at)));
  const all = found.flat().toSorted((a, b) => (cursor(a) < cursor(b) ? -1 : 1));
  const shown = all.slice(0, limit);
  const { found: counters } = await loadEach(
    shown.map(({ eventId }) => ({ eventId, ref: refs.counters(eventId) })),
    store,
  );
  const last = all.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.flatMap((event, index) => {
      const counted = counters[index];
      return counted === undefined ? [] : [{ event, counters: counted }];
    }),
    next: last && cursor(last),
  };
}

/** Where an event stands in the list of its series, and in that of all. */
const cursor = ({ startsAtLocal, eventId }: EventItem) => `${startsAtLocal}#${eventId}`;

async function firstOf(
  seriesId: string,
  most: number,
  { from = '', to = '9999', open, after = '' }: PublishedEvents,
  at: At,
): Promise<EventItem[]> {
  const found: EventItem[] = [];
  const begin = [from, after].toSorted().at(-1) || undefined;
  const list = lists.eventsOfSeries(seriesId);
  const pages = everyPage(
    (part) => readableList(list, { ...part, after: part.after ?? begin }, at, checkTimes),
    most,
  );
  for await (const events of pages) {
    found.push(
      ...events.filter(
        (event) =>
          isPublished(event) && dayOfStart(event) <= to && (!open || openness(event, at.now) === 'open'),
      ),
    );
    if (found.length >= most || events.some((event) => dayOfStart(event) > to)) break;
  }
  return found.slice(0, most);
}

const dayOfStart = ({ startsAtLocal }: EventItem) => startsAtLocal.slice(0, 10);
