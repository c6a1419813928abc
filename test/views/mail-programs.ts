/** What some mail programs leave of a mail's style, by caniemail.com, decision 145. */

/** Gmail in a browser on a phone, Gmail with an account of another provider, GMX and Web.de in a browser. */
export function withoutStyle(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, '');
}

/** What Outlook's Word knows on no element, and what it knows only on some. */
const unknown = /^(border-radius|box-sizing|max-height|min-width|opacity|overflow|white-space|word-wrap)$/;
const knownOnly: Record<string, RegExp> = {
  padding: /^t[dh]$/,
  'border-left': /^(table|td|th)$/,
  'border-top': /^(table|td|th)$/,
  'max-width': /^table$/,
  width: /^t(able|d|h)$/,
  height: /^(img|table|td|tr)$/,
};

function isKnown(tag: string, property: string, value: string): boolean {
  if (unknown.test(property)) return false;
  if (property === 'display') return value === 'none';
  if (property === 'margin' && (tag === 'table' || /auto/.test(value))) return false;
  return knownOnly[property]?.test(tag) ?? true;
}

/**
 * Outlook for Windows: no style sheet, no dark of ours, of inline styles what Word knows; a button's cell has the padding
 * that is written down for Word. How wide it is comes from attributes.
 */
export function inWord(html: string): string {
  return withoutStyle(html).replace(
    /<([a-z0-9]+)([^>]*?) style="([^"]*)"/g,
    (_, tag, before, style: string) => {
      const kept = style.split(';').flatMap((declaration) => {
        const [property = '', value = ''] = declaration.split(/:(.*)/s);
        if (property === 'mso-padding-alt') return [`padding:${value}`];
        return isKnown(tag, property, value) ? [declaration] : [];
      });
      return `<${tag}${before} style="${kept.join(';')}"`;
    },
  );
}
