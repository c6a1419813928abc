import * as z from 'zod';
import { type Instant, instant } from './time.ts';

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
  z.object({ eventType: z.literal('Delivery'), mail: Mail }),
  z.object({ eventType: z.literal('DeliveryDelay'), mail: Mail }),
  z.object({
    eventType: z.literal('Bounce'),
    mail: Mail,
    bounce: z.object({
      bounceType: z.string(),
      bounceSubType: z.string().default(''),
      timestamp: Time,
      bouncedRecipients: z.array(z.object({ status: z.string().optional() })).default([]),
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail: Mail,
    complaint: z
      .object({ complaintFeedbackType: z.string().optional(), timestamp: Time })
      .default({ timestamp: undefined }),
  }),
  z.object({ eventType: z.literal('Reject'), mail: Mail }),
  z.object({ eventType: z.literal('Rendering Failure'), mail: Mail }),
]);
export type SesNotice = z.infer<typeof SesNotice>;

/** Why, in SES's words and without the address: what a delivery and a suppression keep. */
export function reasonOf(notice: SesNotice): string | undefined {
  if (notice.eventType === 'Bounce') {
    const { bounceType, bounceSubType, bouncedRecipients } = notice.bounce;
    return [bounceType, bounceSubType, bouncedRecipients[0]?.status].filter(Boolean).join(' ');
  }
  if (notice.eventType === 'Complaint') return notice.complaint.complaintFeedbackType ?? 'complaint';
  return undefined;
}

/** When what a notice tells of happened. */
export function noticeTime(notice: SesNotice): Instant | undefined {
  if (notice.eventType === 'Bounce') return notice.bounce.timestamp;
  if (notice.eventType === 'Complaint') return notice.complaint.timestamp;
  return undefined;
}
