import {
  createSeries,
  deleteSeries,
  listSeries,
  readSeries,
  replaceSeries,
} from '../core/organiser-series.ts';
import { seriesView } from '../core/organiser-view.ts';
import { json, jsonBody } from '../http.ts';
import { ifMatch, listAnswer, pageOf } from '../organiser-request.ts';
import { etag, mostOrganiserBytes, noContent, organised, seriesId } from './organised.ts';

export const seriesRoutes = {
  'GET /v1/organiser/series': organised(async (request, who, at) =>
    listAnswer(await listSeries(who, pageOf(request), at), seriesView),
  ),
  'POST /v1/organiser/series': organised(async (request, who, at) => {
    const series = await createSeries(jsonBody(request, mostOrganiserBytes), who, at);
    return json(201, seriesView(series), etag(series.version));
  }),
  'GET /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
    const series = await readSeries(seriesId(request), who, at);
    return json(200, seriesView(series), etag(series.version));
  }),
  'PUT /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
    const body = jsonBody(request, mostOrganiserBytes);
    const series = await replaceSeries(seriesId(request), body, ifMatch(request), who, at);
    return json(200, seriesView(series), etag(series.version));
  }),
  'DELETE /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
    await deleteSeries(seriesId(request), ifMatch(request), who, at);
    return noContent;
  }),
};
