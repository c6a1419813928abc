import * as z from 'zod';
import { type Instant, instant } from '../values/time.ts';

/** SES writes times with or without milliseconds. */
const Time = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.number())
  .transform((at) => instant(at))
  .optional()
  .catch(undefined);

const Mail = z.object({
  messageId: z.string(),
  timestamp: Time,
  tags: z.record(z.string(), z.array(z.string())).default({}),
});

/**
 * What SES publishes of a mail, as far as it is read here.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const SesNotice = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail: Mail }),
  z.object({
    eventType: z.literal('Delivery'),
    mail: Mail,
    delivery: z.object({ timestamp: Time }).default({ timestamp: undefined }),
  }),
  z.object({ eventType: z.literal('DeliveryDelay'), mail: Mail }),
  z.object({
    eventType: z.literal('Bounce'),
    mail: Mail,
    bounce: z.object({
      bounceType: z.string(),
      bounceSubType: z.string().default(''),
      timestamp: Time,
      bouncedRecipients: z.array(z.object({ status: z.string().nullish() })).default([]),
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail: Mail,
    complaint: z
      .object({
        complaintFeedbackType: z.string().nullish(),
        complaintSubType: z.string().nullish(),
        timestamp: Time,
      })
      .default({ timestamp: undefined }),
  }),
  z.object({
    eventType: z.literal('Reject'),
    mail: Mail,
    reject: z.object({ reason: z.string().default('') }).optional(),
  }),
  z.object({ eventType: z.literal('Rendering Failure'), mail: Mail }),
]);
export type SesNotice = z.infer<typeof SesNotice>;

/** What SES publishes once, when the topic becomes its destination. */
const firstMessage = 'Successfully validated SNS topic for Amazon SES event publishing.';
/** What SES may tell of a mail and nobody here asked it for. */
const NotAsked = z.object({ eventType: z.enum(['Open', 'Click', 'Subscription']) });
/** What SNS set aside by itself may lie in its envelope still. */
const Envelope = z.object({ Type: z.string().optional(), Message: z.string() });
/** What SNS says of itself. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const ofSns: ReadonlySet<string | undefined> = new Set([
  'SubscriptionConfirmation',
  'UnsubscribeConfirmation',
]);
const Identified = z.object({ mail: z.object({ messageId: z.string().regex(/^[\w-]{1,100}$/) }) });

/** A message that should be a notice and can't be read as one; SES's id of the mail where it has one. */
export interface UnreadableNotice {
  unreadable: true;
  messageId: string | undefined;
}

/** The notice in a message of the queue; `nothing` where SES or SNS tell of nothing that happened to a mail. */
export function noticeIn(body: string): SesNotice | 'nothing' | UnreadableNotice {
  if (body === firstMessage) return 'nothing';
  const content = parsed(body);
  const envelope = Envelope.safeParse(content);
  if (envelope.success) return ofSns.has(envelope.data.Type) ? 'nothing' : noticeIn(envelope.data.Message);
  if (NotAsked.safeParse(content).success) return 'nothing';
  const messageId = Identified.safeParse(content).data?.mail.messageId;
  return SesNotice.safeParse(content).data ?? { unreadable: true, messageId };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Why, in SES's words and without the address: what a delivery and a suppression keep. */
export function reasonOf(notice: SesNotice): string | undefined {
  if (notice.eventType === 'Bounce') {
    const { bounceType, bounceSubType, bouncedRecipients } = notice.bounce;
    return [bounceType, bounceSubType, bouncedRecipients[0]?.status].filter(Boolean).join(' ');
  }
  if (notice.eventType === 'Complaint') {
    const { complaintFeedbackType, complaintSubType } = notice.complaint;
    return complaintSubType ?? complaintFeedbackType ?? 'complaint';
  }
  if (notice.eventType === 'Reject') return `rejected: ${notice.reject?.reason || 'no reason given'}`;
  if (notice.eventType === 'Rendering Failure') return 'rejected: rendering failure';
  return undefined;
}

const onAccountList = 'OnAccountSuppressionList';
/** Bounces of no known cause: SES names an automatic reply so too. */
const general: ReadonlySet<string> = new Set(['General', 'Undetermined', '']);
/** Reports of a mailbox provider that are not a complaint by its user (RFC 5965 section 7.3, RFC 6591). */
const noComplaints: ReadonlySet<string> = new Set(['not-spam', 'auth-failure']);

/**
 * Whether nothing happened to the mail: SES passes on the automatic reply of somebody who is away as a bounce, which has no
 * delivery status, and a report that says "not spam" as a complaint.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
 */
export function isNothing(notice: SesNotice): boolean {
  if (notice.eventType === 'Complaint') return noComplaints.has(notice.complaint.complaintFeedbackType ?? '');
  if (notice.eventType !== 'Bounce' || isHard(notice.bounce)) return false;
  const { bounceSubType, bouncedRecipients } = notice.bounce;
  return general.has(bounceSubType) && bouncedRecipients.every(({ status }) => !status);
}

/** Whether it will never be delivered to that address. */
export function isHard({ bounceType }: { bounceType: string }): boolean {
  return bounceType === 'Permanent';
}

/** Soft bounces that another mail would not meet. */
const ofTheMail: ReadonlySet<string> = new Set(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected']);

/** Whether a bounce tells of the mailbox, and not of what one mail held. */
export function isOfMailbox({
  bounceType,
  bounceSubType,
}: {
  bounceType: string;
  bounceSubType: string;
}): boolean {
  return isHard({ bounceType }) || !ofTheMail.has(bounceSubType);
}

/** How it counts in the rates by which SES judges an account: hard bounces alone, and nothing that it held back itself. */
export function judged(notice: SesNotice): 'bounced' | 'complained' | undefined {
  if (notice.eventType === 'Complaint')
    return notice.complaint.complaintSubType === onAccountList ? undefined : 'complained';
  if (notice.eventType !== 'Bounce' || !isHard(notice.bounce)) return undefined;
  return notice.bounce.bounceSubType === onAccountList ? undefined : 'bounced';
}

/** When what a notice tells of happened. */
export function noticeTime(notice: SesNotice): Instant | undefined {
  if (notice.eventType === 'Bounce') return notice.bounce.timestamp;
  if (notice.eventType === 'Complaint') return notice.complaint.timestamp;
  if (notice.eventType === 'Delivery') return notice.delivery.timestamp ?? notice.mail.timestamp;
  return undefined;
}
