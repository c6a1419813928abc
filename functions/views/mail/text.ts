import type { Span } from '../../core/values/markdown.ts';
import { type Block, type Line, type Link, plainText, type Text } from './blocks.ts';

/** RFC 3676 asks for lines under 78 characters; two are left for a quotation mark and a space. */
const width = 76;

/** Breaks at spaces; a word longer than a line stays whole. */
function wrap(text: string): string {
  return text.split('\n').map(wrapLine).join('\n');
}

function wrapLine(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && [...longer].length > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join('\n');
}

/** A link's address stands on a line of its own, so that nothing that follows is taken for a part of it. */
function linkText({ text, url }: Link): string {
  return `${wrap(`${plainText(text)}:`)}\n${url}`;
}

function lineText(line: Line): string {
  if ('link' in line) return linkText(line.link);
  if ('links' in line) return [wrap(`${line.label}:`), ...line.links.map(linkText)].join('\n');
  return wrap('label' in line ? `${line.label}: ${plainText(line.text)}` : plainText(line.text));
}

function withLink(text: Text, link: Link | undefined): string {
  const said = wrap(plainText(text));
  return link ? `${said}\n${linkText(link)}` : said;
}

/** A link within a sentence is followed by its address, unless it is its own. */
function spansText(spans: readonly Span[]): string {
  return spans
    .map(({ text, url }) => (url === undefined || url === text ? text : `${text} <${url}>`))
    .join('');
}

function linesText(lines: Text[]): string {
  return lines.map((line) => wrap(plainText(line))).join('\n');
}

function hanging(mark: string, text: string): string {
  return mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`);
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'header':
    case 'closing':
      return linesText(block.lines);
    case 'greeting':
      return wrap(block.text);
    case 'paragraph':
    case 'smallPrint':
      return withLink(block.text, block.link);
    case 'event':
      return [wrap(block.title.text), ...block.lines.map(lineText)].join('\n');
    case 'rich':
      return wrap(spansText(block.spans));
    case 'list':
      return block.items
        .map((spans, index) => hanging(block.isNumbered ? `${index + 1}. ` : '- ', wrap(spansText(spans))))
        .join('\n');
    case 'links':
      return block.links.map(linkText).join('\n\n');
    case 'button':
      return linkText(block.link);
    case 'footer':
      return ['-'.repeat(40), ...block.groups.map(linesText), block.links.map(linkText).join('\n')].join(
        '\n\n',
      );
  }
}

/** The mail as plain text. */
export function toText(blocks: Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}
