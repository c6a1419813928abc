import { allow } from '../core/access/organiser.ts';
import { readEvent } from '../core/organising/events.ts';
import type { EventOverview } from '../core/organising/home.ts';
import { readSeries } from '../core/organising/series.ts';
import type { SeriesItem } from '../core/table/items.ts';
import { pageOf } from '../http/paging.ts';
import type { Visit } from './visit.ts';

/** The event that a screen's path names, with how full it is and its series. @throws Problem 404 */
export async function eventOverviewOf({ params, who, at }: Visit): Promise<EventOverview> {
  const { event, counters } = await readEvent(params.eventId, who, at);
  return { event, counters, series: await readSeries(event.seriesId, who, at) };
}

/** The same, for somebody who may change it. @throws Problem 403, 404 */
export async function editableEvent(visit: Visit): Promise<EventOverview> {
  const overview = await eventOverviewOf(visit);
  allow(visit.who, 'editor', overview.event.seriesId);
  return overview;
}

/** The series that a screen's path names, for somebody who may change it. @throws Problem 403, 404 */
export async function editableSeries({ params, who, at }: Visit): Promise<SeriesItem> {
  const series = await readSeries(params.seriesId, who, at);
  allow(who, 'editor', series.seriesId);
  return series;
}

/** Rows of a page of a list. */
const rowsOfPage = 50;

/** Which page of a list is asked for: `?cursor=`. */
export function pageAsked({ request }: Visit, limit = rowsOfPage): { limit: number; after?: string } {
  return { ...pageOf(request), limit };
}
