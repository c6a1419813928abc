import type { de } from './de/index.ts';

/** The console's words: a file a subject and language, all of one shape. */
export type ConsoleWords = typeof de;
