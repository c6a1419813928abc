import { publicSeries } from '../core/attendee/sign-up-form.ts';
import { calendarFile } from '../core/mail/calendar.ts';
import type { EventItem, SeriesItem } from '../core/table/items.ts';
import { inLocale } from '../core/values/locale.ts';
import { type HttpRequest, pathParameter, text } from '../http/http.ts';
import { readerLocale } from '../http/language.ts';
import { type At, eventOf, publicRoute } from './published.ts';

function calendar(
  request: HttpRequest,
  { series, events }: { series: SeriesItem; events: EventItem[] },
  method: 'PUBLISH' | 'CANCEL',
  { stage, publicUrl, now }: At,
  headers: Record<string, string> = {},
) {
  const locale = readerLocale(request, series.defaultLocale);
  const file = calendarFile(events, method, {
    locale,
    title: inLocale(series.title, locale),
    organiser: { name: stage.organisation.name, email: stage.replyTo },
    pageUrl: (eventId) => `${publicUrl}/events/${eventId}`,
    uidDomain: stage.sender.slice(stage.sender.lastIndexOf('@') + 1),
    stamp: now,
  });
  return text(`text/calendar; charset=utf-8; method=${method}`, file, headers);
}

/** A series' feed to subscribe to, and one event's file. */
export const calendarRoutes = {
  'GET /v1/series/{seriesId}/calendar.ics': publicRoute(async (request, at) => {
    const { series, events } = await publicSeries(pathParameter(request, 'seriesId'), at);
    const all = events.map(({ event }) => event);
    return calendar(request, { series, events: all }, 'PUBLISH', at);
  }),
  'GET /v1/events/{eventId}/calendar.ics': publicRoute(async (request, at) => {
    const { event, series } = await eventOf(request, at);
    const method = event.status === 'cancelled' ? 'CANCEL' : 'PUBLISH';
    return calendar(request, { series, events: [event] }, method, at, {
      'content-disposition': `attachment; filename="${event.eventId}.ics"`,
    });
  }),
};
