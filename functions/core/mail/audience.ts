import type { AnnouncementItem } from '../table/announcement-items.ts';
import type {
  AddressedRegistration,
  EventItem,
  NotificationItem,
  RegistrationItem,
  SeriesItem,
} from '../table/items.ts';
import type { Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { toldWayOf } from '../table/way.ts';

/** Where a walk through an audience stands: in which of its events, and behind which registration. */
export type Cursor = Pick<NotificationItem, 'eventAt' | 'settledUpTo'>;

export interface AudiencePage {
  registrations: RegistrationItem[];
  /** Where the next page begins; absent at the end. */
  next?: Cursor;
}

/** A page of the registrations that an audience is chosen from, event by event. */
export async function audiencePage(
  eventIds: readonly string[],
  { eventAt = 0, settledUpTo }: Cursor,
  limit: number,
  store: Pick<Store, 'list'>,
): Promise<AudiencePage> {
  const page = await store.list(collections.registrations(eventIds[eventAt] ?? ''), {
    limit,
    after: settledUpTo,
  });
  if (page.next !== undefined) {
    return { registrations: page.items, next: { eventAt: eventAt || undefined, settledUpTo: page.next } };
  }
  const isLast = eventAt + 1 >= eventIds.length;
  return { registrations: page.items, next: isLast ? undefined : { eventAt: eventAt + 1 } };
}

/** Whether a registration belongs to a planned notification's audience now. */
export function isInAudience(
  { state, attended }: RegistrationItem,
  audience: NotificationItem['audience'],
): boolean {
  switch (audience) {
    case 'confirmedOrWaitlisted':
      return state === 'confirmed' || state === 'waitlisted';
    case 'attended':
      return state === 'confirmed' && attended === true;
    case 'notAttended':
      return state === 'confirmed' && attended !== true;
    case 'confirmed':
    case 'waitlisted':
      return state === audience;
    default:
      return audience satisfies never;
  }
}

/** An announcement with what says whom it goes to. */
export interface Addressing {
  announcement: AnnouncementItem;
  series: SeriesItem;
  /** Those of its audience that there are; only who takes part by which way is asked of them. */
  events: readonly EventItem[];
}

/**
 * Whether a registration is what an announcement asks for, its person's subscription aside. What was entered directly
 * and nobody confirmed is in no audience: its count would tell who is subscribed, and it would stand for its person's
 * other registrations.
 */
export function isAddressed(
  registration: AddressedRegistration,
  { announcement: { audience }, events }: Omit<Addressing, 'series'>,
): boolean {
  const { state, workingGroupId, answers, locale, attended, isUnverified } = registration;
  if (isUnverified) return false;
  if (!audience.status.some((wanted) => wanted === state)) return false;
  if (audience.locale !== undefined && audience.locale !== locale) return false;
  if (audience.attended !== undefined && (attended === true) !== audience.attended) return false;
  if (audience.way !== undefined) {
    const event = events.find(({ eventId }) => eventId === registration.eventId);
    const way = event && toldWayOf(event, registration);
    if (event === undefined || (way !== undefined && way !== audience.way)) return false;
  }
  if (audience.workingGroupIds !== undefined) {
    if (workingGroupId === undefined || !audience.workingGroupIds.includes(workingGroupId)) return false;
  }
  return Object.entries(audience.answers ?? {}).every(([questionId, wanted]) => {
    const given = answers[questionId];
    return wanted.some((one) => (Array.isArray(given) ? given.some((each) => each === one) : given === one));
  });
}

/** Whether a subscription to news is needed to get an announcement. */
export function needsSubscription({ kind, audience }: AnnouncementItem): boolean {
  return kind === 'news' || audience.subscribedToNews === true;
}

/** Of these registrations those that an announcement goes to, one for each person. */
export async function addressees<T extends AddressedRegistration>(
  registrations: readonly T[],
  addressing: Addressing,
  store: Pick<Store, 'getMany'>,
): Promise<T[]> {
  const { announcement, series } = addressing;
  const first = new Map<string, T>();
  for (const one of registrations) {
    if (isAddressed(one, addressing) && !first.has(one.personHash)) first.set(one.personHash, one);
  }
  const people = [...first.values()];
  if (!needsSubscription(announcement)) return people;
  const senderId = series.notices.news?.senderId;
  if (senderId === undefined) return [];
  const found = await store.getMany(people.map((one) => refs.subscription(one.personHash, senderId)));
  return people.filter((_, index) => found[index]?.state === 'subscribed');
}
