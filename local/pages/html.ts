import { createHash } from 'node:crypto';

/** Text that is safe to stand in a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | undefined | false | readonly Part[];

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replace(/[&<>"']/g, (character) => escaped[character] ?? character);
  }
  return part.map(render).join('');
}

/** A template literal whose values are escaped, unless they are Html themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((text, index) => text + render(parts[index])).join(''));
}

const style = new Html(`
  :root { color-scheme: light dark; --line: #8885; --accent: light-dark(#1f6f8b, #7cc4de); --on-accent: light-dark(#fff, #000); }
  body { background: Canvas; color: CanvasText; font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
  a { color: var(--accent); } code, pre { font-size: .9em; overflow-wrap: anywhere; white-space: pre-wrap; }
  iframe { width: 100%; height: 36rem; border: 1px solid var(--line); background: #fff; }
  fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .75rem 1rem; } legend { font-weight: 600; padding: 0 .4rem; }
  label { display: block; margin: .5rem 0; } input:not([type=checkbox]), select, textarea { font: inherit; width: 100%; max-width: 30rem; padding: .4rem; box-sizing: border-box; display: block; }
  button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
  eventbote-signup { --eventbote-accent: var(--accent); --eventbote-on-accent: var(--on-accent); } eventbote-signup::part(title) { font-size: 1.4rem; }
  .website { position: absolute; left: -10000px; } .quiet { opacity: .9; }
`);

/** What a page's Content-Security-Policy allows its stylesheet by: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
export const styleHash = `'sha256-${createHash('sha256').update(`${style}`).digest('base64')}'`;

export function page(title: string, body: Html, lang = 'en'): string {
  return html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
    .text;
}
