import type { RouteKey } from './api/contract.ts';
import { publicEventView, publicSeriesView } from './core/attendee/public-view.ts';
import { publicSeries } from './core/attendee/sign-up-form.ts';
import { Problem } from './core/values/problem.ts';
import { httpHandler, json, pathParameter } from './http/http.ts';
import { problemPageOrDocument } from './http/problem-answer.ts';
import { calendarRoutes } from './site/calendars.ts';
import { componentRoutes } from './site/component.ts';
import { documentRoutes } from './site/document.ts';
import { pageRoutes } from './site/pages.ts';
import { eventOf, publicRoute } from './site/published.ts';

const handlers = {
  ...calendarRoutes,
  ...componentRoutes,
  ...documentRoutes,
  ...pageRoutes,
  'GET /v1/series/{seriesId}': publicRoute(async (request, at) =>
    json(200, publicSeriesView(await publicSeries(pathParameter(request, 'seriesId'), at), at)),
  ),
  'GET /v1/events/{eventId}': publicRoute(async (request, at) =>
    json(200, publicEventView(await eventOf(request, at), at)),
  ),
  'GET /health': async () => json(200, { status: 'ok' }),
  $default: async () => {
    throw new Problem('not-found');
  },
} satisfies Record<RouteKey<'site'>, unknown>;

export const handler = httpHandler(handlers, problemPageOrDocument);
