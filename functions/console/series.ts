import { allow } from '../core/access/organiser.ts';
import { listEvents } from '../core/organising/events.ts';
import { createSeries, deleteSeries, readSeries, replaceSeries } from '../core/organising/series.ts';
import { listSeriesStandings } from '../core/organising/series-overview.ts';
import { seriesInputOf } from '../core/table/series.ts';
import { mostEvents } from '../core/table/series-events.ts';
import { cursorText } from '../http/paging.ts';
import {
  DeleteSeriesScreen,
  EditSeriesScreen,
  NewSeriesScreen,
  SeriesListScreen,
  SeriesScreen,
} from '../views/console/series.tsx';
import { withoutIdsOfTitles } from './made-id.ts';
import type { Routes } from './routed.ts';
import { newSeriesForm, seriesForm, seriesInput } from './series-form.ts';
import { pageAsked } from './standing.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

/** The series of a screen, and its events by start. */
export async function seriesOfScreen({ params, who, at }: Visit) {
  const { seriesId = '' } = params;
  const [series, { items }] = await Promise.all([
    readSeries(seriesId, who, at),
    listEvents(seriesId, who, { limit: mostEvents }, at),
  ]);
  return { series, events: items };
}

const preset = ({ at }: Visit) => newSeriesForm(at.stage, at.now);

export const seriesRoutes: Routes = {
  'GET /series': async (visit) => {
    const from = pageAsked(visit);
    const { items, next } = await listSeriesStandings(visit.who, from, visit.at);
    return show(visit, SeriesListScreen, {
      series: items,
      cursor: from.after,
      next: next && cursorText(next),
    });
  },
  'GET /new-series': async (visit) => {
    allow(visit.who, 'editor');
    return show(visit, NewSeriesScreen, { filled: { body: preset(visit), faults: [] } });
  },
  'POST /new-series': async (visit) => {
    allow(visit.who, 'editor');
    const { body } = posted(visit);
    const input = seriesInput(body);
    return attempt(
      visit,
      { ...body, ...(input.seriesId === undefined ? {} : { seriesId: input.seriesId }) },
      async () => {
        const { seriesId } = await createSeries(input, visit.who, visit.at);
        return seeOther(`/console/series/${seriesId}`, 'seriesMade');
      },
      (filled, status) => show(visit, NewSeriesScreen, { filled: withoutIdsOfTitles(filled) }, status),
    );
  },
  'GET /series/{seriesId}': async (visit) => {
    const { now } = visit.at;
    return show(visit, SeriesScreen, { ...(await seriesOfScreen(visit)), now });
  },
  'GET /series/{seriesId}/edit': async (visit) => {
    const series = await editable(visit);
    const body = seriesForm(series, preset(visit));
    return show(visit, EditSeriesScreen, {
      series,
      version: series.version,
      filled: { body, faults: [] },
    });
  },
  'POST /series/{seriesId}/edit': async (visit) => {
    const { who, at } = visit;
    const series = await editable(visit);
    const { body, version } = posted(visit);
    const { look, texts, seriesId } = seriesInputOf(series);
    const input = { ...seriesInput(body), seriesId, look, texts };
    return attempt(
      visit,
      body,
      async () => {
        await replaceSeries(seriesId, input, version, who, at);
        return seeOther(`/console/series/${seriesId}`, 'saved');
      },
      (filled, status) => show(visit, EditSeriesScreen, { series, version, filled }, status),
    );
  },
  'GET /series/{seriesId}/delete': async (visit) => {
    const series = await editable(visit);
    const { events } = await seriesOfScreen(visit);
    return show(visit, DeleteSeriesScreen, { series, events: events.length });
  },
  'POST /series/{seriesId}/delete': async (visit) => {
    const { seriesId = '' } = visit.params;
    await deleteSeries(seriesId, posted(visit).version, visit.who, visit.at);
    return seeOther('/console/series', 'seriesDeleted');
  },
};

/** The series, for somebody who may change it. */
async function editable({ params, who, at }: Visit) {
  const series = await readSeries(params.seriesId ?? '', who, at);
  allow(who, 'editor', series.seriesId);
  return series;
}
