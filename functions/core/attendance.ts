import * as z from 'zod';
import { audited } from './audit.ts';
import type { Context } from './context.ts';
import { decodeText, parseCsv } from './csv.ts';
import { faultsOf } from './faults.ts';
import type { RegistrationItem } from './items.ts';
import { normaliseEmail } from './keys.ts';
import { allow, type Organiser } from './organiser-access.ts';
import { readEvent } from './organiser-events.ts';
import { replaced, Tally } from './places.ts';
import { Busy } from './ports.ts';
import { problemOf } from './problem.ts';
import { collections, refs } from './refs.ts';
import { isGone } from './retention.ts';
import { isEmail } from './sign-up-request.ts';

/** Who came: the registrations named here, and of the confirmed ones nobody else. */
export const AttendanceInput = z.strictObject({
  registrationIds: z.array(z.string().max(200)).max(10_000),
});

const mostReportRows = 20_000;
/** Registrations of one transaction, which counts them too. */
const writtenAtOnce = 80;
const mostRounds = 50;

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

/** Puts who came. What is recorded already costs nothing. */
export async function putAttendance(
  eventId: string,
  body: unknown,
  organiser: Organiser,
  context: Context,
): Promise<{ attended: number; changed: number; unknown: string[] }> {
  const parsed = AttendanceInput.safeParse(body, { reportInput: true });
  if (!parsed.success) throw problemOf(faultsOf(parsed.error));
  const registrations = await confirmedOf(eventId, organiser, context);
  const wanted = new Set(parsed.data.registrationIds);
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
 * Takes over a meeting service's report: addresses match, names alone only suggest. Who stands in it came; what was
 * recorded before stays. With `isDryRun` nothing is written.
 * @throws Problem 422 with the line, when the file can't be read
 */
export async function importAttendance(
  eventId: string,
  bytes: Uint8Array,
  isDryRun: boolean,
  organiser: Organiser,
  context: Context,
): Promise<AttendanceReport> {
  const registrations = await confirmedOf(eventId, organiser, context);
  const { rows, unclosedQuoteInLine } = parseCsv(decodeText(bytes));
  if (unclosedQuoteInLine !== undefined) {
    throw unreadable(unclosedQuoteInLine, 'a quotation mark is not closed');
  }
  const [first] = rows;
  if (first === undefined) throw unreadable(1, 'the file is empty');
  if (rows.length > mostReportRows) throw unreadable(mostReportRows, `has more than ${mostReportRows} lines`);
  const byEmail = grouped(registrations, (one) => normaliseEmail(one.email));
  const byName = grouped(registrations, (one) => plainName(one.name));
  const head = rows.findIndex(({ cells }) => cells.some(isHeading));
  const nameColumns = nameColumnsOf(rows[head]?.cells ?? []);
  const matched = new Map<string, number>();
  const unmatched: Unmatched[] = [];
  for (const { line, cells } of rows.slice(head + 1)) {
    const addresses = cells.flatMap((cell) => addressesIn(cell));
    const name = nameColumns
      .map((column) => cells[column]?.trim() ?? '')
      .join(' ')
      .trim();
    const own = addresses.flatMap((email) => byEmail.get(normaliseEmail(email)) ?? []);
    const seat = own.length > 1 ? own.filter((one) => plainName(one.name) === plainName(name)) : own;
    const found = seat.length === 1 ? seat[0] : own.find((one) => one.seat === undefined);
    if (found !== undefined) matched.set(found.registrationId, matched.get(found.registrationId) ?? line);
    else if (name !== '' || addresses.length > 0) {
      const suggestions = (byName.get(plainName(name)) ?? []).map((one) => one.registrationId);
      unmatched.push({ line, name: (name || addresses.join(' ')).slice(0, 200), suggestions });
    }
  }
  if (matched.size === 0 && unmatched.length === 0) {
    throw unreadable(first.line, 'no column of addresses or names was found');
  }
  if (!isDryRun) {
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

function unreadable(line: number, detail: string) {
  return problemOf([{ pointer: '', code: 'invalidValue', params: { line, detail } }]);
}

async function confirmedOf(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem[]> {
  const { store, now } = context;
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const all: RegistrationItem[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(collections.registrations(eventId), after === undefined ? {} : { after });
    all.push(...page.items.filter((one) => one.state === 'confirmed' && !isGone(one, now)));
    after = page.next;
  } while (after !== undefined);
  return all;
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
  const waiting = registrations.filter((one) => one.attended !== came(one));
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
  { store }: Context,
): Promise<void> {
  let left = some;
  for (let round = 0; round < mostRounds; round++) {
    if (left.length === 0) return;
    const tally = new Tally(eventId);
    const steps = left.map((one) => {
      tally.countAttendance(one, -1).countAttendance({ attended: came(one) }, 1);
      return replaced(one, { attended: came(one) });
    });
    if ((await store.commit([...steps, tally.change])).committed) return;
    const found = await store.getMany(left.map((one) => refs.registration(eventId, one.registrationId)));
    left = found
      .filter((one) => one !== undefined)
      .filter((one) => one.state === 'confirmed' && one.attended !== came(one));
  }
  throw new Busy('the registrations are contended');
}

const isHeading = (cell: string) =>
  /^\W*(e-?mail|mail|name|teilnehmer|participant|user|vorname|first)/i.test(cell);

/** Where a report has names: one column, or first and last name. */
function nameColumnsOf(heading: readonly string[]): number[] {
  const at = (pattern: RegExp) =>
    heading.flatMap((cell, index) => (pattern.test(cell.trim()) ? [index] : []));
  const parts = at(/^(vorname|first name|nachname|last name|surname)\b/i);
  return parts.length > 1 ? parts : at(/name|teilnehmer|participant/i).slice(0, 1);
}

function addressesIn(cell: string): string[] {
  return cell.split(/[\s<>,;]+/).filter((word) => word.includes('@') && isEmail(word));
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
