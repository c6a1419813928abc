import type { MailAllowance } from '../delivery/mail-allowance.ts';
import { enqueue, signUpCause, transactionalDelivery } from '../delivery/outbox.ts';
import type { SeriesItem, SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { backstop } from '../table/retention.ts';
import type { Instant } from '../values/time.ts';

export interface SignUpMails {
  signUp: SignUpItem;
  series: SeriesItem;
  /** Events that were entered directly, and those that are to be confirmed. */
  direct: string[];
  toConfirm: string[];
  /** What of it would be entered directly for an unknown address: some of that may be to be confirmed all the same. */
  looksEntered: 'none' | 'some' | 'all';
  /** Whether the sign-up is one whose verification waits to be sent, and took another in. */
  isJoined: boolean;
  allowance: MailAllowance;
  now: Instant;
}

/**
 * The mails of a sign-up: a confirmation of what was entered directly, a verification of the rest. Each goes out when
 * its mailbox may get one more; a joined sign-up's verification keeps its time.
 */
export function signUpMails({ signUp, series, direct, toConfirm, ...rest }: SignUpMails): Step[] {
  const { looksEntered, isJoined, allowance, now } = rest;
  const { signUpId, channel } = signUp;
  const by = channel === 'byHand' ? { isByOrganiser: true as const } : {};
  const expiresAt = backstop(signUp.deletedAt);
  const steps: Step[] = [];
  if (direct.length > 0) {
    const notificationId = `entry-${signUpId}`;
    const entry = {
      ...signUpCause('confirmation', signUp),
      ...by,
      notificationId,
      eventIds: direct,
      expiresAt,
    };
    // A person's own wish may go before what organisers cause: such a mail is found again by its name.
    const { recipientId } = entry;
    const at = allowance.take(channel === 'byHand' ? { delivery: { notificationId, recipientId } } : {});
    steps.push(enqueue(entry, now, at));
  } else if (looksEntered === 'some') {
    // How full the mailbox is tells nobody who has cancelled.
    allowance.take();
  }
  if (toConfirm.length > 0) {
    const verification = { ...signUpCause('verification', signUp), ...by, expiresAt };
    const waits = isJoined ? allowance.waiting.find((one) => one.signUpId === signUpId) : undefined;
    if (waits === undefined) {
      // In the place of an entry's mail it takes nothing in, as that doesn't.
      const at = allowance.take(looksEntered === 'all' ? {} : { signUpId });
      steps.push(enqueue({ ...verification, eventIds: toConfirm }, now, at));
    } else {
      const item = transactionalDelivery(verification, signUp.createdAt, waits.at);
      // Sent meanwhile: then this sign-up is planned anew, and gets a mail of its own.
      steps.push({ step: 'put', item, when: { state: 'queued' } });
    }
  }
  return [...steps, allowance.step];
}
