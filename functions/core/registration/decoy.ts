import type { DecoyItem } from '../table/abuse-items.ts';
import type { Item } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { randomId } from '../values/keys.ts';
import { epochSeconds, type Instant } from '../values/time.ts';

/** Puts a decoy in place of what an unknown address would have written at this moment; it is gone within days. */
export function decoyOf(item: Item, now: Instant): Step {
  const decoy: DecoyItem = {
    type: 'shadow',
    shadowId: randomId(),
    filling: '-'.repeat(JSON.stringify(item).length),
    expiresAt: epochSeconds(now),
  };
  return { step: 'put', item: decoy, when: 'any' };
}
