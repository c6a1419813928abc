import * as z from 'zod';
import { allow, type Organiser } from '../access/organiser.ts';
import { calendarLinks } from '../mail/calendar-links.ts';
import { eventFacts, frameOf } from '../mail/event-facts.ts';
import type { EventFacts, MailContent, MailFacts } from '../mail/mail-content.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, SeriesItem } from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import { mailKinds, TemplateName } from '../table/mail-kinds.ts';
import { refs } from '../table/refs.ts';
import { Look, Slug, TemplateTexts } from '../table/series.ts';
import { shownEvents } from '../table/series-events.ts';
import { Locale, locales, wordingIn } from '../values/locale.ts';
import { problemOf } from '../values/problem.ts';
import { after, earlierBy, instant } from '../values/time.ts';
import { readSeries } from './series.ts';
import { lookFaults, textFaults } from './series-look.ts';

/** Which mail of a series to look at; texts and look that are not saved yet may be tried. */
export const MailPreviewInput = z.strictObject({
  template: TemplateName,
  locale: Locale.optional(),
  /** An event of the series; else its first. */
  eventId: Slug.optional(),
  texts: TemplateTexts.optional(),
  look: Look.optional(),
});
type MailPreviewInput = z.infer<typeof MailPreviewInput>;

const recipient: Record<Locale, string> = { de: 'Vorname Nachname', en: 'First Last' };
/** What somebody is called who is nobody in particular. */
export const nobodyIn = (locale: Locale): string => recipient[locale];
const week = 7 * 86_400_000;

/**
 * A kind of mail of a series as somebody would get it who is nobody: with the series' words or those tried, its look or
 * the one tried, and links that lead nowhere.
 * @throws Problem 403, 404, 422 with every fault of what is tried
 */
export async function previewMail(
  seriesId: string,
  wanted: MailPreviewInput,
  organiser: Organiser,
  context: Context,
): Promise<{ mails: MailFacts[]; look: Look }> {
  const stored = await readSeries(seriesId, organiser, context);
  allow(organiser, 'editor', seriesId);
  const { template, locale, eventId, texts = stored.texts?.[template] ?? {}, look = stored.look } = wanted;
  const faults = [
    ...textFaults(template, texts, ['texts']),
    ...lookFaults(look ?? {}, context.stage, ['look']),
  ];
  const event = await eventFor(stored, eventId, context);
  if (event === undefined && eventId !== undefined) {
    faults.push({ pointer: '/eventId', code: 'unknownEvent' });
  }
  if (faults.length > 0) throw problemOf(faults);
  const series = look === undefined ? stored : { ...stored, look };
  const mails = locales
    .filter((one) => locale === undefined || one === locale)
    .map((one): MailFacts => {
      const words = texts[one];
      const content = sampleContent(template, sampleEvent(series, event, one, context), context);
      const frame = frameOf(context.stage, one, series);
      const name = mailKinds[template].isUnverified ? '' : nobodyIn(one);
      return { frame, name, content, words, attached: attachedTo(content) };
    });
  return { mails, look: look ?? {} };
}

/** The calendar files that mails of a kind carry. */
function attachedTo(content: MailContent): MailFacts['attached'] {
  switch (content.template) {
    case 'confirmation':
      return content.events.flatMap(({ eventId, standing }) =>
        standing === 'confirmed' ? [{ eventId, method: 'PUBLISH' as const }] : [],
      );
    case 'promoted':
    case 'moved':
    case 'changed':
      return [{ eventId: content.event.eventId, method: 'PUBLISH' }];
    case 'cancellation':
    case 'eventCancelled':
      return [{ eventId: content.event.eventId, method: 'CANCEL' }];
    default:
      return [];
  }
}

async function eventFor(
  { seriesId }: SeriesItem,
  eventId: string | undefined,
  context: Context,
): Promise<EventItem | undefined> {
  if (eventId === undefined) return (await shownEvents(seriesId, context)).events[0];
  const event = await context.store.get(refs.event(eventId));
  return event?.seriesId === seriesId ? event : undefined;
}

/** The event as its confirmed attendee knows it; a series without events is one itself, in a month. */
function sampleEvent(
  series: SeriesItem,
  event: EventItem | undefined,
  locale: Locale,
  { publicUrl, now }: Context,
): EventFacts {
  const links = new PublicLinks({ publicUrl });
  const common = {
    standing: 'confirmed' as const,
    joinUrl: event?.attendanceMode === 'onsite' ? undefined : `${publicUrl}/go/preview/join`,
    calendar: calendarLinks(event?.eventId ?? 'preview', links),
  };
  if (event !== undefined) {
    const { joinInfo, workingGroups } = event;
    return {
      ...eventFacts(event, locale, links),
      ...common,
      joinInfo: joinInfo && wordingIn(joinInfo, locale),
      workingGroup: workingGroups[0] && wordingIn(workingGroups[0].title, locale),
    };
  }
  return {
    ...common,
    ...{ eventId: 'preview', title: wordingIn(series.title, locale), timeZone: series.timeZone },
    ...{
      startsAt: after(now, 'P30D'),
      endsAt: after(now, 'P30DT2H'),
      pageUrl: `${publicUrl}/events/preview`,
      attendanceMode: 'online',
    },
  };
}

function sampleContent(template: TemplateName, event: EventFacts, { publicUrl, now }: Context): MailContent {
  const registrationUrl = `${publicUrl}/registration/preview`;
  const { startsAt, endsAt, joinUrl, joinInfo, ...rest } = event;
  const waiting: EventFacts = { ...rest, startsAt, endsAt, standing: 'waitlisted', position: 3 };
  const earlier = (at: string) => instant(Date.parse(at) - week);
  switch (template) {
    case 'verification':
    case 'nudge':
      return {
        ...{ template, events: [{ ...event, standing: 'pending' }], already: [] },
        ...{ confirmUrl: `${publicUrl}/confirm/preview`, deletedAt: after(now, 'P7D') },
        ...(template === 'nudge'
          ? { unheld: [event.title.text] }
          : { heldUntil: after(now, 'P1D'), held: [event.title.text] }),
      };
    case 'confirmation':
      return { template, events: [event], registrationUrl };
    case 'waiting':
      return { template: 'confirmation', events: [waiting], registrationUrl };
    case 'noPlace':
      return { template, event: waiting, registrationUrl };
    case 'promoted':
    case 'eventCancelled':
    case 'cancellation':
      return { template, event, registrationUrl };
    case 'reminder':
      return { template, event, registrationUrl, madeAt: earlierBy(startsAt, 'P1D', event.timeZone) };
    case 'moved':
      return {
        ...{ template, event, registrationUrl, replacesEntry: true },
        change: {
          before: { ...event, startsAt: earlier(startsAt), endsAt: earlier(endsAt) },
          facts: ['time'],
        },
      };
    case 'changed':
      return {
        ...{ template, event, registrationUrl },
        change: {
          before: { ...event, summary: undefined },
          facts: [event.summary === undefined ? 'join' : 'summary'],
        },
      };
    case 'documentation':
      return {
        ...{ template, event, registrationUrl, isFurther: false, isThanked: true },
        ...{ documentationUrl: `${publicUrl}/go/preview/documentation` },
        links: [{ title: event.title, url: event.pageUrl }],
      };
    case 'link':
      return { template, purpose: 'registration', url: registrationUrl };
  }
}
