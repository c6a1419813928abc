import { eventLinkedData } from '../core/attendee/event-linked-data.ts';
import { seriesSections } from '../core/attendee/processing.ts';
import { privacyNotice, publicSeries } from '../core/attendee/sign-up-form.ts';
import { calendarLinks, feedSubscription } from '../core/mail/calendar-links.ts';
import { eventFacts, frameOf } from '../core/mail/event-facts.ts';
import type { Frame } from '../core/mail/mail-content.ts';
import type { PageContent } from '../core/mail/page-content.ts';
import { linksOut } from '../core/registration/attendee-view.ts';
import { availability } from '../core/registration/places.ts';
import { endsAt, openness, opensAt } from '../core/table/event.ts';
import { PublicLinks } from '../core/table/links.ts';
import { type Locale, wordingIn } from '../core/values/locale.ts';
import { type HttpAnswer, type HttpRequest, pathParameter } from '../http/http.ts';
import { askedLocale, otherLocale, readerLocale } from '../http/language.ts';
import { pageAnswer } from '../http/page-answer.ts';
import { eventOf, publicRoute } from './published.ts';
import { shared, unlessKnown } from './unless-known.ts';

/** What anybody may read of an event. */
export const pageRoutes = {
  'GET /events/{eventId}': publicRoute(async (request, at) => {
    const { event, counters, documentation, series } = await eventOf(request, at);
    const locale = readerLocale(request, series.defaultLocale);
    const links = new PublicLinks({ ...at, readIn: askedLocale(request) });
    const opens = opensAt(event);
    const isOut = documentation?.public === true && linksOut(documentation, event, at.now).length > 0;
    const content = {
      page: 'event' as const,
      event: eventFacts(event, locale, links),
      openness: openness(event, at.now),
      isOver: at.now >= endsAt(event),
      opensAt: opens,
      availability: availability(event, counters, at.now),
      ...(event.status === 'published' && at.now < endsAt(event)
        ? { calendar: calendarLinks(event.eventId, links) }
        : {}),
      feedUrl: feedSubscription(event.seriesId, links),
      signUpUrl: links.signUp(event.seriesId),
      linkAction: links.linkRequest(),
      linkedData: eventLinkedData({ event, counters, series }, locale, at),
      ...(isOut ? { documentationUrl: links.documentation(event.eventId) } : {}),
    };
    return readable(request, frameOf(at.stage, locale, series), content, locale);
  }),
  'GET /series/{seriesId}/privacy': publicRoute(async (request, at) => {
    const { series } = await publicSeries(pathParameter(request, 'seriesId'), at);
    const locale = readerLocale(request, series.defaultLocale);
    const contact = series.replyTo ?? at.stage.replyTo;
    const content = {
      page: 'privacy' as const,
      notice: privacyNotice(series, locale),
      sections: seriesSections(series, { stage: at.stage, contact }, locale),
    };
    return readable(request, frameOf(at.stage, locale, series), content, locale);
  }),
  'GET /events/{eventId}/documentation': publicRoute(async (request, at) => {
    const { event, documentation, series } = await eventOf(request, at);
    const locale = readerLocale(request, series.defaultLocale);
    const frame = frameOf(at.stage, locale, series);
    const out = documentation?.public === true ? linksOut(documentation, event, at.now) : [];
    if (out.length === 0) {
      const content = { page: 'problem', kind: 'documentationNotReady' } as const;
      return pageAnswer(404, frame, content, otherLocale(request, locale));
    }
    const links = out.map(({ title, url }) => ({ title: wordingIn(title, locale), url }));
    const facts = eventFacts(event, locale, new PublicLinks({ ...at, readIn: askedLocale(request) }));
    return readable(request, frame, { page: 'documentation', event: facts, links }, locale);
  }),
};

/** A page that is the same for everybody of a language. */
async function readable(
  request: HttpRequest,
  frame: Frame,
  content: PageContent,
  locale: Locale,
): Promise<HttpAnswer> {
  const { headers, ...answer } = await pageAnswer(200, frame, content, otherLocale(request, locale));
  return unlessKnown(request, { ...answer, headers: { ...headers, ...shared, vary: 'accept-language' } });
}
