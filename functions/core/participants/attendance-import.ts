import type { Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import { readEvent } from '../organising/events.ts';
import type { Context } from '../table/context.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import { problemOf } from '../values/problem.ts';
import { record, saidOf, unrestrictedOf } from './attendance.ts';
import type { ReportKind } from './attendance-columns.ts';
import { Matcher, type Suggestion } from './attendance-matching.ts';
import { type NamedColumns, readAttendanceReport, unclear } from './attendance-report.ts';

/** How a report is taken over. */
export interface ImportSettings {
  /** Writes nothing, and says what would be. */
  isDryRun: boolean;
  /** Who was there for fewer minutes did not attend; whose minutes the report doesn’t say is unclear. */
  atLeastMinutes?: number | undefined;
  /** The same as a share of the event’s length, from 1 to 100 percent. */
  atLeastPercent?: number | undefined;
  /** What the columns hold, for a file that nobody recognises. */
  columns?: NamedColumns | undefined;
  /** Registrations of people whom names suggested, and who came. */
  accepted?: readonly string[] | undefined;
}

/** A person of the report who is registered. */
interface Matched {
  /** The first of the file that names them. */
  line: number;
  registrationId: string;
  minutes?: number | undefined;
}

/** Somebody whom no address names: whom their name may mean, the likeliest first. */
export interface Unmatched {
  line: number;
  name: string;
  minutes?: number | undefined;
  suggestions: Suggestion[];
}

/** Somebody whom the report names, and who did not attend. */
interface NotThere {
  line: number;
  name: string;
  minutes?: number | undefined;
  registrationId?: string | undefined;
  reason: 'saidNo' | 'tooShort';
  /** What was recorded before stays, unless it is taken back or changed by hand. */
  staysAttended?: true | undefined;
}

/** What is recorded of somebody now, and what then. */
interface Change {
  registrationId: string;
  name: string;
  from: 'attended' | 'absent' | 'unrecorded';
  to: 'attended' | 'absent';
}

/** Of whom the report doesn't say clearly whether they were there, or how long: nothing is recorded by it. */
interface Unclear {
  line: number;
  name: string;
  registrationId?: string | undefined;
  reason: 'unknownMark' | 'minutesUnknown';
}

export interface AttendanceReport {
  kind: ReportKind;
  attended: number;
  matched: Matched[];
  absent: NotThere[];
  unclear: Unclear[];
  unmatched: Unmatched[];
  changes: Change[];
  /** Lines that are nobody: headings, titles, totals. */
  skipped: { line: number; text: string }[];
  isDryRun: boolean;
}

/**
 * Takes over a meeting service's report: addresses match, names alone only suggest. Who stands in it as there came; what
 * was recorded before stays, and whoever has no record did not come, once the event began. Each of its lines is in the answer. With `isDryRun`,
 * or when no address matches, nothing is written; what a crash left undone, the same call does.
 * @throws Problem 403, 422 with the line, when the file can't be read
 */
export async function importAttendance(
  eventId: string,
  bytes: Uint8Array,
  settings: ImportSettings,
  organiser: Organiser,
  context: Context,
): Promise<AttendanceReport> {
  const registrations = await unrestrictedOf(eventId, organiser, context);
  requireRight(organiser, 'addresses');
  const { event } = await readEvent(eventId, organiser, context);
  const matcher = new Matcher(registrations);
  const { isShared } = matcher;
  const reading = { columns: settings.columns, isShared };
  const { kind, people, skipped, unread } = readAttendanceReport(bytes, reading);
  if (unread.length > 0) throw unclear(unread);
  const least = leastOf(event, settings);
  const matched = new Map<string, Matched>();
  const absent: NotThere[] = [];
  const notClear: Unclear[] = [];
  const unmatched: Unmatched[] = [];
  for (const person of people) {
    const [line = 1] = person.lines;
    const { minutes, presence } = person;
    const name = (person.name || person.addresses.join(' ') || person.text).slice(0, 200);
    const registration = matcher.byAddress(person);
    const registrationId = registration?.registrationId;
    const told = { line, name, registrationId };
    const stays = registration?.attended ? { staysAttended: true as const } : {};
    if (presence === 'unclear') notClear.push({ ...told, reason: 'unknownMark' });
    else if (presence === 'absent') absent.push({ ...told, reason: 'saidNo', ...stays });
    else if (presence === 'untimed' || (least > 0 && minutes === undefined))
      notClear.push({ ...told, reason: 'minutesUnknown' });
    else if ((minutes ?? 0) < least) absent.push({ ...told, minutes, reason: 'tooShort', ...stays });
    else if (registrationId === undefined)
      unmatched.push({ line, name, minutes, suggestions: matcher.suggested(person) });
    else if (!matched.has(registrationId)) matched.set(registrationId, { line, registrationId, minutes });
  }
  const accepted = acceptedAmong(registrations, settings.accepted);
  const isSaid = ({ registrationId: id }: RegistrationItem) => matched.has(id) || accepted.has(id);
  const came = (one: RegistrationItem) => one.attended === true || isSaid(one);
  // Of whom the report says nothing clear, nothing is recorded.
  const open = new Set(notClear.map(({ registrationId }) => registrationId));
  const considered = registrations.filter((one) => isSaid(one) || !open.has(one.registrationId));
  const isAnybody = registrations.some(isSaid);
  // Where nobody's address is known, it doesn't follow that nobody came.
  if (!settings.isDryRun && isAnybody) await record(eventId, considered, came, organiser, context);
  return {
    ...{ kind, attended: registrations.filter(isSaid).length, matched: [...matched.values()] },
    ...{ absent, unclear: notClear, unmatched },
    changes: isAnybody ? changesOf(saidOf(considered, came, event, context.now), came) : [],
    ...{ skipped, isDryRun: settings.isDryRun },
  };
}

/** The suggestions that were accepted. @throws Problem 422 where one is nobody's whose attendance can be recorded */
function acceptedAmong(
  registrations: readonly RegistrationItem[],
  accepted: readonly string[] = [],
): ReadonlySet<string> {
  const known = new Set(registrations.map(({ registrationId }) => registrationId));
  const unknown = accepted.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw problemOf(
      unknown.map((id) => ({ pointer: '/accept', code: 'acceptsNobody', params: { id: id.slice(0, 100) } })),
    );
  return new Set(accepted);
}

/** Minutes from which somebody counts as there; 0 for any. */
function leastOf(event: EventItem, { atLeastMinutes = 0, atLeastPercent = 0 }: ImportSettings): number {
  const length = (Date.parse(endsAt(event)) - Date.parse(startsAt(event))) / 60_000;
  return Math.max(atLeastMinutes, (length * atLeastPercent) / 100);
}

function changesOf(
  registrations: readonly RegistrationItem[],
  came: (registration: RegistrationItem) => boolean,
): Change[] {
  return registrations.flatMap((one): Change[] => {
    if (one.attended === came(one)) return [];
    const { registrationId, name, attended } = one;
    const from = attended === undefined ? 'unrecorded' : attended ? 'attended' : 'absent';
    return [{ registrationId, name, from, to: came(one) ? 'attended' : 'absent' }];
  });
}
