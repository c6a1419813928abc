import { allow } from '../core/access/organiser.ts';
import { peopleOf } from '../core/organising/event-people.ts';
import { changeToAskAbout, createEvent, type MoveNotice, replaceEvent } from '../core/organising/events.ts';
import { foreseenChange } from '../core/organising/foreseen-change.ts';
import type { EventOverview } from '../core/organising/home.ts';
import { changedEvent } from '../core/registration/event-plans.ts';
import { EventInput } from '../core/table/event.ts';
import type { AskingField } from '../core/table/event-fields.ts';
import { parsed } from '../core/values/parsed.ts';
import { EditEventScreen, NewEventScreen } from '../views/console/event-form.tsx';
import { MoveScreen } from '../views/console/event-move.tsx';
import type { Filled } from '../views/console/form.tsx';
import { spokenMail } from '../views/spoken-mail.ts';
import { asTyped, eventForm, eventInput, newEventForm, tidied } from './event-form.ts';
import { editableEvent, editableSeries } from './event-overview.ts';
import { seriesOfScreen } from './series.ts';
import { filledWith, type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';
import { chosenTime } from './when.ts';

async function newForm(visit: Visit, filled?: Filled) {
  const found = await seriesOfScreen(visit);
  allow(visit.who, 'editor', found.series.seriesId);
  const shown = filled === undefined ? { body: newEventForm, faults: [] } : asTyped(filled);
  return show(visit, NewEventScreen, { ...found, filled: shown, now: visit.at.now });
}

async function editForm(visit: Visit, filled?: Filled) {
  const overview = await editableEvent(visit);
  const { event } = overview;
  const stored = { body: eventForm(event), faults: [], version: event.version };
  const shown = await filledWith(filled && asTyped(filled), stored, `events/${event.eventId}`, visit);
  return show(visit, EditEventScreen, { ...overview, filled: shown, now: visit.at.now });
}

function inputOf(body: Record<string, unknown>, { event, series }: EventOverview) {
  const { eventId, seriesId } = event;
  return eventInput(tidied(body), series.defaultLocale, { eventId, seriesId });
}

/** What a form changes that its organiser is asked about. @throws Problem with every fault in it */
function changeIn(body: Record<string, unknown>, overview: EventOverview, { at }: Visit) {
  const { event, series } = overview;
  return changeToAskAbout(
    overview,
    changedEvent(event, parsed(EventInput, inputOf(body, overview)), series, at.now),
  );
}

/** Asks whether people are told of a change, such as that an event moves. */
async function moveForm(visit: Visit, filled: Filled, change: AskingField) {
  const overview = await editableEvent(visit);
  const { event, series, counters } = overview;
  const input = parsed(EventInput, inputOf(filled.body, overview));
  const { mails, ...foreseen } = await foreseenChange(event.eventId, input, visit.who, visit.at);
  const drafts = await Promise.all(
    mails
      .filter(({ facts }) => facts.frame.locale === visit.locale)
      .map(async ({ of, facts }) => ({ of, ...(await spokenMail(facts)) })),
  );
  const fields = [...sentBy(visit).form];
  return show(visit, MoveScreen, {
    event,
    series,
    change,
    people: peopleOf(counters),
    fields,
    filled,
    foreseen,
    drafts,
  });
}

/** A fault of the notice stands on the screen that asks for it. */
async function editAgain(visit: Visit, filled: Filled) {
  const isOfNotice = filled.faults.some(({ pointer }) => pointer.startsWith('/notice'));
  const change = isOfNotice ? changeIn(filled.body, await editableEvent(visit), visit) : undefined;
  return change === undefined ? editForm(visit, filled) : moveForm(visit, filled, change);
}

export const prefixes = ['/series/{seriesId}/new-event', '/events/{eventId}/edit'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /series/{seriesId}/new-event': newForm,
  'POST /series/{seriesId}/new-event': submit(async (visit, { body }) => {
    const { seriesId, defaultLocale } = await editableSeries(visit);
    const input = eventInput(tidied(body), defaultLocale, { seriesId });
    const { event } = await createEvent(parsed(EventInput, input), visit.who, visit.at);
    return seeOther(`/console/events/${event.eventId}`, 'eventMade');
  }, newForm),
  'GET /events/{eventId}/edit': editForm,
  'POST /events/{eventId}/edit': submit(async (visit, { form, body, version }) => {
    const { who, at } = visit;
    if (form.has('back')) return editForm(visit, { body, version, faults: [], isUnsaved: true });
    const overview = await editableEvent(visit);
    const { eventId } = overview.event;
    const change = changeIn(body, overview, visit);
    const notice = chosenNotice(body);
    if (change !== undefined && notice === undefined)
      return moveForm(visit, { body, version, faults: [] }, change);
    const told = notice ?? (body.isTold === true ? 'now' : undefined);
    const { firstLink } = await replaceEvent(
      eventId,
      parsed(EventInput, inputOf(body, overview)),
      { version, notice: told },
      who,
      at,
    );
    const done = { mail: 'linkMailed', reminder: 'linkReminded' } as const;
    return seeOther(`/console/events/${eventId}`, firstLink === undefined ? 'saved' : done[firstLink.by]);
  }, editAgain),
};

/** What the organiser said about telling people, once they were asked. @throws Problem 422 for no time */
function chosenNotice(body: Record<string, unknown>): MoveNotice | undefined {
  if (body.notice === undefined && body.noticeAt === undefined) return undefined;
  return chosenTime(body, { choice: 'notice', time: 'noticeAt', timed: 'at', untimed: ['now', 'none'] });
}
