import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { endsAt, startsAt } from '../table/event.ts';
import type { EventItem } from '../table/items.ts';
import { inLocale, type Locale } from '../values/locale.ts';
import { type Instant, Temporal } from '../values/time.ts';

/** What a calendar file says beside its events. */
export interface CalendarFrame {
  locale: Locale;
  /** Whose events these are: X-WR-CALNAME of a feed, and the organiser's name. */
  title: string;
  organiser: { name: string; email: string };
  /** The event's public page; no personal link, because calendars are shared. */
  pageUrl(eventId: string): string;
  /** Domain of the UIDs: it must not change in the life of a stage. */
  uidDomain: string;
  /** DTSTAMP: of two files with the same SEQUENCE the later counts, so that signing up again after cancelling works. */
  stamp: Instant;
}

/**
 * A calendar file (RFC 5545, RFC 5546 section 3.2): UTF-8 text with CRLF, lines folded at 75 octets. The UID of
 * an event never changes, SEQUENCE is the event's.
 * @param method CANCEL marks every event cancelled
 */
export function calendarFile(
  events: readonly EventItem[],
  method: 'PUBLISH' | 'CANCEL',
  frame: CalendarFrame,
): string {
  const calendar = ical({
    prodId: { company: 'Eventbote', product: 'Eventbote', language: frame.locale.toUpperCase() },
    name: frame.title,
    method: method === 'PUBLISH' ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
  });
  for (const event of events) {
    const isCancelled = method === 'CANCEL' || event.status === 'cancelled';
    calendar.createEvent({
      id: `${event.eventId}@${frame.uidDomain}`,
      sequence: event.sequence,
      stamp: new Date(frame.stamp),
      start: Temporal.Instant.from(startsAt(event)).toZonedDateTimeISO(event.timeZone),
      end: Temporal.Instant.from(endsAt(event)).toZonedDateTimeISO(event.timeZone),
      timezone: event.timeZone,
      summary: inLocale(event.title, frame.locale),
      description: frame.pageUrl(event.eventId),
      url: frame.pageUrl(event.eventId),
      // RFC 5545 section 3.2: a parameter's value can't hold a quotation mark.
      organizer: { ...frame.organiser, name: frame.organiser.name.replaceAll('"', '') },
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      lastModified: new Date(event.updatedAt),
    });
  }
  calendar.timezone({
    name: null,
    generator: (zone) => {
      const own = events.filter((event) => event.timeZone === zone);
      const starts = own.map(startsAt).toSorted();
      const ends = own.map(endsAt).toSorted();
      return vtimezone(zone, starts[0] ?? frame.stamp, ends.at(-1));
    },
  });
  return calendar.toString();
}

/**
 * The VTIMEZONE of a zone (RFC 5545 section 3.6.5): the observance in force at the first instant, and those up to two
 * years after the last, each with its onset, so that no rule has to be guessed from the database.
 */
export function vtimezone(timeZone: string, earliest: Instant, latest: Instant = earliest): string {
  const lines = ['BEGIN:VTIMEZONE', `TZID:${timeZone}`];
  const start = Temporal.Instant.from(earliest).toZonedDateTimeISO(timeZone);
  const first = start.getTimeZoneTransition('previous') ?? start.with({ year: 1970, month: 1, day: 1 });
  const until = Temporal.Instant.from(latest).toZonedDateTimeISO(timeZone).add({ years: 2 });
  let offsetBefore = first.subtract({ nanoseconds: 1 }).offset;
  for (
    let onset: Temporal.ZonedDateTime | null = first;
    onset !== null && Temporal.ZonedDateTime.compare(onset, until) < 0;
    onset = onset.getTimeZoneTransition('next')
  ) {
    // The onset is written in the local time that the old offset would show.
    const local = onset.toInstant().toZonedDateTimeISO(offsetBefore).toPlainDateTime();
    const kind = isDaylight(onset) ? 'DAYLIGHT' : 'STANDARD';
    lines.push(
      `BEGIN:${kind}`,
      `DTSTART:${local.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
      `TZOFFSETFROM:${offsetBefore.replaceAll(':', '')}`,
      `TZOFFSETTO:${onset.offset.replaceAll(':', '')}`,
      `END:${kind}`,
    );
    offsetBefore = onset.offset;
  }
  return [...lines, 'END:VTIMEZONE'].join('\r\n');
}

/** Daylight time is the larger offset of the two that a zone has in a year. */
function isDaylight(at: Temporal.ZonedDateTime): boolean {
  const offsets = [1, 7].map((month) => at.with({ month, day: 1 }).offsetNanoseconds);
  return at.offsetNanoseconds > Math.min(...offsets);
}
