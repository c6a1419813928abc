/** A row of a CSV file, and the line it begins in. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Files as spreadsheets write them begin with this, and are read in the right encoding by it. */
export const byteOrderMark = '\u{feff}';

/**
 * One row (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvRow(cells: readonly (string | number | boolean | undefined)[], separator: string): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

/** What begins one, wide signs too, behind anything that isn't seen; and what some programs take for the next cell. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function csvCell(value: string | number | boolean | undefined, separator: string): string {
  const text = String(value ?? '').replaceAll(/\r\n?/g, '\n');
  const harmless = formula.test(text) ? `'${text}` : text;
  const isPlain =
    !/["\n;,\t]/.test(harmless) && !harmless.includes(separator) && harmless === harmless.trim();
  return isPlain ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}

/** The separator that a file most likely has: the one that its first lines with any hold most of, outside quotes. */
export function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '');
  const counted = [';', '\t', ','].map((separator) => ({ separator, count: head.split(separator).length }));
  return counted.reduce((a, b) => (b.count > a.count ? b : a)).separator;
}

/** A file's rows; an unclosed quotation mark is told with its line. */
export function parseCsv(
  text: string,
  separator = separatorOf(text),
): { rows: CsvRow[]; unclosedQuoteInLine?: number } {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let rowLine = 1;
  let quotedFrom: number | undefined;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: rowLine, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quotedFrom !== undefined) {
      if (sign === '\n') line += 1;
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quotedFrom = undefined;
    } else if (sign === '"' && cell.trim() === '') {
      quotedFrom = line;
      cell = '';
    } else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
      line += 1;
      rowLine = line;
    } else if (sign !== '\r') cell += sign;
  }
  endRow();
  return quotedFrom === undefined ? { rows } : { rows, unclosedQuoteInLine: quotedFrom };
}

/** A file's text, whatever program wrote it: UTF-8, UTF-16 with its mark, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
