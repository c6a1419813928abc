import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { restrictedBy, restrictedIn } from '../attendee/restriction.ts';
import { readEvent } from '../organising/events.ts';
import { replaced } from '../registration/places.ts';
import { Tally } from '../registration/tally.ts';
import type { Context } from '../table/context.ts';
import { startsAt } from '../table/event.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import { everything } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { randomId } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { Instant } from '../values/time.ts';

/** Who came: the registrations named here, and of the confirmed ones nobody else. */
export const AttendanceInput = z.strictObject({
  registrationIds: z.array(OneLine(200)).max(10_000),
});
type AttendanceInput = z.infer<typeof AttendanceInput>;

/** Registrations of one transaction, which counts them too. */
const writtenAtOnce = 80;
/** How many recordings of one registration can be taken back: it keeps what was before each. */
const mostTakenBack = 20;

/**
 * Puts who came; an empty list says that nobody did, once the event began. What is recorded already costs nothing.
 * @throws Problem 404, 422 where ids are named and none is a confirmed registration's: nobody's absence follows from that
 */
export async function putAttendance(
  eventId: string,
  { registrationIds }: AttendanceInput,
  organiser: Organiser,
  context: Context,
): Promise<{ attended: number; changed: number; unknown: string[] }> {
  const wanted = new Set(registrationIds);
  const registrations = await confirmedAmong(wanted, eventId, organiser, context);
  const known = new Set(registrations.map((one) => one.registrationId));
  const changed = await record(
    eventId,
    registrations,
    (one) => wanted.has(one.registrationId),
    organiser,
    context,
  );
  const unknown = [...wanted].filter((id) => !known.has(id));
  return { attended: wanted.size - unknown.length, changed, unknown };
}

/**
 * Adds to who came: of everybody else what was recorded before stays, and whoever has no record did not come, but for
 * those of whom a report says nothing clear.
 * @throws Problem 404, 422, for nobody at all too: it doesn't follow that nobody came
 */
export async function addAttendance(
  eventId: string,
  { registrationIds }: AttendanceInput,
  organiser: Organiser,
  context: Context,
  unclear: ReadonlySet<string> = new Set(),
): Promise<{ attended: number }> {
  const named = new Set(registrationIds);
  if (named.size === 0) throw problemOf([{ pointer: '/registrationIds', code: 'nobodyNamed' }]);
  const registrations = await confirmedAmong(named, eventId, organiser, context);
  const came = (one: RegistrationItem) => one.attended === true || named.has(one.registrationId);
  const considered = registrations.filter((one) => came(one) || !unclear.has(one.registrationId));
  await record(eventId, considered, came, organiser, context);
  return { attended: registrations.filter(came).length };
}

/** Who of some people came, and who did not; of all others what is known stays. */
export const AttendanceMarks = z.strictObject({
  attended: z.array(OneLine(200)).max(500).default([]),
  absent: z.array(OneLine(200)).max(500).default([]),
});
type AttendanceMarks = z.infer<typeof AttendanceMarks>;

/** Records it of these registrations alone, as far as they are confirmed. @throws Problem 404, 422 */
export async function markAttendance(
  eventId: string,
  marks: AttendanceMarks,
  organiser: Organiser,
  context: Context,
): Promise<{ changed: number }> {
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const attended = new Set(marks.attended);
  const ids = new Set([...attended, ...marks.absent]);
  const found = await context.store.getMany([...ids].map((id) => refs.registration(eventId, id)));
  const named = found
    .filter((one) => one !== undefined)
    .filter((one) => one.state === 'confirmed' && !isGone(one, context.now));
  const came = (one: RegistrationItem) => attended.has(one.registrationId);
  return { changed: await record(eventId, named, came, organiser, context) };
}

/**
 * Takes back what the last recording changed, whoever made it and however: each registration is again as it was before.
 * Once more takes back the one before, as far back as registrations keep it.
 * @throws Problem 403, 404, 409 when nothing is left to take back
 */
export async function takeBackAttendance(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<{ recordedAt: Instant; changed: number; attended: number }> {
  const registrations = await unrestrictedOf(eventId, organiser, context);
  const last = registrations.map(lastRecording).toSorted().at(-1) ?? '';
  if (last === '') throw new Problem('not-possible-now', { detail: { code: 'nothingRecorded' } });
  const { seriesId } = (await readEvent(eventId, organiser, context)).event;
  const concerned = registrations.filter((one) => lastRecording(one) === last);
  const item = `events/${eventId}/attendance`;
  const deed = { action: 'attendance.takeBack', item, seriesId, details: { changed: concerned.length } };
  await context.store.commit([audited(organiser, deed, context)]);
  const before = (one: RegistrationItem) => {
    const kept = one.attendanceBefore ?? [];
    const was = kept.at(-1);
    if (was?.recordingId !== last) return undefined;
    return { attended: was.attended, attendanceBefore: kept.length > 1 ? kept.slice(0, -1) : undefined };
  };
  await changeAll(eventId, concerned, before, context);
  const attended = registrations.filter((one) => (before(one) ?? one).attended === true).length;
  return { recordedAt: Instant.parse(last.split('#', 1)[0]), changed: concerned.length, attended };
}

const lastRecording = ({ attendanceBefore }: RegistrationItem) => attendanceBefore?.at(-1)?.recordingId ?? '';

/** @throws Problem 422 where somebody is named, and none of them is confirmed */
async function confirmedAmong(
  named: ReadonlySet<string>,
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem[]> {
  const registrations = await confirmedOf(eventId, organiser, context);
  if (named.size > 0 && !registrations.some((one) => named.has(one.registrationId)))
    throw problemOf([{ pointer: '/registrationIds', code: 'nobodyConfirmed' }]);
  return registrations;
}

/** An event's people who have a place. @throws Problem 403, 404 */
async function confirmedOf(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem[]> {
  const { store, now } = context;
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const all = await everything((from) => store.list(collections.registrations(eventId), from));
  return all.filter((one) => one.state === 'confirmed' && !isGone(one, now));
}

/** Those whose data is more than stored (Art. 18 GDPR). @throws Problem 403, 404 */
export async function unrestrictedOf(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem[]> {
  const confirmed = await confirmedOf(eventId, organiser, context);
  const restricted = await restrictedIn(confirmed[0]?.seriesId ?? '', context);
  return confirmed.filter((one) => !restricted(one));
}

/**
 * Of whom a recording says something. Before an event begins nobody is absent whose presence was not recorded: a list that
 * was only looked at, or a report of people who were early, says nothing of anybody else.
 */
export function saidOf(
  registrations: readonly RegistrationItem[],
  came: (registration: RegistrationItem) => boolean,
  event: EventItem,
  now: Instant,
): RegistrationItem[] {
  const hasBegun = now >= startsAt(event);
  return registrations.filter((one) => hasBegun || one.attended !== undefined || came(one));
}

/** Records of registrations who came, and once it began of the others that they did not, so that it can be taken back. */
export async function record(
  eventId: string,
  registrations: readonly RegistrationItem[],
  came: (registration: RegistrationItem) => boolean,
  organiser: Organiser,
  context: Context,
): Promise<number> {
  const { event } = await readEvent(eventId, organiser, context);
  const restricted = await restrictedIn(event.seriesId, context);
  const said = saidOf(registrations, came, event, context.now);
  const differing = said.filter((one) => one.attended !== came(one));
  // Of who is stored and nothing else it is neither noted that they came, nor that they did not.
  const named = differing.find((one) => came(one) && restricted(one));
  const restriction = named && restricted(named);
  if (restriction) throw problemOf([{ pointer: '', ...restrictedBy(restriction) }]);
  const waiting = differing.filter((one) => !restricted(one));
  const changed = waiting.length;
  const deed = {
    action: 'attendance.record',
    item: `events/${eventId}/attendance`,
    seriesId: event.seriesId,
    details: { attended: registrations.filter(came).length, changed },
  };
  await context.store.commit([audited(organiser, deed, context)]);
  const recordingId = `${context.now}#${randomId()}`;
  const recorded = (one: RegistrationItem) => {
    const attended = came(one);
    if (one.attended === attended) return undefined;
    const was = { recordingId, ...(one.attended === undefined ? {} : { attended: one.attended }) };
    return { attended, attendanceBefore: [...(one.attendanceBefore ?? []), was].slice(-mostTakenBack) };
  };
  await changeAll(eventId, waiting, recorded, context);
  return changed;
}

type AttendanceChange = Pick<RegistrationItem, 'attended' | 'attendanceBefore'>;

/** Writes what differs, many at once with their counts; somebody who is changed at that moment is read again. */
async function changeAll(
  eventId: string,
  registrations: readonly RegistrationItem[],
  change: (registration: RegistrationItem) => AttendanceChange | undefined,
  context: Context,
): Promise<void> {
  for (let from = 0; from < registrations.length; from += writtenAtOnce) {
    await changeSome(eventId, registrations.slice(from, from + writtenAtOnce), change, context);
  }
}

async function changeSome(
  eventId: string,
  some: readonly RegistrationItem[],
  change: (registration: RegistrationItem) => AttendanceChange | undefined,
  { store, now }: Context,
): Promise<void> {
  let left = some;
  return retrying('event', async () => {
    if (left.length === 0) return;
    const { event, counters } = await store.load({
      event: refs.event(eventId),
      counters: refs.counters(eventId),
    });
    if (event === undefined || counters === undefined) return;
    const tally = new Tally({ event, counters });
    const steps = left.flatMap((one): Step[] => {
      const changed = change(one);
      if (changed === undefined) return [];
      tally.countAttendance(one, -1).countAttendance(changed, 1);
      return [replaced(one, changed)];
    });
    // Until when these are kept changes with it: the next look says so, before their few days are over.
    const isEntry = left.some(({ isUnverified }) => isUnverified);
    const erasure = isEntry ? await store.get(refs.erasure(eventId)) : undefined;
    if (erasure !== undefined) steps.push({ step: 'put', item: { ...erasure, dueAt: now }, when: 'any' });
    if ((await store.commit([...steps, tally.step])).committed) return;
    const found = await store.getMany(left.map((one) => refs.registration(eventId, one.registrationId)));
    left = found
      .filter((one) => one !== undefined)
      .filter((one) => one.state === 'confirmed' && change(one) !== undefined);
    return 'again';
  });
}
