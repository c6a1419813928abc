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
 * and lists of one level. Everything else, HTML included, is text as it stands. A backslash takes a sign's meaning away.
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
  /\\([\\*_[\]()`])|\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()<>]{1,1900})\)|(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\4|(?<![\p{L}\p{N}])([*_])(?=\S)(.{1,400}?)(?<=\S)\6(?![\p{L}\p{N}])/gu;

function parseSpans(text: string, style: Omit<Span, 'text'> = {}): Span[] {
  const spans: Span[] = [];
  const say = (plain: string) => {
    if (plain !== '') spans.push({ text: plain, ...style });
  };
  let from = 0;
  for (const match of text.matchAll(inline)) {
    say(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, escaped, linkText, url, , bold, , italic] = match;
    if (escaped !== undefined) say(escaped);
    else if (linkText !== undefined && url !== undefined) spans.push({ ...style, text: linkText, url });
    else if (bold !== undefined) spans.push(...parseSpans(bold, { ...style, isBold: true }));
    else if (italic !== undefined) spans.push(...parseSpans(italic, { ...style, isItalic: true }));
  }
  say(text.slice(from));
  return spans;
}

/** What looks like Markdown's link but leads where none may: shown as text, it would only confuse. */
export function strangeLinks(source: string): string[] {
  return [...source.matchAll(/\[[^[\]\n]*\]\(([^)\n]{0,2100})\)/g)]
    .map((match) => match[1] ?? '')
    .filter((url) => !/^https?:\/\/[^\s()<>{}]{1,1900}$/.test(url) || !URL.canParse(url));
}
