import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { LoginAskedItem } from '../table/organiser-items.ts';
import type { Step } from '../table/ports.ts';
import { type Ref, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { MailAllowance } from './mail-allowance.ts';
import { type Cause, enqueue } from './outbox.ts';

interface Asked {
  /** Whose mailbox it goes to. */
  email: string;
  /** What it is about: one about the same that still waits is enough, because mails are made when they are sent. */
  about: string;
  /** One mail; several causes where nobody may learn which of them there is somebody for. */
  causes: readonly Cause[];
  /** What is there once it was asked for; the mail itself, where its id names a term. */
  once?: Ref<DeliveryItem | LoginAskedItem>;
  /** The day's ten do not keep it back. */
  isInHourAlone?: true;
}

/**
 * Puts a mail that somebody asked for in the outbox, for when its mailbox may get one more; asked for again while it
 * waits, or within the term that its id names, it is the same. Answers when it goes out.
 * @param alongside further steps of its transaction, which are made from that time
 * @throws Problem 429 when it would have to wait for longer than a day; Busy
 */
export async function mailWhenAllowed(
  { email, about, causes, once = refOfMail(causes), isInHourAlone }: Asked,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
  alongside: (at: Instant) => readonly Step[] = () => [],
): Promise<Instant> {
  const { store, now } = context;
  return retrying('mailbox', async () => {
    const [same, allowance] = await Promise.all([store.get(once), MailAllowance.of(email, context)]);
    if (same !== undefined) return same.type === 'delivery' ? (same.allowedAt ?? now) : now;
    const waiting = allowance.waitingAbout(about);
    if (waiting !== undefined) return waiting.at;
    const at = allowance.take({ about }, isInHourAlone ? allowance.nextInHour : allowance.nextAt);
    if (!isInHourAlone && allowance.isUsedUp)
      throw new Problem('too-many-requests', { retryAt: allowance.firstAt });
    const mails = causes.map((cause) => enqueue(cause, now, at));
    const { committed } = await store.commit([allowance.step, ...mails, ...alongside(at)]);
    return committed ? at : 'again';
  });
}

function refOfMail([first]: readonly Cause[]): Ref<DeliveryItem> {
  return refs.delivery(first?.notificationId ?? '-', first?.recipientId ?? '-');
}

/**
 * The steps of a mail about what a person just did on their own page. One about the same that still waits is what is
 * no longer so: this one takes its place, and its time.
 */
export async function mailOfStep(
  cause: Cause,
  { email, about }: Pick<Asked, 'email' | 'about'>,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<{ at: Instant; steps: Step[] }> {
  const { store, now } = context;
  const allowance = await MailAllowance.of(email, context);
  const { notificationId, recipientId } = cause;
  const delivery = { notificationId, recipientId };
  const waiting = allowance.waitingAbout(about);
  const { notificationId: id, recipientId: to } = waiting?.delivery ?? {
    notificationId: '-',
    recipientId: '-',
  };
  const { former } = await store.load({ former: refs.delivery(id, to) });
  if (waiting === undefined || former?.state !== 'queued' || former.attempts > 0) {
    const at = allowance.take({ about, delivery });
    return { at, steps: [allowance.step, enqueue(cause, now, at)] };
  }
  allowance.exchange(waiting, delivery);
  return {
    at: waiting.at,
    steps: [
      allowance.step,
      { step: 'remove', ref: refs.delivery(id, to), when: { state: 'queued', attempts: 0 } },
      enqueue(cause, now, waiting.at),
    ],
  };
}
