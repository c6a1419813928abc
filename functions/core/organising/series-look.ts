import { mailKinds, type TemplateName } from '../table/mail-kinds.ts';
import {
  type Look,
  placeholders,
  placeholdersIn,
  type TemplateTexts,
  unknownPlaceholder,
} from '../table/series.ts';
import { type Fault, pointer } from '../values/faults.ts';
import { locales } from '../values/locale.ts';
import type { Stage } from '../values/stage.ts';

const ofEvents: readonly string[] = ['event', 'date', 'time'];

/** The placeholders that have a value in a kind of mail. */
export function placeholdersOf(template: TemplateName): readonly string[] {
  const { isOfNoEvent, isUnverified } = mailKinds[template];
  return placeholders.filter(
    (name) => !(isOfNoEvent && ofEvents.includes(name)) && !(isUnverified && name === 'name'),
  );
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
          const breach = unknownPlaceholder(name, possible);
          return { pointer: pointer([...at, locale, ...path]), ...breach };
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
  const url = new URL(logoUrl);
  const origins = allowedOrigins.filter((origin) => origin.startsWith('https:'));
  const isPlain = url.href === `${url.origin}${url.pathname}`;
  if (origins.includes(url.origin) && isPlain && /\.(png|jpe?g|gif)$/i.test(url.pathname)) return [];
  return [{ pointer: pointer([...at, 'logoUrl']), code: 'logoNotAllowed', params: { origins } }];
}
