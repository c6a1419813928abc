import type { DeliveryItem } from '../table/items.ts';
import type { Change } from '../table/ports.ts';
import type { Instant } from '../values/time.ts';

/**
 * What one person's mail is about; the rest of a delivery follows from it. The ids name the cause, so that the same
 * cause twice is the same delivery (promise 3).
 */
export type Cause = Pick<
  DeliveryItem,
  | 'notificationId'
  | 'recipientId'
  | 'kind'
  | 'template'
  | 'seriesId'
  | 'personHash'
  | 'eventIds'
  | 'signUpId'
  | 'registrationId'
  | 'purpose'
  | 'loginId'
  | 'erasedAt'
  | 'trial'
  | 'expiresAt'
>;

/**
 * A mail to one person at once, written in the transaction that causes it. relay takes it off the stream;
 * `dueAt` lets dispatch sweep what relay left, and puts off what must not go out yet.
 */
export function transactional(cause: Cause, now: Instant, dueAt = now): DeliveryItem {
  return {
    type: 'delivery',
    ...cause,
    lane: 'transactional',
    state: 'queued',
    createdAt: now,
    attempts: 0,
    dueLane: 'delivery',
    dueAt,
  };
}

/** The outbox's step of a transaction. */
export function enqueue(cause: Cause, now: Instant, dueAt = now): Change {
  return { change: 'put', item: transactional(cause, now, dueAt), when: 'absent' };
}

/** The delivery's id as SES's tag and feedback carry it: `[A-Za-z0-9_-]`, at most 256 characters. */
export function deliveryId(delivery: { notificationId: string; recipientId: string }): string {
  return `${delivery.notificationId}_${delivery.recipientId}`;
}

/** The key of a delivery from its id; undefined when it is none of ours. */
export function parseDeliveryId(id: string): { notificationId: string; recipientId: string } | undefined {
  const match = /^([0-9a-z-]+)_([0-9a-z-]+)$/.exec(id);
  const [, notificationId, recipientId] = match ?? [];
  return notificationId && recipientId ? { notificationId, recipientId } : undefined;
}
