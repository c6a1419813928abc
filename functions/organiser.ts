import type { Context } from './core/context.ts';
import { authenticate, type Organiser } from './core/organiser-access.ts';
import { deliveryView, listDeliveries } from './core/organiser-deliveries.ts';
import { putDocumentation, readDocumentation } from './core/organiser-documentation.ts';
import {
  cancelEvent,
  createEvent,
  listEvents,
  publishEvent,
  readEvent,
  replaceEvent,
} from './core/organiser-events.ts';
import { listRegistrations, readRegistration } from './core/organiser-registrations.ts';
import { createSeries, listSeries, readSeries, replaceSeries } from './core/organiser-series.ts';
import { documentationView, eventView, registrationView, seriesView } from './core/organiser-view.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  httpHandler,
  json,
  jsonBody,
  pathParameter,
  problemDocument,
  query,
  readerLocale,
} from './http.ts';
import { ifMatch, listAnswer, moveNotice, pageOf } from './organiser-request.ts';
import { runtime } from './runtime.ts';

const { context } = runtime();

type Answering = (request: HttpRequest, organiser: Organiser, at: Context) => Promise<HttpAnswer>;

/** The bearer token comes before anything else of the request is read. */
function organised(answer: Answering): (request: HttpRequest) => Promise<HttpAnswer> {
  return async (request) => {
    const at = await context();
    return answer(request, await authenticate(request.headers.authorization, at), at);
  };
}

const etag = (version: number) => ({ etag: `"${version}"` });
const seriesId = (request: HttpRequest) => pathParameter(request, 'seriesId');
const eventId = (request: HttpRequest) => pathParameter(request, 'eventId');

const eventAnswer = (status: number, found: Awaited<ReturnType<typeof readEvent>>) =>
  json(status, eventView(found), etag(found.event.version));

export const handler = httpHandler(
  {
    'GET /v1/organiser/series': organised(async (request, who, at) =>
      listAnswer(await listSeries(who, pageOf(request), at), seriesView),
    ),
    'POST /v1/organiser/series': organised(async (request, who, at) => {
      const series = await createSeries(jsonBody(request, 512 * 1024), who, at);
      return json(201, seriesView(series), etag(series.version));
    }),
    'GET /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
      const series = await readSeries(seriesId(request), who, at);
      return json(200, seriesView(series), etag(series.version));
    }),
    'PUT /v1/organiser/series/{seriesId}': organised(async (request, who, at) => {
      const body = jsonBody(request, 512 * 1024);
      const series = await replaceSeries(seriesId(request), body, ifMatch(request), who, at);
      return json(200, seriesView(series), etag(series.version));
    }),
    'GET /v1/organiser/events': organised(async (request, who, at) =>
      listAnswer(await listEvents(query(request).get('seriesId') ?? '', who, pageOf(request), at), eventView),
    ),
    'POST /v1/organiser/events': organised(async (request, who, at) =>
      eventAnswer(201, await createEvent(jsonBody(request, 512 * 1024), who, at)),
    ),
    'GET /v1/organiser/events/{eventId}': organised(async (request, who, at) =>
      eventAnswer(200, await readEvent(eventId(request), who, at)),
    ),
    'PUT /v1/organiser/events/{eventId}': organised(async (request, who, at) => {
      const how = { version: ifMatch(request), notice: moveNotice(request) };
      return eventAnswer(
        200,
        await replaceEvent(eventId(request), jsonBody(request, 512 * 1024), how, who, at),
      );
    }),
    'POST /v1/organiser/events/{eventId}/publish': organised(async (request, who, at) =>
      eventAnswer(200, await publishEvent(eventId(request), who, at)),
    ),
    'POST /v1/organiser/events/{eventId}/cancel': organised(async (request, who, at) =>
      eventAnswer(200, await cancelEvent(eventId(request), who, at)),
    ),
    'GET /v1/organiser/events/{eventId}/documentation': organised(async (request, who, at) =>
      json(200, documentationView(await readDocumentation(eventId(request), who, at))),
    ),
    'PUT /v1/organiser/events/{eventId}/documentation': organised(async (request, who, at) =>
      json(200, documentationView(await putDocumentation(eventId(request), jsonBody(request), who, at))),
    ),
    'GET /v1/organiser/events/{eventId}/registrations': organised(async (request, who, at) => {
      const asked = query(request);
      const wanted = {
        status: asked.get('status') ?? undefined,
        text: asked.get('q') ?? undefined,
        ...pageOf(request),
      };
      return listAnswer(await listRegistrations(eventId(request), wanted, who, at), registrationView);
    }),
    'GET /v1/organiser/events/{eventId}/registrations/{registrationId}': organised(
      async (request, who, at) => {
        const id = pathParameter(request, 'registrationId');
        const registration = await readRegistration(eventId(request), id, who, at);
        return json(200, registrationView(registration), etag(registration.version));
      },
    ),
    'GET /v1/organiser/deliveries': organised(async (request, who, at) => {
      const asked = Object.fromEntries(query(request));
      const { eventId, notificationId, state } = asked;
      return listAnswer(
        await listDeliveries({ eventId, notificationId, state, ...pageOf(request) }, who, at),
        deliveryView,
      );
    }),
  },
  (problem, request) => problemDocument(problem, readerLocale(request, 'en')),
);
