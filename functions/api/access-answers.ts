import * as z from 'zod';
import { OrganiserItem, Right, Role, TokenItem } from '../core/table/organiser-items.ts';
import { Slug } from '../core/table/series.ts';
import { Instant } from '../core/values/time.ts';

/** What organisers' routes answer about who they are. */
export const OrganiserAnswer = OrganiserItem.omit({ type: true, loggedInAt: true }).extend({
  rights: z.array(Right),
});

export const TokenAnswer = z.strictObject({
  tokenId: z.string(),
  kind: z.enum(['token', 'session']),
  name: z.string(),
  role: Role,
  seriesIds: z.array(Slug).optional(),
  /** Of a token; a session has its organiser's. */
  rights: z.array(Right).optional(),
  organiserId: z.string().optional(),
  madeBy: TokenItem.shape.madeBy,
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
  expiresAt: Instant.optional(),
});
