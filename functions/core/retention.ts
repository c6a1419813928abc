import { type Event, endsAt } from './event.ts';
import type { SeriesItem } from './items.ts';
import type { Stage } from './stage.ts';
import { after, epochSeconds, type Instant } from './time.ts';

/** Days between the erasing by dispatch and the deletion by TTL, its backstop. */
const backstopDays = 35;

/** When the data of a series' attendees has to be gone: its retention after the last event's end. */
export function erasedAt(series: SeriesItem, events: readonly Event[], stage: Stage): Instant {
  const last = events.map(endsAt).reduce((a, b) => (a > b ? a : b));
  return after(last, `P${series.retentionDays ?? stage.retentionDays}D`, series.timeZone);
}

/** The TTL of what is erased at an instant, in epoch seconds. */
export function backstop(erased: Instant): number {
  return epochSeconds(after(erased, `P${backstopDays}D`));
}
