import * as z from 'zod';
import { Instant } from '../values/time.ts';

/** Who is behind it: the person, by right (Art. 18 GDPR), or who needs the data for a legal claim (Art. 17(3)(e)). */
export const RestrictionKind = z.enum(['request', 'legalHold']);

/** That somebody's data in a series is stored, and nothing else: no mail, no erasure, in no list. */
export const Restriction = z.strictObject({
  kind: RestrictionKind,
  reason: z.string(),
  /** The claim needs sensitive answers as well (Art. 9(2)(f) GDPR): without it they end with their event, as the consent says. */
  keepsSensitive: z.literal(true).optional(),
  since: Instant,
  /** When owners have to look whether it still holds. */
  reviewAt: Instant,
  /** When somebody asked for the erasure: it is done when this is lifted. */
  erasureAskedAt: Instant.optional(),
});
export type Restriction = z.infer<typeof Restriction>;

/** That it is so of an address wherever it is stored: of who only gets news, or has not confirmed yet, nothing else says it. */
export const RestrictedPersonItem = z.strictObject({
  type: z.literal('restrictedPerson'),
  personHash: z.string(),
  email: z.string(),
  restriction: Restriction,
  /** When it was said last: what its person signed up for since is as they want it (Art. 18(2) GDPR); news are not. */
  upTo: Instant,
  version: z.int(),
});
export type RestrictedPersonItem = z.infer<typeof RestrictedPersonItem>;
