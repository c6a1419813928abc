import { httpHandler, problemDocument, readerLocale } from './http.ts';
import { accessRoutes } from './organiser/access.ts';
import { announcementRoutes } from './organiser/announcements.ts';
import { eventRoutes } from './organiser/events.ts';
import { numberRoutes } from './organiser/numbers.ts';
import { peopleRoutes } from './organiser/people.ts';
import { registrationRoutes } from './organiser/registrations.ts';
import { sendingRoutes } from './organiser/sending.ts';
import { seriesRoutes } from './organiser/series.ts';
import type { RouteKey } from './routes.ts';
import { tellAsPage } from './tell.ts';

const handlers = {
  ...seriesRoutes,
  ...eventRoutes,
  ...registrationRoutes,
  ...numberRoutes,
  ...peopleRoutes,
  ...sendingRoutes,
  ...announcementRoutes,
  ...accessRoutes,
} satisfies Record<RouteKey<'organiser'>, unknown>;

/** The login page's reader is a person, everybody else a program. */
export const handler = httpHandler(handlers, (problem, request) =>
  request.routeKey.endsWith(' /login/{token}')
    ? tellAsPage(problem, request)
    : problemDocument(problem, readerLocale(request, 'en')),
);
