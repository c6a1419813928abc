/** What a dossier is made of, before it is Markdown or a page. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  /** The first `keys` columns say what a row is about, the others what is said of it. */
  | { kind: 'table'; head: string[]; rows: string[][]; keys: number };

export const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
export const subheading = (text: string): Block => ({ kind: 'heading', level: 3, text });
export const text = (of: string): Block => ({ kind: 'text', text: of });

/** A table, or a sentence where it has no rows. */
export const table = (head: string[], rows: string[][], otherwise: string, keys = 1): Block =>
  rows.length > 0 ? { kind: 'table', head, rows, keys } : text(otherwise);

/** Rows of a name and what is said of it. */
export const pairs = (rows: [name: string, said: string][]): Block => ({
  ...{ kind: 'table', keys: 1 },
  ...{ head: ['', ''], rows },
});

/**
 * Each single statement by its name, in order: what two dossiers are compared by. The number of a chapter is no part of it.
 */
export function facts(blocks: readonly Block[]): Record<string, string> {
  const all: [string, string][] = [];
  let chapter = '';
  let part = '';
  for (const block of blocks) {
    if (block.kind === 'heading') {
      if (block.level < 3) chapter = block.text.replace(/^\d+\. /, '');
      part = block.level < 3 ? chapter : `${chapter}, ${block.text}`;
      continue;
    }
    if (block.kind === 'text') {
      all.push([part, block.text]);
      continue;
    }
    for (const row of block.rows)
      all.push([
        [part, ...row.slice(0, block.keys)].join(': '),
        row.slice(block.keys).join(' | ') || 'vorhanden',
      ]);
  }
  const found = new Map<string, string>();
  for (const [name, said] of all) found.set(name, [found.get(name), said].filter(Boolean).join('; '));
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is new, gone or other than in the dossier that was signed. */
export function differences(now: Record<string, string>, signed: Record<string, string>): string[][] {
  return [...new Set([...Object.keys(signed), ...Object.keys(now)])]
    .filter((name) => now[name] !== signed[name])
    .toSorted()
    .map((name) => [name, signed[name] ?? '–', now[name] ?? '–']);
}

/**
 * Each place that has to be filled and is not, by heading and row: a dossier with one is none.
 */
export function emptyPlaces(blocks: readonly Block[]): string[] {
  let chapter = '';
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') chapter = block.text;
    if (block.kind !== 'table') return block.text.trim() === '' ? [chapter] : [];
    return block.rows.flatMap((row) =>
      row.some((cell) => cell.trim() === '') ? [`${chapter}: ${row.filter(Boolean).join(', ')}`] : [],
    );
  });
}

export function asMarkdown(blocks: readonly Block[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return `${blocks
    .map((block) => {
      if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
      if (block.kind === 'text') return block.text;
      return [line(block.head), line(block.head.map(() => '---')), ...block.rows.map(line)].join('\n');
    })
    .join('\n\n')}\n`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A page to be printed, which asks nobody for anything. */
export function asPage(title: string, blocks: readonly Block[]): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  const body = blocks.map((block) => {
    if (block.kind === 'heading') return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    if (block.kind === 'text') return `<p>${escaped(block.text)}</p>`;
    return `<table><thead>${row(block.head, 'th')}</thead><tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
  });
  const style =
    'body{font:10pt/1.4 sans-serif;margin:2cm;max-width:60em}table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:.2em .4em;text-align:left;vertical-align:top;overflow-wrap:anywhere}h2{margin-top:2em}tr{break-inside:avoid}';
  return `<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head><body>\n${body.join('\n')}\n</body></html>\n`;
}
