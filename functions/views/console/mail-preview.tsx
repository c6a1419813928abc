import { render } from 'preact-render-to-string';
import type { Locale } from '../../core/locale.ts';
import type { RenderedMail } from '../../core/mail.ts';
import type { FieldFault } from '../../core/page.ts';
import { grounds } from '../colour.ts';
import { consoleWords } from './words/index.ts';

const { light, dark } = grounds;
const style = `:root{color-scheme:light dark}
body{margin:0;padding:.75rem;font:1rem/1.5 system-ui,sans-serif;background:${light.page};color:${light.text}}
h2{margin:1.25rem 0 .25rem;font-size:1rem}h2:first-of-type{margin-top:0}p{margin:0 0 .5rem}
iframe{width:100%;height:30rem;border:1px solid ${light.line};border-radius:6px;background:#fff}
summary{cursor:pointer}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
@media(prefers-color-scheme:dark){body{background:${dark.page};color:${dark.text}}iframe{border-color:${dark.line}}}`;

/** A document for a frame of its own, whose styles stand in it. */
function frameDocument(locale: Locale, children: preact.ComponentChildren): string {
  const document = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{consoleWords[locale].form.preview}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>{children}</body>
    </html>
  );
  return `<!doctype html>\n${render(document)}`;
}

/** In a preview's place: what is still missing for one. */
export function previewFaults(faults: readonly FieldFault[], locale: Locale): string {
  const { form } = consoleWords[locale];
  return frameDocument(
    locale,
    <>
      <p>{form.noPreview}</p>
      <ul>
        {[...new Set(faults.map(({ message }) => message))].map((message) => (
          <li>{message}</li>
        ))}
      </ul>
    </>,
  );
}

/** Mails as their readers see them: in each language, as HTML and as text. @param notes stand above them */
export function previewMails(
  mails: readonly (RenderedMail & { locale: Locale })[],
  locale: Locale,
  notes: readonly string[] = [],
): string {
  const { form } = consoleWords[locale];
  return frameDocument(
    locale,
    <>
      {notes.map((note) => (
        <p>{note}</p>
      ))}
      {mails.map((mail) => (
        <section aria-label={form.language[mail.locale]}>
          <h2>{form.language[mail.locale]}</h2>
          <p lang={mail.locale}>
            <strong>{mail.subject}</strong>
          </p>
          <iframe srcdoc={mail.html} title={`${form.language[mail.locale]}: HTML`} sandbox="" />
          <details>
            <summary>{form.asText}</summary>
            <pre lang={mail.locale}>{mail.text}</pre>
          </details>
        </section>
      ))}
    </>,
  );
}
