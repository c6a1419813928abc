import { isStillDue } from '../registration/reminders.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { DeliveryItem, EventItem, NotificationItem, RegistrationItem } from '../table/items.ts';

/** Why a mail that was planned is not wanted any more; recorded on the delivery. */
export function reasonToSkip(
  delivery: DeliveryItem,
  event: EventItem,
  registration: RegistrationItem,
  notification: NotificationItem | undefined,
  { now }: Context,
): string | undefined {
  const isBulk = delivery.lane === 'bulk';
  if (isBulk && (notification === undefined || notification.state === 'cancelled'))
    return 'notificationCancelled';
  switch (delivery.template) {
    case 'reminder':
      if (notification === undefined || !isStillDue(notification, event)) return 'eventChanged';
      if (registration.state !== 'confirmed') return 'notConfirmed';
      if ((registration.confirmedAt ?? now) > notification.plannedAt) return 'confirmedAfterDue';
      return now >= endsAt(event) ? 'eventOver' : undefined;
    case 'noPlace':
      return registration.state === 'waitlisted' ? undefined : 'notWaiting';
    case 'promoted':
      return registration.state === 'confirmed' ? undefined : 'notConfirmed';
    case 'moved':
      if (registration.state !== 'confirmed' && registration.state !== 'waitlisted') return 'notConfirmed';
      return (registration.toldSequence ?? -1) >= (notification?.sequence ?? 0) ? 'knowsAlready' : undefined;
    case 'changed':
      if (registration.state !== 'confirmed' && registration.state !== 'waitlisted') return 'notConfirmed';
      if (event.status !== 'published') return 'eventChanged';
      return (registration.confirmedAt ?? '') > (notification?.createdAt ?? now) ? 'knowsAlready' : undefined;
    case 'documentation':
      return registration.state === 'confirmed' ? undefined : 'notConfirmed';
    case 'cancellation':
      return registration.state === 'cancelled' ? undefined : 'notCancelled';
    default:
      return undefined;
  }
}
