import type { Whereabouts } from '../core/mail/mail-content.ts';
import type { Locale } from '../core/values/locale.ts';
import { wordsOf } from './words/index.ts';

/** Where one takes part: online, at a place, or there "or online". */
export function whereText({ attendanceMode, place }: Whereabouts, locale: Locale): string {
  const { online, orOnline } = wordsOf(locale).common.where;
  if (place === undefined) return online;
  return attendanceMode === 'hybrid' ? orOnline(place.line) : place.line;
}
