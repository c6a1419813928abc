import * as z from 'zod';
import { breaks } from './faults.ts';

/**
 * A text as one harmless line: line breaks and other controls become a space, and characters that reorder
 * what stands around them (Unicode's Bidi_Control) are left out. What remains is text, whatever it looks like.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** A person's name as it is kept: one line, in Unicode's normal form C (UAX #15), and otherwise as it was written. */
export const PersonName = z
  .string()
  .max(200)
  .transform((name) => oneLine(name).normalize('NFC'))
  // Marks and invisible signs alone are nobody's name.
  .refine((name) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(name), breaks({ code: 'required' }));
