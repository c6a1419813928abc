import type { Locale } from '../../../core/locale.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** The console's words: a file a subject and language, all of one shape. */
export type ConsoleWords = typeof de;

export const consoleWords: Record<Locale, ConsoleWords> = { de, en };
