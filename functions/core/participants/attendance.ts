import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import { restrictedBy, restrictedIn } from '../attendee/restriction.ts';
import { readEvent } from '../organising/events.ts';
import { replaced } from '../registration/places.ts';
import { Tally } from '../registration/tally.ts';
import type { Context } from '../table/context.ts';
import type { RegistrationItem } from '../table/items.ts';
import { everything } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { normaliseEmail } from '../values/keys.ts';
import { problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { readAttendance } from './attendance-report.ts';

/** Who came: the registrations named here, and of the confirmed ones nobody else. */
export const AttendanceInput = z.strictObject({
  registrationIds: z.array(OneLine(200)).max(10_000),
});
type AttendanceInput = z.infer<typeof AttendanceInput>;

/** Registrations of one transaction, which counts them too. */
const writtenAtOnce = 80;

/** A line of a meeting service's report that names nobody by their address. */
export interface Unmatched {
  line: number;
  name: string;
  /** Registrations of that name: suggestions, which the organiser takes over by their ids. */
  suggestions: string[];
}

export interface AttendanceReport {
  attended: number;
  /** By line of the file. */
  matched: { line: number; registrationId: string }[];
  unmatched: Unmatched[];
  isDryRun: boolean;
}

/**
 * Puts who came; an empty list says that nobody did. What is recorded already costs nothing.
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
 * Adds to who came: of everybody else what was recorded before stays, and whoever has no record did not come.
 * @throws Problem 404, 422, for nobody at all too: it doesn't follow that nobody came
 */
export async function addAttendance(
  eventId: string,
  { registrationIds }: AttendanceInput,
  organiser: Organiser,
  context: Context,
): Promise<{ attended: number }> {
  const named = new Set(registrationIds);
  if (named.size === 0) throw problemOf([{ pointer: '/registrationIds', code: 'nobodyNamed' }]);
  const registrations = await confirmedAmong(named, eventId, organiser, context);
  const came = (one: RegistrationItem) => one.attended === true || named.has(one.registrationId);
  await record(eventId, registrations, came, organiser, context);
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
 * Takes over a meeting service's report: addresses match, names alone only suggest. Who stands in it came; what was
 * recorded before stays. Every line that names nobody known is in the answer. With `isDryRun`, or when no address
 * matches, nothing is written; what a crash left undone, the same call does.
 * @throws Problem 403, 422 with the line, when the file can't be read
 */
export async function importAttendance(
  eventId: string,
  bytes: Uint8Array,
  isDryRun: boolean,
  organiser: Organiser,
  context: Context,
): Promise<AttendanceReport> {
  const confirmed = await confirmedOf(eventId, organiser, context);
  requireRight(organiser, 'addresses');
  const restricted = await restrictedIn(confirmed[0]?.seriesId ?? '', context);
  const registrations = confirmed.filter((one) => !restricted.has(one.personHash));
  const lines = readAttendance(bytes);
  const byEmail = grouped(registrations, (one) => normaliseEmail(one.email));
  const byName = grouped(registrations, (one) => plainName(one.name));
  const matched = new Map<string, number>();
  const unmatched: Unmatched[] = [];
  for (const { line, name, addresses, text } of lines) {
    const own = addresses.flatMap((email) => byEmail.get(normaliseEmail(email)) ?? []);
    const seat = own.length > 1 ? own.filter((one) => plainName(one.name) === plainName(name)) : own;
    const found = seat.length === 1 ? seat[0] : own.find((one) => one.seat === undefined);
    if (found !== undefined) matched.set(found.registrationId, matched.get(found.registrationId) ?? line);
    else {
      const suggestions = (byName.get(plainName(name)) ?? []).map((one) => one.registrationId);
      unmatched.push({ line, name: (name || addresses.join(' ') || text).slice(0, 200), suggestions });
    }
  }
  // Where nobody's address is known, it doesn't follow that nobody came.
  if (!isDryRun && matched.size > 0) {
    const came = (one: RegistrationItem) => one.attended === true || matched.has(one.registrationId);
    await record(eventId, registrations, came, organiser, context);
  }
  return {
    attended: matched.size,
    matched: [...matched].map(([registrationId, line]) => ({ line, registrationId })),
    unmatched,
    isDryRun,
  };
}

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

/** Writes what differs, many at once with their counts; somebody who is changed at that moment is read again. */
async function record(
  eventId: string,
  registrations: readonly RegistrationItem[],
  came: (registration: RegistrationItem) => boolean,
  organiser: Organiser,
  context: Context,
): Promise<number> {
  const { store } = context;
  const restricted = await restrictedIn(registrations[0]?.seriesId ?? '', context);
  const differing = registrations.filter((one) => one.attended !== came(one));
  // Of who is stored and nothing else it is neither noted that they came, nor that they did not.
  const named = differing.find((one) => came(one) && restricted.has(one.personHash));
  const restriction = named && restricted.get(named.personHash);
  if (restriction) throw problemOf([{ pointer: '', ...restrictedBy(restriction) }]);
  const waiting = differing.filter((one) => !restricted.has(one.personHash));
  const changed = waiting.length;
  const { event } = await readEvent(eventId, organiser, context);
  const deed = {
    action: 'attendance.record',
    item: `events/${eventId}/attendance`,
    seriesId: event.seriesId,
    details: { attended: registrations.filter(came).length, changed },
  };
  await store.commit([audited(organiser, deed, context)]);
  for (let from = 0; from < waiting.length; from += writtenAtOnce) {
    await recordSome(eventId, waiting.slice(from, from + writtenAtOnce), came, context);
  }
  return changed;
}

async function recordSome(
  eventId: string,
  some: readonly RegistrationItem[],
  came: (registration: RegistrationItem) => boolean,
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
    const steps = left.map((one): Step => {
      tally.countAttendance(one, -1).countAttendance({ attended: came(one) }, 1);
      return replaced(one, { attended: came(one) });
    });
    // Until when these are kept changes with it: the next look says so, before their few days are over.
    const isEntry = left.some(({ isUnverified }) => isUnverified);
    const erasure = isEntry ? await store.get(refs.erasure(eventId)) : undefined;
    if (erasure !== undefined) steps.push({ step: 'put', item: { ...erasure, dueAt: now }, when: 'any' });
    if ((await store.commit([...steps, tally.step])).committed) return;
    const found = await store.getMany(left.map((one) => refs.registration(eventId, one.registrationId)));
    left = found
      .filter((one) => one !== undefined)
      .filter((one) => one.state === 'confirmed' && one.attended !== came(one));
    return 'again';
  });
}

/** A name without case, accents, titles in brackets and order of signs. */
function plainName(name: string): string {
  return name
    .replaceAll(/\([^)]*\)/g, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  groups.delete('');
  return groups;
}
