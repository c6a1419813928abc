/** What a person reads of a document, for tests: no parser, but enough for what our own renderer writes. */

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The words of a text in their order, without the marks that are the layout's own. */
export function wordsIn(text: string): string[] {
  return text
    .replace(/<(https?:\/\/[^\s<>]+)>/g, ' $1 ')
    .split(/\s+/)
    .map((word) => word.replace(/:+$/, ''))
    .filter((word) => word !== '' && word !== '·' && !/^-+$/.test(word));
}

/** A mail without what programs show beside its subject alone. */
export const withoutPreheader = (html: string) =>
  html.replace(/<div style="display:none;[^>]*>[^<]*<\/div>/, ' ');

/** The visible words of an HTML document and, after each link's label, its address. */
export function wordsInHtml(html: string): string[] {
  const body = withoutPreheader(html)
    .slice(html.indexOf('<body'))
    .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, ' $2 $1 ');
  return wordsIn(decoded(body.replace(/<[^>]*>/g, ' ')));
}

const isBlock = /^(body|div|h[1-6]|li|ol|p|table|td|tr|ul)$/;

/** What a page says to programs, and to nobody who reads it. */
const dataBlock = /<script type="application\/ld\+json">.*?<\/script>/gs;

/**
 * What is read of an HTML document from top to bottom, a line each: titles after `#`, entries of a list after `-`,
 * images by what they say. A link stands as `[text](/path)`, a button as `[[text]](/path)`, with the key of a personal
 * link left out, and what is in another language than what it stands in as `{de: text}`.
 */
export function readingOrder(html: string): string[] {
  const lines: string[] = [''];
  const say = (text: string) => lines.push((lines.pop() ?? '') + text);
  const open: { tag: string; end: string; lang: string | undefined }[] = [];
  let isInButton = false;
  const own = elementsIn(html).find(({ tag }) => tag === 'html')?.attributes.lang;
  const [, body = ''] = /(<body[\s\S]*)<\/body>/.exec(html.replaceAll(dataBlock, '')) ?? [];
  for (const [token, closing, tag = '', rest = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|[^<]+/g)) {
    if (tag === '') say(decoded(token));
    else if (closing) {
      say(open.pop()?.end ?? '');
      if (isBlock.test(tag)) lines.push('');
      if (tag === 'td') isInButton = false;
    } else {
      const { class: kind, href, lang, alt } = elementsIn(token)[0]?.attributes ?? {};
      if (isBlock.test(tag) || tag === 'br') lines.push('');
      if (/^h\d$/.test(tag)) say('# ');
      if (tag === 'li') say('- ');
      if (kind === 'button') isInButton = true;
      if (alt) say(`(${alt})`);
      const around = open.findLast((one) => one.lang)?.lang ?? own;
      const from = lang !== undefined && lang !== around ? `{${lang}: ` : '';
      const [before, after] = isInButton ? ['[[', ']]'] : ['[', ']'];
      say(from + (href === undefined ? '' : before));
      const end = `${href === undefined ? '' : `${after}(${target(href)})`}${from && '}'}`;
      if (!/\/$/.test(rest) && tag !== 'br' && tag !== 'img') open.push({ tag, end, lang });
    }
  }
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '' && line !== '-');
}

/** Where a link leads: the path alone on the stage's own host, without the signature of a personal link. */
function target(url: string): string {
  return url.replace(/^https:\/\/seminare\.[^/]+(?=\/)/, '').replace(/\.[a-z]{20,}/, '.…');
}

/** The opening tags of a document, each with its attributes. */
export function elementsIn(html: string): { tag: string; attributes: Record<string, string> }[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, tag = '', rest = '']) => ({
      tag,
      attributes: Object.fromEntries(
        [...rest.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
          name,
          decoded(value),
        ]),
      ),
    }),
  );
}
