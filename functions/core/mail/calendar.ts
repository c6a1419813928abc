import ical, {
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEvent,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Context } from '../table/context.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { EventItem } from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import { placeLine } from '../table/place.ts';
import { inLocale, type Locale } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { eachPart, type FailedPart } from './failed-part.ts';

/** What a calendar file says beside its events. */
export interface CalendarFrame {
  locale: Locale;
  /** Whose events these are: the name of a feed. */
  title: string;
  /** Whom the entry names as its organiser, with the address for answers. */
  organiser: { name: string; email: string };
  /** Who holds the events, as pages and mails name them. */
  organisers: readonly string[];
  links: Pick<PublicLinks, 'event'>;
  /** Domain of the UIDs: it must not change in the life of a stage. */
  uidDomain: string;
}

/** The frame of a series' calendars, of a stage. */
export function calendarFrame(
  { stage, publicUrl }: Pick<Context, 'stage' | 'publicUrl'>,
  own: Pick<CalendarFrame, 'locale' | 'title' | 'organisers'>,
  replyTo = stage.replyTo,
): CalendarFrame {
  return {
    ...own,
    organiser: { name: stage.organisation.name, email: replyTo },
    links: new PublicLinks({ publicUrl }),
    // The mail domain, which outlives URLs.
    uidDomain: stage.sender.slice(stage.sender.lastIndexOf('@') + 1),
  };
}

/** How often a feed is worth asking for (RFC 7986 section 5.7). */
const feedRefreshSeconds = 3600;

/** What SEQUENCE counts its seconds from: its 32 bits (RFC 5545 section 3.3.8) last until 2093. */
const sequenceEpoch = Date.parse('2025-01-01T00:00:00Z');

/**
 * The SEQUENCE of what is said of an event at a moment, in seconds (RFC 5545 section 3.8.7.4): it rises by itself, and
 * higher than any that was counted, also where nothing is left to count on, as after somebody had all of theirs
 * erased and signed up again. Calendars leave an entry as it is that comes with a lower one.
 */
function sequenceAt(stamp: Instant): number {
  return Math.max(0, Math.floor((Date.parse(stamp) - sequenceEpoch) / 1000));
}

/**
 * A calendar file (RFC 5545, RFC 5546 section 3.2): UTF-8 text with CRLF, lines folded at 75 octets. The UID of
 * an event never changes. An event is one moment, so its times are in UTC: no reader has to know its zone, or to read
 * ours.
 * @param stamp DTSTAMP, and what SEQUENCE goes by: when it was made, of a public one when the event changed last
 * @throws Error when it can't be made
 */
export function calendarFile(entry: CalendarEntry, stamp: Instant, frame: CalendarFrame): string {
  const calendar = calendarOf(entry.method, frame.locale);
  calendar.createEvent(entryData(entry, stamp, frame));
  return textOf(calendar);
}

/** The events of a series, to subscribe to: the same bytes until one of them, or what frames them, changes. */
export function calendarFeed(
  events: readonly EventItem[],
  frame: CalendarFrame,
): { text: string; failed: FailedPart[] } {
  const calendar = calendarOf('PUBLISH', frame.locale, { name: frame.title, ttl: feedRefreshSeconds });
  const { made, failed } = eachPart(
    events.map((event) => ({ event, method: 'PUBLISH' as const })),
    'event',
    (entry) => {
      const made = new ICalEvent(entryData(entry, entry.event.updatedAt, frame), calendar);
      // What can't be written throws here, and not where it would take the others with it.
      made.toString();
      return made;
    },
  );
  calendar.events(made);
  return { text: textOf(calendar), failed };
}

/**
 * @param feed what only a calendar of many has: of a file with a name Outlook makes a calendar of its own, and X-WR-CALNAME
 * is left out for a single appointment ([MS-OXCICAL] section 2.1.3.1.1.17)
 */
function calendarOf(method: CalendarEntry['method'], locale: Locale, feed?: { name: string; ttl: number }) {
  return ical({
    prodId: { company: 'Eventbote', product: 'Eventbote', language: locale.toUpperCase() },
    method: method === 'PUBLISH' ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
    ...feed,
  });
}

/** Each line ends with CRLF, the last one too (RFC 5545 section 3.1). */
function textOf(calendar: ICalCalendar): string {
  return `${calendar.toString()}\r\n`;
}

function entryData(
  { event, seat, method }: CalendarEntry,
  stamp: Instant,
  frame: CalendarFrame,
): ICalEventData {
  const isCancelled = method === 'CANCEL' || event.status === 'cancelled';
  const { title, where, description } = entryTexts(event, frame, isCancelled);
  return {
    id: `${event.eventId}${seat === undefined ? '' : `.${seat}`}@${frame.uidDomain}`,
    sequence: sequenceAt(stamp),
    stamp: new Date(stamp),
    start: new Date(startsAt(event)),
    end: new Date(endsAt(event)),
    summary: title,
    location: { title: where, geo: geoOf(event) },
    description,
    url: frame.links.event(event.eventId),
    // RFC 5545 section 3.2: a parameter's value can't hold a quotation mark.
    organizer: { ...frame.organiser, name: frame.organiser.name.replaceAll('"', '') },
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    lastModified: new Date(event.updatedAt),
  };
}

/** Where people come to, in degrees (RFC 5545 section 3.8.1.6). */
function geoOf({ place }: EventItem) {
  const { latitude: lat, longitude: lon } = place?.coordinates ?? {};
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}

/**
 * What an entry says beside its time: nothing personal, because calendars are shared. The place is what maps look for.
 * @param isOff nobody is told of a way in any more
 */
export function entryTexts(event: EventItem, { locale, links, organisers }: CalendarFrame, isOff = false) {
  const { online, onSite, access, details, heldBy } = words[locale];
  const title = inLocale(event.title, locale);
  const { attendanceMode, place } = event;
  const more = isOff || attendanceMode === 'onsite' ? details : access;
  const page = `${more}: ${links.event(event.eventId)}`;
  const ways = { online, hybrid: onSite, onsite: undefined }[attendanceMode];
  const lines = [
    isOff || ways === undefined ? page : `${ways}; ${page}`,
    `${heldBy} ${organisers.join(', ')}`,
  ];
  return { title, where: place === undefined ? online : placeLine(place), description: lines.join('\n') };
}

interface EntryWords {
  online: string;
  onSite: string;
  access: string;
  details: string;
  heldBy: string;
}

const words: Record<Locale, EntryWords> = {
  de: {
    ...{ online: 'Online', onSite: 'Vor Ort oder online' },
    ...{ access: 'Zugang', details: 'Näheres', heldBy: 'Veranstaltet von' },
  },
  en: {
    ...{ online: 'Online', onSite: 'On site or online' },
    ...{ access: 'Access', details: 'Details', heldBy: 'Organised by' },
  },
};
