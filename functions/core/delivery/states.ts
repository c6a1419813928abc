import type { DeliveryState } from '../table/items.ts';

/** What moves a delivery from one state to another. */
export const deliveryCauses = [
  'attempt',
  'accepted',
  'throttled',
  'paused',
  'rejected',
  'unanswered',
  'withdrawn',
  'suppressed',
  'skip',
  'unmakeable',
  'retry',
  'sesSent',
  'sesDelivered',
  'sesDelayed',
  'sesBounced',
  'sesComplained',
  'sesRejected',
] as const;
export type DeliveryCause = (typeof deliveryCauses)[number];

type Steps = Partial<Record<DeliveryCause, DeliveryState>>;

/** What SES tells of a mail that it took; sent it is already, where its answer was recorded. */
const reported = {
  sesDelivered: 'delivered',
  sesDelayed: 'delayed',
  sesBounced: 'bounced',
  sesComplained: 'complained',
  sesRejected: 'failed',
} satisfies Steps;
const reportedBeforeAnswer = { sesSent: 'sent', ...reported } satisfies Steps;

/** What comes of an attempt, at once or late. */
const attempted = {
  accepted: 'sent',
  throttled: 'queued',
  paused: 'queued',
  rejected: 'failed',
  unanswered: 'unknown',
  // Nothing was handed over: the suppression could not be looked up again, or there is one by now.
  withdrawn: 'queued',
  suppressed: 'skipped',
} satisfies Steps;

/**
 * The whole state machine of a delivery. SES's notices may come before the answer, in any order and often: what they
 * say stands, and a step that isn't here is refused.
 */
export const deliverySteps: Record<DeliveryState, Steps> = {
  // An attempt whose outcome was unknown is about to be made again, and SES may say that it was accepted after all.
  queued: { attempt: 'sending', skip: 'skipped', unmakeable: 'failed', ...reportedBeforeAnswer },
  sending: { ...attempted, ...reportedBeforeAnswer },
  unknown: { ...attempted, retry: 'queued', ...reportedBeforeAnswer },
  sent: reported,
  delayed: {
    sesDelivered: 'delivered',
    sesBounced: 'bounced',
    sesComplained: 'complained',
  },
  // A bounce can follow an acceptance by the receiving side (RFC 3464), a complaint any of these.
  delivered: { sesBounced: 'bounced', sesComplained: 'complained' },
  bounced: { sesComplained: 'complained' },
  complained: {},
  skipped: {},
  failed: { retry: 'queued' },
};

/** An illegal step is an error in the program, never a silent write. */
export class IllegalStep extends Error {
  constructor(state: DeliveryState, cause: DeliveryCause) {
    super(`a delivery that is ${state} can't take "${cause}"`);
    this.name = 'IllegalStep';
  }
}

/** The state after a cause. @throws IllegalStep */
export function nextState(state: DeliveryState, cause: DeliveryCause): DeliveryState {
  const next = deliverySteps[state][cause];
  if (next === undefined) throw new IllegalStep(state, cause);
  return next;
}
