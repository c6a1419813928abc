import type { Recipient } from './audience.ts';
import type { DeliveryItem, NotificationItem } from './items.ts';
import type { Instant } from './time.ts';

/** The delivery of a notification to one recipient: its key is made from the cause (promise 3). */
export function bulkDelivery(
  notification: NotificationItem,
  registration: Recipient,
  now: Instant,
): DeliveryItem {
  const isLate =
    notification.kind === 'reminder' && (registration.confirmedAt ?? now) > notification.plannedAt;
  return {
    type: 'delivery',
    notificationId: notification.notificationId,
    recipientId: recipientOf(notification, registration),
    kind: notification.kind,
    template: notification.template,
    lane: 'bulk',
    state: isLate ? 'skipped' : 'queued',
    ...(isLate ? { reason: 'confirmedAfterDue' } : {}),
    seriesId: registration.seriesId,
    personHash: registration.personHash,
    eventIds: [registration.eventId],
    ...(registration.registrationId === undefined ? {} : { registrationId: registration.registrationId }),
    createdAt: now,
    attempts: 0,
    ...(registration.expiresAt === undefined ? {} : { expiresAt: registration.expiresAt }),
  };
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
