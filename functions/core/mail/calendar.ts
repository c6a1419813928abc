import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { endsAt, startsAt } from '../table/event.ts';
import type { EventItem } from '../table/items.ts';
import { inLocale, type Locale } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';

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
 * an event never changes, SEQUENCE is the event's. An event is one moment, so its times are in UTC: no reader has to
 * know its zone, or to read ours.
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
      start: new Date(startsAt(event)),
      end: new Date(endsAt(event)),
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
  return calendar.toString();
}
