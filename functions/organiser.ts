import { accessRoutes } from './api/access.ts';
import { announcementRoutes } from './api/announcements.ts';
import { changeRoutes } from './api/changes.ts';
import type { RouteKey } from './api/contract.ts';
import { eventRoutes } from './api/events.ts';
import { numberRoutes } from './api/numbers.ts';
import { peopleRoutes } from './api/people.ts';
import { registrationRoutes } from './api/registrations.ts';
import type { Routes } from './api/route.ts';
import { senderRoutes } from './api/senders.ts';
import { sendingRoutes } from './api/sending.ts';
import { seriesRoutes } from './api/series.ts';
import { webhookRoutes } from './api/webhooks.ts';
import { httpHandler, problemDocument } from './http/http.ts';
import { type Handlers, implement } from './http/implement.ts';
import { readerLocale } from './http/language.ts';
import { runtime } from './runtime/runtime.ts';

const { context } = runtime();

/** A subject's routes, with what answers them. */
const subject = <Contract extends Routes>(contract: Contract, load: () => Promise<Handlers<Contract>>) =>
  implement(contract, load, context);

const answers = {
  ...subject(seriesRoutes, async () => (await import('./organiser/series.ts')).seriesHandlers),
  ...subject(senderRoutes, async () => (await import('./organiser/senders.ts')).senderHandlers),
  ...subject(eventRoutes, async () => (await import('./organiser/events.ts')).eventHandlers),
  ...subject(
    registrationRoutes,
    async () => (await import('./organiser/registrations.ts')).registrationHandlers,
  ),
  ...subject(numberRoutes, async () => (await import('./organiser/numbers.ts')).numberHandlers),
  ...subject(peopleRoutes, async () => (await import('./organiser/people.ts')).peopleHandlers),
  ...subject(sendingRoutes, async () => (await import('./organiser/sending.ts')).sendingHandlers),
  ...subject(
    announcementRoutes,
    async () => (await import('./organiser/announcements.ts')).announcementHandlers,
  ),
  ...subject(changeRoutes, async () => (await import('./organiser/changes.ts')).changeHandlers),
  ...subject(webhookRoutes, async () => (await import('./organiser/webhooks.ts')).webhookHandlers),
  ...subject(accessRoutes, async () => (await import('./organiser/access.ts')).accessHandlers),
} satisfies Record<RouteKey<'organiser'>, unknown>;

export const handler = httpHandler(answers, (problem, request) =>
  problemDocument(problem, readerLocale(request, 'en')),
);
