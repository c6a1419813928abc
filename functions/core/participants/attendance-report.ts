import { type CsvRow, decodeText, parseCsv } from '../values/csv.ts';
import { isEmail } from '../values/email.ts';
import { normaliseEmail } from '../values/keys.ts';
import { type Problem, problemOf } from '../values/problem.ts';
import {
  type Column,
  type Columns,
  headingOf,
  isHeadingOfMeeting,
  kindOf,
  type ReportKind,
} from './attendance-columns.ts';
import { minuteOfDay, minutesCovered, minutesIn, type Stay, stayBetween } from './attendance-times.ts';
import { nameWords } from './names-alike.ts';

/** Somebody whom a report names, in however many of its lines. */
export interface ReportPerson {
  lines: number[];
  /** As the report shows it; empty where it has addresses alone. */
  name: string;
  addresses: string[];
  /** What the first line says, to show it where there is neither. */
  text: string;
  /** Whether no line says that they were there. */
  isAbsent: boolean;
  /** In the meeting, over all times that they joined; undefined where the report doesn’t say. */
  minutes?: number;
}

/** What a report holds. Each line with anything in it is a person’s or skipped. */
export interface ReportContent {
  kind: ReportKind;
  people: ReportPerson[];
  /** Headings, titles of sections, totals, what is told of the meeting. */
  skipped: { line: number; text: string }[];
}

/** Which column holds what, told by whoever hands a file in that nobody recognises: from the left, `-` for any other. */
export type NamedColumns = readonly (Column | '-')[];

const mostReportRows = 20_000;

/**
 * Who is named in a meeting service's report or in a table that somebody made, whatever its separator, encoding and order
 * of columns; a service may write several tables into one file.
 * @param named columns of a file whose heading tells nothing
 * @throws Problem 422 with the line, when the file can't be read as a whole
 */
export function readAttendanceReport(bytes: Uint8Array, named?: NamedColumns): ReportContent {
  const rows = rowsOf(bytes);
  const skipped: ReportContent['skipped'] = [];
  const skip = ({ line, cells }: CsvRow) => skipped.push({ line, text: textOf(cells) });
  const given = named && namedColumns(named);
  const hasHeading = given !== undefined || rows.some(({ cells }) => headingOf(cells, true) !== undefined);
  if (!hasHeading) return { kind: 'list', people: listed(rows, skip), skipped };
  const tables: Row[][] = [];
  let kind: ReportKind = 'table';
  let columns: Columns | undefined;
  for (const [at, row] of rows.entries()) {
    const { cells, line } = row;
    const heading =
      given === undefined ? headingOf(cells, tables.length === 0) : at === 0 ? given : undefined;
    if (heading !== undefined) {
      columns = heading;
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
  const people = merged(tables);
  if (people.length === 0) throw unreadable('columnMissing', rows[0]?.line ?? 1);
  return { kind, people, skipped };
}

/** What one line says of somebody. */
interface Row {
  line: number;
  name: string;
  addresses: string[];
  text: string;
  isAbsent: boolean;
  minutes?: number | undefined;
  stay?: Stay | undefined;
  /** Of a report of who came and went: which of both, at which minute of the day. */
  joined?: { isJoin: boolean; at: number } | undefined;
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
function listed(rows: readonly CsvRow[], skip: (row: CsvRow) => void): ReportPerson[] {
  const hasAddresses = rows.some(({ cells }) => cells.some((cell) => addressesIn(cell).length > 0));
  const isNames = rows.every(({ cells }) => cells.filter((cell) => cell.trim() !== '').length === 1);
  if (!hasAddresses && !isNames) throw unreadable('columnMissing', rows[0]?.line ?? 1);
  const read = rows.flatMap((row): Row[] => {
    refuseSwallowed(row);
    const { line, cells } = row;
    const addresses = cells.flatMap(addressesIn);
    const name = cells.find(
      (cell) => addressesIn(cell).length === 0 && nameWords(cell).join('').match(/\p{L}/u),
    );
    if (addresses.length > 0 || name !== undefined) {
      return [{ line, name: name?.trim() ?? '', addresses, text: textOf(cells), isAbsent: false }];
    }
    skip(row);
    return [];
  });
  if (read.length === 0) throw unreadable('columnMissing', rows[0]?.line ?? 1);
  return merged([read]);
}

function namedColumns(named: NamedColumns): Columns {
  const found = named.flatMap((column, at) => (column === '-' ? [] : [[column, at] as const]));
  return { ...Object.fromEntries(found), durationUnit: 'minutes', width: named.length };
}

const said = {
  yes: /^(yes|ja|true|wahr|1|x|joined|attended|teilgenommen|anwesend)$/i,
  no: /^(no|nein|false|falsch|0|-*|not attended|nicht teilgenommen|abwesend|absent)$/i,
};

/** What a row of a table says of somebody; undefined where it names nobody. */
function rowOf(line: number, cells: readonly string[], columns: Columns): Row | undefined {
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
  const elsewhere = columns.email === undefined ? cells : [display];
  const addresses = own.length > 0 ? own : elsewhere.flatMap(addressesIn);
  if (addresses.length === 0 && nameWords(name).length === 0) return undefined;
  const times = { join: minuteOfDay(cell('join')), leave: minuteOfDay(cell('leave')) };
  const at = minuteOfDay(cell('time'));
  const isLeaving = /left|leave|verlassen/i.test(cell('action'));
  const isOnlyWaiting = said.yes.test(cell('waitingRoom'));
  const isNo = columns.attended !== undefined && said.no.test(cell('attended'));
  return {
    ...{ line, name, addresses, text: textOf(cells) },
    isAbsent: isNo || isOnlyWaiting,
    minutes: minutesIn(cell('duration'), columns.durationUnit),
    stay:
      times.join === undefined || times.leave === undefined
        ? undefined
        : stayBetween(times.join, times.leave),
    joined: columns.action === undefined || at === undefined ? undefined : { isJoin: !isLeaving, at },
  };
}

/** Lines of one address, or without any of one name, are one person’s. A table counts each stay once. */
function merged(tables: readonly (readonly Row[])[]): ReportPerson[] {
  const people = new Map<string, ReportPerson>();
  for (const table of tables) {
    const rowsOfPerson = Map.groupBy(table, keyOf);
    for (const [key, rows] of rowsOfPerson) {
      const person = people.get(key);
      const present = rows.filter(({ isAbsent }) => !isAbsent);
      const minutes = minutesPresent(present);
      if (person === undefined) {
        const { name, text } = rows.find((row) => row.name !== '') ?? rows[0] ?? { name: '', text: '' };
        people.set(key, {
          lines: rows.map(({ line }) => line),
          ...{ name, text },
          addresses: [...new Set(rows.flatMap(({ addresses }) => addresses))],
          isAbsent: present.length === 0,
          ...(minutes === undefined ? {} : { minutes }),
        });
        continue;
      }
      person.lines.push(...rows.map(({ line }) => line));
      person.addresses = [...new Set([...person.addresses, ...rows.flatMap(({ addresses }) => addresses)])];
      person.isAbsent &&= present.length === 0;
      // The same stays told again, in more detail.
      if (minutes !== undefined) person.minutes = Math.max(person.minutes ?? 0, minutes);
    }
  }
  return [...people.values()].toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

function keyOf({ addresses: [address], name, text }: Row): string {
  if (address !== undefined) return `address ${normaliseEmail(address)}`;
  const words = nameWords(name);
  return words.length > 0 ? `name ${words.join(' ')}` : `text ${text}`;
}

function minutesPresent(rows: readonly Row[]): number | undefined {
  const whole = (minutes: number) => Math.round(minutes);
  const [first] = rows;
  if (first === undefined) return undefined;
  if (rows.length === 1 && first.minutes !== undefined) return whole(first.minutes);
  const moves = rows.flatMap(({ joined }) => joined ?? []);
  if (moves.length > 0) return whole(minutesCovered(staysOf(moves)));
  const stays = rows.flatMap(({ stay }) => stay ?? []);
  if (stays.length === rows.length) return whole(minutesCovered(stays));
  const told = rows.flatMap(({ minutes }) => minutes ?? []);
  return told.length === 0 ? undefined : whole(told.reduce((sum, minutes) => sum + minutes, 0));
}

/** Of who came and went, one after the other: from each coming to the next going. */
function staysOf(moves: readonly { isJoin: boolean; at: number }[]): Stay[] {
  const stays: Stay[] = [];
  let since: number | undefined;
  for (const { isJoin, at } of moves.toSorted((a, b) => a.at - b.at)) {
    if (isJoin) since ??= at;
    else if (since !== undefined) {
      stays.push(stayBetween(since, at));
      since = undefined;
    }
  }
  return stays;
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
