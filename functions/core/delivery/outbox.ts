import type { DeliveryItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { type MailTemplate, mailKinds } from '../table/mail-kinds.ts';
import type { Step } from '../table/ports.ts';
import { epochSeconds, type Instant } from '../values/time.ts';

/**
 * What one person's mail is about; the rest of a delivery follows from it. The ids name the cause, so that the same
 * cause twice is the same delivery (promise 3).
 */
export type Cause = Pick<
  DeliveryItem,
  | 'notificationId'
  | 'recipientId'
  | 'template'
  | 'seriesId'
  | 'personHash'
  | 'eventIds'
  | 'signUpId'
  | 'registrationId'
  | 'purpose'
  | 'isByOrganiser'
  | 'loginId'
  | 'erasedAt'
  | 'requestId'
  | 'webhookId'
  | 'trial'
  | 'expiresAt'
>;

/** A mail about all that was signed up for. */
export function signUpCause(template: MailTemplate, signUp: SignUpItem): Cause {
  const { signUpId, seriesId, personHash, deletedAt } = signUp;
  return {
    notificationId: `${template}-${signUpId}`,
    recipientId: signUpId,
    template,
    seriesId,
    personHash,
    eventIds: signUp.events.map((entry) => entry.eventId),
    signUpId,
    expiresAt: signUp.expiresAt ?? epochSeconds(deletedAt),
  };
}

/** A mail about one registration. */
export function registrationCause(
  template: MailTemplate,
  notificationId: string,
  { registrationId, seriesId, personHash, eventId, expiresAt = 0 }: RegistrationItem,
): Cause {
  return {
    notificationId,
    recipientId: registrationId,
    template,
    seriesId,
    personHash,
    eventIds: [eventId],
    registrationId,
    expiresAt,
  };
}

/**
 * A mail to one person at once, written in the transaction that causes it. relay takes it off the stream;
 * `dueAt` lets dispatch sweep what relay left, and puts off what must not go out yet.
 * @param allowedAt when its mailbox may get it, of one that was counted there
 */
export function transactionalDelivery(cause: Cause, now: Instant, allowedAt?: Instant): DeliveryItem {
  return {
    type: 'delivery',
    ...cause,
    kind: mailKinds[cause.template].kind,
    lane: 'transactional',
    state: 'queued',
    createdAt: now,
    allowedAt,
    attempts: 0,
    dueLane: 'delivery',
    dueAt: allowedAt ?? now,
  };
}

/** The outbox's step of a transaction. */
export function enqueue(cause: Cause, now: Instant, allowedAt?: Instant): Step {
  return { step: 'put', item: transactionalDelivery(cause, now, allowedAt), when: 'absent' };
}

/** The delivery's id as SES's tag and notices carry it: `[A-Za-z0-9_-]`, at most 256 characters. */
export function deliveryId(delivery: { notificationId: string; recipientId: string }): string {
  return `${delivery.notificationId}_${delivery.recipientId}`;
}

/** The key of a delivery from its id; undefined when it is not one of ours. */
export function parseDeliveryId(id: string): { notificationId: string; recipientId: string } | undefined {
  const match = /^([0-9a-z-]+)_([0-9a-z-]+)$/.exec(id);
  const [, notificationId, recipientId] = match ?? [];
  return notificationId && recipientId ? { notificationId, recipientId } : undefined;
}
