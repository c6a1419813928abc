import type { KeyRing } from '../values/key-ring.ts';
import type { Locale } from '../values/locale.ts';
import type { Stage } from '../values/stage.ts';
import type { Instant } from '../values/time.ts';
import type { Links } from './links.ts';
import type { Counts, Lists, Store } from './ports.ts';

/** What every use case is handed: its ports, its configuration and the time. */
export interface Context {
  store: Store & Lists & Counts;
  keys: KeyRing;
  stage: Stage;
  /** `https://…` without a slash at the end. */
  publicUrl: string;
  now: Instant;
  /** What makes links; absent: what makes those that open. */
  links?: Links;
  /** The language that a page was asked for in: it is shown in it, whatever is known of its reader. */
  readIn?: Locale;
  /** Is told what was left out because it can't be read, so that the rest is shown. */
  report?: (error: unknown) => void;
  /** The series that events were last seen in, by event: a hint at what to read with them, checked when it is used. */
  seriesSeen?: Map<string, string>;
}

/** The language of a page for somebody whose own is known. */
export const shownIn = (own: Locale, { readIn }: Pick<Context, 'readIn'>): Locale => readIn ?? own;
