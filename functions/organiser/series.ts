import { MailPreviewInput, previewMail } from '../core/organising/mail-preview.ts';
import {
  createSeries,
  deleteSeries,
  listSeries,
  readSeries,
  replaceSeries,
} from '../core/organising/series.ts';
import { seriesView } from '../core/organising/views.ts';
import type { SeriesItem } from '../core/table/items.ts';
import { SeriesInput } from '../core/table/series.ts';
import { parsed } from '../core/values/parsed.ts';
import { json, jsonBody } from '../http/http.ts';
import { ifMatch, listAnswer, pageOf } from '../http/paging.ts';
import { colourWarnings } from '../views/look.ts';
import { renderMail } from '../views/mail.ts';
import { etag, mostOrganiserBytes, noContent, organised, seriesId } from './organised.ts';

/** A series, and what was done to its colour. */
const answer = (status: number, series: SeriesItem) =>
  json(
    status,
    { ...seriesView(series), warnings: colourWarnings(series.look?.colour) },
    etag(series.version),
  );

export const seriesRoutes = {
  'GET /v1/organiser/series': organised(async (request, who, at) =>
    listAnswer(await listSeries(who, pageOf(request), at), seriesView),
  ),
  'POST /v1/organiser/series': organised(async (request, who, at) => {
    const series = await createSeries(parsed(SeriesInput, jsonBody(request, mostOrganiserBytes)), who, at);
    return answer(201, series);
  }),
  'GET /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
    const series = await readSeries(seriesId(request), who, at);
    return answer(200, series);
  }),
  'PUT /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
    const body = parsed(SeriesInput, jsonBody(request, mostOrganiserBytes));
    const series = await replaceSeries(seriesId(request), body, ifMatch(request), who, at);
    return answer(200, series);
  }),
  'DELETE /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
    await deleteSeries(seriesId(request), ifMatch(request), who, at);
    return noContent;
  }),
  'POST /v1/organiser/series/{seriesId}/preview': organised(async (request, who, at) => {
    const { mails, look } = await previewMail(
      seriesId(request),
      parsed(MailPreviewInput, jsonBody(request)),
      who,
      at,
    );
    return json(200, {
      mails: mails.map((facts) => ({ locale: facts.frame.locale, ...renderMail(facts) })),
      warnings: colourWarnings(look.colour),
    });
  }),
};
