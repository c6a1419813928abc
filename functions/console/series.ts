import { allow } from '../core/access/organiser.ts';
import { listEvents } from '../core/organising/events.ts';
import { createSeries, deleteSeries, readSeries, replaceSeries } from '../core/organising/series.ts';
import { listSeriesOverviews } from '../core/organising/series-overview.ts';
import { SeriesInput, seriesInputOf } from '../core/table/series.ts';
import { mostEvents } from '../core/table/series-events.ts';
import { parsed } from '../core/values/parsed.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  DeleteSeriesScreen,
  EditSeriesScreen,
  NewSeriesScreen,
  SeriesListScreen,
  SeriesScreen,
} from '../views/console/series.tsx';
import { editableSeries, pageAsked } from './event-overview.ts';
import { newSeriesForm, sendersFor, seriesForm, seriesInput, withMadeId } from './series-form.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';

/** The series of a screen, and its events by start. */
export async function seriesOfScreen({ params: { seriesId }, who, at }: Visit) {
  const [series, { items }] = await Promise.all([
    readSeries(seriesId, who, at),
    listEvents(seriesId, who, { limit: mostEvents }, at),
  ]);
  return { series, events: items };
}

async function newForm(visit: Visit, filled?: Filled) {
  const { who, at } = visit;
  allow(who, 'editor');
  const shown = filled ? withMadeId(filled) : { body: newSeriesForm(at.stage, at.now), faults: [] };
  return show(visit, NewSeriesScreen, { filled: shown, senders: await sendersFor(undefined, visit) });
}

async function editForm(visit: Visit, filled?: Filled) {
  const { at } = visit;
  const series = await editableSeries(visit);
  const body = seriesForm(series, newSeriesForm(at.stage, at.now));
  return show(visit, EditSeriesScreen, {
    series,
    senders: await sendersFor(series, visit),
    filled: filled ?? { body, faults: [], version: series.version },
  });
}

export const seriesRoutes: Routes = {
  'GET /series': async (visit) => {
    const { items, next } = await listSeriesOverviews(visit.who, pageAsked(visit), visit.at);
    return show(visit, SeriesListScreen, { series: items, next: cursorText(next) });
  },
  'GET /new-series': newForm,
  'POST /new-series': submit(async ({ who, at }, { body }) => {
    allow(who, 'editor');
    const { seriesId } = await createSeries(parsed(SeriesInput, seriesInput(body, at.stage)), who, at);
    return seeOther(`/console/series/${seriesId}`, 'seriesMade');
  }, newForm),
  'GET /series/{seriesId}': async (visit) =>
    show(visit, SeriesScreen, { ...(await seriesOfScreen(visit)), now: visit.at.now }),
  'GET /series/{seriesId}/edit': editForm,
  'POST /series/{seriesId}/edit': submit(async (visit, { body, version }) => {
    const { look, texts, seriesId } = seriesInputOf(await editableSeries(visit));
    const input = { ...seriesInput(body, visit.at.stage), seriesId, look, texts };
    await replaceSeries(seriesId, parsed(SeriesInput, input), version, visit.who, visit.at);
    return seeOther(`/console/series/${seriesId}`, 'saved');
  }, editForm),
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
