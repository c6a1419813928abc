import type { RouteKey } from './api/routes.ts';
import { httpHandler, problemDocument, readerLocale } from './http/http.ts';
import { accessRoutes } from './organiser/access.ts';
import { announcementRoutes } from './organiser/announcements.ts';
import { eventRoutes } from './organiser/events.ts';
import { numberRoutes } from './organiser/numbers.ts';
import { peopleRoutes } from './organiser/people.ts';
import { registrationRoutes } from './organiser/registrations.ts';
import { sendingRoutes } from './organiser/sending.ts';
import { seriesRoutes } from './organiser/series.ts';

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

export const handler = httpHandler(handlers, (problem, request) =>
  problemDocument(problem, readerLocale(request, 'en')),
);
