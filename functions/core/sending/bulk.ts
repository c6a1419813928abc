import { sharedReads } from '../mail/mail-plan.ts';
import { isStillDue } from '../registration/reminders.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import { endsAt } from '../table/event.ts';
import type { EventItem, NotificationItem } from '../table/items.ts';
import type { NotificationKind } from '../table/mail-kinds.ts';
import { AudienceWalk } from './audience-walk.ts';
import type { BulkResult, BulkRun } from './bulk-run.ts';
import { putOff, save } from './notification-progress.ts';

interface Due {
  notification: NotificationItem;
  event: EventItem;
  announcement: AnnouncementItem | undefined;
}

const asPlanned = () => true;

/** Whether what was planned is wanted still, as things stand when it is taken up. */
const isWanted: Record<NotificationKind, (due: Due) => boolean> = {
  verification: asPlanned,
  confirmation: asPlanned,
  reminder: ({ notification, event }) => isStillDue(notification, event),
  change: asPlanned,
  cancellation: asPlanned,
  documentation: asPlanned,
  announcement: ({ announcement }) => announcement !== undefined,
};

/**
 * Carries a due notification on: writes its audience's deliveries page by page, sends each page, and saves its
 * cursor. Whoever goes on begins with the page that this one stopped in: the keys are made from the cause, so no
 * delivery is written or sent twice. What could not be settled is left to a further walk, and holds nobody up.
 */
export async function carryOn(notification: NotificationItem, run: BulkRun): Promise<BulkResult> {
  const shared = sharedReads(run.at());
  const event = await shared.event(notification.eventId);
  const announcement = await shared.announcement(notification);
  if (event === undefined || !isWanted[notification.kind]({ notification, event, announcement })) {
    // It stays due: what it left queued is skipped by the next tick.
    await save({ ...notification, state: 'cancelled' }, run);
    return 'done';
  }
  // Moved to later: what is told after an event waits for its end.
  const { now } = run.at();
  if (notification.template === 'documentation' && event.status === 'published' && now < endsAt(event)) {
    await save({ ...notification, dueAt: endsAt(event) }, run);
    return 'done';
  }
  // Asked before a page is read: the answer costs less.
  if (!(await run.pace.hasRoomToday('bulk'))) return putOff(notification, 'day', run);
  return new AudienceWalk(notification, announcement, run, shared).finish();
}
