import * as z from 'zod';
import { Instant } from '../values/time.ts';
import { Change } from './change-items.ts';
import { Slug } from './series.ts';

/** Of what a secret is derived, with a key of the stage: the table alone tells nobody how to sign. */
const SecretSource = z.strictObject({ keyVersion: z.string(), salt: z.string() });
export type SecretSource = z.infer<typeof SecretSource>;

/** Why nothing is sent to an endpoint any more: it answered 410, or one change could not be delivered for three days. */
const DisabledFor = z.enum(['gone', 'failing']);

/** Where changes are sent to. What happens there is in the {@link WebhookProgressItem}, which the sender alone writes. */
export const WebhookItem = z.strictObject({
  type: z.literal('webhook'),
  webhookId: z.string(),
  label: z.string(),
  url: z.string(),
  /** Absent: changes of all series. */
  seriesIds: z.array(Slug).optional(),
  /** Absent: it is told of changes. */
  disabledFor: DisabledFor.optional(),
  /** When it was disabled, as long as its owners are still to be told. */
  untoldSince: Instant.optional(),
  secret: SecretSource,
  /** What signed until the secret was rotated, and still does beside it. */
  formerSecret: SecretSource.extend({ until: Instant }).optional(),
  /** After which page of the change feed it begins, or begins anew; each time by another id. */
  start: z.strictObject({ startId: z.string(), after: z.int().min(0) }),
  /** The last test that was asked for. */
  test: z.strictObject({ testId: z.string(), at: Instant }).optional(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type WebhookItem = z.infer<typeof WebhookItem>;

/** What is told by one call: a change, or nothing but that calls arrive. */
const Message = z.strictObject({
  /** The same at each attempt, and when it is sent again. */
  messageId: z.string(),
  /** Absent: a test. */
  change: Change.optional(),
  at: Instant,
});
export type WebhookMessage = z.infer<typeof Message>;

/** What an endpoint did not answer by 2xx. */
const attemptFailures = [
  'answered',
  'redirected',
  'timedOut',
  'unreachable',
  'nameNotFound',
  'certificateRefused',
  'addressNotAllowed',
] as const;

/** One call and what became of it; `failure` absent: it was taken. */
export const WebhookAttempt = z.strictObject({
  at: Instant,
  messageId: z.string(),
  /** As the call says it, such as `registration.saved`. */
  told: z.string(),
  /** Counted from 1 for each message. */
  attempt: z.int(),
  status: z.int().optional(),
  failure: z.enum(attemptFailures).optional(),
  milliseconds: z.int(),
});
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

/** How far an endpoint has been told, what waits to be tried again, and the last attempts, newest first. */
export const WebhookProgressItem = z.strictObject({
  type: z.literal('webhookProgress'),
  webhookId: z.string(),
  /** The endpoint's start that this goes on from. */
  startId: z.string(),
  testId: z.string().optional(),
  /** The last page of the change feed of which everything was told or waits. */
  page: z.int().min(0),
  /** One a thing that changed, so that no later change of it overtakes; in order. */
  waiting: z.array(Message.extend({ attempts: z.int(), failingSince: Instant.optional(), nextAt: Instant })),
  attempts: z.array(WebhookAttempt),
  version: z.int(),
});
export type WebhookProgressItem = z.infer<typeof WebhookProgressItem>;
export type WaitingMessage = WebhookProgressItem['waiting'][number];
