import type { Stage } from '../values/stage.ts';
import { after, earlierBy, epochSeconds, type Instant } from '../values/time.ts';
import { type Event, endsAt } from './event.ts';
import type { SeriesItem } from './items.ts';

/** How long before the erasure of a series' attendees its owners are told. */
const ownersToldBefore = 'P14D';
/** Days between the erasing by dispatch and the deletion by TTL, its backstop. */
const backstopDays = 35;

/** When the data of a series' attendees has to be gone: its retention after the last event's end. */
export function erasedAt(series: SeriesItem, events: readonly Event[], stage: Stage): Instant {
  const last = events.map(endsAt).reduce((a, b) => (a > b ? a : b));
  return after(last, `P${series.retentionDays ?? stage.retentionDays}D`, series.timeZone);
}

/** When the owners of a series are told of its erasure: two weeks before, and not while an event is still to come. */
export function ownersToldAt(erased: Instant, event: Event): Instant {
  const at = earlierBy(erased, ownersToldBefore, event.timeZone);
  return at > endsAt(event) ? at : endsAt(event);
}

/**
 * Whether an item's time is over: it is invisible from then on, whatever dispatch and TTL have got to (promise 7).
 * Items hold their TTL, which lies the backstop's days later.
 */
export function isGone({ expiresAt }: { expiresAt?: number | undefined }, now: Instant): boolean {
  return expiresAt !== undefined && Date.parse(now) / 1000 >= expiresAt - backstopDays * 86_400;
}

/** An item, unless its time is over. */
export function present<T extends { expiresAt?: number | undefined }>(
  item: T | undefined,
  now: Instant,
): T | undefined {
  return item === undefined || isGone(item, now) ? undefined : item;
}

/** The TTL of what is erased at an instant, in epoch seconds. */
export function backstop(erased: Instant): number {
  return epochSeconds(after(erased, `P${backstopDays}D`));
}
