import type { AnnouncementItem } from './announcement-items.ts';
import { addressees, audiencePage, type Cursor, isInAudience, type Recipient } from './audience.ts';
import type { BulkRun } from './bulk.ts';
import { bulkDelivery, recipientOf } from './bulk-delivery.ts';
import { stepped, written } from './delivery-counts.ts';
import { endsAt } from './event.ts';
import type { DeliveryItem, NotificationItem } from './items.ts';
import type { Shared } from './mail-facts.ts';
import type { Store } from './ports.ts';
import { refs } from './refs.ts';
import { recipientOfSubscription, subscribersPage } from './subscribers.ts';
import { unanswered } from './unknown.ts';

/** Registrations that one step of an audience resolves: the cursor is saved after as many. */
const pageSize = 200;
/** New deliveries of one transaction, which counts them too. */
const writtenAtOnce = 90;

export interface RecipientsPage {
  recipients: Recipient[];
  /** The last registration that the page was chosen from. */
  lastId?: string | undefined;
  next?: Cursor;
}

/** The next page of those whom a notification is for. */
export async function recipientsPage(
  notification: NotificationItem,
  announcement: AnnouncementItem | undefined,
  run: BulkRun,
  shared: Shared,
): Promise<RecipientsPage> {
  const { store, now } = run.at();
  const series = await shared.series(notification.seriesId);
  if (announcement?.audience.allSubscribers === true && series !== undefined) {
    const from = { after: notification.settledUpTo, limit: pageSize };
    const { subscriptions, next } = await subscribersPage(announcement, series, from, store);
    const recipients = subscriptions.map((one) => recipientOfSubscription(one, announcement, now));
    return { recipients, ...(next === undefined ? {} : { next: { settledUpTo: next } }) };
  }
  const eventIds = announcement?.audience.eventIds ?? [notification.eventId];
  const { registrations, next } = await audiencePage(eventIds, notification, pageSize, store);
  const recipients =
    announcement === undefined || series === undefined
      ? registrations.filter((one) => isInAudience(one, notification.audience))
      : await addressees(registrations, announcement, series, store);
  const lastId = registrations.at(-1)?.registrationId;
  return { recipients, lastId, ...(next === undefined ? {} : { next }) };
}

/** A page's deliveries, those that weren't there yet written now. */
export async function pageDeliveries(
  notification: NotificationItem,
  wanted: readonly Recipient[],
  run: BulkRun,
  shared: Shared,
): Promise<DeliveryItem[]> {
  const { store, now } = run.at();
  const event = await shared.event(notification.eventId);
  const isOver = event !== undefined && now >= endsAt(event);
  const refOf = (one: Recipient) =>
    refs.delivery(notification.notificationId, recipientOf(notification, one));
  const found = await store.getMany(wanted.map(refOf));
  const missing = wanted.filter((_, index) => found[index] === undefined);
  const made = missing.map((one) => bulkDelivery(notification, one, now, isOver));
  const own: DeliveryItem[] = [];
  for (let from = 0; from < made.length; from += writtenAtOnce) {
    own.push(...(await insert(made.slice(from, from + writtenAtOnce), store)));
  }
  const isOwn = new Set(own.map((one) => one.recipientId));
  const others = missing.filter((one) => !isOwn.has(recipientOf(notification, one)));
  const met = await store.getMany(others.map(refOf));
  return [...found, ...own, ...met].filter((one) => one !== undefined);
}

/** Writes those deliveries that nobody else wrote meanwhile, and answers them. */
async function insert(deliveries: readonly DeliveryItem[], store: Store): Promise<readonly DeliveryItem[]> {
  let left = deliveries;
  while (left.length > 0) {
    const result = await store.commit(written(left));
    if (result.committed) return left;
    left = left.filter((_, index) => !result.failed.includes(index));
  }
  return left;
}

export async function announcementOf({ announcementId, notificationId }: NotificationItem, shared: Shared) {
  return announcementId === undefined ? undefined : shared.announcement(notificationId);
}

/**
 * Gives up the attempts of runs that ended: they become unknown, never a second mail. Answers whether none is under
 * way.
 */
export async function settleLeft(deliveries: readonly DeliveryItem[], run: BulkRun): Promise<boolean> {
  let isSettled = true;
  for (const left of deliveries.filter((one) => one.state === 'sending')) {
    const { store, now } = run.at();
    if ((left.leaseUntil ?? now) > now) isSettled = false;
    else {
      const item = unanswered(left, 'the attempt was not answered', now);
      await store.commit(stepped(left, item, { attempt: left.attemptId ?? '', state: 'sending' }));
    }
  }
  return isSettled;
}
