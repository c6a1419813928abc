import type { DeliveryItem } from '../table/items.ts';
import { mailKinds } from '../table/mail-kinds.ts';
import { after, type Instant } from '../values/time.ts';
import { nextState } from './states.ts';

/** How long SES's notices have to settle an attempt before it is made once more. */
const unknownPatience = 'PT5M';

/** An attempt whose answer is not known, and when it is made again, if its kind's policy says so. */
export function unanswered(claimed: DeliveryItem, reason: string, now: Instant): DeliveryItem {
  const { dueLane, dueAt, leaseUntil, ...rest } = claimed;
  const unknown: DeliveryItem = { ...rest, state: nextState(claimed.state, 'unanswered'), reason };
  const isTriedAgain =
    claimed.lane === 'transactional' && claimed.attempts < mailKinds[claimed.template].triesAtMost;
  return isTriedAgain ? { ...unknown, dueLane: 'delivery', dueAt: after(now, unknownPatience) } : unknown;
}
