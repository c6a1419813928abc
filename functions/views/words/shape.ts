import type { words } from './de/index.ts';

type InAnyLanguage<T> = T extends (...given: infer G) => infer R
  ? (...given: G) => InAnyLanguage<R>
  : T extends string
    ? string
    : { [K in keyof T]: InAnyLanguage<T[K]> };

/** All that is said to attendees, in one shape whatever the language; German is the one that the others follow. */
export type Words = InAnyLanguage<typeof words>;
export type MailWords = Words['mail'];
export type AttendeeWords = Words['attendee'];
