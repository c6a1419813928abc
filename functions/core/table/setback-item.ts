import * as z from 'zod';
import { Instant } from '../values/time.ts';

/** Lanes of due work, in the order of their turns: places and mails that somebody waits for come before mail to many. */
export const dueLanes = ['signUp', 'waiting', 'delivery', 'notification', 'erasure'] as const;

/** Due work that failed: where it lies, how often, and when it is tried next. It goes once the work is done. */
export const SetbackItem = z.strictObject({
  type: z.literal('setback'),
  lane: z.enum(dueLanes),
  of: z.strictObject({ pk: z.string(), sk: z.string() }),
  /** Whose it is, as far as it could be read. */
  seriesId: z.string().optional(),
  eventId: z.string().optional(),
  failures: z.int(),
  since: Instant,
  triedAt: Instant,
  nextAt: Instant,
  /** The name of the error: its message may quote what nobody should read here. */
  error: z.string(),
  expiresAt: z.int(),
});
export type SetbackItem = z.infer<typeof SetbackItem>;
