import type { Locale } from '../../core/values/locale.ts';
import { SelectField } from './fields.tsx';
import { useFilled } from './form.tsx';
import { useGiven } from './given.ts';

const languageTags: Record<Locale, string> = { de: 'de-DE', en: 'en-GB' };
const units = ['week', 'day', 'hour', 'minute'] as const;

/** "1 Tag", "2 hours": an ISO 8601 duration of weeks, days, hours and minutes in words; any other as it stands. */
export function durationText(duration: string, locale: Locale): string {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (found === null) return duration;
  const say = (count: number, unit: string) =>
    new Intl.NumberFormat(languageTags[locale], { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  const parts = units.flatMap((unit, index) => {
    const count = Number(found[index + 1] ?? 0);
    return count === 0 ? [] : [say(count, unit)];
  });
  return parts.length === 0 ? say(0, 'minute') : parts.join(' ');
}

/** One of the usual durations, or the one that is kept already. */
export function DurationField({
  at,
  offered,
  none,
  ...field
}: {
  at: string;
  label: string;
  help?: string;
  offered: string[];
  preset?: string;
  /** What no duration means, where there may be none. */
  none?: string;
}) {
  const { locale } = useGiven();
  const kept = useFilled().value(at);
  const all = typeof kept === 'string' && !offered.includes(kept) ? [...offered, kept] : offered;
  const options = all.map((value) => ({ value, label: durationText(value, locale) }));
  return <SelectField at={at} options={options} none={none} {...field} />;
}

/** Asking Intl for its zones takes a while, and they stay the same. */
let zones: string[] | undefined;

/** A place of the IANA time zone database. */
export function TimeZoneField({
  at,
  ...field
}: {
  at: string;
  label: string;
  help?: string;
  /** What no zone means, where there may be none. */
  none?: string;
}) {
  const kept = useFilled().value(at);
  zones ??= [...Intl.supportedValuesOf('timeZone'), 'UTC'];
  const all = typeof kept === 'string' && !zones.includes(kept) ? [kept, ...zones] : zones;
  return <SelectField at={at} options={all.map((zone) => ({ value: zone, label: zone }))} {...field} />;
}
