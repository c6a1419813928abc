import * as z from 'zod';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';

const Counts = { sent: z.int(), bounced: z.int(), complained: z.int() };

/**
 * What a guard goes by: that of mail to verified people, which may hold the bulk lane, or that of mail to addresses that
 * nobody has verified. There is one of each, and one a series of the latter where its organisers typed the address.
 */
export const GuardItem = z.strictObject({
  type: z.literal('guard'),
  /** Of mail to addresses that nobody has verified; it holds nothing, sign-ups go by it. */
  isUnverified: z.literal(true).optional(),
  /** Whose organisers typed the addresses: it refuses what they type next, and no form. */
  seriesId: Slug.optional(),
  /** By hour, the last day. */
  hours: z.array(z.strictObject({ from: Instant, ...Counts })),
  /** In blocks of a hundred mails or a page, the last thousand. */
  blocks: z.array(z.strictObject(Counts)),
  /** Whose bounce or complaint of the last day is counted: of each person once. */
  people: z
    .array(z.strictObject({ personHash: z.string(), what: z.enum(['bounced', 'complained']), at: Instant }))
    .optional(),
  paused: z.strictObject({ at: Instant, reason: z.string() }).optional(),
  resumedAt: Instant.optional(),
  resumedBy: z.string().optional(),
  version: z.int(),
  /** Of a series' alone. */
  expiresAt: z.int().optional(),
});
export type GuardItem = z.infer<typeof GuardItem>;

/** The soft bounces of one address since mail last arrived there. */
export const SoftBouncesItem = z.strictObject({
  type: z.literal('softBounces'),
  personHash: z.string(),
  bounces: z.array(
    z.strictObject({
      /** Of which mail: a notice that comes twice counts once. */
      messageId: z.string(),
      at: Instant,
      /** The mail left because somebody typed the address. */
      isOfStrangers: z.literal(true).optional(),
    }),
  ),
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
