import { decodeText, parseCsv } from '../values/csv.ts';
import { isEmail } from '../values/email.ts';
import { type Problem, problemOf } from '../values/problem.ts';

/** Whom a line of a meeting service's report names. */
export interface ReportLine {
  line: number;
  /** Empty where no column has names. */
  name: string;
  addresses: string[];
  /** All that stands in it. */
  text: string;
}

const mostReportRows = 20_000;

/**
 * The lines of a meeting service's report, whatever its separator, encoding and order of columns: each but headings,
 * and what stands above the first of them without an address. A service may write several tables into one file.
 * @throws Problem 422 with the line, when the file can't be read as a whole
 */
export function readAttendance(bytes: Uint8Array): ReportLine[] {
  if (isArchive(bytes)) throw unreadable('fileIsArchive', 1);
  const text = decodeText(bytes);
  const strange = text.search(noText);
  if (strange >= 0) throw unreadable('fileIsNoText', lineAt(text, strange));
  const { rows, unclosedQuoteInLine } = parseCsv(text);
  if (unclosedQuoteInLine !== undefined) throw unreadable('quoteUnclosed', unclosedQuoteInLine);
  if (rows[0] === undefined) throw unreadable('fileEmpty', 1);
  const tooMany = rows[mostReportRows];
  if (tooMany !== undefined) {
    const params = { line: tooMany.line, max: mostReportRows };
    throw problemOf([{ pointer: '', code: 'fileTooLong', params }]);
  }
  const lines: ReportLine[] = [];
  const before: ReportLine[] = [];
  let nameColumns: number[] | undefined;
  for (const { line, cells } of rows) {
    const addresses = cells.flatMap(addressesIn);
    if (cells.some((cell) => cell.includes('\n') && addressesIn(cell).length > 1)) {
      throw unreadable('quoteMissing', line);
    }
    const heading = nameColumns === undefined && lines.length === 0 ? likelyHeading : knownHeading;
    if (addresses.length === 0 && cells.some((cell) => heading.test(titleOf(cell)))) {
      nameColumns = nameColumnsOf(cells);
      continue;
    }
    const parts = (nameColumns ?? []).map((column) => cells[column]?.trim() ?? '');
    const text = cells
      .map((cell) => cell.trim())
      .join(' ')
      .trim();
    const told = { line, name: parts.join(' ').trim(), addresses, text };
    (nameColumns === undefined && addresses.length === 0 ? before : lines).push(told);
  }
  if (lines.length === 0) throw unreadable('columnMissing', rows[0].line);
  return nameColumns === undefined ? [...before, ...lines].toSorted((a, b) => a.line - b.line) : lines;
}

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

/** A column's title, without what stands in brackets behind it. */
const titleOf = (cell: string) => cell.replaceAll(/\([^)]*\)/g, '').trim();
/** What a title begins with; in later lines, where people may be called so, it has to be a title as a whole. */
const likelyHeading = /^\W*(e-?mail|mail|name|teilnehm\w*|participant|user|vorname|nachname|first|last)\b/i;
const knownHeading =
  /^((user|full|display|participant)[ -]?)?name$|^(user )?e-?mail([ -]?(address|adresse))?$|^(vor|nach)name$|^(first|last) name$/i;

/** Where a report has names: one column, or first and last name. */
function nameColumnsOf(heading: readonly string[]): number[] {
  const at = (pattern: RegExp) =>
    heading.flatMap((cell, index) => (pattern.test(titleOf(cell)) ? [index] : []));
  const parts = at(/^(vorname|first name|nachname|last name|surname)\b/i);
  return parts.length > 1 ? parts : at(/name|teilnehm|participant\b/i).slice(0, 1);
}

function addressesIn(cell: string): string[] {
  return cell.split(/[\s<>,;:|"'()[\]]+/).filter((word) => word.includes('@') && isEmail(word));
}
