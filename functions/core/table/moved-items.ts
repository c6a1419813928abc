import * as z from 'zod';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';

/**
 * Where a delivery lies whose key changed with its person's address: the mails that went out before bear the former
 * key, and so do SES's notices of them. It ends when the delivery does, and holds no address.
 */
export const MovedDeliveryItem = z.strictObject({
  type: z.literal('movedDelivery'),
  notificationId: z.string(),
  recipientId: z.string(),
  /** The recipient's id since then. */
  to: z.string(),
  seriesId: Slug,
  /** Whose delivery it is today. */
  personHash: z.string(),
  /** The event that it is about alone; announcements are their series'. */
  eventId: Slug.optional(),
  createdAt: Instant,
  version: z.int(),
  expiresAt: z.int().optional(),
});
export type MovedDeliveryItem = z.infer<typeof MovedDeliveryItem>;
