import { availability } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { closesAt, endsAt, openness, opensAt, startsAt } from '../table/event.ts';
import type { CountersItem, EventItem, SeriesItem } from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import type { AttendanceMode } from '../table/place.ts';
import { inLocale, type Locale } from '../values/locale.ts';
import { type Instant, Temporal } from '../values/time.ts';

type At = Pick<Context, 'publicUrl' | 'now'>;

const modes: Record<AttendanceMode, string> = {
  online: 'OnlineEventAttendanceMode',
  onsite: 'OfflineEventAttendanceMode',
  hybrid: 'MixedEventAttendanceMode',
};
const availabilities = {
  free: 'InStock',
  few: 'LimitedAvailability',
  waitingList: 'BackOrder',
  full: 'SoldOut',
} as const;

/**
 * What a public event is, for programs that read its page: never the join link, never a number of places.
 * @see https://schema.org/Event and https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
 */
export function eventLinkedData(
  { event, counters, series }: { event: EventItem; counters: CountersItem; series: SeriesItem },
  locale: Locale,
  at: At,
) {
  const links = new PublicLinks(at);
  const { place, attendanceMode, timeZone, summary } = event;
  const url = links.event(event.eventId);
  const moment = (instant: Instant) => inZone(instant, timeZone);
  const opens = opensAt(event);
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: inLocale(event.title, locale),
    description: summary && inLocale(summary, locale),
    url,
    startDate: moment(startsAt(event)),
    endDate: moment(endsAt(event)),
    eventStatus: schema(event.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'),
    eventAttendanceMode: schema(modes[attendanceMode]),
    location: [
      ...(place === undefined ? [] : [placeData(place)]),
      // Its page, which the way in is asked for on: the link itself is its attendees'.
      ...(attendanceMode === 'onsite' ? [] : [{ '@type': 'VirtualLocation', url }]),
    ],
    organizer: series.organisers.map((name) => ({ '@type': 'Organization', name })),
    superEvent: { '@type': 'EventSeries', name: inLocale(series.title, locale) },
    offers:
      event.status === 'cancelled'
        ? undefined
        : {
            '@type': 'Offer',
            url: links.signUp(event.seriesId),
            availability: schema(
              openness(event, at.now) === 'closed'
                ? 'SoldOut'
                : availabilities[availability(event, counters, at.now)],
            ),
            validFrom: opens && moment(opens),
            validThrough: moment(closesAt(event)),
          },
  };
}

function placeData({ name, address, coordinates }: NonNullable<EventItem['place']>) {
  return {
    '@type': 'Place',
    name,
    address: address.join(', '),
    geo: coordinates && { '@type': 'GeoCoordinates', ...coordinates },
  };
}

function schema(name: string): string {
  return `https://schema.org/${name}`;
}

/** ISO 8601 with the offset of the event's zone, as schema.org asks for it. */
function inZone(instant: Instant, timeZone: string): string {
  return Temporal.Instant.from(instant).toString({ timeZone, smallestUnit: 'second' });
}
