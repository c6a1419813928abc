import * as z from 'zod';
import { breaks } from './faults.ts';

/**
 * What no line of text holds: C0 and C1 controls, line and paragraph separators, and what turns the direction of writing
 * around (Unicode Standard Annex #9). In headers, calendar files and tables a line break begins something else.
 */
const strangeInLine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** The same where a text has several lines: line breaks as browsers send them, and tabs, are part of it. */
const strangeInLines = /(?!\n|\t|\r\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const rule = breaks({ code: 'controlCharacter' });

/** Whether a text is one line, without controls. */
export const isOneLine = (text: string) => text.search(strangeInLine) < 0;

/** One line of text that an organiser writes. */
export const OneLine = (maxLength: number) => z.string().max(maxLength).refine(isOneLine, rule);

/** A text that may have several lines. */
export const ManyLines = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => text.search(strangeInLines) < 0, rule);

/** A text of before controls were refused, with blanks in their place. */
export function withoutControls(text: string, { isOneLine }: { isOneLine: boolean }): string {
  return text.replaceAll(isOneLine ? strangeInLine : strangeInLines, ' ');
}

/** Whether an address of the web has nobody's name or password in it: whoever is shown it would have them too. */
export function isOpenUrl(url: string): boolean {
  const { username = '', password = '' } = URL.parse(url) ?? {};
  return username === '' && password === '';
}
