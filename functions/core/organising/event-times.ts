import { type EventTime, eventTimes } from '../table/event-fields.ts';
import { TimeZone } from '../values/stage.ts';
import { type Instant, LocalTime, Temporal } from '../values/time.ts';

/** A time that the clocks skip, which is read as another; or that comes twice, of which the first is meant. */
export type UnclearTime =
  | { warning: 'skipped'; at: EventTime; readAs: string }
  | { warning: 'twice'; at: EventTime };

/** What somebody who sets a time should know of the clocks in its zone. */
export type TimeWarning =
  /** The clocks change before the event begins: its wall-clock time stays. */
  | { warning: 'changesBefore'; from: string; to: string }
  /** They change while it goes on: it takes longer or shorter than the clocks say. */
  | { warning: 'changesWithin'; minutes: number }
  | UnclearTime;

/**
 * The warnings about an event's times as they were filled in; of those that can't be read, none.
 * @param zone the event's, else its series'
 */
export function timeWarnings(
  times: Partial<Record<EventTime, unknown>>,
  zone: unknown,
  now: Instant,
): TimeWarning[] {
  const timeZone = TimeZone.safeParse(zone).data;
  if (timeZone === undefined) return [];
  const warnings: TimeWarning[] = unclearTimes(times, timeZone);
  const starts = zoned(times.startsAtLocal, timeZone);
  const ends = zoned(times.endsAtLocal, timeZone);
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone);
  if (starts !== undefined && Temporal.ZonedDateTime.compare(today, starts) < 0) {
    const [from, to] = [today.offset, starts.offset];
    if (from !== to) warnings.push({ warning: 'changesBefore', from, to });
  }
  if (starts !== undefined && ends !== undefined && starts.offset !== ends.offset) {
    const minutes = Math.round(starts.until(ends).total('minutes'));
    warnings.push({ warning: 'changesWithin', minutes });
  }
  return warnings;
}

/** The times that the clocks of a zone show never or twice; of those that can't be read, none. */
export function unclearTimes(times: Partial<Record<EventTime, unknown>>, timeZone: string): UnclearTime[] {
  return eventTimes.flatMap((at) => {
    const local = LocalTime.safeParse(times[at]).data;
    return local === undefined ? [] : ofOne(at, local, timeZone);
  });
}

function zoned(local: unknown, timeZone: string): Temporal.ZonedDateTime | undefined {
  const text = LocalTime.safeParse(local).data;
  return text === undefined ? undefined : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
}

function ofOne(at: EventTime, local: string, timeZone: string): UnclearTime[] {
  const plain = Temporal.PlainDateTime.from(local);
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(timeZone, { disambiguation }),
  );
  if (first === undefined || second === undefined || first.equals(second)) return [];
  if (first.toPlainDateTime().equals(plain)) return [{ warning: 'twice', at }];
  const read = plain.toZonedDateTime(timeZone).toPlainDateTime();
  return [{ warning: 'skipped', at, readAs: read.toString({ smallestUnit: 'minute' }) }];
}
