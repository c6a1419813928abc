import type { EventItem, NotificationItem } from '../table/items.ts';
import { type MailTemplate, mailKinds } from '../table/mail-kinds.ts';
import type { Instant } from '../values/time.ts';

/** When a mail to many is due, to whom, and what is its own. The id names the cause (promise 3). */
type Plan = Pick<NotificationItem, 'notificationId' | 'audience' | 'plannedAt'> &
  Partial<Pick<NotificationItem, 'announcementId' | 'offset' | 'previous' | 'linkIds' | 'version'>>;

/** A mail to many that was taken back, due at once: dispatch settles what of it is queued. */
export function takenBack(notification: NotificationItem, now: Instant): NotificationItem {
  const { version } = notification;
  return { ...notification, state: 'cancelled', version: version + 1, dueLane: 'notification', dueAt: now };
}

/** A mail to many about an event, due at its time; dispatch carries it out. */
export function planned(
  template: MailTemplate,
  { eventId, seriesId, sequence }: Pick<EventItem, 'eventId' | 'seriesId' | 'sequence'>,
  plan: Plan,
  now: Instant,
): NotificationItem {
  return {
    type: 'notification',
    kind: mailKinds[template].kind,
    template,
    eventId,
    seriesId,
    state: 'planned',
    sequence,
    version: 0,
    createdAt: now,
    dueLane: 'notification',
    dueAt: plan.plannedAt,
    ...plan,
  };
}
