import * as z from 'zod';
import { Instant } from '../values/time.ts';

/** The mails that one mailbox got, or is going to get, because somebody typed its address or pressed a public button. */
export const MailAllowanceItem = z.strictObject({
  type: z.literal('mailAllowance'),
  mailboxHash: z.string(),
  /**
   * The last day's and those put off, in the order of their times. A put-off verification names its sign-up, any other
   * what it is about, so that a later one about the same joins it or takes its place.
   */
  mails: z.array(
    z.strictObject({
      at: Instant,
      /** When its mail comes due and learns of `at`, where its person's own wish went before it. */
      dueAt: Instant.optional(),
      signUpId: z.string().optional(),
      about: z.string().optional(),
      delivery: z.strictObject({ notificationId: z.string(), recipientId: z.string() }).optional(),
      /** A login's: `nobody`, of an address that is no organiser's, is never mailed and takes nothing from the others. */
      login: z.enum(['mailed', 'nobody']).optional(),
      /**
       * Whose doing it is, where nobody typed the address into a public form: its person's on their own page, or an
       * organiser's, by keyed hashes of who answers for it and of its series.
       */
      by: z.union([z.literal('person'), z.array(z.string())]).optional(),
      /** When it would leave if nothing but what is typed into public forms were counted; absent where that is `at`. */
      turn: Instant.optional(),
    }),
  ),
  /** What was signed up for it in the last minutes, by which client: the same once more by the same is no other. */
  signUps: z.array(z.strictObject({ at: Instant, signUpId: z.string(), clientHash: z.string() })).optional(),
  version: z.int(),
  expiresAt: z.int(),
});
export type MailAllowanceItem = z.infer<typeof MailAllowanceItem>;

/**
 * Stands for the registration that an unknown address would have written, of the same size, so that a known one costs as
 * much and takes as long (promise 6). When its event is called off it counts the mail that the other would get.
 */
export const DecoyItem = z.strictObject({
  type: z.literal('shadow'),
  eventId: z.string(),
  signUpId: z.string(),
  createdAt: Instant,
  /** Whether the other would have its place at once. */
  isEntered: z.literal(true).optional(),
  filling: z.string(),
  expiresAt: z.int(),
});
export type DecoyItem = z.infer<typeof DecoyItem>;
