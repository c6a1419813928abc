import * as z from 'zod';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';

/**
 * One entry of the erasure ledger: whose data in which series was erased, and when. The hash is keyed, so that it
 * tells nothing without the key; it is due once more, for what an index did not show yet the first time.
 */
export const ErasedItem = z.strictObject({
  type: z.literal('erased'),
  personHash: z.string(),
  seriesId: Slug,
  erasedAt: Instant,
  dueLane: z.literal('erasure').optional(),
  dueAt: Instant.optional(),
  /** As long as a backup may hold what was erased. */
  expiresAt: z.int(),
});
export type ErasedItem = z.infer<typeof ErasedItem>;

/** An event whose waiting list has to be moved up, or that is off: written with the change that made it so. */
export const SweepItem = z.strictObject({
  type: z.literal('sweep'),
  eventId: Slug,
  dueLane: z.literal('waiting'),
  dueAt: Instant,
});
export type SweepItem = z.infer<typeof SweepItem>;
