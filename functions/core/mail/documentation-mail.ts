import type { SkipReason } from '../delivery/skip-reasons.ts';
import { suppresses } from '../delivery/suppression.ts';
import { linksOut, registrationsOf } from '../registration/attendee-view.ts';
import { isCertified } from '../registration/certified.ts';
import { lateDocumentationId, releaseIds } from '../registration/missed-documentation.ts';
import { availability } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { openness } from '../table/event.ts';
import type {
  AttendeeItem,
  DeliveryItem,
  DocumentationItem,
  EventItem,
  NotificationItem,
  RegistrationItem,
  SeriesItem,
} from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { senderOf } from '../table/senders.ts';
import { loadEach, readableEvents } from '../table/series-events.ts';
import { type Locale, wordingIn } from '../values/locale.ts';
import { isInAudience } from './audience.ts';
import { eventFacts, personalFacts, withPerson } from './event-facts.ts';
import { eachPart, type FailedPart } from './failed-part.ts';
import type { MailContent, NewsHint } from './mail-content.ts';
import type { Shared } from './mail-plan.ts';

interface Subject {
  delivery: DeliveryItem;
  series: SeriesItem;
  event: EventItem;
  registration: RegistrationItem;
  attendee: AttendeeItem;
}

/** What a documentation mail says: the links it was released for, and the hint where it is allowed. */
export async function documentationContent(
  { delivery, series, event, registration, attendee }: Subject,
  context: Context,
  shared: Shared,
): Promise<{
  content: Extract<MailContent, { template: 'documentation' }> | SkipReason;
  failed?: FailedPart[];
  unsubscribeUrl?: string;
}> {
  const links = linksOf(context);
  const { locale } = registration;
  const notification = await shared.notification(delivery.notificationId);
  const people = await peopleToTell({ event, registration, attendee, notification }, context);
  // The first of them is mailed for all.
  if (people[0]?.registrationId !== registration.registrationId) return { content: 'knowsAlready' };
  const documentation = await context.store.get(refs.documentation(event.eventId));
  const chosen = new Set(notification?.linkIds ?? []);
  const isLate = delivery.notificationId === lateDocumentationId(event.eventId);
  const wanted = isLate
    ? linksOut(documentation, event, context.now)
    : (documentation?.links ?? []).filter((link) => chosen.has(link.linkId));
  if (documentation === undefined || wanted.length === 0) return { content: 'noLinks' };
  const { hint, failed } = await newsHint(series, attendee, locale, context);
  const facts = personalFacts(event, registration, locale, links, context.now);
  const isOfSeveral = people.length > 1;
  const isOfReader = !isOfSeveral || registration.seat === undefined;
  const content = {
    template: 'documentation' as const,
    event: isOfSeveral
      ? { ...facts, people: people.map(({ name }) => name) }
      : withPerson(facts, registration, attendee),
    links: wanted.map((link) => ({ title: wordingIn(link.title, locale), url: link.url })),
    documentationUrl: documentation.public
      ? links.documentation(event.eventId)
      : links.go(registration, 'documentation'),
    // Nobody is thanked for what they may have missed.
    isThanked: isOfReader && people.every(({ attended }) => attended === true),
    certificateUrl: certificateUrl({ series, event, attendee }, people, context),
    isFurther: await hasEarlier(documentation, delivery, context),
    registrationUrl: links.registration(attendee),
    hint,
  };
  return { content, failed, unsubscribeUrl: hint?.unsubscribeUrl };
}

/** The way to what those who took part get, if their series wants it mailed: of several people it is the own page. */
function certificateUrl(
  { series, event, attendee }: Pick<Subject, 'series' | 'event' | 'attendee'>,
  people: readonly RegistrationItem[],
  context: Context,
): string | undefined {
  const [only, ...others] = people.filter((one) => isCertified(one, event, context.now));
  if (only === undefined || series.certificate?.inMail !== true) return undefined;
  const links = linksOf(context);
  return others.length > 0 ? links.registration(attendee) : links.ownCertificate(attendee, only);
}

/** The people of one address who are told of a release, by seat: they share its mailbox, and its mail. */
async function peopleToTell(
  {
    event: { eventId },
    registration,
    attendee,
    notification,
  }: Pick<Subject, 'event' | 'registration' | 'attendee'> & { notification: NotificationItem | undefined },
  context: Context,
): Promise<RegistrationItem[]> {
  if (attendee.seats?.[eventId] === undefined) return [registration];
  const all = await registrationsOf(attendee, [eventId], context);
  return all
    .filter((one) => !one.isUnverified && isInAudience(one, notification?.audience ?? 'confirmed'))
    .toSorted((one, other) => (one.seat ?? 1) - (other.seat ?? 1));
}

/** Whether its reader got documentation of the event before: audiences may differ from release to release. */
async function hasEarlier(
  { eventId, releases }: DocumentationItem,
  { notificationId, recipientId }: DeliveryItem,
  { store }: Context,
): Promise<boolean> {
  const ids = [lateDocumentationId(eventId), ...releaseIds(eventId, releases)];
  const others = ids.filter((one) => one !== notificationId);
  const found = await store.getMany(others.map((one) => refs.delivery(one, recipientId)));
  return found.some((one) => one?.sentAt !== undefined);
}

/** The parts still open to somebody who subscribed to the sender's news; to nobody else (§ 7 UWG). */
async function newsHint(
  series: SeriesItem,
  attendee: AttendeeItem,
  locale: Locale,
  context: Context,
): Promise<{ hint?: NewsHint; failed?: FailedPart[] }> {
  const { store, now } = context;
  const { news } = series.notices;
  if (news === undefined) return {};
  const { senderId } = news;
  const { subscription, suppression } = await store.load({
    subscription: refs.subscription(attendee.personHash, senderId),
    suppression: refs.suppression(attendee.personHash),
  });
  if (subscription?.state !== 'subscribed' || suppresses(suppression, { carriesNews: true })) return {};
  const links = linksOf(context);
  const { events, unreadable } = await readableEvents(series.seriesId, store);
  const open = events.filter(
    (event) => openness(event, now) === 'open' && !attendee.eventIds.includes(event.eventId),
  );
  const { found: counters, unreadable: uncounted } = await loadEach(
    open.map(({ eventId }) => ({ eventId, ref: refs.counters(eventId) })),
    store,
  );
  const free = open.filter((event, index) => {
    const counted = counters[index];
    if (counted === undefined) return false;
    const places = availability(event, counted, now);
    return places === 'free' || places === 'few';
  });
  const { made, failed: unmade } = eachPart(
    free.map((event) => ({ event })),
    'event',
    ({ event }) => eventFacts(event, locale, links),
  );
  const missing = [...unreadable, ...uncounted].map((one) => ({ ...one, part: 'event' as const }));
  const failed = [...missing, ...unmade];
  if (made.length === 0) return { failed };
  const hint = {
    sender: (await senderOf(news, store)).sender,
    events: made,
    url: links.registration(attendee),
    unsubscribeUrl: links.unsubscribe(attendee.personHash, senderId),
  };
  return { hint, failed };
}
