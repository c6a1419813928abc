import type { Locale } from '../../core/values/locale.ts';
import { wordsOf } from '../words/index.ts';

const units = ['week', 'day', 'hour', 'minute'] as const;

/** "1 Tag", "2 hours": an ISO 8601 duration of weeks, days, hours and minutes in words; any other as it stands. */
export function durationText(duration: string, locale: Locale): string {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (found === null) return duration;
  const say = (count: number, unit: string) =>
    new Intl.NumberFormat(wordsOf(locale).common.languageTag, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    }).format(count);
  const parts = units.flatMap((unit, index) => {
    const count = Number(found[index + 1] ?? 0);
    return count === 0 ? [] : [say(count, unit)];
  });
  return parts.length === 0 ? say(0, 'minute') : parts.join(' ');
}
