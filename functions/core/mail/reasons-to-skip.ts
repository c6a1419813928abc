import { notVerified, reasonNotToRemind } from '../delivery/bulk-delivery.ts';
import type { SkipReason } from '../delivery/skip-reasons.ts';
import { isStillDue } from '../registration/reminders.ts';
import { endsAt, isPromoting } from '../table/event.ts';
import type { DeliveryItem, EventItem, NotificationItem, RegistrationItem } from '../table/items.ts';
import { mailKinds } from '../table/mail-kinds.ts';
import type { Instant } from '../values/time.ts';

/** Why a mail is not wanted whose registration does not stand so. */
const otherwise = { confirmed: 'notConfirmed', waitlisted: 'notWaiting', cancelled: 'notCancelled' } as const;

/** Why nothing of an event is to be told that is still to come. */
function notToCome(event: EventItem, now: Instant): SkipReason | undefined {
  if (event.status !== 'published') return 'eventChanged';
  return now >= endsAt(event) ? 'eventOver' : undefined;
}

/** Whether what was planned to be told stands in the mail about the place already. */
function isConfirmedSince(
  { confirmedAt = '' }: RegistrationItem,
  notification: NotificationItem | undefined,
): boolean {
  return notification !== undefined && confirmedAt > notification.createdAt;
}

/** Why a mail that was planned is not wanted any more. */
export function reasonToSkip(
  { lane, template }: DeliveryItem,
  event: EventItem,
  registration: RegistrationItem,
  notification: NotificationItem | undefined,
  now: Instant,
): SkipReason | undefined {
  const isTakenBack = notification === undefined || notification.state === 'cancelled';
  if (lane === 'bulk' && isTakenBack) return 'notificationCancelled';
  const { wantedBy = [] } = mailKinds[template];
  const [first] = wantedBy;
  if (first !== undefined && !wantedBy.some((state) => state === registration.state)) return otherwise[first];
  const unverified = notVerified(template, registration);
  if (unverified !== undefined) return unverified;
  switch (template) {
    case 'reminder':
      if (notification === undefined || !isStillDue(notification, event)) return 'eventChanged';
      return reasonNotToRemind(notification, registration, now, now >= endsAt(event));
    case 'moved':
      if ((registration.toldSequence ?? -1) >= (notification?.sequence ?? 0)) return 'knowsAlready';
      return isConfirmedSince(registration, notification) ? 'knowsAlready' : notToCome(event, now);
    case 'changed':
      return isConfirmedSince(registration, notification) ? 'knowsAlready' : notToCome(event, now);
    case 'promoted':
      return notToCome(event, now);
    case 'noPlace':
      // Moved to later, its list goes on.
      return event.status !== 'published' || isPromoting(event, now) ? 'eventChanged' : undefined;
    case 'eventCancelled':
      return now >= endsAt(event) ? 'eventOver' : undefined;
    case 'documentation':
      // Its page is gone with the event.
      return event.status === 'published' ? undefined : 'eventChanged';
    case 'confirmation':
      // Who has cancelled since was told that.
      return registration.state === 'cancelled' ? 'notConfirmed' : undefined;
    case 'verification':
    case 'nudge':
    case 'waiting':
    case 'cancellation':
    case 'unconfirmedCancelled':
    case 'announcement':
    case 'link':
    case 'login':
    case 'erasureNotice':
    case 'requestDue':
    case 'webhookDisabled':
    case 'objectionAnswered':
      return undefined;
    default:
      return template satisfies never;
  }
}
