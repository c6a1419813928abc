import * as z from 'zod';
import { breaks } from './faults.ts';
import { ManyLines, OneLine } from './text.ts';

/** The languages of pages and mails. */
export const locales = ['de', 'en'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

const inLanguages = (text: z.ZodString) =>
  z
    .strictObject({ de: text.min(1).optional(), en: text.min(1).optional() })
    .refine(({ de, en }) => de !== undefined || en !== undefined, breaks({ code: 'textMissing' }));

/** A line of text in one or both languages; at least one is there. */
export const Localised = (maxLength: number) => inLanguages(OneLine(maxLength));
/** The same with as many lines as it needs. */
export const LocalisedLines = (maxLength: number) => inLanguages(ManyLines(maxLength));
export type Localised = { de?: string | undefined; en?: string | undefined };

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
