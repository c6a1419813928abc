import {
  CloneInput,
  cancelEvent,
  cloneEvent,
  deleteEvent,
  publishEvent,
} from '../core/organising/event-life.ts';
import { hasRegistrations, mailsOfEvent } from '../core/organising/event-people.ts';
import { parsed } from '../core/values/parsed.ts';
import { CancelEventScreen, CloneEventScreen, DeleteEventScreen } from '../views/console/event-life.tsx';
import { EventScreen } from '../views/console/events.tsx';
import { type Filled, valueAt } from '../views/console/form.tsx';
import { editableEvent, eventOverviewOf } from './event-overview.ts';
import { slugOf } from './made-id.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';

const overviewOf = ({ params }: Visit) => `/console/events/${params.eventId}`;

/** An event with the mails that are planned for it. */
async function overview(visit: Visit, filled?: Filled) {
  const { params, who, at } = visit;
  const [standing, mails] = await Promise.all([
    eventOverviewOf(visit),
    mailsOfEvent(params.eventId, who, at),
  ]);
  return show(visit, EventScreen, { ...standing, mails, now: at.now, faults: filled?.faults ?? [] });
}

async function cloneForm(visit: Visit, filled: Filled = { body: {}, faults: [] }) {
  const overview = await editableEvent(visit);
  const body = withId(filled.body, overview.event.eventId);
  return show(visit, CloneEventScreen, { ...overview, filled: { ...filled, body } });
}

/** What becomes of an event as a whole: published, cancelled, taken again, deleted. */
export const eventLifeRoutes: Routes = {
  'GET /events/{eventId}': overview,
  'POST /events/{eventId}/publish': submit(async (visit, { version }) => {
    await publishEvent(visit.params.eventId, version, visit.who, visit.at);
    return seeOther(overviewOf(visit), 'eventPublished');
  }, overview),
  'GET /events/{eventId}/cancel': async (visit) => show(visit, CancelEventScreen, await editableEvent(visit)),
  'POST /events/{eventId}/cancel': async (visit) => {
    await cancelEvent(visit.params.eventId, sentBy(visit).version, visit.who, visit.at);
    return seeOther(overviewOf(visit), 'eventCancelled');
  },
  'GET /events/{eventId}/delete': async (visit) => {
    const overview = await editableEvent(visit);
    const isTaken = await hasRegistrations(overview.event.eventId, visit.at);
    return show(visit, DeleteEventScreen, { ...overview, isTaken });
  },
  'POST /events/{eventId}/delete': async (visit) => {
    const { event } = await editableEvent(visit);
    await deleteEvent(event.eventId, sentBy(visit).version, visit.who, visit.at);
    return seeOther(`/console/series/${event.seriesId}`, 'eventDeleted');
  },
  'GET /events/{eventId}/clone': cloneForm,
  'POST /events/{eventId}/clone': submit(async (visit, { body }) => {
    const { event } = await editableEvent(visit);
    const made = await cloneEvent(
      event.eventId,
      parsed(CloneInput, withId(body, event.eventId)),
      visit.who,
      visit.at,
    );
    return seeOther(`/console/events/${made.event.eventId}/edit`, 'eventCloned');
  }, cloneForm),
};

/** Where no id was typed, the same with the new day, `round-table-2027-06-16`. */
function withId(body: Record<string, unknown>, eventId: string): Record<string, unknown> {
  const start = valueAt(body, '/startsAtLocal');
  if (body.eventId !== undefined || typeof start !== 'string') return body;
  const day = start.slice(0, 10);
  const bare = eventId.replace(/-\d{4}-\d\d-\d\d$/, '');
  return { ...body, eventId: `${slugOf(bare, 60 - 1 - day.length)}-${day}` };
}
