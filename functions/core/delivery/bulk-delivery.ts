import type { DeliveryItem, NotificationItem, RegistrationItem } from '../table/items.ts';
import { type MailTemplate, mailKinds } from '../table/mail-kinds.ts';
import type { Instant } from '../values/time.ts';
import type { SkipReason } from './skip-reasons.ts';

/** Whom a delivery is for: a registration's person, or a subscriber without one. */
export type Recipient = Pick<
  RegistrationItem,
  'personHash' | 'seriesId' | 'eventId' | 'isUnverified' | 'confirmedAt' | 'expiresAt'
> & { registrationId?: string };

/**
 * The delivery of a notification to one recipient: its key is made from the cause (promise 3).
 * @param isOver the event is: its reminder is skipped
 */
export function bulkDelivery(
  notification: NotificationItem,
  registration: Recipient,
  now: Instant,
  isOver = false,
): DeliveryItem {
  const { template } = notification;
  const isReminder = template === 'reminder';
  const reason =
    notVerified(template, registration) ??
    (isReminder ? reasonNotToRemind(notification, registration, now, isOver) : undefined);
  return {
    type: 'delivery',
    notificationId: notification.notificationId,
    recipientId: recipientOf(notification, registration),
    kind: notification.kind,
    template,
    lane: 'bulk',
    state: reason === undefined ? 'queued' : 'skipped',
    reason,
    seriesId: registration.seriesId,
    personHash: registration.personHash,
    eventIds: [registration.eventId],
    registrationId: registration.registrationId,
    createdAt: now,
    attempts: 0,
    expiresAt: registration.expiresAt,
  };
}

/** Why a direct entry that nobody confirmed gets no mail of a kind, which a stranger would have caused (promise 10). */
export function notVerified(
  template: MailTemplate,
  { isUnverified }: Pick<Recipient, 'isUnverified'>,
): SkipReason | undefined {
  return isUnverified && mailKinds[template].isForVerified ? 'notVerified' : undefined;
}

/** Why somebody is not reminded of an event, if there is a reason. */
export function reasonNotToRemind(
  { plannedAt }: NotificationItem,
  { confirmedAt }: Recipient,
  now: Instant,
  isOver: boolean,
): SkipReason | undefined {
  if ((confirmedAt ?? now) > plannedAt) return 'confirmedAfterDue';
  return isOver ? 'eventOver' : undefined;
}

/** An announcement goes to a person once, whatever they are registered for. */
export function recipientOf(
  { announcementId }: Pick<NotificationItem, 'announcementId'>,
  recipient: Recipient,
): string {
  return announcementId === undefined ? (recipient.registrationId ?? '') : recipient.personHash;
}

/** A queued delivery to many that no walk through its audience will meet again: due by itself, for dispatch. */
export function dueByItself(delivery: DeliveryItem, at: Instant): DeliveryItem {
  return delivery.state === 'queued' ? { ...delivery, dueLane: 'delivery', dueAt: at } : delivery;
}

/** A delivery that nobody has to take up any more. */
export function settled(delivery: DeliveryItem): DeliveryItem {
  const { dueLane, dueAt, leaseUntil, ...rest } = delivery;
  return rest;
}
