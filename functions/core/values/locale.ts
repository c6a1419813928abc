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

/** The text in the wanted language, else in the other one. */
export function inLocale(text: Localised, locale: Locale): string {
  return text[locale] ?? text.de ?? text.en ?? '';
}
