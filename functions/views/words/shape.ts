import type { attendee } from './de/attendee.ts';
import type { mail } from './de/mail.ts';
import type { de } from './de.ts';

type InAnyLanguage<T> = T extends (...given: infer G) => infer R
  ? (...given: G) => InAnyLanguage<R>
  : T extends string
    ? string
    : { [K in keyof T]: InAnyLanguage<T[K]> };

/** All words of pages, in one shape whatever the language; German is the one that the others follow. */
export type Words = InAnyLanguage<typeof de>;

/** What mails say, likewise. */
export type MailWords = InAnyLanguage<typeof mail>;

/** What attendees' pages alone say, likewise. */
export type AttendeeWords = InAnyLanguage<typeof attendee>;
