import type { RouteKey } from './api/contract.ts';
import { EventsQuery, PageQuery } from './api/site.ts';
import { listedSeriesView, publicEventView, publicSeriesView } from './core/attendee/public-view.ts';
import { listPublishedEvents, listPublishedSeries } from './core/attendee/published.ts';
import { publicSeries } from './core/attendee/sign-up-form.ts';

import { type HttpRequest, httpHandler, json, pathParameter, problemDocument } from './http/http.ts';
import { viewed } from './http/implement.ts';
import { readerLocale } from './http/language.ts';
import { problemPageOrDocument, stageOfProblem } from './http/problem-answer.ts';
import { calendarRoutes } from './site/calendars.ts';
import { componentRoutes } from './site/component.ts';
import { documentRoutes } from './site/document.ts';
import { otherCalls } from './site/other-calls.ts';
import { pageRoutes } from './site/pages.ts';
import { eventOf, publicJson, publicList } from './site/published.ts';

const PagedEventsQuery = EventsQuery.extend(PageQuery.shape);

const handlers = {
  ...calendarRoutes,
  ...componentRoutes,
  ...documentRoutes,
  ...otherCalls,
  ...pageRoutes,
  'GET /v1/series': publicList(PageQuery, async ({ limit, cursor }, at) =>
    viewed(await listPublishedSeries({ limit, after: cursor }, at), (one) => listedSeriesView(one, at)),
  ),
  'GET /v1/events': publicList(PagedEventsQuery, async ({ cursor, ...wanted }, at) =>
    viewed(await listPublishedEvents({ ...wanted, after: cursor }, at), (one) => publicEventView(one, at)),
  ),
  'GET /v1/series/{seriesId}': publicJson(async (request, at) => {
    const { series, events } = await publicSeries(pathParameter(request, 'seriesId'), at);
    return publicSeriesView({ series, events }, at);
  }),
  'GET /v1/events/{eventId}': publicJson(async (request, at) =>
    publicEventView(await eventOf(request, at), at),
  ),
  'GET /health': async () => json(200, { status: 'ok' }),
} satisfies Record<RouteKey<'site'>, unknown>;

/** Data is for programs, whatever they accept; anything else a person may have opened. */
const isData = ({ rawPath }: HttpRequest) => /^\/(v1\/(?!.*\.ics$)|openapi\.json$|health$)/.test(rawPath);

export const handler = httpHandler(handlers, (problem, request) =>
  isData(request) && request.routeKey !== '$default'
    ? problemDocument(problem, readerLocale(request, stageOfProblem().defaultLocale))
    : problemPageOrDocument(problem, request),
);
