import type { SkipReason } from '../delivery/skip-reasons.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, DeliveryItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import { senderOf } from '../table/senders.ts';
import { type Locale, locales } from '../values/locale.ts';

import { parseMarkdown } from '../values/markdown.ts';
import { addressees, isAddressed, needsSubscription } from './audience.ts';
import { personalFacts } from './event-facts.ts';
import type { MailContent } from './mail-content.ts';

type AnnouncementContent = Extract<MailContent, { template: 'announcement' }>;

/** Whom one announcement's mail is for. */
export interface Reader {
  event: EventItem;
  series: SeriesItem;
  /** Absent in previews and tests: nobody in particular. */
  registration?: RegistrationItem;
  attendee?: AttendeeItem;
  /** Who it is, without a registration. */
  personHash?: string;
  locale: Locale;
}

/** The announcement in its reader's language, else in the one that it has. */
export function textFor({ texts }: Pick<AnnouncementItem, 'texts'>, locale: Locale) {
  const found = [locale, ...locales].find((one) => texts[one] !== undefined);
  const text = found && texts[found];
  return text && { ...text, lang: found === locale ? undefined : found };
}

/** What an announcement's mail says; undefined when it has no text. */
export async function announcementContent(
  announcement: Pick<AnnouncementItem, 'kind' | 'texts'>,
  {
    event,
    series,
    registration,
    attendee,
    locale,
    personHash = registration?.personHash ?? 'preview',
  }: Reader,
  context: Context,
): Promise<AnnouncementContent | undefined> {
  const text = textFor(announcement, locale);
  if (text === undefined) return undefined;
  const links = linksOf(context);
  const news = announcement.kind === 'news' ? series.notices.news : undefined;
  return {
    template: 'announcement',
    subject: { text: text.subject, lang: text.lang },
    body: parseMarkdown(text.body),
    event: personalFacts(event, news ? undefined : registration, locale, links, context.now),
    registrationUrl: attendee && links.registration(attendee),
    news: news && {
      sender: (await senderOf(news, context.store)).sender,
      unsubscribeUrl: links.unsubscribe(personHash, news.senderId),
    },
  };
}

/** What a test mail says, and to which organiser. */
export async function trialContent(
  { trial, recipientId, eventIds }: DeliveryItem,
  series: SeriesItem,
  context: Context,
): Promise<{ organiser: OrganiserItem; content: MailContent } | undefined> {
  const { announcement, organiser, event } = await context.store.load({
    announcement: refs.announcement(trial?.announcementId ?? '-'),
    organiser: refs.organiser(recipientId),
    event: refs.event(eventIds[0] ?? ''),
  });
  if (trial === undefined || announcement === undefined || organiser === undefined || event === undefined) {
    return undefined;
  }
  const { locale } = trial;
  const content = await announcementContent(announcement, { event, series, locale }, context);
  if (content === undefined) return undefined;
  const subject = { ...content.subject, text: `[Test] ${content.subject.text}` };
  return { organiser: { ...organiser, locale }, content: { ...content, subject } };
}

/** Why a person who was in the audience when sending began gets no mail any more. */
export async function leftAudience(
  announcement: AnnouncementItem,
  { registration, event, series }: { registration: RegistrationItem; event: EventItem; series: SeriesItem },
  { store }: Context,
): Promise<SkipReason | undefined> {
  const addressing = { announcement, series, events: [event] };
  if (!isAddressed(registration, addressing)) return 'leftAudience';
  if (!needsSubscription(announcement)) return undefined;
  const still = await addressees([registration], addressing, store);
  return still.length === 0 ? 'notSubscribed' : undefined;
}
