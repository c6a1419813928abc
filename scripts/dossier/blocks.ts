/** What a dossier is made of, before it is Markdown or a page. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] };

/**
 * Each place that has to be filled and is not, by heading and row: a dossier with one is none.
 */
export function emptyPlaces(blocks: readonly Block[]): string[] {
  let heading = '';
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') heading = block.text;
    if (block.kind !== 'table') return block.text.trim() === '' ? [heading] : [];
    return block.rows.flatMap((row) =>
      row.some((cell) => cell.trim() === '') ? [`${heading}: ${row.filter(Boolean).join(', ')}`] : [],
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
