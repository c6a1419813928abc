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
    .split(/\s+/)
    .map((word) => word.replace(/:+$/, ''))
    .filter((word) => word !== '' && word !== '·' && !/^-+$/.test(word));
}

/** The visible words of an HTML document and, after each link's label, its address. */
export function wordsInHtml(html: string): string[] {
  const body = html
    .slice(html.indexOf('<body'))
    .replace(/<div style="display:none;[^>]*>[^<]*<\/div>/, ' ')
    .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, ' $2 $1 ');
  return wordsIn(decoded(body.replace(/<[^>]*>/g, ' ')));
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
