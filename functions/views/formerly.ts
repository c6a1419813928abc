import type { EventFacts } from '../core/mail/mail-content.ts';
import type { Locale } from '../core/values/locale.ts';
import { isSameDay, listOf } from './dates.ts';
import { wordsOf } from './words/index.ts';

type Formerly = NonNullable<EventFacts['formerly']>;

/** What is other of a time. */
export function timeFact({ time }: Formerly, event: EventFacts): 'time' | 'clock' {
  return time !== undefined && isSameDay(time, event) ? 'clock' : 'time';
}

/** The sentence that names what is other. */
export function sinceSignUp(formerly: Formerly, event: EventFacts, locale: Locale): string {
  const words = wordsOf(locale).common.formerly;
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
