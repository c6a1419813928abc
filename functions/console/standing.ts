import { readEvent } from '../core/organising/events.ts';
import type { EventStanding } from '../core/organising/home.ts';
import { readSeries } from '../core/organising/series.ts';
import { pageOf } from '../http/paging.ts';
import type { Visit } from './visit.ts';

/** The event that a screen's path names, with how full it is and its series. @throws Problem 404 */
export async function standingOf({ params, who, at }: Visit): Promise<EventStanding> {
  const { event, counters } = await readEvent(params.eventId ?? '', who, at);
  return { event, counters, series: await readSeries(event.seriesId, who, at) };
}

/** Rows of a page of a list. */
const rowsOfPage = 50;

/** Which page of a list is asked for: `?cursor=`. */
export function pageAsked({ request }: Visit): { limit: number; after?: string } {
  return { ...pageOf(request), limit: rowsOfPage };
}
