import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { breaks, formed } from './faults.ts';

/** An instant as `2027-03-01T09:00:00.000Z`: UTC with milliseconds, so that text order is time order. */
export type Instant = string;
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** An instant in any ISO 8601 spelling with an offset, in ours afterwards. */
export const InstantInput = z
  .string()
  .max(40)
  .refine(
    (text) => /T.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
    breaks({ code: 'invalidInstant' }),
  )
  .transform((text) => new Date(text).toISOString());

/** A wall-clock time without zone, `2027-04-28T17:00`. */
export const LocalTime = formed(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { code: 'invalidLocalTime' }).refine(
  (text) => {
    try {
      Temporal.PlainDateTime.from(text, { overflow: 'reject' });
      return true;
    } catch {
      return false;
    }
  },
  breaks({ code: 'invalidLocalTime' }),
);

/** A day of the calendar, `2027-04-28`. */
export const CalendarDay = formed(/^\d{4}-\d\d-\d\d$/, { code: 'invalidDay' }).refine(
  (text) => {
    try {
      Temporal.PlainDate.from(text, { overflow: 'reject' });
      return true;
    } catch {
      return false;
    }
  },
  breaks({ code: 'invalidDay' }),
);

/** An ISO 8601 duration without sign, `P1D` or `PT90M`, of at most a year. */
export const Duration = formed(/^P[0-9WDTHM]{1,19}$/, { code: 'invalidDuration' }).refine(
  (text) => {
    try {
      const duration = Temporal.Duration.from(text);
      const hours = duration.total({ unit: 'hours', relativeTo: '2024-01-01T00:00Z[UTC]' });
      return hours >= 0 && hours <= 24 * 366;
    } catch {
      return false;
    }
  },
  breaks({ code: 'invalidDuration' }),
);

/** How many hours a duration has, its days of 24; NaN for what is none. */
export function hoursOf(duration: string): number {
  const parsed = Duration.safeParse(duration);
  if (!parsed.success) return Number.NaN;
  return Temporal.Duration.from(duration).total({ unit: 'hours', relativeTo: '2024-01-01T00:00Z[UTC]' });
}

/** The instant of epoch milliseconds: how an entry turns its clock into the argument that core takes. */
export function instant(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

export function epochSeconds(at: Instant): number {
  return Math.ceil(Date.parse(at) / 1000);
}

/**
 * The instant of a wall-clock time in its zone. A time that a change of the offset skips is read with the
 * offset before it, one that occurs twice is the first (RFC 5545 section 3.3.5, Temporal's "compatible").
 */
export function instantOf(local: string, timeZone: string): Instant {
  const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, {
    disambiguation: 'compatible',
  });
  return instant(zoned.epochMilliseconds);
}

/** A wall-clock offset before a local time: `P1D` before 17:00 is 17:00 the day before, whatever the offset does. */
export function before(local: string, timeZone: string, duration: string): Instant {
  const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, {
    disambiguation: 'compatible',
  });
  return instant(zoned.subtract(duration).epochMilliseconds);
}

/** An instant later by a duration; days count as days of the zone. */
export function after(at: Instant, duration: string, timeZone = 'UTC'): Instant {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return instant(zoned.add(duration).epochMilliseconds);
}

/** An instant earlier by a duration; days count as days of the zone. */
export function earlierBy(at: Instant, duration: string, timeZone: string): Instant {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return instant(zoned.subtract(duration).epochMilliseconds);
}

/** The day of an instant on the calendar of a zone, `2027-03-01`. */
export function dayOf(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The end of the calendar year that lies so many years after an instant’s own, in a zone: limitation counts so (§ 199(1) BGB). */
export function yearsEnd(at: Instant, years: number, timeZone: string): Instant {
  const { year } = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return instantOf(`${year + years + 1}-01-01T00:00`, timeZone);
}

/** The earlier of two instants. */
export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export { Temporal };
