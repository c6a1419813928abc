import * as z from 'zod';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';

/** What the change feed tells of; each is read by its ids. */
export const changeKinds = ['series', 'event', 'documentation', 'registration', 'announcement'] as const;

/** That something was written or taken away: ids and nothing personal. What it is now, its own route answers. */
export const Change = z.strictObject({
  kind: z.enum(changeKinds),
  action: z.enum(['saved', 'removed']),
  seriesId: Slug,
  eventId: Slug.optional(),
  registrationId: z.string().optional(),
  announcementId: z.string().optional(),
});
export type Change = z.infer<typeof Change>;

/** How many changes one page holds at most: some 25 KB. */
export const mostChangesOfPage = 100;

/** A page of the change feed. Pages are numbered from 1, without a gap, in the order in which they are written. */
export const ChangesItem = z.strictObject({
  type: z.literal('changes'),
  page: z.int().min(1),
  at: Instant,
  changes: z.array(Change).max(mostChangesOfPage),
  expiresAt: z.int(),
});
export type ChangesItem = z.infer<typeof ChangesItem>;

/** The number of the last page; it has none before its first. */
export const ChangesHeadItem = z.strictObject({
  type: z.literal('changesHead'),
  /** The last page. */
  version: z.int().min(1),
});
export type ChangesHeadItem = z.infer<typeof ChangesHeadItem>;
