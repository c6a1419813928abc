import { listEvents } from '../core/organising/events.ts';
import { deleteSeries, readSeries } from '../core/organising/series.ts';
import { listSeriesOverviews } from '../core/organising/series-overview.ts';
import { mostEvents } from '../core/table/series-events.ts';
import { cursorText } from '../http/paging.ts';
import { DeleteSeriesScreen, SeriesListScreen, SeriesScreen } from '../views/console/series.tsx';
import { editableSeries, pageAsked } from './event-overview.ts';
import { type Routes, seeOther, sentBy, show, type Visit } from './visit.ts';

/** The series of a screen, and its events by start. */
export async function seriesOfScreen({ params: { seriesId }, who, at }: Visit) {
  const [series, { items }] = await Promise.all([
    readSeries(seriesId, who, at),
    listEvents(seriesId, who, { limit: mostEvents }, at),
  ]);
  return { series, events: items };
}

export const seriesRoutes: Routes = {
  'GET /series': async (visit) => {
    const { items, next } = await listSeriesOverviews(visit.who, pageAsked(visit), visit.at);
    return show(visit, SeriesListScreen, { series: items, next: cursorText(next) });
  },
  'GET /series/{seriesId}': async (visit) =>
    show(visit, SeriesScreen, { ...(await seriesOfScreen(visit)), now: visit.at.now }),
  'GET /series/{seriesId}/delete': async (visit) => {
    const series = await editableSeries(visit);
    const { events } = await seriesOfScreen(visit);
    return show(visit, DeleteSeriesScreen, { series, events: events.length });
  },
  'POST /series/{seriesId}/delete': async (visit) => {
    await deleteSeries(visit.params.seriesId, sentBy(visit).version, visit.who, visit.at);
    return seeOther('/console/series', 'seriesDeleted');
  },
};
