import type { KeyRing } from './keys.ts';
import type { Counts, Lists, Store } from './ports.ts';
import type { Stage } from './stage.ts';
import type { Instant } from './time.ts';

/** What every use case is handed: its ports, its configuration and the time. */
export interface Context {
  store: Store & Lists & Counts;
  keys: KeyRing;
  stage: Stage;
  /** `https://…` without a slash at the end. */
  publicUrl: string;
  now: Instant;
  /** The series that events were last seen in, by event: a hint at what to read with them, checked when it is used. */
  seriesSeen?: Map<string, string>;
}
