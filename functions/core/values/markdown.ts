import { isOpenUrl } from './text.ts';

/** A run of text in one manner. */
export interface Span {
  text: string;
  isBold?: boolean;
  isItalic?: boolean;
  url?: string;
}

/** A paragraph or a list; nothing in it is anything but text. */
export type RichBlock =
  | { kind: 'rich'; spans: Span[] }
  | { kind: 'list'; isNumbered: boolean; items: Span[][] };

/**
 * The subset of Markdown that organisers write announcements in: paragraphs, **bold**, *italic*, [links](https://…)
 * lists of one level, and bare web addresses. Everything else, HTML included, is text as it stands. A backslash takes a sign's meaning away.
 */
export function parseMarkdown(source: string): RichBlock[] {
  const blocks: RichBlock[] = [];
  for (const part of source.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/)) {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) {
      const item = /^ {0,3}(?:[-*+]|(\d{1,3})[.)])[ \t]+(.*)$/.exec(line);
      const last = blocks.at(-1);
      const isFirst = line === lines[0];
      if (item !== null) {
        const isNumbered = item[1] !== undefined;
        const spans = parseSpans(item[2] ?? '');
        if (last?.kind === 'list' && !isFirst && last.isNumbered === isNumbered) last.items.push(spans);
        else blocks.push({ kind: 'list', isNumbered, items: [spans] });
      } else if (last !== undefined && !isFirst) {
        const into = last.kind === 'rich' ? last.spans : (last.items.at(-1) ?? []);
        into.push({ text: last.kind === 'rich' ? '\n' : ' ' }, ...parseSpans(line.trim()));
      } else blocks.push({ kind: 'rich', spans: parseSpans(line.trim()) });
    }
  }
  return blocks;
}

/** What is emphasised has an end: looking for it takes time with the length of the text, for each sign. */
const inline =
  /\\([\\*_[\]()`])|\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()<>]{1,1900})\)|(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\4|(?<![\p{L}\p{N}])([*_])(?=\S)(.{1,400}?)(?<=\S)\6(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(https?:\/\/[^\s<>]{1,1900})/gu;

function parseSpans(text: string, style: Omit<Span, 'text'> = {}): Span[] {
  const spans: Span[] = [];
  const say = (plain: string) => {
    if (plain !== '') spans.push({ text: plain, ...style });
  };
  let from = 0;
  for (const match of text.matchAll(inline)) {
    say(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, escaped, linkText, url, , bold, , italic, bare] = match;
    if (escaped !== undefined) say(escaped);
    else if (linkText !== undefined && url !== undefined) spans.push({ ...style, text: linkText, url });
    else if (bold !== undefined) spans.push(...parseSpans(bold, { ...style, isBold: true }));
    else if (italic !== undefined) spans.push(...parseSpans(italic, { ...style, isItalic: true }));
    else if (bare !== undefined) {
      const address = bareAddress(bare);
      from = match.index + address.length;
      if (isBareAddress(address)) spans.push({ ...style, text: address, url: address });
      else say(address);
    }
  }
  say(text.slice(from));
  return spans;
}

/** What ends a sentence or closes a bracket around an address is no part of it. */
function bareAddress(run: string): string {
  const address = run.replace(/[.,;:!?'"*)\]“”’…]+$/u, '');
  return address.includes('(') && run.charAt(address.length) === ')' ? `${address})` : address;
}

/** A placeholder is filled in text alone, and a backslash may take a sign's meaning away: neither is in a link. */
function isBareAddress(address: string): boolean {
  return !/[{}\\]/.test(address) && URL.canParse(address);
}

/** What looks like Markdown's link but leads where none may: shown as text, it would only confuse. */
export function strangeLinks(source: string): string[] {
  return [...source.matchAll(/\[[^[\]\n]*\]\(([^)\n]{0,2100})\)/g)]
    .map((match) => match[1] ?? '')
    .filter((url) => !/^https?:\/\/[^\s()<>{}]{1,1900}$/.test(url) || !URL.canParse(url) || !isOpenUrl(url));
}
