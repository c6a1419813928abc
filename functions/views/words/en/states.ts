import type { Words } from '../shape.ts';

export const states: Words['states'] = {
  entered: 'entered, not confirmed',
  registration: {
    pending: 'not confirmed',
    confirmed: 'confirmed',
    waitlisted: 'waiting list',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  mail: {
    queued: 'to be sent',
    sending: 'being sent',
    sent: 'sent',
    delivered: 'delivered',
    delayed: 'delayed',
    bounced: 'undeliverable',
    complained: 'reported as unwanted',
    skipped: 'not sent',
    failed: 'failed',
    unknown: 'outcome unknown',
  },
};
