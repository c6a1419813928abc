import { allow } from '../core/access/organiser.ts';
import { peopleOf, peopleToTell } from '../core/organising/event-reach.ts';
import { createEvent, type MoveNotice, replaceEvent } from '../core/organising/events.ts';
import { problemOf } from '../core/values/problem.ts';
import { LocalTime } from '../core/values/time.ts';
import { EditEventScreen, NewEventScreen } from '../views/console/event-form.tsx';
import { MoveScreen } from '../views/console/event-life.tsx';
import { EventScreen } from '../views/console/events.tsx';
import { atFields, eventForm, eventInput, newEventForm, tidied } from './event-form.ts';
import { eventLifeRoutes } from './event-life.ts';
import { editableEvent, overview } from './event-screen.ts';
import type { Routes } from './routed.ts';
import { seriesOfScreen } from './series.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

async function editableSeries(visit: Visit) {
  const found = await seriesOfScreen(visit);
  allow(visit.who, 'editor', found.series.seriesId);
  return found;
}

export const eventsRoutes: Routes = {
  ...eventLifeRoutes,
  'GET /series/{seriesId}/new-event': async (visit) => {
    const found = await editableSeries(visit);
    const filled = { body: newEventForm, faults: [] };
    return show(visit, NewEventScreen, { ...found, filled, now: visit.at.now });
  },
  'POST /series/{seriesId}/new-event': async (visit) => {
    const { who, at } = visit;
    const found = await editableSeries(visit);
    const { seriesId, defaultLocale } = found.series;
    const body = tidied(posted(visit).body);
    return attempt(
      visit,
      body,
      async () => {
        const { event } = await createEvent(eventInput(body, defaultLocale, { seriesId }), who, at);
        return seeOther(`/console/events/${event.eventId}`, 'eventMade');
      },
      (filled, status) =>
        show(visit, NewEventScreen, { ...found, filled: atFields(filled), now: at.now }, status),
    );
  },
  'GET /events/{eventId}': async (visit) => show(visit, EventScreen, await overview(visit)),
  'GET /events/{eventId}/edit': async (visit) => {
    const found = await editableEvent(visit);
    const filled = { body: eventForm(found.event), faults: [] };
    const { version } = found.event;
    return show(visit, EditEventScreen, { ...found, version, filled, now: visit.at.now });
  },
  'POST /events/{eventId}/edit': edit,
};

async function edit(visit: Visit) {
  const { who, at } = visit;
  const found = await editableEvent(visit);
  const { event, counters, series } = found;
  const { eventId, seriesId } = event;
  const { form, body: sent, version } = posted(visit);
  const body = tidied(sent);
  const again = (filled: { body: unknown; faults: { pointer: string; message: string }[] }, status = 200) =>
    show(visit, EditEventScreen, { ...found, version, filled: atFields(filled), now: at.now }, status);
  const asked = { event, series, version, people: peopleOf(counters), fields: [...form] };
  if (form.has('back')) return again({ body, faults: [] });
  return attempt(
    visit,
    body,
    async () => {
      const input = eventInput(body, series.defaultLocale, { eventId, seriesId });
      const notice = chosenNotice(body);
      const people = notice === undefined ? await peopleToTell(eventId, input, who, at) : 0;
      if (people > 0) return show(visit, MoveScreen, { ...asked, people, filled: { body, faults: [] } });
      const told = notice ?? (body.isTold === true ? 'now' : undefined);
      await replaceEvent(eventId, input, { version, notice: told }, who, at);
      return seeOther(`/console/events/${eventId}`, 'saved');
    },
    (filled, status) => {
      const isOfNotice = filled.faults.some(({ pointer }) => pointer.startsWith('/notice'));
      return isOfNotice ? show(visit, MoveScreen, { ...asked, filled }, status) : again(filled, status);
    },
  );
}

/** What the organiser said about telling people, once they were asked. @throws Problem 422 for no time */
function chosenNotice({ notice, noticeAt }: Record<string, unknown>): MoveNotice | undefined {
  if (notice === undefined) return undefined;
  if (notice === 'now' || notice === 'none') return notice;
  const local = LocalTime.safeParse(noticeAt).data;
  if (local === undefined) throw problemOf([{ pointer: '/noticeAt', code: 'required' }]);
  return local;
}
