import * as z from 'zod';
import { Locale } from '../values/locale.ts';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';

/** What organisers leave in the table beside series and events. */

/** Stands where a delivery names its series, for mails that belong to none. No series has this id. */
export const noSeries = 'eventbote';

export const Role = z.enum(['owner', 'editor', 'viewer']);
export type Role = z.infer<typeof Role>;

/** What is a right of its own beside each role: seeing addresses, seeing sensitive answers, downloading people's data. */
export const Right = z.enum(['addresses', 'sensitive', 'downloads']);
export type Right = z.infer<typeof Right>;

/** Absent: those that the role brings. */
export const Rights = z.array(Right).max(Right.options.length).optional();

const Expires = { expiresAt: z.int().optional() };

/** An organiser's token, or the session of one who logged in, by the hash of its text. */
export const TokenItem = z.strictObject({
  type: z.literal('token'),
  tokenHash: z.string(),
  name: z.string(),
  role: Role,
  /** Absent: all series. */
  seriesIds: z.array(Slug).optional(),
  rights: Rights,
  /** A session: role, rights and series are this organiser's, at each call. */
  organiserId: z.string().optional(),
  /**
   * Who made a token, by which token or session. `organiserId`: the organiser who answers for it since then, also where
   * a token of theirs made it; it ends with them. Absent: the operator's, or from before makers were kept.
   */
  madeBy: z
    .strictObject({ tokenId: z.string(), organiserId: z.string().optional(), since: Instant })
    .optional(),
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
  revokedAt: Instant.optional(),
  version: z.int(),
  ...Expires,
});
export type TokenItem = z.infer<typeof TokenItem>;

/** Who sends news. */
export const SenderItem = z.strictObject({
  type: z.literal('sender'),
  /** Random, or made of the name that it had when series held it as a text; it never changes. */
  senderId: z.string(),
  name: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type SenderItem = z.infer<typeof SenderItem>;

/** An organiser who logs in with their address. */
export const OrganiserItem = z.strictObject({
  type: z.literal('organiser'),
  /** The keyed hash of the address. */
  organiserId: z.string(),
  email: z.string(),
  locale: Locale,
  role: Role,
  /** Absent: all series. */
  seriesIds: z.array(Slug).optional(),
  rights: Rights,
  /** When they first logged in, which shows that the address is theirs; absent: never, or not since this is kept. */
  loggedInAt: Instant.optional(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type OrganiserItem = z.infer<typeof OrganiserItem>;

/** The address of an organiser who left, by which the audit names them until it ends. */
export const FormerOrganiserItem = z.strictObject({
  type: z.literal('formerOrganiser'),
  organiserId: z.string(),
  email: z.string(),
  dueLane: z.literal('erasure'),
  /** When the address goes. */
  dueAt: Instant,
  expiresAt: z.int(),
});
export type FormerOrganiserItem = z.infer<typeof FormerOrganiserItem>;

/** How many owners of everything there are: the last one can't leave. There is one such item. */
export const OwnersItem = z.strictObject({
  type: z.literal('owners'),
  count: z.int(),
  version: z.int(),
});
export type OwnersItem = z.infer<typeof OwnersItem>;

/** A login that was asked for, until its link is used; also for an address that belongs to no organiser. */
export const LoginItem = z.strictObject({
  type: z.literal('login'),
  loginId: z.string(),
  organiserId: z.string(),
  state: z.enum(['open', 'used']),
  createdAt: Instant,
  /** When its mail may go out, where it has to wait for that: its minutes run from then on. */
  allowedAt: Instant.optional(),
  expiresAt: z.int(),
});
export type LoginItem = z.infer<typeof LoginItem>;

/** That a login was asked for a while ago, by keyed hash of address and time: nobody gets a second mail meanwhile. */
export const LoginAskedItem = z.strictObject({
  type: z.literal('loginAsked'),
  askedHash: z.string(),
  expiresAt: z.int(),
});
export type LoginAskedItem = z.infer<typeof LoginAskedItem>;

/** What is kept of a call with an Idempotency-Key, whoever made it. */
const keyedCall = {
  keyHash: z.string(),
  requestHash: z.string(),
  /** What was refused did nothing: its key is free. */
  state: z.enum(['running', 'done', 'refused']),
  /** One run of the call: two that start in one millisecond differ. */
  runId: z.string(),
  runningUntil: Instant,
  version: z.int(),
  expiresAt: z.int(),
};

/** A sign-up with an Idempotency-Key. Both hashes are keyed; its answer holds nothing that isn't said again. */
export const SignUpCallItem = z.strictObject({ type: z.literal('signUpCall'), ...keyedCall });
export type SignUpCallItem = z.infer<typeof SignUpCallItem>;

/** A call of an organiser's: first that it runs, then what it answered. The request is method, path, query and body. */
export const IdempotencyItem = z.strictObject({
  type: z.literal('idempotency'),
  tokenHash: z.string(),
  ...keyedCall,
  answer: z
    .strictObject({
      statusCode: z.int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
    })
    .optional(),
});
export type IdempotencyItem = z.infer<typeof IdempotencyItem>;

/** Stands in the audit where a token is named, for what attendees do on their own pages. */
export const themselves = 'attendee';

/** Who did what, when, to which item; of attendees it holds ids alone. */
export const AuditItem = z.strictObject({
  type: z.literal('audit'),
  auditId: z.string(),
  at: Instant,
  who: z.strictObject({
    tokenId: z.string(),
    /** The token's name; an organiser's address is looked up by their id, as long as it is there. */
    name: z.string().optional(),
    organiserId: z.string().optional(),
  }),
  action: z.string(),
  /** The item, as its path in the API. */
  item: z.string(),
  seriesId: Slug.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Absent: from before entries had an end. */
  expiresAt: z.int().optional(),
});
export type AuditItem = z.infer<typeof AuditItem>;

/** Sorts the audit newest first: later entries have the smaller number. */
export function auditOrder({ at, auditId }: Pick<AuditItem, 'at' | 'auditId'>): string {
  return `${String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')}#${auditId}`;
}
