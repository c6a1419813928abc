import type { Locale } from '../../core/values/locale.ts';
import { attendee as de } from './de/attendee.ts';
import { attendee as en } from './en/attendee.ts';
import type { AttendeeWords } from './shape.ts';

/** What attendees' pages alone say: the functions of organisers carry 10 kB less. */
export const attendeeWords: Record<Locale, AttendeeWords> = { de, en };
