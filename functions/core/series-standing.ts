import type { Context } from './context.ts';
import { endsAt } from './event.ts';
import type { SeriesItem } from './items.ts';
import type { Organiser } from './organiser-access.ts';
import type { EventWithCounters } from './organiser-events.ts';
import { listSeries } from './organiser-series.ts';
import type { Page } from './ports.ts';
import { refs } from './refs.ts';
import { eventsOfSeries } from './series-events.ts';

/** A series with what of it comes next. */
export interface SeriesStanding {
  series: SeriesItem;
  /** How many events it has, drafts included. */
  events: number;
  /** The first published event that isn't over. */
  next: EventWithCounters | undefined;
}

/** The series that the organiser sees, with each one's next event: read from events and counters alone. */
export async function listSeriesStandings(
  organiser: Organiser,
  page: { after?: string; limit: number },
  context: Context,
): Promise<Page<SeriesStanding>> {
  const { items, ...rest } = await listSeries(organiser, page, context);
  return { ...rest, items: await Promise.all(items.map((series) => standingOf(series, context))) };
}

async function standingOf(series: SeriesItem, { store, now }: Context): Promise<SeriesStanding> {
  const events = await eventsOfSeries(series.seriesId, store);
  const event = events.find((one) => one.status === 'published' && endsAt(one) > now);
  const counters = event && (await store.get(refs.counters(event.eventId)));
  return { series, events: events.length, next: event && counters && { event, counters } };
}
