import type { DeliveryItem, NotificationKind } from '../table/items.ts';
import { after, type Instant } from '../values/time.ts';
import { nextState } from './states.ts';

/**
 * What becomes of a delivery whose outcome stays unknown, by kind (promise 3). Somebody waits for a verification or a
 * confirmation, and two of them are better than none; everything else is the organiser's to decide.
 */
export const unknownPolicy: Record<NotificationKind, { triesAtMost: number }> = {
  verification: { triesAtMost: 2 },
  confirmation: { triesAtMost: 2 },
  reminder: { triesAtMost: 1 },
  change: { triesAtMost: 1 },
  cancellation: { triesAtMost: 1 },
  documentation: { triesAtMost: 1 },
  announcement: { triesAtMost: 1 },
};

/** So long does feedback have to settle an attempt, before it is made once more. */
export const unknownPatience = 'PT5M';

/** An attempt whose answer is not known, and when it is made again, if its kind's policy says so. */
export function unanswered(claimed: DeliveryItem, reason: string, now: Instant): DeliveryItem {
  const { dueLane, dueAt, leaseUntil, ...rest } = claimed;
  const unknown: DeliveryItem = { ...rest, state: nextState(claimed.state, 'unanswered'), reason };
  const isTriedAgain =
    claimed.lane === 'transactional' && claimed.attempts < unknownPolicy[claimed.kind].triesAtMost;
  return isTriedAgain ? { ...unknown, dueLane: 'delivery', dueAt: after(now, unknownPatience) } : unknown;
}
