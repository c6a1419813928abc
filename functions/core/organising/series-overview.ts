import type { Organiser } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { SeriesItem } from '../table/items.ts';
import type { Page } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { shownEach, shownEvents } from '../table/series-events.ts';
import type { EventWithCounters } from './events.ts';
import { listSeries } from './series.ts';

/** A series, and what comes next in it. */
export interface SeriesOverview {
  series: SeriesItem;
  /** How many events it has, drafts included. */
  events: number;
  /** The first published event that isn't over. */
  next: EventWithCounters | undefined;
}

/** The series that the organiser sees, with each one's next event: read from events and counters alone. */
export async function listSeriesOverviews(
  organiser: Organiser,
  page: { after?: string; limit: number },
  context: Context,
): Promise<Page<SeriesOverview>> {
  const { items, ...rest } = await listSeries(organiser, page, context);
  return { ...rest, items: await Promise.all(items.map((series) => overviewOf(series, context))) };
}

async function overviewOf(series: SeriesItem, context: Context): Promise<SeriesOverview> {
  const { events, unreadable } = await shownEvents(series.seriesId, context);
  const event = events.find((one) => one.status === 'published' && endsAt(one) > context.now);
  const [counters] = await shownEach(
    event === undefined ? [] : [{ eventId: event.eventId, ref: refs.counters(event.eventId) }],
    context,
  );
  const next = event && counters && { event, counters };
  return { series, events: events.length + unreadable.length, next };
}
