import { planned } from '../delivery/planned.ts';
import { calendarFacts, type EventInput, endsAt } from '../table/event.ts';
import { changesCalendar } from '../table/event-fields.ts';
import type { CountersItem, ErasureItem, EventItem, NotificationItem, SeriesItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { formerWay, statesWay, Way } from '../table/way.ts';
import { before, type Instant } from '../values/time.ts';
import { reminderNotifications } from './reminders.ts';
import { asksSensitive, sensitiveIds, sensitiveOnce, sensitiveSince } from './sensitive.ts';
import { sweepPlanned } from './sweep.ts';

/** A new event is a draft: nobody sees it, nothing is planned. */
export function newEvent(input: EventInput, series: SeriesItem, now: Instant): Step[] {
  const event: EventItem = {
    type: 'event',
    ...input,
    timeZone: input.timeZone ?? series.timeZone,
    status: 'draft',
    sequence: 0,
    version: 0,
    createdAt: now,
    updatedAt: now,
  };
  const groups = event.workingGroups.map((group) => [
    group.workingGroupId,
    { taken: 0, capacity: group.capacity },
  ]);
  const counters: CountersItem = {
    type: 'counters',
    eventId: event.eventId,
    capacity: event.capacity,
    taken: 0,
    pending: 0,
    confirmed: 0,
    waitlisted: 0,
    cancelled: 0,
    nextPosition: 1,
    groups: Object.fromEntries(groups),
    ways: statesWay(event)
      ? { onsite: noneOfWay(event, 'onsite'), online: noneOfWay(event, 'online') }
      : undefined,
  };
  return [
    { step: 'put', item: event, when: 'absent' },
    { step: 'put', item: counters, when: 'absent' },
  ];
}

const noneOfWay = ({ ways }: EventInput, way: Way) => ({
  ...{ capacity: ways?.[way].capacity, taken: 0, confirmed: 0, waitlisted: 0 },
});

/** Every mail to many that an event plans by its times: what is planned here is taken back with it. */
function plannedMails(event: EventItem, now: Instant): NotificationItem[] {
  return [...reminderNotifications(event, now), ...noPlaceNotification(event, now)];
}

/** What a published event has planned: reminders, the end of its waiting list, the first look at what it leaves. */
export function plansOf(event: EventItem, now: Instant, lookedAt: Instant = endsAt(event)): Step[] {
  return [
    ...plannedMails(event, now).map((item): Step => ({ step: 'put', item, when: 'any' })),
    erasurePlanned(event, lookedAt),
  ];
}

/**
 * Plans to look through what an event's attendees left. From its end on, when nobody can register for it any more, each
 * look plans the next: telling the owners, and erasing.
 */
function erasurePlanned(event: EventItem, dueAt: Instant): Step {
  const { eventId, seriesId } = event;
  const step = asksSensitive(event) ? 'sensitive' : 'notice';
  const item: ErasureItem = { type: 'erasure', eventId, seriesId, step, dueLane: 'erasure', dueAt };
  return { step: 'put', item, when: 'any' };
}

/** Those who still wait when nobody is moved up any more are told so. */
function noPlaceNotification(event: EventItem, now: Instant): NotificationItem[] {
  const at = before(event.startsAtLocal, event.timeZone, event.promoteUntil);
  if (at <= now) return [];
  const notificationId = `noplace-${event.eventId}-${event.sequence}`;
  return [planned('noPlace', event, { notificationId, audience: 'waitlisted', plannedAt: at }, now)];
}

/** Takes back what an event's earlier form had planned and the new one doesn't. */
export function obsoletePlans(event: EventItem, next: EventItem, now: Instant): Step[] {
  const kept = new Set(plannedMails(next, now).map((one) => one.notificationId));
  return plannedMails(event, now)
    .filter((one) => next.status !== 'published' || !kept.has(one.notificationId))
    .map((one) => ({ step: 'remove', ref: refs.notification(one.notificationId) }));
}

/** Publishes a draft; the caller's version check is in the put. */
export function publish(event: EventItem, now: Instant): Step[] {
  const published: EventItem = { ...event, status: 'published', version: event.version + 1, updatedAt: now };
  return [{ step: 'put', item: published, when: { version: event.version } }, ...plansOf(published, now)];
}

/**
 * Calls an event off, with what was planned for it, and enters that into the ledger; the caller's version check is in
 * the put. Nobody is told by it.
 * @param at when it was called off: until then it wants its people's data
 */
export function calledOff(event: EventItem, at: Instant, now: Instant): { next: EventItem; steps: Step[] } {
  const { eventId, version, sequence } = event;
  const next: EventItem = {
    ...event,
    status: 'cancelled',
    sequence: sequence + 1,
    version: version + 1,
    ...{ cancelledAt: at, updatedAt: at },
  };
  const steps: Step[] = [
    { step: 'put', item: next, when: { version } },
    ended({ what: 'event', eventId }, at),
  ];
  if (event.status === 'published')
    steps.push(...obsoletePlans(event, next, now), sweepPlanned(eventId, now), erasurePlanned(next, now));
  return { next, steps };
}

/** Whether an event may take more people than before: also where places are counted by way from now on, or not any more. */
export function hasMoreRoom(before: EventInput, after: EventInput): boolean {
  if ((before.ways === undefined) !== (after.ways === undefined)) return true;
  const most = ({ capacity, ways }: EventInput, way: Way) =>
    (ways === undefined ? capacity : ways[way].capacity) ?? Number.POSITIVE_INFINITY;
  return Way.options.some((way) => most(after, way) > most(before, way));
}

/** An event as this makes it; its sequence is the old one still. */
export function changedEvent(
  event: EventItem,
  input: EventInput,
  series: SeriesItem,
  now: Instant,
): EventItem {
  return {
    type: 'event',
    ...input,
    timeZone: input.timeZone ?? series.timeZone,
    status: event.status,
    formerFacts: event.formerFacts,
    formerWay: input.attendanceMode === event.attendanceMode ? event.formerWay : formerWay(event),
    cancelledAt: event.cancelledAt,
    sequence: event.sequence,
    version: event.version + 1,
    createdAt: event.createdAt,
    updatedAt: now,
    ...sensitiveOnce(event, input),
  };
}

/** Sequences of which an event remembers what was told: more corrections than this are none. */
const mostFormer = 20;

/** The next sequence of an event's calendar file; while it was a draft nobody was told anything of it. */
function nextSequence(event: EventItem): Pick<EventItem, 'sequence' | 'formerFacts'> {
  const { sequence, formerFacts = [], status } = event;
  const former = { sequence, ...calendarFacts(event) };
  return {
    sequence: sequence + 1,
    formerFacts: status === 'published' ? [...formerFacts, former].slice(-mostFormer) : undefined,
  };
}

/** The next form of an event, with its plans and limits moved along. */
export function revise(
  { event, counters }: { event: EventItem; counters: CountersItem },
  input: EventInput,
  series: SeriesItem,
  now: Instant,
): { next: EventItem; steps: Step[] } {
  const changed = changedEvent(event, input, series, now);
  const next = changesCalendar(event, changed) ? { ...changed, ...nextSequence(event) } : changed;
  const steps: Step[] = [{ step: 'put', item: next, when: { version: event.version } }];
  const before = sensitiveIds(event);
  const isProtecting = [...sensitiveIds(next)].some((questionId) => !before.has(questionId));
  if (isProtecting) steps.push(sensitiveSince(next, now));
  const groups = next.workingGroups.map((group) => [
    group.workingGroupId,
    { capacity: group.capacity, isNew: counters.groups[group.workingGroupId] === undefined },
  ]);
  steps.push({
    step: 'setLimits',
    eventId: event.eventId,
    capacity: next.capacity,
    groups: Object.fromEntries(groups),
    ways: counters.ways && {
      onsite: { capacity: next.ways?.onsite.capacity },
      online: { capacity: next.ways?.online.capacity },
    },
  });
  if (event.status === 'published') {
    // Looked through at once where its end moves: with it moves how long its people's data lasts.
    const lookedAt = endsAt(next) === endsAt(event) ? endsAt(next) : now;
    steps.push(...obsoletePlans(event, next, now), ...plansOf(next, now, lookedAt));
    if (hasMoreRoom(event, next)) steps.push(sweepPlanned(event.eventId, now));
  }
  return { next, steps };
}
