import * as z from 'zod';
import { breaks } from './faults.ts';
import { ManyLines, OneLine } from './text.ts';

/** The languages of pages and mails (BCP 47). A text that its reader's language lacks is shown in the first of them that has it. */
export const locales = ['de', 'en'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

/** What each language is called by those who read it. */
export const ownNames: Record<Locale, string> = { de: 'Deutsch', en: 'English' };

/** What there may be in each language. */
export type PerLocale<T> = { [L in Locale]?: T | undefined };

/** The same of a schema: an object with an optional field for each language, and no other. */
export function perLocale<S extends z.ZodType>(schema: S) {
  return z.strictObject(inEach(() => schema.optional()));
}

/** Something for every language. */
export function inEach<T>(make: (locale: Locale) => T): Record<Locale, T> {
  const made: Partial<Record<Locale, T>> = {};
  for (const locale of locales) made[locale] = make(locale);
  if (!isWhole(made)) throw new Error('every language is one of them');
  return made;
}

const isWhole = <T>(made: Partial<Record<Locale, T>>): made is Record<Locale, T> =>
  locales.every((locale) => Object.hasOwn(made, locale));

/** What is there in a language, with each made anew from what it was. */
export function mapLocales<T, U>(each: PerLocale<T>, make: (one: T) => U): PerLocale<U> {
  const made: PerLocale<U> = {};
  for (const locale of locales) {
    const one = each[locale];
    if (one !== undefined) made[locale] = make(one);
  }
  return made;
}

/** Whether it is there in any language. */
export function isInAny(each: PerLocale<unknown>): boolean {
  return locales.some((locale) => each[locale] !== undefined);
}

/**
 * The language of ours that is nearest to a tag, `de` to `de-AT` (RFC 4647 section 3.4, lookup); undefined where none is.
 * @param tag whatever a form, a link or a browser says
 */
export function nearestLocale(tag: unknown): Locale | undefined {
  if (typeof tag !== 'string') return undefined;
  const wanted = tag.trim().replaceAll('_', '-').toLowerCase().split('-');
  for (let length = wanted.length; length > 0; length--) {
    const range = wanted.slice(0, length).join('-');
    const found = locales.find((locale) => locale.toLowerCase() === range);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Scripts that are written from right to left (ISO 15924), of those that languages of today are written in. */
const fromRight = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

/** Where lines of a language begin, by the script that its tag says or that it is usually written in. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return fromRight.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}

const inLanguages = (text: z.ZodString) =>
  perLocale(text.min(1)).refine(isInAny, breaks({ code: 'textMissing' }));

/** A line of text in one or several languages; at least one is there. */
export const Localised = (maxLength: number) => inLanguages(OneLine(maxLength));
/** The same with as many lines as it needs. */
export const LocalisedLines = (maxLength: number) => inLanguages(ManyLines(maxLength));
export type Localised = PerLocale<string>;

/** A text as its reader gets it. */
export interface Wording {
  text: string;
  /** Its language, where it is another than the reader's: it has to be said where the text is shown (WCAG 2.2, 3.1.2). */
  lang?: Locale | undefined;
}

/** The text in the wanted language, else in the one that it is there in. */
export function wordingIn(text: Localised, locale: Locale): Wording {
  const found = [locale, ...locales].find((one) => text[one] !== undefined) ?? locale;
  return { text: text[found] ?? '', lang: found === locale ? undefined : found };
}

/** A text of a known language, as its reader gets it. */
export function wordingOf(text: string, lang: Locale, readIn: Locale): Wording {
  return { text, lang: lang === readIn ? undefined : lang };
}

/** A text in the wanted language where another can't be named: in files, subjects and the names of controls. */
export function inLocale(text: Localised, locale: Locale): string {
  return wordingIn(text, locale).text;
}
