import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { LoginAskedItem } from '../table/organiser-items.ts';
import type { Step } from '../table/ports.ts';
import { type Ref, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { type CausedBy, type Login, leavesAsPlanned, MailAllowance } from './mail-allowance.ts';
import { type Cause, enqueue } from './outbox.ts';

/** An organiser's doing, whoever it was: nobody's share of a mailbox. */
export const ofOrganisers: CausedBy = [];

interface Asked {
  /** Whose mailbox it goes to. */
  email: string;
  /** What it is about: one about the same that still waits is enough, because mails are made when they are sent. */
  about: string;
  /** One mail; several causes where nobody may learn which of them there is somebody for. */
  causes: readonly Cause[];
  /** What is there once it was asked for; the mail itself, where its id names a term. */
  once?: Ref<DeliveryItem | LoginAskedItem>;
  /** A login's has an allowance of its own. */
  login?: Login;
  /** Whose doing it is where strangers make it wait, and never keep it away. */
  by?: CausedBy;
}

/**
 * Puts a mail that somebody asked for in the outbox, for when its mailbox may get one more; asked for again while it
 * waits, or within the term that its id names, it is the same. Answers when it goes out.
 * @param alongside further steps of its transaction, which are made from that time
 * @throws Problem 429 when it would have to wait for longer than a day, of an organiser's for two, or is the fourth of a day that
 * they or their series cause; Busy
 */
export async function mailWhenAllowed(
  { email, about, causes, once = refOfMail(causes), login, by }: Asked,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
  alongside: (at: Instant) => readonly Step[] = () => [],
): Promise<Instant> {
  const { store, now } = context;
  return retrying('mailbox', async () => {
    const [same, allowance] = await Promise.all([store.get(once), MailAllowance.of(email, context, by)]);
    if (same !== undefined) return same.type === 'delivery' ? (same.allowedAt ?? now) : now;
    const waiting = allowance.waitingAbout(about);
    if (waiting !== undefined) return waiting.at;
    const at =
      login === undefined
        ? allowance.take(Array.isArray(by) ? { about, delivery: mailOf(causes) } : { about })
        : allowance.takeLogin(login, { about, delivery: mailOf(causes) });
    if (login === undefined && by !== 'person' && allowance.isUsedUp)
      throw new Problem('too-many-requests', { retryAt: allowance.retryAt });
    const mails = causes.map((cause) => enqueue(cause, now, at));
    const { committed } = await store.commit([allowance.step, ...mails, ...alongside(at)]);
    return committed ? at : 'again';
  });
}

/**
 * Counts a mail that is about to go to an address which nobody has verified, though no button asked for it: by when it leaves,
 * also where it was tried and held back before. It is its organisers' doing: nobody is refused a sign-up for it, which would tell
 * that nobody is registered there.
 * @returns by when it is counted; undefined where its mailbox may get no more now
 * @throws Busy
 */
export async function countInMailbox(
  delivery: DeliveryItem,
  email: string,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<Instant | undefined> {
  const { notificationId, recipientId, allowedAt } = delivery;
  return retrying('mailbox', async () => {
    const allowance = await MailAllowance.of(email, context, ofOrganisers);
    const at =
      allowedAt === undefined
        ? allowance.take({ delivery: { notificationId, recipientId } })
        : allowance.leaving(delivery);
    if (at === undefined) return allowedAt;
    if (at > context.now) return undefined;
    return (await context.store.commit([allowance.step])).committed ? at : 'again';
  });
}

/**
 * Lets a counted mail leave, or puts it off where its mailbox has got its mails of the hour or the day meanwhile: what waited
 * for the account, the quota or a queue may come due together.
 * @returns the delivery as it leaves; undefined where it waits on, or somebody else has it
 * @throws Busy
 */
export async function leavingMailbox(
  delivery: DeliveryItem,
  email: string,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<DeliveryItem | undefined> {
  const { store, now } = context;
  if (leavesAsPlanned(delivery, now)) return delivery;
  return retrying('mailbox', async () => {
    const allowance = await MailAllowance.of(email, context);
    const at = allowance.leaving(delivery);
    if (at === undefined) return delivery;
    const item = { ...delivery, allowedAt: at };
    if (at <= now) return (await store.commit([allowance.step])).committed ? item : 'again';
    const when = { state: 'queued', attempts: delivery.attempts };
    const later: Step = { step: 'put', item: { ...item, dueAt: at }, when };
    const result = await store.commit([allowance.step, later]);
    return result.committed || result.failed.includes(1) ? undefined : 'again';
  });
}

function mailOf([first]: readonly Cause[]) {
  return { notificationId: first?.notificationId ?? '-', recipientId: first?.recipientId ?? '-' };
}

function refOfMail(causes: readonly Cause[]): Ref<DeliveryItem> {
  const { notificationId, recipientId } = mailOf(causes);
  return refs.delivery(notificationId, recipientId);
}

/**
 * The steps of a mail about what a person just did on their own page. What they did before, and was not mailed yet,
 * joins it: one mail, at the time of the one that waits, tells how all of it stands when it is sent.
 * @param cause about the registration that it was done to
 */
export async function mailOfStep(
  cause: Cause,
  email: string,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<{ at: Instant; steps: Step[] }> {
  const { store, now } = context;
  const about = `steps|${cause.seriesId}|${cause.personHash}`;
  const allowance = await MailAllowance.of(email, context, 'person');
  const waiting = allowance.waitingAbout(about);
  const { notificationId: id = '-', recipientId: to = '-' } = waiting?.delivery ?? {};
  const { former } = await store.load({ former: refs.delivery(id, to) });
  const isWaiting = waiting !== undefined && former?.state === 'queued' && former.attempts === 0;
  const mail = isWaiting ? ofAll(cause, former) : cause;
  const { notificationId, recipientId } = mail;
  if (!isWaiting || mail.eventIds.length > mostEvents) {
    const { notificationId, recipientId } = cause;
    const at = allowance.take({ about, delivery: { notificationId, recipientId } });
    return { at, steps: [allowance.step, enqueue(cause, now, at)] };
  }
  // Somebody was faster with this very step, since what it stands on was read: the caller's other steps fail by that.
  if (notificationId === id && recipientId === to) return { at: waiting.at, steps: [allowance.step] };
  allowance.exchange(waiting, { notificationId, recipientId });
  return {
    at: waiting.at,
    steps: [
      allowance.step,
      { step: 'remove', ref: refs.delivery(id, to), when: { state: 'queued', attempts: 0 } },
      // As old as the first of its steps: what came after it no other mail has told.
      enqueue(mail, former.createdAt, waiting.at),
    ],
  };
}

/** Events that one mail tells of at most, as a sign-up's. */
const mostEvents = 20;

/** The mail of one step and of those before it: about this registration alone, or to its attendee about each event. */
function ofAll(cause: Cause, former: DeliveryItem): Cause {
  const isOfAttendee = former.recipientId === former.personHash;
  if (!isOfAttendee && former.registrationId === cause.registrationId) return cause;
  return {
    ...cause,
    template: 'confirmation',
    notificationId: `steps-${cause.notificationId}`,
    recipientId: cause.personHash,
    isByOrganiser: cause.isByOrganiser ?? former.isByOrganiser,
    eventIds: [...new Set([...cause.eventIds, ...former.eventIds])],
  };
}
