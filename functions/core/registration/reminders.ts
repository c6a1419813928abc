import { planned } from '../delivery/planned.ts';
import type { EventItem, NotificationItem } from '../table/items.ts';
import { before, type Instant } from '../values/time.ts';

/**
 * A reminder's notification: its event's sequence is part of the cause, so that moving the event makes new
 * reminders, and the old ones can't go out for the new date.
 */
export function reminderId(event: Pick<EventItem, 'eventId' | 'sequence'>, offset: string): string {
  return `reminder-${event.eventId}-${event.sequence}-${offset.toLowerCase()}`;
}

/** When each of an event's reminders is due: wall-clock offsets in its zone (promise 8). */
export function plannedReminders(event: EventItem): { offset: string; at: Instant }[] {
  return event.reminders.map((offset) => ({
    offset,
    at: before(event.startsAtLocal, event.timeZone, offset),
  }));
}

/** Whether an event still begins when a reminder was planned for, whatever else of it changed since. */
export function isStillDue({ offset, plannedAt }: NotificationItem, event: EventItem): boolean {
  const { status, startsAtLocal, timeZone } = event;
  if (status !== 'published' || offset === undefined) return false;
  return before(startsAtLocal, timeZone, offset) === plannedAt;
}

/** The notifications of a published event's reminders that are still to come. */
export function reminderNotifications(event: EventItem, now: Instant): NotificationItem[] {
  return plannedReminders(event)
    .filter(({ at }) => at > now)
    .map(({ offset, at }) => {
      const notificationId = reminderId(event, offset);
      return planned(
        'reminder',
        event,
        { notificationId, audience: 'confirmed', plannedAt: at, offset },
        now,
      );
    });
}
