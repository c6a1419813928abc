import { reasonNotToRemind } from '../delivery/bulk-delivery.ts';
import type { SkipReason } from '../delivery/skip-reasons.ts';
import { isStillDue } from '../registration/reminders.ts';
import { endsAt } from '../table/event.ts';
import type { DeliveryItem, EventItem, NotificationItem, RegistrationItem } from '../table/items.ts';
import { mailKinds } from '../table/mail-kinds.ts';
import type { Instant } from '../values/time.ts';

/** Why a mail is not wanted whose registration does not stand so. */
const otherwise = { confirmed: 'notConfirmed', waitlisted: 'notWaiting', cancelled: 'notCancelled' } as const;

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
  switch (template) {
    case 'reminder':
      if (notification === undefined || !isStillDue(notification, event)) return 'eventChanged';
      return reasonNotToRemind(notification, registration, now, now >= endsAt(event));
    case 'moved':
      return (registration.toldSequence ?? -1) >= (notification?.sequence ?? 0) ? 'knowsAlready' : undefined;
    case 'changed':
      if (event.status !== 'published') return 'eventChanged';
      return (registration.confirmedAt ?? '') > (notification?.createdAt ?? now) ? 'knowsAlready' : undefined;
    case 'verification':
    case 'nudge':
    case 'confirmation':
    case 'waiting':
    case 'promoted':
    case 'noPlace':
    case 'cancellation':
    case 'eventCancelled':
    case 'documentation':
    case 'announcement':
    case 'link':
    case 'login':
    case 'erasureNotice':
      return undefined;
    default:
      return template satisfies never;
  }
}
