import { bulkDelivery, type Recipient, recipientOf } from '../delivery/bulk-delivery.ts';
import { inWalk, isUnderWay } from '../delivery/counts.ts';
import { unanswered } from '../delivery/unknown.ts';
import { addressees, audiencePage, type Cursor, isInAudience } from '../mail/audience.ts';
import { readEvents, type Shared } from '../mail/mail-plan.ts';
import { recipientOfSubscription, subscribersPage } from '../mail/subscribers.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import { endsAt } from '../table/event.ts';
import type { DeliveryItem, NotificationItem, RegistrationItem } from '../table/items.ts';
import { everything } from '../table/pages.ts';
import type { Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';
import type { BulkRun } from './bulk-run.ts';

/** Registrations that one step of an audience resolves: the cursor is saved after that many. */
const pageSize = 200;

/** A part of an audience. */
interface RecipientsPage {
  recipients: Recipient[];
  /** What it was chosen from, in or out of the audience; none of subscribers. */
  registrations: readonly RegistrationItem[];
  /** The last registration among them. */
  lastId?: string | undefined;
  next?: Cursor;
}

/** The deliveries of a part of an audience: those that are there, and those that an attempt is to write. */
export interface PageDeliveries extends Pick<RecipientsPage, 'lastId' | 'next'> {
  /** Also of those who left the audience since. */
  found: DeliveryItem[];
  made: DeliveryItem[];
}

/** The next page of those whom a notification is for. */
async function recipientsPage(
  notification: NotificationItem,
  announcement: AnnouncementItem | undefined,
  run: BulkRun,
  shared: Shared,
): Promise<RecipientsPage> {
  const { store, now } = run.at();
  const series = await shared.series(notification.seriesId);
  if (announcement?.audience.allSubscribers === true && series !== undefined) {
    const from = { after: notification.settledUpTo, limit: pageSize };
    const { items: subscriptions, next } = await subscribersPage(announcement, series, from, store);
    const recipients = subscriptions.map((one) => recipientOfSubscription(one, announcement, now));
    return { recipients, registrations: [], next: next === undefined ? undefined : { settledUpTo: next } };
  }
  const eventIds = announcement?.audience.eventIds ?? [notification.eventId];
  const { registrations, next } = await audiencePage(eventIds, notification, pageSize, store);
  const { events } = await readEvents(announcement?.audience.way === undefined ? [] : eventIds, shared);
  const recipients =
    announcement === undefined || series === undefined
      ? registrations.filter((one) => isInAudience(one, notification.audience))
      : await addressees(registrations, { announcement, series, events }, store);
  const lastId = registrations.at(-1)?.registrationId;
  return { recipients, registrations, lastId, next };
}

/**
 * The deliveries of the page behind a notification's cursor. Nothing is written but what is skipped at once: a delivery
 * begins with its attempt.
 */
export async function pageDeliveries(
  notification: NotificationItem,
  announcement: AnnouncementItem | undefined,
  run: BulkRun,
  shared: Shared,
): Promise<PageDeliveries> {
  const { store, now } = run.at();
  const page = await recipientsPage(notification, announcement, run, shared);
  const event = await shared.event(notification.eventId);
  const isOver = event !== undefined && now >= endsAt(event);
  const there = await deliveriesThere(notification, announcement, page, store);
  const known = new Set(there.map((one) => one.recipientId));
  const made = page.recipients
    .filter((one) => !known.has(recipientOf(notification, one)))
    .map((one) => inWalk(bulkDelivery(notification, one, now, isOver), notification.walk ?? 0));
  const skipped = made.filter((one) => !isUnderWay(one));
  const isWritten = skipped.length === 0 ? [] : await store.insert(skipped);
  // What another wrote meanwhile is met as an attempt's claim would meet it.
  const isOwn = new Set(skipped.filter((_, index) => isWritten[index]));
  const ids = new Set(page.registrations.map((one) => one.registrationId));
  const isOfPage = ({ registrationId }: DeliveryItem) =>
    registrationId === undefined || ids.has(registrationId);
  return {
    found: [...there.filter(isOfPage), ...isOwn],
    made: made.filter((one) => !isOwn.has(one)),
    lastId: page.lastId,
    next: page.next,
  };
}

/** What lies in the table for a page; of an announcement to registrations, by their people. */
async function deliveriesThere(
  { notificationId, settledUpTo }: NotificationItem,
  announcement: AnnouncementItem | undefined,
  { registrations, next }: RecipientsPage,
  store: Store,
): Promise<DeliveryItem[]> {
  if (announcement !== undefined && announcement.audience.allSubscribers !== true) {
    const people = new Set(registrations.map((one) => one.personHash));
    const found = await store.getMany([...people].map((one) => refs.delivery(notificationId, one)));
    return found.filter((one) => one !== undefined);
  }
  const { settledUpTo: upTo } = next ?? {};
  return everything(({ after = settledUpTo, limit }) =>
    store.list(collections.deliveries(notificationId), { after, upTo, limit }),
  );
}

/** An attempt of a run that ended, given up: it becomes unknown, never a second mail. */
export function givenUp(delivery: DeliveryItem, now: Instant): DeliveryItem | undefined {
  if (delivery.state !== 'sending' || (delivery.leaseUntil ?? now) > now) return undefined;
  return unanswered(delivery, 'notAnswered', now);
}
