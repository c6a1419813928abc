import type { ComponentChildren } from 'preact';
import { showInField } from '../../core/access/form-marks.ts';
import type { Frame } from '../../core/mail/mail-content.ts';
import type { OtherLocale } from '../../core/mail/page-content.ts';
import { directionOf, type Locale, locales, ownNames } from '../../core/values/locale.ts';
import { listOf } from '../dates.ts';
import { postedFormId } from '../kit/form.tsx';
import { Head } from '../kit/head.tsx';
import { legalLinks } from '../legal-links.ts';
import { wordsOf } from '../words/index.ts';

interface Layout {
  frame: Frame;
  title: string;
  style: string;
  otherLocale?: OtherLocale | undefined;
  children: ComponentChildren;
}

/** What every page stands in: head, landmarks, the organisation's name above and its imprint below. */
export function Document({ frame, title, style, otherLocale, children }: Layout) {
  const { locale, organisation, accessibility, series } = frame;
  const { common, page } = wordsOf(locale);
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <Head title={title} referrer="same-origin">
        {/* Our own CSS, of checked colours alone; escaped, it would not fit its hash. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </Head>
      <body>
        <a class="skip" href="#main">
          {page.skip}
        </a>
        <header class="top">
          <div class="frame">
            <div>
              {organisation.logoUrl && <img class="logo" src={organisation.logoUrl} alt="" height="56" />}
              <p class="organisation">{organisation.name}</p>
              {series && (
                <p class="series" lang={series.title.lang}>
                  {series.title.text}
                </p>
              )}
            </div>
            {otherLocale && <LanguageChoice to={otherLocale} from={locale} />}
          </div>
        </header>
        <main id="main" class="frame" tabIndex={-1}>
          {children}
        </main>
        <footer class="bottom">
          <div class="frame">
            <p>
              <strong>{organisation.name}</strong>
            </p>
            {organisation.imprint.map((line) => (
              <p>{line}</p>
            ))}
            {series && <p>{common.organisers(listOf(series.organisers, locale))}</p>}
            <ul>
              {legalLinks(organisation, accessibility, locale).map(({ text, url }) => (
                <li>
                  <a href={url}>{text}</a>
                </li>
              ))}
            </ul>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** The page in every other language, each by its own name. */
function LanguageChoice({ to, from }: { to: OtherLocale; from: Locale }) {
  if ('urls' in to)
    return to.urls.map(({ locale, url }) => (
      <p>
        <a href={url} hreflang={locale} lang={locale}>
          {ownNames[locale]}
        </a>
      </p>
    ));
  return locales
    .filter((locale) => locale !== from)
    .map((locale) => (
      <p>
        <button
          class="quiet"
          type="submit"
          form={postedFormId}
          name={showInField}
          value={locale}
          lang={locale}
          formNoValidate
        >
          {ownNames[locale]}
        </button>
      </p>
    ));
}
