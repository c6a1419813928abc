import * as z from 'zod';
import { Instant } from '../values/time.ts';

/** An address that must not be written to; it outlives the person's data, as a keyed hash. */
export const SuppressionItem = z.strictObject({
  type: z.literal('suppression'),
  personHash: z.string().regex(/^[0-9a-zx-]{1,200}$/),
  /** What is forbidden: news, mail to an address as long as nobody has verified it, or all of it. */
  scope: z.enum(['news', 'unverified', 'everything']),
  reason: z.enum(['bounce', 'complaint', 'request']),
  createdAt: Instant,
  detail: z.string().optional(),
  /** The mail whose notice caused it, and when that notice was made. */
  notice: z.strictObject({ messageId: z.string(), at: Instant.optional() }).optional(),
  /** An organiser lifted it; a notice from before then, which comes late or again, does not bring it back. */
  liftedAt: Instant.optional(),
  liftedBy: z.string().optional(),
  /** When somebody last decided that it stays, or that it is lifted, and why. */
  reviewed: z.strictObject({ at: Instant, reason: z.string() }).optional(),
  /** A lifted one is kept for as long as a late notice may come. */
  expiresAt: z.int().optional(),
});
export type SuppressionItem = z.infer<typeof SuppressionItem>;

/** Since when nobody has looked whether it is still needed. */
export const suppressionSeenAt = ({
  createdAt,
  reviewed,
}: Pick<SuppressionItem, 'createdAt' | 'reviewed'>): Instant => reviewed?.at ?? createdAt;
