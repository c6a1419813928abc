import { planned } from '../delivery/planned.ts';
import { type EventInput, endsAt, startsAt } from '../table/event.ts';
import { changesCalendar } from '../table/event-fields.ts';
import type { CountersItem, ErasureItem, EventItem, NotificationItem, SeriesItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { ownersToldAt } from '../table/retention.ts';
import { after, before, type Instant } from '../values/time.ts';
import { reminderNotifications } from './reminders.ts';
import { asksSensitive, sensitiveOnce } from './sensitive.ts';
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
  };
  return [
    { step: 'put', item: event, when: 'absent' },
    { step: 'put', item: counters, when: 'absent' },
  ];
}

/** Every mail to many that an event plans by its times: what is planned here is taken back with it. */
function plannedMails(event: EventItem, now: Instant): NotificationItem[] {
  return [...reminderNotifications(event, now), ...noPlaceNotification(event, now)];
}

/** What a published event has planned: reminders, the end of its waiting list, the erasing of what it leaves. */
export function plansOf(event: EventItem, series: SeriesItem, retentionDays: number, now: Instant): Step[] {
  return [
    ...plannedMails(event, now).map((item): Step => ({ step: 'put', item, when: 'any' })),
    { step: 'put', item: erasureOf(event, series, retentionDays), when: 'any' },
  ];
}

/** Sensitive answers go with the event's end; each step plans the next: telling the owners, and erasing all the rest. */
function erasureOf(event: EventItem, series: SeriesItem, retentionDays: number): ErasureItem {
  const { eventId, seriesId } = event;
  const common = { type: 'erasure', eventId, seriesId, dueLane: 'erasure' } as const;
  if (asksSensitive(event)) return { ...common, step: 'sensitive', dueAt: endsAt(event) };
  const days = series.retentionDays ?? retentionDays;
  const due = after(endsAt(event), `P${days}D`, event.timeZone);
  return { ...common, step: 'notice', dueAt: ownersToldAt(due, event) };
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
export function publish(event: EventItem, series: SeriesItem, retentionDays: number, now: Instant): Step[] {
  const published: EventItem = { ...event, status: 'published', version: event.version + 1, updatedAt: now };
  return [
    { step: 'put', item: published, when: { version: event.version } },
    ...plansOf(published, series, retentionDays, now),
  ];
}

/** The erasure among an event's plans, to be looked at now. */
function dueNow(plan: Step, now: Instant): Step {
  return plan.step === 'put' && plan.item.type === 'erasure'
    ? { ...plan, item: { ...plan.item, dueAt: now } }
    : plan;
}

/** Whether an event takes more people than before. */
export function hasMoreRoom(before: EventInput, after: EventInput): boolean {
  return before.capacity !== undefined && (after.capacity ?? Number.POSITIVE_INFINITY) > before.capacity;
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
  const { sequence, formerFacts = [], status, title, timeZone } = event;
  const former = { sequence, title, startsAt: startsAt(event), endsAt: endsAt(event), timeZone };
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
  retentionDays: number,
  now: Instant,
): { next: EventItem; steps: Step[] } {
  const changed = changedEvent(event, input, series, now);
  const next = changesCalendar(event, changed) ? { ...changed, ...nextSequence(event) } : changed;
  const steps: Step[] = [{ step: 'put', item: next, when: { version: event.version } }];
  const groups = next.workingGroups.map((group) => [
    group.workingGroupId,
    { capacity: group.capacity, isNew: counters.groups[group.workingGroupId] === undefined },
  ]);
  steps.push({
    step: 'setLimits',
    eventId: event.eventId,
    capacity: next.capacity,
    groups: Object.fromEntries(groups),
  });
  if (event.status === 'published') {
    const plans = plansOf(next, series, retentionDays, now);
    // Taken up at once: what people left has to last longer by as much as the event is later.
    const isLater = endsAt(next) > endsAt(event);
    steps.push(
      ...obsoletePlans(event, next, now),
      ...(isLater ? plans.map((one) => dueNow(one, now)) : plans),
    );
    if (hasMoreRoom(event, next)) steps.push(sweepPlanned(event.eventId, now));
  }
  return { next, steps };
}
