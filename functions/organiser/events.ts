import { DocumentationInput, putDocumentation, readDocumentation } from '../core/organising/documentation.ts';
import {
  CloneInput,
  cancelEvent,
  cloneEvent,
  deleteEvent,
  publishEvent,
} from '../core/organising/event-life.ts';
import { createEvent, listEvents, readEvent, replaceEvent } from '../core/organising/events.ts';
import { documentationView, eventView } from '../core/organising/views.ts';
import { EventInput } from '../core/table/event.ts';
import { parsed } from '../core/values/parsed.ts';
import { json, jsonBody } from '../http/http.ts';
import { ifMatch, listAnswer, moveNotice, pageOf } from '../http/paging.ts';
import { asked, etag, eventId, mostOrganiserBytes, noContent, organised } from './organised.ts';

const eventAnswer = (status: number, found: Awaited<ReturnType<typeof readEvent>>) =>
  json(status, eventView(found), etag(found.event.version));

const documentationAnswer = (found: Awaited<ReturnType<typeof readDocumentation>>) =>
  json(200, documentationView(found), etag(found.documentation.version));

export const eventRoutes = {
  'GET /v1/organiser/events': organised(async (request, who, at) =>
    listAnswer(await listEvents(asked(request, 'seriesId') ?? '', who, pageOf(request), at), eventView),
  ),
  'POST /v1/organiser/events': organised(async (request, who, at) =>
    eventAnswer(201, await createEvent(parsed(EventInput, jsonBody(request, mostOrganiserBytes)), who, at)),
  ),
  'GET /v1/organiser/events/{eventId}': organised(async (request, who, at) =>
    eventAnswer(200, await readEvent(eventId(request), who, at)),
  ),
  'PUT /v1/organiser/events/{eventId}': organised(async (request, who, at) => {
    const how = { version: ifMatch(request), notice: moveNotice(request) };
    const body = parsed(EventInput, jsonBody(request, mostOrganiserBytes));
    return eventAnswer(200, await replaceEvent(eventId(request), body, how, who, at));
  }),
  'DELETE /v1/organiser/events/{eventId}': organised(async (request, who, at) => {
    await deleteEvent(eventId(request), ifMatch(request), who, at);
    return noContent;
  }),
  'POST /v1/organiser/events/{eventId}/publish': organised(async (request, who, at) =>
    eventAnswer(200, await publishEvent(eventId(request), ifMatch(request), who, at)),
  ),
  'POST /v1/organiser/events/{eventId}/cancel': organised(async (request, who, at) =>
    eventAnswer(200, await cancelEvent(eventId(request), ifMatch(request), who, at)),
  ),
  'POST /v1/organiser/events/{eventId}/clone': organised(async (request, who, at) =>
    eventAnswer(201, await cloneEvent(eventId(request), parsed(CloneInput, jsonBody(request)), who, at)),
  ),
  'GET /v1/organiser/events/{eventId}/documentation': organised(async (request, who, at) =>
    documentationAnswer(await readDocumentation(eventId(request), who, at)),
  ),
  'PUT /v1/organiser/events/{eventId}/documentation': organised(async (request, who, at) =>
    documentationAnswer(
      await putDocumentation(
        eventId(request),
        parsed(DocumentationInput, jsonBody(request)),
        ifMatch(request),
        who,
        at,
      ),
    ),
  ),
};
