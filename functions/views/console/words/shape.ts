import type { de } from './de/index.ts';

/** Words of the screens that are there from the beginning; those of other subjects come with their screens. */
export type ConsoleWords = typeof de;
