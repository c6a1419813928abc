import * as z from 'zod';
import { Instant } from '../values/time.ts';
import { AuditItem } from './organiser-items.ts';
import { Slug } from './series.ts';

/** What somebody asks for by right: Art. 15 to 18, 20 and 21 GDPR, and a complaint about how data is dealt with. */
export const RequestKind = z.enum([
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'complaint',
]);
export type RequestKind = z.infer<typeof RequestKind>;

/** What came of it. `withdrawn`: whoever asked took it back. */
export const RequestOutcome = z.enum(['granted', 'partly', 'refused', 'withdrawn']);
export type RequestOutcome = z.infer<typeof RequestOutcome>;

/** An entry of the register of requests (Art. 12(3) and (6), Art. 5(2) GDPR): since when, until when, how it was answered. */
export const RightsRequestItem = z.strictObject({
  type: z.literal('rightsRequest'),
  requestId: z.string(),
  kind: RequestKind,
  /** By a button of the own page, or entered by an owner. */
  channel: z.enum(['ownPage', 'byHand']),
  /** Absent: who asked is gone, or the entry's term is over. */
  personHash: z.string().optional(),
  email: z.string().optional(),
  /** Where the button was. */
  seriesId: Slug.optional(),
  receivedAt: Instant,
  answerBy: Instant,
  /** How it was checked that the person asked themselves; of a button the link that was mailed to the address says it. */
  identity: z.string().optional(),
  /** That it takes longer, why, and when the person was told. */
  extension: z.strictObject({ reason: z.string(), toldOn: z.string() }).optional(),
  answer: z
    .strictObject({
      outcome: RequestOutcome,
      /** What the person was told; of what a button did by itself there is nothing to tell. */
      text: z.string().optional(),
      at: Instant,
      /** Who answered, in the words of the audit; absent: a button did it. */
      by: AuditItem.shape.who.optional(),
    })
    .optional(),
  createdAt: Instant,
  version: z.int(),
  /** When owners are told that it has to be answered soon; of an answered one, when the person goes from it. */
  dueLane: z.literal('erasure').optional(),
  dueAt: Instant.optional(),
  expiresAt: z.int().optional(),
});
export type RightsRequestItem = z.infer<typeof RightsRequestItem>;
