import type { RouteKey } from './api/contract.ts';
import { publicEventView, publicSeriesView } from './core/attendee/public-view.ts';
import { publicSeries } from './core/attendee/sign-up-form.ts';
import { withSender } from './core/table/senders.ts';

import { httpHandler, json, pathParameter } from './http/http.ts';
import { problemPageOrDocument } from './http/problem-answer.ts';
import { calendarRoutes } from './site/calendars.ts';
import { componentRoutes } from './site/component.ts';
import { documentRoutes } from './site/document.ts';
import { otherCalls } from './site/other-calls.ts';
import { pageRoutes } from './site/pages.ts';
import { eventOf, publicJson } from './site/published.ts';

const handlers = {
  ...calendarRoutes,
  ...componentRoutes,
  ...documentRoutes,
  ...otherCalls,
  ...pageRoutes,
  'GET /v1/series/{seriesId}': publicJson(async (request, at) => {
    const { series, events } = await publicSeries(pathParameter(request, 'seriesId'), at);
    return publicSeriesView({ series: await withSender(series, at.store), events }, at);
  }),
  'GET /v1/events/{eventId}': publicJson(async (request, at) =>
    publicEventView(await eventOf(request, at), at),
  ),
  'GET /health': async () => json(200, { status: 'ok' }),
} satisfies Record<RouteKey<'site'>, unknown>;

export const handler = httpHandler(handlers, problemPageOrDocument);
