import type { EventFacts } from '../core/mail/mail-content.ts';
import type { Locale } from '../core/values/locale.ts';
import { listOf } from './dates.ts';

type Formerly = NonNullable<EventFacts['formerly']>;

interface Words {
  /** That one of them has changed, and several. */
  since: Record<keyof Formerly, string>;
  sinceSeveral: (names: string) => string;
  names: Record<keyof Formerly, string>;
  was: Record<keyof Formerly, string>;
  is: Record<keyof Formerly, string>;
}

/** What is said of an event's title, time and place that its reader was told otherwise. */
export const formerlyWords: Record<Locale, Words> = {
  de: {
    since: {
      title: 'Seit der Anmeldung hat sich der Titel geändert.',
      time: 'Seit der Anmeldung hat sich der Termin geändert.',
      place: 'Seit der Anmeldung hat sich der Ort geändert.',
    },
    sinceSeveral: (names) => `Seit der Anmeldung haben sich ${names} geändert.`,
    names: { title: 'Titel', time: 'Termin', place: 'Ort' },
    was: { title: 'Titel bisher', time: 'Termin bisher', place: 'Ort bisher' },
    is: { title: 'Titel neu', time: 'Termin neu', place: 'Ort neu' },
  },
  en: {
    since: {
      title: 'The title has changed since the sign-up.',
      time: 'The date has changed since the sign-up.',
      place: 'The place has changed since the sign-up.',
    },
    sinceSeveral: (names) => `${names.replace(/^t/, 'T')} have changed since the sign-up.`,
    names: { title: 'the title', time: 'the date', place: 'the place' },
    was: { title: 'Previous title', time: 'Previous date', place: 'Previous place' },
    is: { title: 'New title', time: 'New date', place: 'New place' },
  },
};

/** The sentence that names what is other. */
export function sinceSignUp(formerly: Formerly, locale: Locale): string {
  const words = formerlyWords[locale];
  const changed = (['title', 'time', 'place'] as const).filter((fact) => formerly[fact] !== undefined);
  const [first] = changed;
  if (first !== undefined && changed.length === 1) return words.since[first];
  return words.sinceSeveral(
    listOf(
      changed.map((fact) => words.names[fact]),
      locale,
    ),
  );
}
