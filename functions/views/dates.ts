import type { Locale } from '../core/values/locale.ts';
import type { Instant } from '../core/values/time.ts';
import { wordsOf } from './words/index.ts';

interface Span {
  startsAt: Instant;
  endsAt: Instant;
  timeZone: string;
}

const numeric = { day: 'numeric', month: 'numeric', year: 'numeric' } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making formats took four fifths of a mail's rendering, so each is made once; there is one for each zone in use. */
function formatOf(languageTag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([languageTag, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(languageTag, options);
  formats.set(key, format);
  return format;
}

function part(
  at: Instant,
  timeZone: string,
  locale: Locale,
  options: Intl.DateTimeFormatOptions,
  type: string,
): string {
  const format = formatOf(wordsOf(locale).common.languageTag, { timeZone, ...options });
  return format.formatToParts(new Date(at)).find((found) => found.type === type)?.value ?? '';
}

/** "Mittwoch, 28. April 2027" / "Wednesday, 28 April 2027", in the zone. */
export function day(at: Instant, timeZone: string, locale: Locale): string {
  const get = (name: 'weekday' | 'day' | 'month' | 'year') => {
    const style = name === 'weekday' || name === 'month' ? 'long' : 'numeric';
    // The month is asked for with its day: some languages have another form for it alone.
    return part(at, timeZone, locale, { [name]: style, ...(name === 'month' && { day: 'numeric' }) }, name);
  };
  return wordsOf(locale).common.day(get('weekday'), get('day'), get('month'), get('year'));
}

/** "17:00", in the zone. */
function digits(at: Instant, timeZone: string): string {
  const format = formatOf('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(new Date(at));
}

/** "17:00 Uhr" / "17:00", in the zone. */
export function clock(at: Instant, timeZone: string, locale: Locale): string {
  return wordsOf(locale).common.clock(digits(at, timeZone));
}

/** The same, and where it is so: "11 Uhr (Ortszeit New York)", unless the clocks of `home` say the same then. */
export function clockSeenFrom(home: string, at: Instant, timeZone: string, locale: Locale): string {
  const there = clock(at, timeZone, locale);
  if (home === timeZone || stamp(at, home, locale) === stamp(at, timeZone, locale)) return there;
  const name =
    timeZone.startsWith('Etc/') || timeZone === 'UTC' ? abbreviation(at, timeZone, locale) : undefined;
  return `${there}${zone(timeZone, locale, name, true)}`;
}

/** Whether two times of an event are of the same days, by the clocks of one zone. */
export function isSameDay(one: Span, other: Span): boolean {
  const days = ({ startsAt, endsAt, timeZone }: Span) => {
    const format = formatOf('en-GB', { ...numeric, timeZone });
    return `${timeZone} ${format.format(new Date(startsAt))} ${format.format(new Date(endsAt))}`;
  };
  return days(one) === days(other);
}

/** The zone's name at that instant: "MESZ" / "CEST", or "GMT-4" where the language knows none. */
function abbreviation(at: Instant, timeZone: string, locale: Locale): string {
  return part(at, timeZone, locale, { timeZoneName: 'short' }, 'timeZoneName');
}

/** "(MESZ, Ortszeit Berlin)"; of a zone that is no place's its name alone, of `Etc/GMT+4` that of its hours, "GMT-4". */
function zone(timeZone: string, locale: Locale, name: string | undefined, saysPlace: boolean): string {
  if (!saysPlace || timeZone.startsWith('Etc/')) return name === undefined ? '' : ` (${name})`;
  const place = timeZone.split('/').slice(1).at(-1)?.replaceAll('_', ' ');
  const of = place === undefined ? timeZone : wordsOf(locale).common.localTime(place);
  return ` (${[...new Set([...(name === undefined ? [] : [name]), of])].join(', ')})`;
}

/** "Mittwoch, 28. April 2027, 17 Uhr (MESZ, Ortszeit Berlin)" */
export function moment(at: Instant, timeZone: string, locale: Locale, saysPlace = true): string {
  const when = `${day(at, timeZone, locale)}, ${clock(at, timeZone, locale)}`;
  return `${when}${zone(timeZone, locale, abbreviation(at, timeZone, locale), saysPlace)}`;
}

/** "28.04.2027, 17:00" / "28 Apr 2027, 17:00", in the zone: for tables, which don't name it. */
export function stamp(at: Instant, timeZone: string, locale: Locale): string {
  const format = formatOf(wordsOf(locale).common.languageTag, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return format.format(new Date(at));
}

/**
 * "Mittwoch, 28. April 2027, 17–19 Uhr (MESZ, Ortszeit Berlin)". Over midnight both days are named;
 * when the clocks change in between, each time carries its own abbreviation.
 * @param saysPlace whether the zone's place is named: once is enough in a mail
 */
export function span({ startsAt, endsAt, timeZone }: Span, locale: Locale, saysPlace = true): string {
  const { until, spanOfClock } = wordsOf(locale).common;
  const [from, to] = [day(startsAt, timeZone, locale), day(endsAt, timeZone, locale)];
  const [early, late] = [abbreviation(startsAt, timeZone, locale), abbreviation(endsAt, timeZone, locale)];
  if (from === to && early === late) {
    const times = spanOfClock(digits(startsAt, timeZone), digits(endsAt, timeZone));
    return `${from}, ${times}${zone(timeZone, locale, early, saysPlace)}`;
  }
  const own = (name: string) => (early === late ? '' : ` ${name}`);
  const start = `${from}, ${clock(startsAt, timeZone, locale)}${own(early)}`;
  const end = `${from === to ? '' : `${to}, `}${clock(endsAt, timeZone, locale)}${own(late)}`;
  return `${start} ${until} ${end}${zone(timeZone, locale, early === late ? early : undefined, saysPlace)}`;
}

/** "Stiftung Marktplatz, Institut für Stadtfragen und Institut für Landfragen" */
export function listOf(items: string[], locale: Locale): string {
  return new Intl.ListFormat(wordsOf(locale).common.languageTag, { type: 'conjunction' }).format(items);
}

/** Titles within a sentence, each in quotation marks: they may hold commas. */
export function quoted(titles: string[], locale: Locale): string {
  const [before, after] = wordsOf(locale).common.quotationMarks;
  return listOf(
    titles.map((title) => `${before}${title}${after}`),
    locale,
  );
}

/** "28.4.2027" / "28/04/2027", of a day on the calendar such as `2027-04-28`. */
export function shortDay(date: string, locale: Locale): string {
  return formatOf(wordsOf(locale).common.languageTag, { ...numeric, timeZone: 'UTC' }).format(new Date(date));
}

/** "28.4.2027, 17:00" / "28/04/2027, 17:00", in the zone: for tables, which name it once. */
export function shortMoment(at: Instant, timeZone: string, locale: Locale): string {
  const date = formatOf(wordsOf(locale).common.languageTag, { ...numeric, timeZone }).format(new Date(at));
  return `${date}, ${digits(at, timeZone)}`;
}
