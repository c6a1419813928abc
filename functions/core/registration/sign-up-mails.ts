import type { MailAllowance } from '../delivery/mail-allowance.ts';
import { type Cause, enqueue, transactional } from '../delivery/outbox.ts';
import type { SeriesItem, SignUpItem } from '../table/items.ts';
import type { Change } from '../table/ports.ts';
import { backstop } from '../table/retention.ts';
import type { Instant } from '../values/time.ts';

/** A mail about all of a sign-up, by its kind: the same cause is the same delivery (promise 3). */
export function signUpCause(template: 'verification' | 'nudge', signUp: SignUpItem): Cause {
  const { signUpId, seriesId, personHash } = signUp;
  return {
    notificationId: `${template}-${signUpId}`,
    recipientId: signUpId,
    kind: 'verification',
    template,
    seriesId,
    personHash,
    eventIds: signUp.events.map((entry) => entry.eventId),
    signUpId,
    expiresAt: signUp.expiresAt ?? 0,
  };
}

export interface SignUpMails {
  signUp: SignUpItem;
  series: SeriesItem;
  /** Events that were entered directly, and those that are to be confirmed. */
  direct: string[];
  toConfirm: string[];
  /** Whether the sign-up is one whose verification waits to be sent, and took another in. */
  isJoined: boolean;
  allowance: MailAllowance;
  now: Instant;
}

/**
 * The mails of a sign-up: a confirmation of what was entered directly, a verification of the rest. Each goes out when
 * its mailbox may get one more; a joined sign-up's verification keeps its time.
 */
export function signUpMails({ signUp, series, direct, toConfirm, ...rest }: SignUpMails): Change[] {
  const { isJoined, allowance, now } = rest;
  const { signUpId } = signUp;
  const about = {
    seriesId: series.seriesId,
    personHash: signUp.personHash,
    recipientId: signUpId,
    expiresAt: backstop(signUp.deletedAt),
    signUpId,
  };
  const changes: Change[] = [];
  if (direct.length > 0) {
    const entry = {
      ...about,
      notificationId: `entry-${signUpId}`,
      kind: 'confirmation',
      template: 'confirmation',
      eventIds: direct,
    } as const;
    changes.push(enqueue(entry, now, allowance.take()));
  }
  if (toConfirm.length > 0) {
    const verification = {
      ...about,
      notificationId: `verification-${signUpId}`,
      kind: 'verification',
      template: 'verification',
    } as const;
    const waits = isJoined ? allowance.waiting.find((one) => one.signUpId === signUpId) : undefined;
    if (waits === undefined) {
      changes.push(enqueue({ ...verification, eventIds: toConfirm }, now, allowance.take(signUpId)));
    } else {
      const eventIds = signUp.events.map((one) => one.eventId);
      const item = transactional({ ...verification, eventIds }, signUp.createdAt, waits.at);
      // Sent meanwhile: then this sign-up is planned anew, and gets a mail of its own.
      changes.push({ change: 'put', item, when: { state: 'queued' } });
    }
  }
  return [...changes, allowance.change];
}
