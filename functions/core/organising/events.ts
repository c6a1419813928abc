import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { planned } from '../delivery/planned.ts';
import { countedByWay } from '../registration/begin-ways.ts';
import { changedEvent, hasMoreRoom, newEvent, revise } from '../registration/event-plans.ts';
import { sweepDue } from '../registration/sweep.ts';
import type { Context } from '../table/context.ts';
import { type EventInput, endsAt, toldFacts, withoutOptional } from '../table/event.ts';
import { type AskingField, askingChanges } from '../table/event-fields.ts';
import type { CountersItem, EventItem, SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { countEvent } from '../table/numbers.ts';
import { readableList } from '../table/pages.ts';
import { keptOfFormer } from '../table/place.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { checkTimes, shownEach } from '../table/series-events.ts';
import { statesWay, Way } from '../table/way.ts';
import { breaks, type Fault } from '../values/faults.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { type Instant, InstantInput, instantOf, LocalTime } from '../values/time.ts';
import { clearDeletedEvent } from './clear-event.ts';
import { type FirstLink, firstLink } from './first-link.ts';

export interface EventWithCounters {
  event: EventItem;
  counters: CountersItem;
  /** Of a link that a change brought: how those are told who were told that there is none. */
  firstLink?: FirstLink | undefined;
}

/** Sensitive questions need the notice that asks for their consent, waiting lists a capacity, and an end lies after its start. */
function faultsAgainstSeries(input: EventInput, series: SeriesItem): Fault[] {
  const faults: Fault[] = [];
  for (const [index, question] of input.questions.entries()) {
    if (question.sensitive && series.notices.sensitive === undefined) {
      faults.push({ pointer: `/questions/${index}/sensitive`, code: 'sensitiveNoticeMissing' });
    }
  }
  if (input.waitingList && input.capacity === undefined) {
    faults.push({ pointer: '/waitingList', code: 'capacityMissing' });
  }
  for (const way of Way.options) {
    if (input.ways?.[way].waitingList && input.ways[way].capacity === undefined)
      faults.push({ pointer: `/ways/${way}/waitingList`, code: 'capacityMissing' });
  }
  // By the zone's clocks, not by the digits: a start that they skip is read as a later time.
  const timeZone = input.timeZone ?? series.timeZone;
  if (instantOf(input.startsAtLocal, timeZone) >= instantOf(input.endsAtLocal, timeZone)) {
    faults.push({ pointer: '/endsAtLocal', code: 'endsBeforeStart' });
  }
  return faults;
}

/** A new draft. @throws Problem 404 for an unknown series, 409 when the id is taken */
export async function createEvent(
  input: EventInput,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  return writeEvent(input, 'event.create', organiser, context);
}

/** Writes a draft that isn't there yet. */
export async function writeEvent(
  input: EventInput,
  action: 'event.create' | 'event.clone',
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  allow(organiser, 'editor', input.seriesId);
  const series = await context.store.get(refs.series(input.seriesId));
  if (series === undefined) {
    throw problemOf([{ pointer: '/seriesId', code: 'unknownSeries' }]);
  }
  const faults = faultsAgainstSeries(input, series);
  if (faults.length > 0) throw problemOf(faults);
  const steps: Step[] = [
    // What an event of this id left that was deleted has to be gone before.
    { step: 'remove', ref: refs.erasure(input.eventId), when: 'absent' },
    ...newEvent(input, series, context.now),
    { step: 'check', ref: refs.series(input.seriesId) },
    countEvent(input.seriesId, 1),
    audited(organiser, eventDeed(action, input), context),
  ];
  const first = await context.store.commit(steps);
  if (!first.committed && first.failed.every((step) => step === 0)) {
    await clearDeletedEvent(input.eventId, context);
    if ((await context.store.commit(steps)).committed) return readEvent(input.eventId, organiser, context);
  }
  if (!first.committed) throw new Problem('already-exists');
  return readEvent(input.eventId, organiser, context);
}

/** What the audit says of something done to an event. */
export function eventDeed(action: string, { eventId, seriesId }: Pick<EventInput, 'eventId' | 'seriesId'>) {
  return { action, item: `events/${eventId}`, seriesId };
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

const NoticeTime = z.union([z.literal('now'), z.literal('none'), LocalTime, InstantInput]);
/** Whether and when people are told that an event moved or changed: now, at a time (by the event's clock, where it has no offset), or not at all. */
export const MoveNotice = z
  .string()
  .refine((text) => NoticeTime.safeParse(text).success, breaks({ code: 'invalidNotice' }, { abort: true }))
  .pipe(NoticeTime);
export type MoveNotice = z.infer<typeof MoveNotice>;

/** Whether a change of an event concerns anybody: it is published, and somebody has a place or waits. */
function concernsPeople({ event, counters }: EventWithCounters): boolean {
  return event.status === 'published' && counters.confirmed + counters.waitlisted > 0;
}

/**
 * Whether an event that is over for people would end later: how long their data is kept has begun to count (promise 7).
 * What takes place another time is another event, which they sign up for themselves.
 */
function isPutOff({ event, counters }: EventWithCounters, next: EventItem, now: Instant): boolean {
  const hadPeople = counters.confirmed + counters.waitlisted + counters.cancelled > 0;
  return event.status !== 'draft' && hadPeople && now >= endsAt(event) && endsAt(next) > endsAt(event);
}

/** The change for which the organiser has to decide whether people are told, before an event becomes the next one. */
export function changeToAskAbout(current: EventWithCounters, next: EventItem): AskingField | undefined {
  return concernsPeople(current) ? askingChanges(current.event, next)[0] : undefined;
}

/**
 * An event and its series, where the one may become what is handed in.
 * @throws Problem 403, 404, 412, 422 with every fault in it
 */
export async function changeableEvent(
  eventId: string,
  input: EventInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<{ current: EventWithCounters; series: SeriesItem }> {
  const current = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', current.event.seriesId);
  const series = await seriesOf(current.event, context);
  const faults = faultsAgainstSeries(input, series);
  for (const id of ['eventId', 'seriesId'] as const) {
    if (input[id] !== current.event[id]) faults.push({ pointer: `/${id}`, code: 'idFixed' });
  }
  if (current.event.status === 'published') {
    for (const kept of keptOfFormer(current.event.place, input.place))
      faults.push({ pointer: `/place/${kept}`, code: 'ofFormerAddress' });
  }
  if (faults.length > 0) throw problemOf(faults);
  if (version !== undefined && version !== current.event.version) throw new Problem('version-mismatch');
  const next = changedEvent(current.event, input, series, context.now);
  if (isPutOff(current, next, context.now))
    throw problemOf([{ pointer: '/endsAtLocal', code: 'overForPeople' }]);
  return { current, series };
}

/**
 * Replaces an event. When its time moves, `notice` says whether people are told; without it nothing is written
 * and the caller is asked. With `notice` another change is told the same way. A first link is told by the next reminder or,
 * where none is to come any more, at once: its people read in their mails that it is still to come.
 */
export async function replaceEvent(
  eventId: string,
  input: EventInput,
  { version, notice }: { version: number | undefined; notice: MoveNotice | undefined },
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { store, now } = context;
  const { current, series } = await changeableEvent(eventId, input, version, organiser, context);
  // Whose registrations say their way is counted by it: before any does.
  const counters = willStateWay(current.event, input)
    ? await countedByWay(current.event, current.counters, context)
    : current.counters;
  const { next, steps } = revise({ ...current, counters }, input, series, now);
  const asking = changeToAskAbout(current, next);
  if (asking !== undefined && notice === undefined) {
    throw problemOf([{ pointer: `/${asking}`, code: 'changeUntold' }]);
  }
  const isTold = concernsPeople(current) && notice !== undefined && notice !== 'none';
  const link = isTold ? undefined : firstLink(current, next, now);
  if (isTold) {
    const at = notice === 'now' ? now : notice.endsWith('Z') ? notice : instantOf(notice, next.timeZone);
    if (at < now) throw problemOf([{ pointer: '/notice', code: 'inThePast' }]);
    steps.push(...(await changeNotification(current.event, next, at, context)));
  } else if (link?.by === 'mail') {
    steps.push(...(await changeNotification(current.event, next, now, context)));
  }
  steps.push(audited(organiser, eventDeed('event.change', next), context));
  if (!(await store.commit(steps)).committed) throw new Problem('version-mismatch');
  if (hasMoreRoom(current.event, next)) await sweepDue(eventId, context);
  return { ...(await readEvent(eventId, organiser, context)), firstLink: link };
}

/** Whether registrations of an event say their way, once it is as it is handed in. */
function willStateWay(event: EventItem, { attendanceMode }: EventInput): boolean {
  return attendanceMode === 'hybrid' || attendanceMode !== event.attendanceMode || statesWay(event);
}

/**
 * What is new of an event, to everybody who has a place or waits: "moved from → to" where its time is other than people
 * know it. One that is planned still is taken up by this one, so that what was before is what they know.
 */
async function changeNotification(
  from: EventItem,
  to: EventItem,
  at: Instant,
  { store, now }: Context,
): Promise<Step[]> {
  const unsent = await unsentChanges(from, store);
  const steps = unsent.map(
    (one): Step => ({
      step: 'removeVersion',
      ref: refs.notification(one.notificationId),
      version: one.version,
    }),
  );
  const known = unsent.at(-1)?.previous;
  // A row of an earlier version has its times alone.
  const before = { ...toldFacts(from), ...(known?.title === undefined ? {} : withoutOptional), ...known };
  const next = toldFacts(to);
  const isSame = JSON.stringify(before) === JSON.stringify(next);
  // Taken back before anybody was told.
  if (isSame && unsent.length > 0) return steps;
  const isMove = before.startsAt !== next.startsAt || before.endsAt !== next.endsAt;
  const plan = {
    ...{ notificationId: changeId(to.eventId, to.version), plannedAt: at },
    audience: 'confirmedOrWaitlisted' as const,
    // What changed before is told now: as it looks, and of its time as people know it.
    previous: isSame ? undefined : before,
  };
  return [...steps, { step: 'put', item: planned(isMove ? 'moved' : 'changed', to, plan, now), when: 'any' }];
}

const changeId = (eventId: string, version: number) => `changed-${eventId}-${version}`;
/** A change is told within a minute, or at the time that was chosen: more corrections than this are none. */
const mostCorrections = 10;

/** The changes of an event that nobody was told of yet, the latest first. */
async function unsentChanges({ eventId, version }: EventItem, store: Context['store']) {
  const versions = Array.from({ length: Math.min(version, mostCorrections) }, (_, index) => version - index);
  const found = await store.getMany(versions.map((one) => refs.notification(changeId(eventId, one))));
  return found.filter((one) => one !== undefined).filter(({ state }) => state === 'planned');
}

async function seriesOf(event: EventItem, { store }: Context): Promise<SeriesItem> {
  const series = await store.get(refs.series(event.seriesId));
  if (series === undefined) throw new Problem('not-found');
  return series;
}

/** The events that the organiser sees: those of one series that can be read, by start. */
export async function listEvents(
  seriesId: string,
  organiser: Organiser,
  page: { after?: string; limit: number },
  context: Context,
): Promise<{ items: EventWithCounters[]; next?: string }> {
  allow(organiser, 'viewer', seriesId);
  const { items, next } = await readableList(lists.eventsOfSeries(seriesId), page, context, checkTimes);
  const found = await shownEach(
    items.map(({ eventId }) => ({ eventId, ref: refs.counters(eventId) })),
    context,
  );
  const withCounters = items.flatMap((event, index) => {
    const counters = found[index];
    return counters === undefined ? [] : [{ event, counters }];
  });
  return { items: withCounters, next };
}
