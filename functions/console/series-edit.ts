import { allow } from '../core/access/organiser.ts';
import { createSeries, replaceSeries } from '../core/organising/series.ts';
import { SeriesInput, seriesInputOf } from '../core/table/series.ts';
import { parsed } from '../core/values/parsed.ts';
import type { Filled } from '../views/console/form.tsx';
import { EditSeriesScreen, NewSeriesScreen } from '../views/console/series-edit.tsx';
import { editableSeries } from './event-overview.ts';
import { newSeriesForm, partnersIn, sendersFor, seriesForm, seriesInput, withMadeId } from './series-form.ts';
import { filledWith, type Routes, seeOther, show, submit, type Visit } from './visit.ts';

async function newForm(visit: Visit, filled?: Filled) {
  const { who, at } = visit;
  allow(who, 'editor');
  const shown = filled ? withMadeId(filled) : { body: newSeriesForm(at.stage, at.now), faults: [] };
  return show(visit, NewSeriesScreen, { filled: shown, senders: await sendersFor(undefined, visit) });
}

async function editForm(visit: Visit, filled?: Filled) {
  const { at } = visit;
  const series = await editableSeries(visit);
  const body = seriesForm(seriesInputOf(series), newSeriesForm(at.stage, at.now));
  const stored = { body, faults: [], version: series.version };
  const tidied = filled && {
    ...filled,
    body: { ...filled.body, partners: partnersIn(filled.body.partners) },
  };
  return show(visit, EditSeriesScreen, {
    series,
    senders: await sendersFor(series, visit),
    filled: await filledWith(tidied, stored, `series/${series.seriesId}`, visit),
  });
}

export const prefixes = ['/new-series', '/series/{seriesId}/edit'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /new-series': newForm,
  'POST /new-series': submit(async ({ who, at }, { body }) => {
    allow(who, 'editor');
    const { seriesId } = await createSeries(parsed(SeriesInput, seriesInput(body, at.stage)), who, at);
    return seeOther(`/console/series/${seriesId}`, 'seriesMade');
  }, newForm),
  'GET /series/{seriesId}/edit': editForm,
  'POST /series/{seriesId}/edit': submit(async (visit, { body, version }) => {
    const { look, texts, seriesId } = seriesInputOf(await editableSeries(visit));
    const input = { ...seriesInput(body, visit.at.stage), seriesId, look, texts };
    await replaceSeries(seriesId, parsed(SeriesInput, input), version, visit.who, visit.at);
    return seeOther(`/console/series/${seriesId}`, 'saved');
  }, editForm),
};
