import * as z from 'zod';
import { SuppressionReview } from '../core/organising/suppression-review.ts';
import { DeliveryState } from '../core/table/items.ts';
import { paged, text, wanted } from './query.ts';
import { accepted, act, json, list, type Routes, read } from './route.ts';

/** What became of mails, and whom mails don’t go to. */
export const sendingRoutes = {
  'GET /v1/organiser/deliveries': {
    operationId: 'listDeliveries',
    summary:
      'What became of mails: of one event to one person each, of one registration, or of one notification',
    role: 'viewer',
    query: z.object({
      eventId: text('of an event'),
      registrationId: text('with its event: of a registration, mails to many included, all on one page'),
      notificationId: text('of a notification'),
      state: DeliveryState.optional().meta({ description: 'one state' }),
    }),
    ...paged,
    answer: 'Delivery',
    problems: [404],
  },
  'POST /v1/organiser/deliveries/{deliveryId}/resend': {
    operationId: 'resendDelivery',
    summary: 'Sends a failed or unknown mail once more',
    role: 'editor',
    answers: accepted,
    answer: 'Delivery',
    problems: [404, 409],
  },
  'GET /v1/organiser/suppressions': {
    operationId: 'listSuppressions',
    summary: 'Whether an address is written to, and why not',
    role: 'editor',
    rights: ['addresses'],
    isEverywhere: true,
    query: z.object({ email: wanted('the address') }),
    answers: list,
    answer: 'Suppression',
    problems: [404],
  },
  'DELETE /v1/organiser/suppressions': {
    operationId: 'liftSuppression',
    summary: 'Lifts a suppression',
    role: 'editor',
    rights: ['addresses'],
    isEverywhere: true,
    query: z.object({ email: wanted('the address') }),
    answer: 'Nothing',
    ...act,
  },
  'GET /v1/organiser/suppressions/due': {
    operationId: 'listDueSuppressions',
    summary: 'Suppressions that nobody has looked at for a year, without an address: it is not known',
    role: 'editor',
    rights: ['addresses'],
    isEverywhere: true,
    ...paged,
    answer: 'DueSuppression',
  },
  'POST /v1/organiser/suppressions/due/{suppressionId}': {
    operationId: 'reviewSuppression',
    summary: 'Keeps a suppression for another year, or lifts it, with the reason',
    role: 'editor',
    rights: ['addresses'],
    isEverywhere: true,
    body: SuppressionReview,
    example: { decision: 'keep', reason: 'A complaint stays until the person asks for mail again.' },
    answers: json,
    answer: 'DueSuppression',
    problems: [404, 422],
  },
  'GET /v1/organiser/lane': {
    operationId: 'getLane',
    summary: 'Whether bulk mail goes out, and why not',
    role: 'viewer',
    answer: 'Lane',
    ...read,
  },
  'POST /v1/organiser/lane/resume': {
    operationId: 'resumeLane',
    summary: 'Lets bulk mail go out again',
    role: 'owner',
    isEverywhere: true,
    answer: 'Lane',
    ...act,
  },
} satisfies Routes;
