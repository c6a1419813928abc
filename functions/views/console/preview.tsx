import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { RenderedMail } from '../../core/mail/mail-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { SelectField } from '../kit/fields.tsx';
import { Head } from '../kit/head.tsx';
import { useConsole } from './console-context.ts';
import { LocaleField } from './fields.tsx';
import { consoleWords } from './words/index.ts';

/** Names of fields that say what of a mail a preview shows; they are not part of what core takes. */
const localeField = 'previewLocale';
const formatField = 'previewFormat';

export interface PreviewFormat {
  locale: Locale;
  format: 'html' | 'text';
}

/** What of a mail is asked for: by a form's fields, or a query's. */
export function previewFormatOf(fields: URLSearchParams, fallback: Locale): PreviewFormat {
  const locale = fields.get(localeField);
  return {
    locale: locale === 'de' || locale === 'en' ? locale : fallback,
    format: fields.get(formatField) === 'text' ? 'text' : 'html',
  };
}

/**
 * Stands in a form with `preview`: which language and format, and the button that answers into the frame.
 * @param action where the form goes for it; it saves nothing
 */
export function PreviewChoice({ action, frame }: { action: string; frame: string }) {
  const { words, locale } = useConsole();
  const { preview } = words;
  return (
    <div class="filter">
      <LocaleField at={localeField} label={preview.locale} preset={locale} />
      <SelectField
        at={formatField}
        label={preview.format}
        options={(['html', 'text'] as const).map((value) => ({ value, label: preview.formats[value] }))}
      />
      <PreviewButton action={action} frame={frame} />
    </div>
  );
}

/** Sends the form as it is typed into the frame of its preview. */
export function PreviewButton({ action, frame }: { action: string; frame: string }) {
  const { preview } = useConsole().words;
  return (
    <button class="button second" type="submit" formaction={action} formtarget={frame} formnovalidate>
      {preview.show}
    </button>
  );
}

interface BesideProps {
  frame: string;
  title: string;
  src: string | undefined;
  children: ComponentChildren;
}

/** A form, and beside it what it makes. @param src what the frame shows at first */
export function Beside({ frame, title, src, children }: BesideProps) {
  return (
    <div class="beside">
      <div>{children}</div>
      <section>
        <h2>{title}</h2>
        <PreviewFrame name={frame} title={title} src={src} />
      </section>
    </div>
  );
}

interface PreviewFrameProps {
  name?: string;
  title: string;
  src: string | undefined;
}

/** Where a preview appears. @param src what it shows at first */
export function PreviewFrame({ name, title, src }: PreviewFrameProps) {
  return <iframe name={name} title={title} src={src} />;
}

/** A stored mail in each of these languages, designed, and as text where that is asked for. */
export function MailPreviews({
  path,
  shown,
  titleOf,
}: {
  path: string;
  shown: readonly Locale[];
  titleOf(locale: Locale): string;
}) {
  const { preview } = useConsole().words;
  return shown.map((locale) => (
    <section>
      <h2>{titleOf(locale)}</h2>
      <p class="buttons">
        {(['html', 'text'] as const).map((format) => (
          <a href={previewUrl(path, { locale, format })} target={`preview-${locale}`}>
            {preview.formats[format]}
          </a>
        ))}
      </p>
      <PreviewFrame
        name={`preview-${locale}`}
        title={titleOf(locale)}
        src={previewUrl(path, { locale, format: 'html' })}
      />
    </section>
  ));
}

/** The address of a stored mail's preview. */
export const previewUrl = (path: string, { locale, format }: PreviewFormat) =>
  `${path}?${new URLSearchParams({ [localeField]: locale, [formatField]: format })}`;

const style =
  'body{margin:0;padding:1rem;font:1rem/1.5 system-ui,sans-serif}pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:0.95rem/1.5 ui-monospace,monospace}p{margin:0 0 1rem}';
const subjectStyle =
  'color-scheme:light dark;padding:10px 16px;background:Canvas;color:CanvasText;border-bottom:1px solid GrayText;font:16px/1.4 system-ui,sans-serif';

/** A mail for a frame of its own, under its subject; as it looks, or as a program shows it that takes text alone. */
export function mailDocument(
  { subject, html, text }: RenderedMail,
  { locale, format }: PreviewFormat,
): string {
  const line = `${consoleWords[locale].preview.subject}: ${subject}`;
  if (format === 'html') {
    const bar = render(<div style={subjectStyle}>{line}</div>);
    return html.replace(/<body[^>]*>/, (body) => body + bar);
  }
  return plainDocument(locale, line, <pre>{text}</pre>);
}

/** What a frame says instead of a mail. */
export function noMailDocument(locale: Locale, lines: string[]): string {
  return plainDocument(
    locale,
    consoleWords[locale].preview.none,
    lines.map((line) => <p>{line}</p>),
  );
}

function plainDocument(locale: Locale, first: string, rest: ComponentChildren): string {
  const page = (
    <html lang={locale}>
      <Head title={first} referrer="no-referrer">
        <style>{style}</style>
      </Head>
      <body>
        <p>{first}</p>
        {rest}
      </body>
    </html>
  );
  return `<!doctype html>\n${render(page)}`;
}
