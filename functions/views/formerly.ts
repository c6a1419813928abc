import type { EventFacts } from '../core/mail/mail-content.ts';
import type { Locale } from '../core/values/locale.ts';
import { isSameDay, listOf } from './dates.ts';

type Formerly = NonNullable<EventFacts['formerly']>;
/** Of a time, its day or the hour alone. */
type Fact = keyof Formerly | 'clock';

interface Words {
  /** That one of them has changed, and several. */
  since: Record<Fact, string>;
  sinceSeveral: (names: string) => string;
  names: Record<Fact, string>;
  was: Record<Fact, string>;
  is: Record<Fact, string>;
}

/** What is said of an event's title, time and place that its reader was told otherwise. */
export const formerlyWords: Record<Locale, Words> = {
  de: {
    since: {
      title: 'Seit der Anmeldung hat sich der Titel geändert.',
      time: 'Seit der Anmeldung hat sich der Termin geändert.',
      clock: 'Seit der Anmeldung hat sich die Uhrzeit geändert.',
      place: 'Seit der Anmeldung hat sich der Ort geändert.',
    },
    sinceSeveral: (names) => `Seit der Anmeldung haben sich ${names} geändert.`,
    names: { title: 'Titel', time: 'Termin', clock: 'Uhrzeit', place: 'Ort' },
    was: {
      title: 'Titel bisher',
      time: 'Termin bisher',
      clock: 'Uhrzeit bisher',
      place: 'Ort bisher',
    },
    is: { title: 'Titel neu', time: 'Termin neu', clock: 'Uhrzeit neu', place: 'Ort neu' },
  },
  en: {
    since: {
      title: 'The title has changed since the sign-up.',
      time: 'The date has changed since the sign-up.',
      clock: 'The time has changed since the sign-up.',
      place: 'The place has changed since the sign-up.',
    },
    sinceSeveral: (names) => `${names.replace(/^t/, 'T')} have changed since the sign-up.`,
    names: { title: 'the title', time: 'the date', clock: 'the time', place: 'the place' },
    was: {
      title: 'Previous title',
      time: 'Previous date',
      clock: 'Previous time',
      place: 'Previous place',
    },
    is: { title: 'New title', time: 'New date', clock: 'New time', place: 'New place' },
  },
};

/** What is other of a time. */
export function timeFact({ time }: Formerly, event: EventFacts): 'time' | 'clock' {
  return time !== undefined && isSameDay(time, event) ? 'clock' : 'time';
}

/** The sentence that names what is other. */
export function sinceSignUp(formerly: Formerly, event: EventFacts, locale: Locale): string {
  const words = formerlyWords[locale];
  const changed = (['title', 'time', 'place'] as const)
    .filter((fact) => formerly[fact] !== undefined)
    .map((fact) => (fact === 'time' ? timeFact(formerly, event) : fact));
  const [first] = changed;
  if (first !== undefined && changed.length === 1) return words.since[first];
  return words.sinceSeveral(
    listOf(
      changed.map((fact) => words.names[fact]),
      locale,
    ),
  );
}
