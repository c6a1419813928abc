import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { inLocale, type Locale } from '../../core/values/locale.ts';
import { TextField } from '../kit/fields.tsx';
import { useConsole, useWords } from './console-context.ts';
import { LocaleField } from './fields.tsx';
import { Filter } from './filter.tsx';
import { useSeriesPlace } from './places.ts';
import { QrCode } from './qr.tsx';
import { Screen } from './screen.tsx';
import { componentSnippet, eventsSnippet, signUpSnippet } from './snippet.ts';
import { embedWords } from './words/embed.ts';

interface EmbedProps {
  series: SeriesItem;
  /** Those that people can or will be able to sign up for. */
  events: EventItem[];
  language: Locale;
  /** Where the form will stand, as far as it was said. */
  page: string;
  /** The websites that forms may stand on. */
  origins: string[];
}

/** Ways to bring a series' sign-up to a website: link, QR code, component, plain form. */
export function EmbedScreen({ series, events, language, page, origins }: EmbedProps) {
  const { locale, publicUrl } = useConsole();
  const embed = useWords(embedWords);
  const address = `${publicUrl}/series/${series.seriesId}/signup`;
  const [origin = ''] = origins;
  const formUrl = page === '' ? `${origin}/` : page;
  const base = `/console/series/${series.seriesId}`;
  return (
    <Screen title={embed.title(inLocale(series.title, locale))} {...useSeriesPlace(series, 'embed')}>
      {events.length === 0 && <p class="note warn">{embed.noEvents}</p>}
      <h2>{embed.link.title}</h2>
      <p>{embed.link.text}</p>
      <p>
        <a href={address}>
          <code id="address">{address}</code>
        </a>
      </p>
      <Copy of="address" />
      <QrCode text={address} label={embed.link.code} />
      <p>
        <a href={`${base}/qr.svg`} download>
          {embed.link.download}
        </a>
      </p>
      <h2>{embed.component.title}</h2>
      <p>{embed.component.text}</p>
      <Code id="component">{componentSnippet({ series, locale: language, publicUrl })}</Code>
      <h2>{embed.events.title}</h2>
      <p>{embed.events.text}</p>
      <Code id="events">{eventsSnippet({ series, locale: language, publicUrl })}</Code>
      <h2>{embed.form.title}</h2>
      <p>{embed.form.text}</p>
      <p>{embed.form.websites(origins.join(', '))}</p>
      <Filter action={`${base}/embed`} submit={embed.form.make}>
        <TextField at="page" type="url" label={embed.form.page} preset={formUrl} isRequired />
        <LocaleField at="language" label={embed.form.language} preset={language} />
      </Filter>
      {!origins.includes(URL.parse(formUrl)?.origin ?? '') && (
        <p class="note warn">{embed.form.notAllowed}</p>
      )}
      {events.length > 0 && (
        <Code id="form">{signUpSnippet({ series, events, locale: language, formUrl, publicUrl })}</Code>
      )}
      <p>{embed.form.again}</p>
    </Screen>
  );
}

/** Copies what an element says; there where scripts run. */
function Copy({ of }: { of: string }) {
  const embed = useWords(embedWords);
  return (
    <p>
      <button type="button" class="button second" data-copy={of} data-done={embed.copied} hidden>
        {embed.copy}
      </button>
    </p>
  );
}

function Code({ id, children }: { id: string; children: string }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <pre tabIndex={0}>
        <code id={id}>{children}</code>
      </pre>
      <Copy of={id} />
    </>
  );
}
