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

/** As a file's first line, for spreadsheets. */
const separatorLine = /^sep=(.)$/i;

/** The separator that a file names, or else that most of its first lines have equally often, outside quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '');
  const lines = head.split(/[\r\n]+/).filter((line) => line !== '');
  const named = separatorLine.exec(lines[0] ?? '')?.[1];
  if (named !== undefined) return named;
  const agreeing = [';', '\t', ',', '|'].map((separator) => {
    const times = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
    }
    return { separator, count: Math.max(0, ...times.values()) };
  });
  return agreeing.reduce((a, b) => (b.count > a.count ? b : a)).separator;
}

/** A file's rows; an unclosed quotation mark is told with its line. */
export function parseCsv(
  file: string,
  separator = separatorOf(file),
): { rows: CsvRow[]; unclosedQuoteInLine?: number } {
  const text = file.replaceAll(/\r\n?/g, '\n');
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let rowLine = 1;
  let quotedFrom: number | undefined;
  const endRow = () => {
    cells.push(cell);
    const isSeparator = rowLine === 1 && separatorLine.test(`${cells.join(separator)}`);
    if (!isSeparator && cells.some((one) => one.trim() !== '')) rows.push({ line: rowLine, cells });
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
    } else cell += sign;
  }
  endRow();
  return quotedFrom === undefined ? { rows } : { rows, unclosedQuoteInLine: quotedFrom };
}

/** A file's text, whatever program wrote it: UTF-8, UTF-16 with or without its mark, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  // Without a mark, every other byte of western text is zero.
  const zeros = [0, 1].map((from) =>
    bytes.subarray(0, 200).filter((byte, at) => byte === 0 && at % 2 === from),
  );
  const [even = 0, odd = 0] = zeros.map(({ length }) => length / Math.min(bytes.length, 200));
  if ((first === 0xff && second === 0xfe) || odd > 0.4) return new TextDecoder('utf-16le').decode(bytes);
  if ((first === 0xfe && second === 0xff) || even > 0.4) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
