import { outcomeOf } from '../adapters/mailer.ts';
import type { DueWork, Mailer, SendOutcome } from '../core/table/ports.ts';
import { log } from './log.ts';
import type { MetricKey } from './metric-names.ts';

const counted: Record<SendOutcome['outcome'], MetricKey> = {
  accepted: 'mailsSent',
  throttled: 'mailsHeld',
  paused: 'mailsHeld',
  rejected: 'mailsFailed',
  unknown: 'mailsUnknown',
};

/** A lane that has to stop, a mail that SES will never take, and one of which nobody knows whether it left. */
const needsPerson: ReadonlySet<SendOutcome['outcome']> = new Set(['paused', 'rejected', 'unknown']);

/** A mailer whose every attempt is a line with the delivery's id, and whose quota is measured. */
export function observedMailer(mailer: Mailer): Mailer {
  return {
    async send(mail) {
      const outcome = await mailer.send(mail);
      const level = needsPerson.has(outcome.outcome) ? 'ERROR' : 'INFO';
      log(level, 'mail', { deliveryId: mail.deliveryId, ...outcome }, { [counted[outcome.outcome]]: 1 });
      return outcome;
    },
    async quota() {
      const quota = await mailer.quota().catch((error: unknown) => {
        // Refused for the rate, or not answered, it is asked for again; anything else is the account's.
        const outcome = outcomeOf(error);
        log(outcome.outcome === 'paused' ? 'ERROR' : 'INFO', 'no quota', { ...outcome });
        throw error;
      });
      const { sentLast24Hours, max24HourSend } = quota;
      // SES writes an unlimited quota as -1.
      const used = max24HourSend > 0 ? (100 * sentLast24Hours) / max24HourSend : 0;
      log('INFO', 'quota', { ...quota }, { quotaUsedPercent: used });
      return quota;
    },
  };
}

/** Due work that measures how late the oldest transactional delivery is, when a tick first asks for it. */
export function observedDue(due: DueWork): DueWork {
  let isMeasured = false;
  return {
    nextDue: (lane, after) => due.nextDue(lane, after),
    postpone: (entry, until) => due.postpone(entry, until),
    async due(lane, until, limit) {
      const entries = await due.due(lane, until, limit);
      if (lane === 'delivery' && !isMeasured) {
        isMeasured = true;
        const oldest = entries[0]?.dueAt ?? until;
        log('INFO', 'tick', {}, { oldestDueSeconds: (Date.parse(until) - Date.parse(oldest)) / 1000 });
      }
      return entries;
    },
  };
}
