import * as z from 'zod';
import { breaks } from './faults.ts';

/** The languages of pages and mails. */
export const locales = ['de', 'en'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

/** A text in one or both languages; at least one is there. */
export const Localised = (maxLength: number) =>
  z
    .strictObject({
      de: z.string().min(1).max(maxLength).optional(),
      en: z.string().min(1).max(maxLength).optional(),
    })
    .refine((text) => text.de !== undefined || text.en !== undefined, breaks({ code: 'textMissing' }));
export type Localised = { de?: string | undefined; en?: string | undefined };

/** The text in the wanted language, else in the other one. */
export function inLocale(text: Localised, locale: Locale): string {
  return text[locale] ?? text.de ?? text.en ?? '';
}
