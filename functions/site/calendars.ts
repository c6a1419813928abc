import { calendarFeed, calendarFile, calendarFrame } from '../core/mail/calendar.ts';
import { CalendarWay, feedSubscription } from '../core/mail/calendar-links.ts';
import { webCalendarUrl } from '../core/mail/web-calendars.ts';
import type { SeriesItem } from '../core/table/items.ts';
import { PublicLinks } from '../core/table/links.ts';
import { refs } from '../core/table/refs.ts';
import { shownEvents } from '../core/table/series-events.ts';
import { inLocale } from '../core/values/locale.ts';
import { Problem } from '../core/values/problem.ts';
import { type HttpRequest, pathParameter, redirect, text } from '../http/http.ts';
import { readerLocale } from '../http/language.ts';
import { logError } from '../runtime/log.ts';
import { type At, eventOf, publicRoute } from './published.ts';
import { shared, unlessKnown } from './unless-known.ts';

function frameFor(request: HttpRequest, { title, organisers, replyTo, defaultLocale }: SeriesItem, at: At) {
  const locale = readerLocale(request, defaultLocale);
  return calendarFrame(at, { locale, title: inLocale(title, locale), organisers }, replyTo);
}

/** A series' feed to subscribe to, one event's file, and the ways into a calendar on the web. */
export const calendarRoutes = {
  'GET /v1/series/{seriesId}/calendar.ics': publicRoute(async (request, at) => {
    const seriesId = pathParameter(request, 'seriesId');
    const series = await at.store.get(refs.series(seriesId));
    if (series === undefined) throw new Problem('not-found');
    const { events, unreadable } = await shownEvents(seriesId, at);
    const published = events.filter(({ status }) => status !== 'draft');
    // Nobody is told what is being prepared.
    if (published.length + unreadable.length === 0) throw new Problem('not-found');
    const feed = calendarFeed(published, frameFor(request, series, at));
    for (const { eventId, error } of feed.failed)
      logError(new Error(`a feed went without ${eventId}`, { cause: error }), { seriesId: series.seriesId });
    const answer = text('text/calendar; charset=utf-8; method=PUBLISH', feed.text, {
      'cache-control': 'public, max-age=900',
      vary: 'accept-language, origin',
    });
    return unlessKnown(request, answer);
  }),
  'GET /v1/events/{eventId}/calendar.ics': publicRoute(async (request, at) => {
    const { event, series } = await eventOf(request, at);
    const method = event.status === 'cancelled' ? 'CANCEL' : 'PUBLISH';
    const file = calendarFile({ event, method }, event.updatedAt, frameFor(request, series, at));
    const answer = text(`text/calendar; charset=utf-8; method=${method}`, file, {
      ...shared,
      vary: 'accept-language, origin',
      'content-disposition': `attachment; filename="${event.eventId}.ics"`,
    });
    return unlessKnown(request, answer, event.updatedAt);
  }),
  'GET /events/{eventId}/calendar/{way}': publicRoute(async (request, at) => {
    const { event, series } = await eventOf(request, at);
    const way = CalendarWay.safeParse(pathParameter(request, 'way')).data;
    if (way === undefined) throw new Problem('not-found');
    const links = new PublicLinks(at);
    if (event.status === 'cancelled') return redirect(302, links.event(event.eventId));
    return redirect(
      302,
      way === 'series'
        ? feedSubscription(series.seriesId, links)
        : webCalendarUrl(way, event, frameFor(request, series, at)),
    );
  }),
};
