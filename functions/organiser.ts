import { organiserRoutes } from './api/organiser.ts';
import { httpHandler, problemDocument } from './http/http.ts';
import { implement } from './http/implement.ts';
import { readerLocale } from './http/language.ts';
import { accessHandlers } from './organiser/access.ts';
import { announcementHandlers } from './organiser/announcements.ts';
import { eventHandlers } from './organiser/events.ts';
import { numberHandlers } from './organiser/numbers.ts';
import { peopleHandlers } from './organiser/people.ts';
import { registrationHandlers } from './organiser/registrations.ts';
import { senderHandlers } from './organiser/senders.ts';
import { sendingHandlers } from './organiser/sending.ts';
import { seriesHandlers } from './organiser/series.ts';
import { runtime } from './runtime/runtime.ts';

const handlers = {
  ...seriesHandlers,
  ...senderHandlers,
  ...eventHandlers,
  ...registrationHandlers,
  ...numberHandlers,
  ...peopleHandlers,
  ...sendingHandlers,
  ...announcementHandlers,
  ...accessHandlers,
};

export const handler = httpHandler(
  implement(organiserRoutes, handlers, runtime().context),
  (problem, request) => problemDocument(problem, readerLocale(request, 'en')),
);
