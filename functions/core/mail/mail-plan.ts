import type { SkipReason } from '../delivery/skip-reasons.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type {
  DeliveryItem,
  EventItem,
  NotificationItem,
  RegistrationItem,
  SeriesItem,
} from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { type MailTemplate, mailKinds, TemplateName } from '../table/mail-kinds.ts';
import { everything, readList } from '../table/pages.ts';
import { identities } from '../table/person.ts';
import { type Ref, refs } from '../table/refs.ts';
import { isUnreadable } from '../table/schema-version.ts';
import type { Locale } from '../values/locale.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { frameOf } from './event-facts.ts';
import type { FailedPart } from './failed-part.ts';
import type { MailContent, MailFacts } from './mail-content.ts';

/** Everything that one delivery's mail is made of. */
export interface MailPlan {
  to: string;
  facts: MailFacts;
  /** The files that it carries, one for each event. */
  calendars: CalendarEntry[];
  /** What is left out of it, because it can't be made. */
  failed?: FailedPart[];
  /** The times of events that it is the first to tell this person, by their sequence. */
  tells?: { eventId: string; registrationId: string; sequence: number }[] | undefined;
  replyTo: string;
  /** Nobody has shown that its address is theirs: nothing that somebody typed stands in it (promise 10). */
  isUnverified: boolean;
  /** What carries news can be unsubscribed from by one click (RFC 8058). */
  unsubscribeUrl?: string;
  /** Whose news it carries. */
  senderId?: string;
}

/** What not every mail has. */
export type Extras = Partial<Pick<MailPlan, 'calendars' | 'failed' | 'tells' | 'unsubscribeUrl'>>;

/** A mail, or the reason why it isn't sent any more. */
export type Planned = MailPlan | { skip: SkipReason };

/** Reads that many mails of one run share; events and series are read once a run. */
export interface Shared {
  event(eventId: string): Promise<EventItem | undefined>;
  series(seriesId: string): Promise<SeriesItem | undefined>;
  notification(notificationId: string): Promise<NotificationItem | undefined>;
  /** What a notification carries out, if it is one. */
  announcement(
    of: Pick<NotificationItem, 'announcementId'> | undefined,
  ): Promise<AnnouncementItem | undefined>;
  /** Whose data is restricted in any series, by every hash of their address: they get no news, whoever sends them. */
  restricted(): Promise<Set<string>>;
}

/** What a mail is planned from. */
export interface Planning {
  delivery: DeliveryItem;
  series: SeriesItem;
  context: Context;
  shared: Shared;
}

/** Reads each event, series and notification once. */
export function sharedReads({ store, keys }: Context): Shared {
  const once = <T>(read: (id: string) => Promise<T>) => {
    const known = new Map<string, Promise<T>>();
    return (id: string) => {
      const found = known.get(id) ?? read(id);
      known.set(id, found);
      return found;
    };
  };
  // By `load`, because what the mails of a batch ask for at once then goes out as one call.
  const one = async <T>(item: Ref<T>) => (await store.load({ item })).item;
  const announcement = once((id) => one(refs.announcement(id)));
  const restricted = once(() => restrictedAnywhere({ store, keys }));
  return {
    event: once((id) => one(refs.event(id))),
    series: once((id) => one(refs.series(id))),
    notification: once((id) => one(refs.notification(id))),
    announcement: async (of) =>
      of?.announcementId === undefined ? undefined : announcement(of.announcementId),
    restricted: () => restricted('everywhere'),
  };
}

async function restrictedAnywhere({ store, keys }: Pick<Context, 'store' | 'keys'>): Promise<Set<string>> {
  const all = await everything((from) => readList(lists.objections(), from, store));
  const people = all.filter(({ restriction }) => restriction !== undefined);
  return new Set(
    people.flatMap(({ email, personHash }) => [
      personHash,
      ...identities(keys, email).map((one) => one.personHash),
    ]),
  );
}

/** The events that there are; one whose row can't be read costs only itself. */
export async function readEvents(
  eventIds: readonly string[],
  shared: Shared,
): Promise<{ events: EventItem[]; unreadable: FailedPart[] }> {
  const unreadable: FailedPart[] = [];
  const found = await Promise.all(
    eventIds.map((eventId) =>
      shared.event(eventId).catch((error: unknown) => {
        if (!isUnreadable(error)) throw error;
        unreadable.push({ eventId, part: 'event', error });
        return undefined;
      }),
    ),
  );
  return { events: found.filter((one) => one !== undefined), unreadable };
}

/** What a mail with an event's times tells its person that they were not told before. */
export function newTimes(
  event: EventItem,
  registration: RegistrationItem | undefined,
): NonNullable<MailPlan['tells']> {
  if (registration === undefined || (registration.toldSequence ?? -1) >= event.sequence) return [];
  const { eventId, registrationId } = registration;
  return [{ eventId, registrationId, sequence: event.sequence }];
}

/**
 * A mail to one person, in the frame and the words of its series.
 * @param person `isUnverified` when what is known of them is what somebody typed
 */
export function framed(
  { delivery, series, context: { stage } }: Pick<Planning, 'delivery' | 'series' | 'context'>,
  person: { name: string; email: string; locale: Locale; isUnverified?: true },
  content: MailContent,
  { calendars = [], failed, tells, unsubscribeUrl }: Extras = {},
): MailPlan {
  const { locale, name, email } = person;
  const template = TemplateName.safeParse(wordsFor(content));
  const isUnverified = person.isUnverified ?? mailKinds[delivery.template].isUnverified ?? false;
  const words = template.success ? series.texts?.[template.data]?.[locale] : undefined;
  return {
    to: email,
    facts: { frame: frameOf(stage, locale, series), name: isUnverified ? '' : name, content, words },
    calendars,
    tells,
    failed,
    replyTo: series.replyTo ?? stage.replyTo,
    isUnverified,
    unsubscribeUrl,
    senderId: unsubscribeUrl === undefined ? undefined : series.notices.news?.senderId,
  };
}

/** Whose words a mail takes, of a series that has its own; none where they would say what is not so. */
function wordsFor(content: MailContent): MailTemplate | undefined {
  const { template } = content;
  // They speak to who did it; a confirmation that is sent again says how things stand.
  if ('isByOrganiser' in content && content.isByOrganiser && template !== 'confirmation') return undefined;
  // "Please confirm", where there is nothing to confirm.
  if (template === 'verification') return content.events.length > 0 ? template : undefined;
  if (template !== 'confirmation') return template;
  // Nor is what was only entered "confirmed".
  if (content.isOfSteps || content.isEntry) return undefined;
  // The words are of all parts at once: "you have a place" is so only where every part has one.
  const [standing, ...others] = new Set(content.events.map((event) => event.standing));
  if (others.length > 0) return undefined;
  if (standing === 'confirmed') return template;
  return standing === 'waitlisted' ? 'waiting' : undefined;
}
