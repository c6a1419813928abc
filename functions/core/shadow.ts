import type { ShadowItem } from './abuse-items.ts';
import type { Item } from './items.ts';
import { randomId } from './keys.ts';
import type { Change } from './ports.ts';
import { epochSeconds, type Instant } from './time.ts';

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
