import * as z from 'zod';
import { Instant } from '../values/time.ts';

const Counts = { sent: z.int(), bounced: z.int(), complained: z.int() };

/** What the guard of the bulk lane goes by, and whether it holds the lane. There is one. */
export const GuardItem = z.strictObject({
  type: z.literal('guard'),
  /** By hour, the last day. */
  hours: z.array(z.strictObject({ from: Instant, ...Counts })),
  /** In blocks of a hundred mails or a page, the last thousand. */
  blocks: z.array(z.strictObject(Counts)),
  paused: z.strictObject({ at: Instant, reason: z.string() }).optional(),
  resumedAt: Instant.optional(),
  resumedBy: z.string().optional(),
  version: z.int(),
});
export type GuardItem = z.infer<typeof GuardItem>;

/** The soft bounces of one address: the mails that they were of, so that a notice that comes twice counts once. */
export const SoftBouncesItem = z.strictObject({
  type: z.literal('softBounces'),
  personHash: z.string(),
  messageIds: z.array(z.string()),
  version: z.int(),
  expiresAt: z.int(),
});
export type SoftBouncesItem = z.infer<typeof SoftBouncesItem>;

/** SES's sending quotas as they were told last, and when they were asked for, in milliseconds since 1970. There is one. */
export const SesQuota = z.object({
  maxSendRate: z.number(),
  max24HourSend: z.number(),
  sentLast24Hours: z.number(),
  readAt: z.number(),
});
export type SesQuota = z.infer<typeof SesQuota>;
