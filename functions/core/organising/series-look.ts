import { mailKinds, type TemplateName } from '../table/mail-kinds.ts';
import {
  type Look,
  placeholderDetail,
  placeholders,
  placeholdersIn,
  type TemplateTexts,
} from '../table/series.ts';
import { type Fault, pointer } from '../values/faults.ts';
import { locales } from '../values/locale.ts';
import type { Stage } from '../values/stage.ts';

const ofNoEvent: readonly string[] = placeholders.filter((name) => !['event', 'date', 'time'].includes(name));

/** The placeholders that have a value in a kind of mail. */
export function placeholdersOf(template: TemplateName): readonly string[] {
  return mailKinds[template].isOfNoEvent ? ofNoEvent : placeholders;
}

/** Placeholders that exist, in a kind of mail that has nothing to put there. */
export function textFaults(template: TemplateName, texts: TemplateTexts, at: readonly string[]): Fault[] {
  const possible = placeholdersOf(template);
  return locales.flatMap((locale) => {
    const { subject, paragraphs = [] } = texts[locale] ?? {};
    const written = [
      ...(subject === undefined ? [] : [{ path: ['subject'], text: subject }]),
      ...paragraphs.map((text, index) => ({ path: ['paragraphs', String(index)], text })),
    ];
    return written.flatMap(({ path, text }) =>
      placeholdersIn(text)
        .filter((name) => !possible.includes(name))
        .slice(0, 1)
        .map((name): Fault => {
          const params = { detail: placeholderDetail(name, possible) };
          return { pointer: pointer([...at, locale, ...path]), code: 'unknownPlaceholder', params };
        }),
    );
  });
}

/**
 * A logo is an image of one of the stage's websites, which attendees know already, and the same for everybody: a query
 * could tell readers apart. Its kind is one that mail programs show.
 */
export function lookFaults({ logoUrl }: Look, { allowedOrigins }: Stage, at: readonly string[]): Fault[] {
  if (logoUrl === undefined) return [];
  const fault = (detail: string): Fault[] => [
    { pointer: pointer([...at, 'logoUrl']), code: 'logoNotAllowed', params: { detail } },
  ];
  const url = new URL(logoUrl);
  const origins = allowedOrigins.filter((origin) => origin.startsWith('https:'));
  if (!origins.includes(url.origin)) return fault(`must lie under ${origins.join(' or ')}`);
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return fault('must be a plain address, without ?, # and @');
  }
  if (!/\.(png|jpe?g|gif)$/i.test(url.pathname)) return fault('must be a .png, .jpg or .gif');
  return [];
}
