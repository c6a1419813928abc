import type { ShadowItem } from '../table/abuse-items.ts';
import type { Item } from '../table/items.ts';
import type { Change } from '../table/ports.ts';
import { randomId } from '../values/keys.ts';
import { epochSeconds, type Instant } from '../values/time.ts';

/** Puts a shadow of what an unknown address would have written at this moment; it is gone within days. */
export function shadowOf(item: Item, now: Instant): Change {
  const shadow: ShadowItem = {
    type: 'shadow',
    shadowId: randomId(),
    filling: '-'.repeat(JSON.stringify(item).length),
    expiresAt: epochSeconds(now),
  };
  return { change: 'put', item: shadow, when: 'any' };
}
