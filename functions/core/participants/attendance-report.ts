import { type CsvRow, decodeText, parseCsv } from '../values/csv.ts';
import { isEmail } from '../values/email.ts';
import { type Problem, problemOf } from '../values/problem.ts';
import {
  type Column,
  type Columns,
  headingOf,
  isHeadingOfMeeting,
  kindOf,
  type ReportKind,
} from './attendance-columns.ts';
import { merged, type Presence, type ReportPerson, type ReportRow } from './attendance-people.ts';
import { minuteOfDay, minutesIn, stayBetween } from './attendance-times.ts';
import { nameWords } from './names-alike.ts';

/** What a report holds. Each line with anything in it is a person’s or skipped. */
export interface ReportContent {
  kind: ReportKind;
  people: ReportPerson[];
  /** Headings, titles of sections, totals, what is told of the meeting. */
  skipped: { line: number; text: string }[];
  /** Columns of a table without times or marks that nobody here knows: one of them may say who was there. */
  unread: string[];
}

/** How a file is to be read. */
export interface Reading {
  /** Columns of a file whose heading tells nothing. */
  columns?: NamedColumns | undefined;
  /** Whether several people are registered by an address: then lines of it are told apart by their names. */
  isShared?: (address: string) => boolean;
}

/** Which column holds what, told by whoever hands a file in that nobody recognises: from the left, `-` for any other. */
export type NamedColumns = readonly (Column | '-')[];

const mostReportRows = 20_000;

/**
 * Who is named in a meeting service's report or in a table that somebody made, whatever its separator, encoding and order
 * of columns; a service may write several tables into one file.
 * @throws Problem 422 with the line, when the file can't be read as a whole
 */
export function readAttendanceReport(bytes: Uint8Array, reading: Reading = {}): ReportContent {
  const { columns: named, isShared = () => false } = reading;
  const rows = rowsOf(bytes);
  const skipped: ReportContent['skipped'] = [];
  const skip = ({ line, cells }: CsvRow) => skipped.push({ line, text: textOf(cells) });
  const given = named && namedColumns(named);
  const hasHeading = given !== undefined || rows.some(({ cells }) => headingOf(cells, true) !== undefined);
  if (!hasHeading) return { kind: 'list', ...listed(rows, skip, isShared), skipped };
  const unread: string[] = [];
  const tables: ReportRow[][] = [];
  let kind: ReportKind = 'table';
  let columns: Columns | undefined;
  for (const [at, row] of rows.entries()) {
    const { cells, line } = row;
    const heading =
      given === undefined ? headingOf(cells, tables.length === 0) : at === 0 ? given : undefined;
    if (heading !== undefined) {
      columns = given ?? withAddresses(heading, row, rows.slice(at + 1));
      if (given === undefined && !tellsPresence(columns)) unread.push(...columns.unread);
      tables.push([]);
      if (kind === 'table' && given === undefined) kind = kindOf(cells);
      skip(row);
      continue;
    }
    const addresses = cells.flatMap(addressesIn);
    refuseSwallowed(row);
    if (isHeadingOfMeeting(cells)) columns = undefined;
    const next = rows[at + 1]?.cells;
    const isTitle =
      addresses.length === 0 &&
      (totals.test(textOf(cells)) ||
        (columns !== undefined && columns.width > 1 && isSectionTitle(cells, next)));
    const read = columns === undefined || isTitle ? undefined : rowOf(line, cells, columns);
    if (read === undefined) skip(row);
    else tables.at(-1)?.push(read);
  }
  const people = merged(tables, isShared);
  if (people.length === 0) throw unreadable('columnMissing', rows[0]?.line ?? 1);
  return { kind, people, skipped, unread };
}

/** Columns that have something in them of who was there. */
const timed = ['duration', 'join', 'leave', 'time'] as const;

/** Whether a table says who was there, and not only who there is. */
const tellsPresence = (columns: Columns) =>
  (['attended', 'action', ...timed] as const).some((one) => columns[one] !== undefined);

/** The columns with that of the addresses, where its title doesn't tell; several are told as unread. */
function withAddresses(columns: Columns, heading: CsvRow, rows: readonly CsvRow[]): Columns {
  if (columns.email !== undefined || columns.otherEmail !== undefined) return columns;
  const end = rows.findIndex(({ cells }) => headingOf(cells, false) !== undefined);
  const own = rows.slice(0, end < 0 ? rows.length : end);
  const places = new Set(
    own.flatMap(({ cells }) => cells.flatMap((cell, at) => (addressesIn(cell).length > 0 ? [at] : []))),
  );
  places.delete(columns.name ?? -1);
  const [email, ...others] = places;
  if (email === undefined) return columns;
  const titles = [...places].map((at) => heading.cells[at]?.trim() ?? '');
  if (others.length > 0) throw unclear(titles);
  return { ...columns, email, unread: columns.unread.filter((title) => !titles.includes(title.trim())) };
}

/** A refusal of a file that may say who was there in columns that nobody here knows. */
export function unclear(columns: readonly string[]): Problem {
  return problemOf([{ pointer: '', code: 'presenceUnclear', params: { columns: columns.join(', ') } }]);
}

function rowsOf(bytes: Uint8Array): CsvRow[] {
  if (isArchive(bytes)) throw unreadable('fileIsArchive', 1);
  const text = decodeText(bytes);
  const strange = text.search(noText);
  if (strange >= 0) throw unreadable('fileIsNoText', lineAt(text, strange));
  // Webex writes each cell as a formula that says its text.
  const { rows, unclosedQuoteInLine } = parseCsv(text.replaceAll(/="([^"\t\r\n]*)"/g, '"$1"'));
  if (unclosedQuoteInLine !== undefined) throw unreadable('quoteUnclosed', unclosedQuoteInLine);
  if (rows[0] === undefined) throw unreadable('fileEmpty', 1);
  const tooMany = rows[mostReportRows];
  if (tooMany !== undefined) {
    const params = { line: tooMany.line, max: mostReportRows };
    throw problemOf([{ pointer: '', code: 'fileTooLong', params }]);
  }
  return rows;
}

/** A quotation mark that is missing makes one cell of several lines. */
function refuseSwallowed({ line, cells }: CsvRow): void {
  if (cells.some((cell) => cell.includes('\n') && addressesIn(cell).length > 1))
    throw unreadable('quoteMissing', line);
}

/** A file without a heading: lines with addresses, or nothing but one name in each. */
function listed(
  rows: readonly CsvRow[],
  skip: (row: CsvRow) => void,
  isShared: (address: string) => boolean,
): Pick<ReportContent, 'people' | 'unread'> {
  const hasAddresses = rows.some(({ cells }) => cells.some((cell) => addressesIn(cell).length > 0));
  const isNames = rows.every(({ cells }) => cells.filter((cell) => cell.trim() !== '').length === 1);
  if (!hasAddresses && !isNames) throw unreadable('columnMissing', rows[0]?.line ?? 1);
  const unread = new Set<string>();
  const read = rows.flatMap((row): ReportRow[] => {
    refuseSwallowed(row);
    const { line, cells } = row;
    const addresses = cells.flatMap(addressesIn);
    const isName = (cell: string) =>
      addressesIn(cell).length === 0 && /\p{L}/u.test(nameWords(cell).join(''));
    const at = cells.findIndex(isName);
    const name = cells[at]?.trim() ?? '';
    for (const [place, cell] of cells.entries()) {
      if (place !== at && cell.trim() !== '' && addressesIn(cell).length === 0) unread.add(String(place + 1));
    }
    if (addresses.length > 0 || name !== '') {
      return [{ line, name, addresses, text: textOf(cells), presence: 'there' }];
    }
    skip(row);
    return [];
  });
  if (read.length === 0) throw unreadable('columnMissing', rows[0]?.line ?? 1);
  return { people: merged([read], isShared), unread: [...unread] };
}

function namedColumns(named: NamedColumns): Columns {
  const found = named.flatMap((column, at) => (column === '-' ? [] : [[column, at] as const]));
  return { ...Object.fromEntries(found), durationUnit: 'unsaid', width: named.length, unread: [] };
}

const said = {
  yes: /^(yes|y|ja|j|true|wahr|1|x|[✓✔☑]|ok|present|joined|attended|checked[ -]?in|teilgenommen|anwesend|erschienen|(war )?da)$/i,
  no: /^(no|n|nein|false|falsch|0|[-–—]*|[✗✘☐]|n\/a|absent|no[ -]?show|(did )?not attend(ed|ing)?|(nicht|un) ?(teilgenommen|anwesend|erschienen|da|entschuldigt)|abwesend|entschuldigt|abgemeldet|krank|fehlt|gefehlt|kommt nicht)$/i,
};

/** What a cell says of somebody’s being there; what nobody here knows is no yes. */
function presenceIn(cell: string): Presence {
  if (said.yes.test(cell)) return 'there';
  return said.no.test(cell) ? 'absent' : 'unclear';
}

/** What a row of a table says of somebody; undefined where it names nobody. */
function rowOf(line: number, cells: readonly string[], columns: Columns): ReportRow | undefined {
  const cell = (column: Column) => {
    const at = columns[column];
    return at === undefined ? '' : (cells[at]?.trim() ?? '');
  };
  const display = cell('name');
  // “Name” beside “Vorname” is the last name.
  const isLastName = columns.firstName !== undefined && columns.lastName === undefined;
  const parts = [cell('firstName'), isLastName ? display : cell('lastName')].filter((part) => part !== '');
  const name = isLastName || display === '' ? parts.join(' ') : display;
  const own = [cell('email'), cell('otherEmail')].flatMap(addressesIn).filter((one) => !/#ext#/i.test(one));
  const addresses = own.length > 0 ? own : addressesIn(display);
  if (addresses.length === 0 && nameWords(name).length === 0) return undefined;
  const times = { join: minuteOfDay(cell('join')), leave: minuteOfDay(cell('leave')) };
  const at = minuteOfDay(cell('time'));
  const isLeaving = /left|leave|verlassen/i.test(cell('action'));
  const isOnlyWaiting = said.yes.test(cell('waitingRoom'));
  const isTimed = timed.some((one) => columns[one] !== undefined);
  const hasTime = timed.some((one) => /\d/.test(cell(one)));
  const unmarked = isTimed && !hasTime ? 'untimed' : 'there';
  const presence = columns.attended === undefined ? unmarked : presenceIn(cell('attended'));
  return {
    ...{ line, name, addresses, text: textOf(cells) },
    presence: isOnlyWaiting ? 'absent' : presence,
    minutes: minutesIn(cell('duration'), columns.durationUnit),
    stay:
      times.join === undefined || times.leave === undefined
        ? undefined
        : stayBetween(times.join, times.leave),
    joined: columns.action === undefined || at === undefined ? undefined : { isJoin: !isLeaving, at },
  };
}

/** What stands alone in its row above a heading, or is numbered. */
function isSectionTitle(cells: readonly string[], next: readonly string[] | undefined): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length !== 1) return false;
  return (
    /^\d+\.\s/.test(filled[0]?.trim() ?? '') || (next !== undefined && headingOf(next, false) !== undefined)
  );
}

const totals = /^(gesamt|summe|total|insgesamt|anonymous|anonym)\b/i;

const textOf = (cells: readonly string[]) =>
  cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' ')
    .slice(0, 200);

/** A refusal of the whole file for what stands in one line of it. */
function unreadable(
  code: 'fileIsArchive' | 'fileIsNoText' | 'fileEmpty' | 'quoteUnclosed' | 'quoteMissing' | 'columnMissing',
  line: number,
): Problem {
  return problemOf([{ pointer: '', code, params: { line } }]);
}

export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n?|\n/).length;
}

/** How zip files begin, today's spreadsheets among them, and the spreadsheets of before. */
function isArchive([a, b, c, d]: Uint8Array): boolean {
  return (a === 0x50 && b === 0x4b && c === 3 && d === 4) || (a === 0xd0 && b === 0xcf);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const noText = /[\u0000-\u0008\u000e-\u001f]/;

function addressesIn(cell: string): string[] {
  return cell.split(/[\s<>,;:|"'()[\]]+/).filter((word) => word.includes('@') && isEmail(word));
}
