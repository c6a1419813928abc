import { isReleased } from './core/attendee.ts';
import { calendarFile } from './core/calendar.ts';
import { openness, opensAt } from './core/event.ts';
import { eventFacts, frameOf } from './core/facts.ts';
import { PublicLinks } from './core/links.ts';
import { inLocale, type Locale } from './core/locale.ts';
import { Problem } from './core/problem.ts';
import { publicEventView, publicSeriesView } from './core/public-view.ts';
import { refs } from './core/refs.ts';
import { availability, publicSeries } from './core/sign-up-form.ts';
import { type HttpRequest, httpHandler, json, page, pathParameter, readerLocale, text } from './http.ts';
import { openApi } from './openapi.ts';
import { publicRuntime } from './runtime.ts';
import { tellEither } from './tell.ts';

const { context } = publicRuntime();
type At = ReturnType<typeof context>;

/** An event that anybody may see, with its counters and series. @throws Problem 404 */
async function publicEvent(request: HttpRequest, { store }: At) {
  const eventId = pathParameter(request, 'eventId');
  const found = await store.load({
    event: refs.event(eventId),
    counters: refs.counters(eventId),
    documentation: refs.documentation(eventId),
  });
  const { event, counters, documentation } = found;
  if (event === undefined || counters === undefined || event.status === 'draft')
    throw new Problem('not-found');
  const series = await store.get(refs.series(event.seriesId));
  if (series === undefined) throw new Problem('not-found');
  return { event, counters, documentation, series };
}

function calendarFrame(at: At, locale: Locale, title: string) {
  const { stage, publicUrl, now } = at;
  return {
    locale,
    title,
    organiser: { name: stage.organisation.name, email: stage.replyTo },
    pageUrl: (eventId: string) => `${publicUrl}/events/${eventId}`,
    uidDomain: stage.sender.slice(stage.sender.lastIndexOf('@') + 1),
    stamp: now,
  };
}

const calendarType = 'text/calendar; charset=utf-8; method=PUBLISH';

export const handler = httpHandler(
  {
    'GET /v1/series/{seriesId}': async (request) => {
      const at = context();
      return json(200, publicSeriesView(await publicSeries(pathParameter(request, 'seriesId'), at), at));
    },
    'GET /v1/series/{seriesId}/calendar.ics': async (request) => {
      const at = context();
      const { series, events } = await publicSeries(pathParameter(request, 'seriesId'), at);
      const locale = readerLocale(request, series.defaultLocale);
      const frame = calendarFrame(at, locale, inLocale(series.title, locale));
      return text(
        calendarType,
        calendarFile(
          events.map(({ event }) => event),
          'PUBLISH',
          frame,
        ),
      );
    },
    'GET /v1/events/{eventId}': async (request) => {
      const at = context();
      return json(200, publicEventView(await publicEvent(request, at), at));
    },
    'GET /v1/events/{eventId}/calendar.ics': async (request) => {
      const at = context();
      const { event, series } = await publicEvent(request, at);
      const locale = readerLocale(request, series.defaultLocale);
      const frame = calendarFrame(at, locale, inLocale(series.title, locale));
      const method = event.status === 'cancelled' ? 'CANCEL' : 'PUBLISH';
      return text(calendarType.replace('PUBLISH', method), calendarFile([event], method, frame), {
        'content-disposition': `attachment; filename="${event.eventId}.ics"`,
      });
    },
    'GET /events/{eventId}': async (request) => {
      const at = context();
      const { event, counters, documentation, series } = await publicEvent(request, at);
      const locale = readerLocale(request, series.defaultLocale);
      const links = new PublicLinks(at);
      const opens = opensAt(event);
      const isOut = documentation?.public === true && isReleased(documentation.releaseAt, event, at.now);
      const other = `${links.event(event.eventId)}?lang=${locale === 'de' ? 'en' : 'de'}`;
      const content = {
        page: 'event' as const,
        event: eventFacts(event, locale, links),
        openness: openness(event, at.now),
        ...(opens === undefined ? {} : { opensAt: opens }),
        availability: availability(event, counters, at.now),
        calendarUrl: links.eventCalendar(event.eventId),
        signUpUrl: links.signUp(event.seriesId),
        linkAction: links.linkRequest(),
        ...(isOut ? { documentationUrl: links.documentation(event.eventId) } : {}),
      };
      return page(200, frameOf(at.stage, locale, series), content, other);
    },
    'GET /events/{eventId}/documentation': async (request) => {
      const at = context();
      const { event, documentation, series } = await publicEvent(request, at);
      const locale = readerLocale(request, series.defaultLocale);
      const frame = frameOf(at.stage, locale, series);
      if (documentation?.public !== true || !isReleased(documentation.releaseAt, event, at.now)) {
        return page(404, frame, { page: 'problem', kind: 'documentationNotReady' });
      }
      const links = documentation.links.map((link) => ({
        title: inLocale(link.title, locale),
        url: link.url,
      }));
      return page(200, frame, {
        page: 'documentation',
        event: eventFacts(event, locale, new PublicLinks(at)),
        links,
      });
    },
    'GET /openapi.json': async () => json(200, openApi(context().publicUrl)),
    'GET /health': async () => json(200, { status: 'ok' }),
    $default: async () => {
      throw new Problem('not-found');
    },
  },
  tellEither,
);
