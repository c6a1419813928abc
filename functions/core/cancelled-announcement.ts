import type { BulkResult, BulkRun } from './bulk.ts';
import { settleLeft } from './bulk-deliveries.ts';
import { stepped } from './delivery-counts.ts';
import { nextState } from './delivery-states.ts';
import type { DeliveryItem, NotificationItem } from './items.ts';
import { againAfter, save, withoutDue } from './notification-progress.ts';
import { collections } from './refs.ts';
import { after } from './time.ts';

/** The reason of a delivery whose notification was taken back. */
export const notificationCancelled = 'notificationCancelled';

/**
 * Settles what a cancelled notification left: what is queued is skipped, what was handed over keeps its outcome. No
 * attempt is made any more; its claim checks the notification.
 */
export async function settleCancelled(notification: NotificationItem, run: BulkRun): Promise<BulkResult> {
  const { store } = run.at();
  let isSettled = true;
  let from: string | undefined;
  do {
    if (run.deadline.remainingMilliseconds() < 5000 || !(await run.carriesOn())) return 'deadline';
    const page = await store.list(collections.deliveries(notification.notificationId), {
      limit: 200,
      ...(from === undefined ? {} : { after: from }),
    });
    isSettled = (await settleLeft(page.items, run)) && isSettled;
    for (const one of page.items.filter(({ state }) => state === 'queued')) {
      const item: DeliveryItem = {
        ...one,
        state: nextState(one.state, 'skip'),
        reason: notificationCancelled,
      };
      await store.commit(stepped(one, item, { state: 'queued', attempts: one.attempts }));
    }
    from = page.next;
  } while (from !== undefined);
  const { now } = run.at();
  await save(isSettled ? withoutDue(notification) : { ...notification, dueAt: after(now, againAfter) }, run);
  return 'done';
}
