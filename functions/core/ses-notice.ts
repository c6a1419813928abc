import * as z from 'zod';

const Mail = z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).default({}) });

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
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string().default('') }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail: Mail,
    complaint: z.object({ complaintFeedbackType: z.string().optional() }).default({}),
  }),
  z.object({ eventType: z.literal('Reject'), mail: Mail }),
  z.object({ eventType: z.literal('Rendering Failure'), mail: Mail }),
]);
export type SesNotice = z.infer<typeof SesNotice>;
