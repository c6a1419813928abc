import * as z from 'zod';
import { sweepWaitingList } from './cancel.ts';
import type { Context } from './context.ts';
import { EventInput, endsAt, startsAt } from './event.ts';
import { isMoved, newEvent, publish, revise } from './event-life.ts';
import { type Fault, faultsOf } from './faults.ts';
import type { CountersItem, EventItem, NotificationItem, SeriesItem } from './items.ts';
import { allow, type Organiser } from './organiser-access.ts';
import type { Change } from './ports.ts';
import { Problem, problemOf } from './problem.ts';
import { refs } from './refs.ts';
import { Instant } from './time.ts';

export interface EventWithCounters {
  event: EventItem;
  counters: CountersItem;
}

function parseEvent(body: unknown): EventInput {
  const parsed = EventInput.safeParse(body, { reportInput: true });
  if (!parsed.success) throw problemOf(faultsOf(parsed.error));
  return parsed.data;
}

/** Sensitive questions need the notice that asks for their consent, waiting lists a capacity. */
function faultsAgainstSeries(input: EventInput, series: SeriesItem): Fault[] {
  const faults: Fault[] = [];
  for (const [index, question] of input.questions.entries()) {
    if (question.sensitive && series.notices.sensitive === undefined) {
      const detail = 'the series has no notice for sensitive questions';
      faults.push({ pointer: `/questions/${index}/sensitive`, code: 'invalidValue', params: { detail } });
    }
  }
  if (input.waitingList && input.capacity === undefined) {
    faults.push({ pointer: '/waitingList', code: 'invalidValue', params: { detail: 'needs a capacity' } });
  }
  return faults;
}

/** A new draft. @throws Problem 404 for an unknown series, 409 when the id is taken */
export async function createEvent(
  body: unknown,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const input = parseEvent(body);
  allow(organiser, 'editor', input.seriesId);
  const series = await context.store.get(refs.series(input.seriesId));
  if (series === undefined) {
    throw problemOf([
      { pointer: '/seriesId', code: 'invalidValue', params: { detail: 'there is no such series' } },
    ]);
  }
  const faults = faultsAgainstSeries(input, series);
  if (faults.length > 0) throw problemOf(faults);
  const { committed } = await context.store.commit(newEvent(input, series, context.now));
  if (!committed) throw new Problem('already-exists');
  return readEvent(input.eventId, organiser, context);
}

export async function readEvent(
  eventId: string,
  organiser: Organiser,
  { store }: Context,
): Promise<EventWithCounters> {
  const { event, counters } = await store.load({
    event: refs.event(eventId),
    counters: refs.counters(eventId),
  });
  if (event === undefined || counters === undefined) throw new Problem('not-found');
  allow(organiser, 'viewer', event.seriesId);
  return { event, counters };
}

/** Whether and when people are told that an event moved: now, at a time, or not at all. */
export const MoveNotice = z.union([z.literal('now'), z.literal('none'), Instant]);
export type MoveNotice = z.infer<typeof MoveNotice>;

/**
 * Replaces an event. When its time moves, `notice` says whether people are told; without it nothing is written
 * and the caller is asked.
 */
export async function replaceEvent(
  eventId: string,
  body: unknown,
  { version, notice }: { version: number | undefined; notice: MoveNotice | undefined },
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { store, stage, now } = context;
  const current = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', current.event.seriesId);
  const input = parseEvent(body);
  const series = await seriesOf(current.event, context);
  const faults = faultsAgainstSeries(input, series);
  for (const id of ['eventId', 'seriesId'] as const) {
    if (input[id] !== current.event[id]) {
      faults.push({
        pointer: `/${id}`,
        code: 'invalidValue',
        params: { detail: 'an id can not be changed' },
      });
    }
  }
  if (faults.length > 0) throw problemOf(faults);
  if (version !== undefined && version !== current.event.version) throw new Problem('version-mismatch');
  const { next, changes } = revise(current, input, series, stage.retentionDays, now);
  const hasPeople = current.counters.confirmed + current.counters.waitlisted > 0;
  if (next.status === 'published' && hasPeople && isMoved(current.event, next)) {
    if (notice === undefined) {
      const detail =
        'the event moves: say with ?notice=now, none or an instant whether its attendees are told';
      throw problemOf([{ pointer: '/startsAtLocal', code: 'invalidValue', params: { detail } }]);
    }
    if (notice !== 'none')
      changes.push(movedNotification(current.event, next, notice === 'now' ? now : notice, now));
  }
  if (!(await store.commit(changes)).committed) throw new Problem('version-mismatch');
  if (hasMoreRoom(current.event, next)) await sweepWaitingList(eventId, context);
  return readEvent(eventId, organiser, context);
}

function hasMoreRoom(before: EventItem, after: EventItem): boolean {
  return before.capacity !== undefined && (after.capacity ?? Number.POSITIVE_INFINITY) > before.capacity;
}

/** "Moved from → to", to everybody who has a place or waits and doesn't hold the new SEQUENCE. */
function movedNotification(from: EventItem, to: EventItem, at: Instant, now: Instant): Change {
  const item: NotificationItem = {
    type: 'notification',
    notificationId: `moved-${to.eventId}-${to.sequence}`,
    kind: 'change',
    template: 'moved',
    eventId: to.eventId,
    seriesId: to.seriesId,
    state: 'planned',
    audience: 'confirmedOrWaitlisted',
    plannedAt: at,
    sequence: to.sequence,
    previous: { startsAt: startsAt(from), endsAt: endsAt(from) },
    version: 0,
    createdAt: now,
    dueLane: 'notification',
    dueAt: at,
  };
  return { change: 'put', item, when: 'any' };
}

async function seriesOf(event: EventItem, { store }: Context): Promise<SeriesItem> {
  const series = await store.get(refs.series(event.seriesId));
  if (series === undefined) throw new Problem('not-found');
  return series;
}

/** Publishes a draft: from now on it is seen, takes sign-ups and has its reminders planned. Twice is as good as once. */
export async function publishEvent(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { event, counters } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  if (event.status === 'published') return { event, counters };
  if (event.status === 'cancelled')
    throw new Problem('not-possible-now', { detail: 'the event is cancelled' });
  const series = await seriesOf(event, context);
  const changes = publish(event, series, context.stage.retentionDays, context.now);
  if (!(await context.store.commit(changes)).committed) throw new Problem('version-mismatch');
  return readEvent(eventId, organiser, context);
}

/** Cancels an event and tells everybody who has a place or waits, with METHOD:CANCEL. */
export async function cancelEvent(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { store, now } = context;
  const { event, counters } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  if (event.status === 'cancelled') return { event, counters };
  const next: EventItem = {
    ...event,
    status: 'cancelled',
    sequence: event.sequence + 1,
    version: event.version + 1,
    updatedAt: now,
  };
  const item: NotificationItem = {
    type: 'notification',
    notificationId: `eventcancelled-${eventId}`,
    kind: 'cancellation',
    template: 'eventCancelled',
    eventId,
    seriesId: event.seriesId,
    state: 'planned',
    audience: 'confirmedOrWaitlisted',
    plannedAt: now,
    sequence: next.sequence,
    version: 0,
    createdAt: now,
    dueLane: 'notification',
    dueAt: now,
  };
  const changes: Change[] = [{ change: 'put', item: next, when: { version: event.version } }];
  if (event.status === 'published') changes.push({ change: 'put', item, when: 'absent' });
  if (!(await store.commit(changes)).committed) throw new Problem('version-mismatch');
  return readEvent(eventId, organiser, context);
}

/** The events that the organiser sees: those of one series, by start. */
export async function listEvents(
  seriesId: string,
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store }: Context,
): Promise<{ items: EventWithCounters[]; next?: string }> {
  allow(organiser, 'viewer', seriesId);
  const { items, next } = await store.listed(`EVENTS#${seriesId}`, page);
  const ids = items.map((entry) => entry.pk.slice('EVENT#'.length));
  const [events, counters] = await Promise.all([
    store.getMany(ids.map(refs.event)),
    store.getMany(ids.map(refs.counters)),
  ]);
  const found = events.flatMap((event, index) => {
    const counted = counters[index];
    return event && counted ? [{ event, counters: counted }] : [];
  });
  return { items: found, ...(next === undefined ? {} : { next }) };
}
