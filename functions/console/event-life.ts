import { cancelEvent, cloneEvent, deleteEvent, publishEvent } from '../core/organising/event-life.ts';
import { hasRegistrations } from '../core/organising/event-reach.ts';
import { CancelEventScreen, CloneEventScreen, DeleteEventScreen } from '../views/console/event-life.tsx';
import { EventScreen } from '../views/console/events.tsx';
import { at as valueAt } from '../views/console/form.tsx';
import { editableEvent, overview } from './event-screen.ts';
import { slugOf } from './made-id.ts';
import type { Routes } from './routed.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

const overviewOf = ({ params }: Visit) => `/console/events/${params.eventId}`;

/** What becomes of an event as a whole: published, cancelled, taken again, deleted. */
export const eventLifeRoutes: Routes = {
  'POST /events/{eventId}/publish': async (visit) => {
    const { params, who, at } = visit;
    return attempt(
      visit,
      {},
      async () => {
        await publishEvent(params.eventId ?? '', posted(visit).version, who, at);
        return seeOther(overviewOf(visit), 'eventPublished');
      },
      async ({ faults }, status) => show(visit, EventScreen, { ...(await overview(visit)), faults }, status),
    );
  },
  'GET /events/{eventId}/cancel': async (visit) => show(visit, CancelEventScreen, await editableEvent(visit)),
  'POST /events/{eventId}/cancel': async (visit) => {
    await cancelEvent(visit.params.eventId ?? '', posted(visit).version, visit.who, visit.at);
    return seeOther(overviewOf(visit), 'eventCancelled');
  },
  'GET /events/{eventId}/delete': async (visit) => {
    const found = await editableEvent(visit);
    const isTaken = await hasRegistrations(found.event.eventId, visit.at);
    return show(visit, DeleteEventScreen, { ...found, isTaken });
  },
  'POST /events/{eventId}/delete': async (visit) => {
    const { event } = await editableEvent(visit);
    await deleteEvent(event.eventId, posted(visit).version, visit.who, visit.at);
    return seeOther(`/console/series/${event.seriesId}`, 'eventDeleted');
  },
  'GET /events/{eventId}/clone': async (visit) =>
    show(visit, CloneEventScreen, { ...(await editableEvent(visit)), filled: { body: {}, faults: [] } }),
  'POST /events/{eventId}/clone': async (visit) => {
    const found = await editableEvent(visit);
    const { body } = posted(visit);
    const input = { ...body, eventId: body.eventId ?? idOfClone(found.event.eventId, body) };
    return attempt(
      visit,
      input,
      async () => {
        const { event } = await cloneEvent(found.event.eventId, input, visit.who, visit.at);
        return seeOther(`/console/events/${event.eventId}/edit`, 'eventCloned');
      },
      (filled, status) => show(visit, CloneEventScreen, { ...found, filled }, status),
    );
  },
};

/** The same id with the new day, `round-table-2027-06-16`. */
function idOfClone(eventId: string, body: unknown): string | undefined {
  const start = valueAt(body, '/startsAtLocal');
  if (typeof start !== 'string') return undefined;
  const day = start.slice(0, 10);
  const bare = eventId.replace(/-\d{4}-\d\d-\d\d$/, '');
  return `${slugOf(bare, 60 - 1 - day.length)}-${day}`;
}
