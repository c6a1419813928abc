import type { eventRoutes } from '../api/events.ts';
import { putDocumentation, readDocumentation } from '../core/organising/documentation.ts';
import { cancelEvent, cloneEvent, deleteEvent, publishEvent } from '../core/organising/event-life.ts';
import { createEvent, listEvents, readEvent, replaceEvent } from '../core/organising/events.ts';
import { foreseenChange } from '../core/organising/foreseen-change.ts';
import { documentationView, eventView } from '../core/organising/views.ts';
import { type Handlers, viewed } from '../http/implement.ts';
import { spokenMail } from '../views/spoken-mail.ts';

export const eventHandlers: Handlers<typeof eventRoutes> = {
  'GET /v1/organiser/events': async ({ query, page, who, at }) =>
    viewed(await listEvents(query.seriesId, who, page, at), (one) => eventView(one, at.now)),
  'POST /v1/organiser/events': async ({ body, who, at }) =>
    eventView(await createEvent(body, who, at), at.now),
  'GET /v1/organiser/events/{eventId}': async ({ path, who, at }) =>
    eventView(await readEvent(path.eventId, who, at), at.now),
  'PUT /v1/organiser/events/{eventId}': async ({ path, query: { notice }, body, version, who, at }) =>
    eventView(await replaceEvent(path.eventId, body, { version, notice }, who, at), at.now),
  'DELETE /v1/organiser/events/{eventId}': ({ path, version, who, at }) =>
    deleteEvent(path.eventId, version, who, at),
  'POST /v1/organiser/events/{eventId}/publish': async ({ path, version, who, at }) =>
    eventView(await publishEvent(path.eventId, version, who, at), at.now),
  'POST /v1/organiser/events/{eventId}/cancel': async ({ path, version, who, at }) =>
    eventView(await cancelEvent(path.eventId, version, who, at), at.now),
  'POST /v1/organiser/events/{eventId}/preview': async ({ path, body, who, at }) => {
    const { mails, ...change } = await foreseenChange(path.eventId, body, who, at);
    return {
      ...change,
      mails: await Promise.all(
        mails.map(async ({ of: { before, after }, facts }) => ({
          ...{ before, after, locale: facts.frame.locale },
          ...(await spokenMail(facts)),
        })),
      ),
    };
  },
  'POST /v1/organiser/events/{eventId}/clone': async ({ path, body, who, at }) =>
    eventView(await cloneEvent(path.eventId, body, who, at), at.now),
  'GET /v1/organiser/events/{eventId}/documentation': async ({ path, who, at }) =>
    documentationView(await readDocumentation(path.eventId, who, at)),
  'PUT /v1/organiser/events/{eventId}/documentation': async ({ path, body, version, who, at }) =>
    documentationView(await putDocumentation(path.eventId, body, version, who, at)),
};
