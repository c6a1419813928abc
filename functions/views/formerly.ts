import type { EventFacts } from '../core/mail/mail-content.ts';
import type { Locale } from '../core/values/locale.ts';

type Formerly = NonNullable<EventFacts['formerly']>;

interface Words {
  title: string;
  time: string;
  both: string;
  was: Record<keyof Formerly, string>;
  is: Record<keyof Formerly, string>;
}

/** What is said of an event's title and time that its reader was told otherwise. */
export const formerlyWords: Record<Locale, Words> = {
  de: {
    title: 'Seit der Anmeldung hat sich der Titel geändert.',
    time: 'Seit der Anmeldung hat sich der Termin geändert.',
    both: 'Seit der Anmeldung haben sich Titel und Termin geändert.',
    was: { title: 'Titel bisher', time: 'Termin bisher' },
    is: { title: 'Titel neu', time: 'Termin neu' },
  },
  en: {
    title: 'The title has changed since the sign-up.',
    time: 'The date has changed since the sign-up.',
    both: 'The title and the date have changed since the sign-up.',
    was: { title: 'Previous title', time: 'Previous date' },
    is: { title: 'New title', time: 'New date' },
  },
};

/** The sentence that names what is other. */
export function sinceSignUp({ title, time }: Formerly, locale: Locale): string {
  const words = formerlyWords[locale];
  return title && time ? words.both : title ? words.title : words.time;
}
