import { settled } from '../delivery/bulk-delivery.ts';
import { isUnderWay, stepped, steppedOut } from '../delivery/counts.ts';
import { nextState } from '../delivery/states.ts';
import type { DeliveryItem, NotificationItem } from '../table/items.ts';
import { collections } from '../table/refs.ts';
import { after, type Instant } from '../values/time.ts';
import { givenUp } from './audience-deliveries.ts';
import type { BulkResult, BulkRun } from './bulk-run.ts';
import { audienceEvents } from './mails-under-way.ts';
import { againAfter, isAhead, save, withoutDue } from './notification-progress.ts';

/** The reason of a delivery whose notification was taken back. */
const notificationCancelled = 'notificationCancelled';

/**
 * Settles what a cancelled notification left: what is queued is skipped, what was handed over keeps its outcome, and
 * what no page will count any more is counted. No attempt is made any more; its claim checks the notification.
 */
export async function settleCancelled(notification: NotificationItem, run: BulkRun): Promise<BulkResult> {
  const { store } = run.at();
  const eventIds = await audienceEvents(notification, { store });
  let isSettled = true;
  let from: string | undefined;
  do {
    if (run.deadline.remainingMilliseconds() < 5000 || !(await run.carriesOn())) return 'deadline';
    const page = await store.list(collections.deliveries(notification.notificationId), {
      limit: 200,
      after: from,
    });
    for (const one of page.items) {
      const { now } = run.at();
      const item = settledNow(one, now);
      if (isUnderWay(item)) isSettled = false;
      const isUncounted = isAhead(one, notification, eventIds);
      if (item === one && !isUncounted) continue;
      const when = { state: one.state, attempts: one.attempts };
      const steps = isUncounted ? steppedOut(one, item, when) : stepped(one, item, when);
      if (!(await store.commit(steps)).committed) isSettled = false;
    }
    from = page.next;
  } while (from !== undefined);
  const { now } = run.at();
  await save(isSettled ? withoutDue(notification) : { ...notification, dueAt: after(now, againAfter) }, run);
  return 'done';
}

/** What becomes of a delivery that nobody sends any more; an attempt under way is left to its answer. */
function settledNow(delivery: DeliveryItem, now: Instant): DeliveryItem {
  if (delivery.state !== 'queued') return givenUp(delivery, now) ?? delivery;
  return { ...settled(delivery), state: nextState('queued', 'skip'), reason: notificationCancelled };
}
