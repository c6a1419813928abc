import { sharedReads } from '../mail/mail-plan.ts';
import { isStillDue } from '../registration/reminders.ts';
import type { NotificationItem } from '../table/items.ts';
import { AudienceWalk } from './audience-walk.ts';
import type { BulkResult, BulkRun } from './bulk-run.ts';
import { putOff, save } from './notification-progress.ts';

/**
 * Carries a due notification on: writes its audience's deliveries page by page, sends each page, and saves its
 * cursor. Whoever goes on begins with the page that this one stopped in: the keys are made from the cause, so no
 * delivery is written or sent twice. What could not be settled is left to a further walk, and holds nobody up.
 */
export async function carryOn(notification: NotificationItem, run: BulkRun): Promise<BulkResult> {
  const shared = sharedReads(run.at());
  const event = await shared.event(notification.eventId);
  const announcement = await shared.announcement(notification);
  const isStale =
    event === undefined ||
    (notification.announcementId !== undefined && announcement === undefined) ||
    (notification.kind === 'reminder' && !isStillDue(notification, event));
  if (isStale) {
    // It stays due: what it left queued is skipped by the next tick.
    await save({ ...notification, state: 'cancelled' }, run);
    return 'done';
  }
  // Asked before a page is read: the answer costs less.
  if (!(await run.pace.hasRoomToday('bulk'))) return putOff(notification, 'day', run);
  return new AudienceWalk(notification, announcement, run, shared).finish();
}
