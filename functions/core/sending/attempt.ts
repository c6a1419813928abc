import { countInMailbox, leavingMailbox } from '../delivery/allowed-mail.ts';
import { dueByItself, settled } from '../delivery/bulk-delivery.ts';
import { bringOn, concluded } from '../delivery/counts.ts';
import { deliveryId } from '../delivery/outbox.ts';
import { suppressedFor } from '../delivery/skip-reasons.ts';
import { nextState } from '../delivery/states.ts';
import { suppresses } from '../delivery/suppression.ts';
import { unanswered } from '../delivery/unknown.ts';
import type { Shared } from '../mail/mail-plan.ts';
import { planMail } from '../mail/plan-mail.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { SendOutcome, Turn } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { smtpAddress } from '../values/email.ts';
import { after, type Instant } from '../values/time.ts';
import {
  type Attempted,
  each,
  isPrepared,
  type Prepared,
  type Result,
  type Sending,
  type ToSend,
} from './attempt-types.ts';
import { claimAll } from './claim.ts';
import { noteTold } from './told-times.ts';

/** A transactional delivery that was throttled or paused is due again after this. */
export const backoff = { rate: 'PT5S', day: 'PT10M', paused: 'PT2M' } as const;
/** The reason of a delivery that waits for the quota of the next 24 hours. */
export const waitsForQuota = 'quotaUsedUp';

/**
 * Sends queued deliveries, each at its turn. An attempt is written before its call and the outcome after it
 * (promise 3). The suppression is looked up before the attempt is written, so that none is written in vain, and once
 * more after it: what was recorded before the attempt stops the mail, and when it can't be looked up nothing is
 * handed over (promise 4). One delivery's trouble doesn't touch another.
 */
export async function attemptAll(
  all: readonly ToSend[],
  turns: readonly Turn[],
  shared: Shared,
  sending: Sending,
): Promise<Result[]> {
  const spare = [...turns];
  try {
    const prepared = await each(all, sending, (one) => prepare(one, shared, sending));
    const claims = await claimAll(prepared, sending);
    const cleared = await stillWelcome(claims, sending);
    return await each(cleared, sending, async (one) => {
      if ('became' in one) return one;
      const turn = spare.shift();
      if (turn === undefined) return takeBack(one.delivery, 'withdrawn', 'no turn', sending);
      return handOver(one, turn, sending);
    });
  } finally {
    for (const turn of spare) turn.leave();
  }
}

/** Makes the mail, or says why there is none. */
async function prepare(one: ToSend, shared: Shared, sending: Sending): Promise<Prepared | Result> {
  const { delivery } = one;
  const context = sending.at();
  // By `load`, because those of a batch then go out as one call.
  const [plan, { suppression }] = await Promise.all([
    planMail(delivery, context, shared),
    context.store.load({ suppression: refs.suppression(delivery.personHash) }),
  ]);
  if ('skip' in plan) return leaveOut(one, 'skip', plan.skip, sending);
  if (suppresses(suppression, { ...plan, carriesNews: plan.senderId !== undefined })) {
    return leaveOut(one, 'skip', suppressedFor(suppression), sending);
  }
  // Mails to one person were counted when they were asked for.
  const counts = plan.isUnverified && delivery.lane === 'bulk';
  const allowedAt = counts ? await countInMailbox(delivery, plan.to, context) : delivery.allowedAt;
  if (counts && allowedAt === undefined) return leaveOut(one, 'skip', 'mailboxFull', sending);
  const isCounted = delivery.lane === 'transactional' && allowedAt !== undefined;
  const leaving = isCounted ? await leavingMailbox(delivery, plan.to, context) : { ...delivery, allowedAt };
  if (leaving === undefined) return { became: 'taken' };
  const compose = await sending.composer();
  try {
    const { raw, failed } = await compose(plan, context);
    for (const { eventId, part, error } of failed)
      sending.report(new Error(`a mail went without a part: ${part} of ${eventId}`, { cause: error }));
    const missing = failed.map(({ eventId, part }) => ({ eventId, part }));
    return {
      ...one,
      delivery: leaving,
      to: smtpAddress(plan.to),
      letter: raw,
      senderId: plan.senderId,
      isUnverified: plan.isUnverified,
      missing: missing.length > 0 ? missing : undefined,
      tells: plan.tells ?? [],
    };
  } catch (error) {
    // What can't be made now can't be made in a minute either: it must not be tried for ever.
    sending.report(error);
    const name = error instanceof Error ? error.name : 'unknown';
    return leaveOut(one, 'unmakeable', `unmakeable: ${name}`, sending);
  }
}

/** Settles a delivery without an attempt. */
async function leaveOut(
  { delivery, isNew = false }: ToSend,
  cause: 'skip' | 'unmakeable',
  reason: string,
  { at, walk }: Sending,
): Promise<Result> {
  const item: DeliveryItem = { ...settled(delivery), state: nextState(delivery.state, cause), reason };
  const when = isNew ? 'absent' : { state: 'queued', attempts: delivery.attempts };
  const written = await bringOn(delivery, item, when, at().store, { walk });
  if (written === undefined) return { became: 'taken' };
  return { became: cause === 'skip' ? 'skipped' : 'failed', written };
}

/**
 * Looks once more at the suppressions of what was claimed, in one read; and at the registrations of those whose claim
 * wrote them, because nothing lay there before that a change of address or an erasure could have met.
 */
async function stillWelcome(
  claims: readonly (Prepared | Result)[],
  sending: Sending,
): Promise<(Prepared | Result)[]> {
  const { store } = sending.at();
  const claimed = claims.filter(isPrepared);
  const registered = claimed.filter(({ isNew, delivery }) => isNew && delivery.registrationId !== undefined);
  const read = Promise.all([
    store.getMany(claimed.map(({ delivery }) => refs.suppression(delivery.personHash))),
    store.getMany(
      registered.map(({ delivery }) =>
        refs.registration(delivery.eventIds[0] ?? '', delivery.registrationId ?? ''),
      ),
    ),
  ]);
  const found = await read.catch((error: unknown) => {
    sending.report(error);
    return undefined;
  });
  return each(claims, sending, async (one) => {
    if ('became' in one) return one;
    if (!found) return takeBack(one.delivery, 'withdrawn', 'the suppression could not be read', sending);
    const [suppressions, registrations] = found;
    const suppression = suppressions[claimed.indexOf(one)];
    if (suppresses(suppression, { ...one, carriesNews: one.senderId !== undefined }))
      return takeBack(one.delivery, 'suppressed', suppressedFor(suppression), sending);
    const isGone = registered.includes(one) && registrations[registered.indexOf(one)] === undefined;
    return isGone ? takeBack(one.delivery, 'suppressed', 'registrationGone', sending) : one;
  });
}

async function handOver(
  { delivery, to, letter, tells }: Prepared,
  turn: Turn,
  sending: Sending,
): Promise<Result> {
  const outcome = await turn.use(async () => {
    // Others may give an attempt up after its lease: from then on it must not be made any more.
    if (sending.at().now >= (delivery.leaseUntil ?? '')) return 'unused';
    return sending.mailer.send({
      from: sending.at().stage.sender,
      to,
      raw: letter,
      deliveryId: deliveryId(delivery),
      personHash: delivery.personHash,
    });
  });
  if (outcome === 'unused') return takeBack(delivery, 'withdrawn', 'its turn came too late', sending);
  const settled = await settle(delivery, outcome, sending);
  if (outcome.outcome === 'accepted') await noteTold(tells, sending.at().store).catch(sending.report);
  return settled;
}

/** Writes what became of an attempt; an SES notice that was faster stands. */
async function settle(claimed: DeliveryItem, outcome: SendOutcome, sending: Sending): Promise<Result> {
  const { now } = sending.at();
  const put = async (became: Attempted, item: DeliveryItem) =>
    result(became, await putAttempted(claimed, item, sending));
  switch (outcome.outcome) {
    case 'accepted': {
      const state = nextState('sending', 'accepted');
      return put('sent', { ...settled(claimed), state, sentAt: now, messageId: outcome.messageId });
    }
    case 'throttled': {
      const item = requeued(claimed, 'throttled', after(now, backoff[outcome.quota]));
      return put(outcome.quota, outcome.quota === 'day' ? { ...item, reason: waitsForQuota } : item);
    }
    case 'paused': {
      const { reason } = outcome;
      sending.report(new Error(`SES takes no mails: ${reason}`));
      return put('paused', { ...requeued(claimed, 'paused', after(now, backoff.paused)), reason });
    }
    case 'rejected':
      return put('failed', {
        ...settled(claimed),
        state: nextState('sending', 'rejected'),
        reason: outcome.reason,
      });
    case 'unknown':
      return put('unknown', unanswered(claimed, outcome.reason, now));
  }
}

const result = (became: Attempted, written: DeliveryItem | undefined): Result =>
  written === undefined ? { became, isBegun: true } : { became, written };

/** Takes an attempt back before anything was handed over. */
async function takeBack(
  claimed: DeliveryItem,
  cause: 'withdrawn' | 'suppressed',
  reason: string,
  sending: Sending,
): Promise<Result> {
  const attempts = claimed.attempts - 1;
  const isWithdrawn = cause === 'withdrawn';
  const item: DeliveryItem = isWithdrawn
    ? requeued(claimed, 'withdrawn', after(sending.at().now, backoff.rate))
    : { ...settled(claimed), attempts, state: nextState('sending', 'suppressed'), reason };
  return result(isWithdrawn ? 'broken' : 'skipped', await putAttempted(claimed, item, sending));
}

/** Settles an attempt, also one that was given up meanwhile; never one that an SES notice has settled. */
async function putAttempted(
  claimed: DeliveryItem,
  item: DeliveryItem,
  { at, walk }: Sending,
): Promise<DeliveryItem | undefined> {
  const { store } = at();
  const attempt = claimed.attemptId ?? '';
  const written = await concluded(claimed, item, store, walk);
  if (written !== undefined) return written;
  const current = await store.get(refs.delivery(claimed.notificationId, claimed.recipientId));
  if (current?.attemptId !== attempt) return undefined;
  if (current.state === 'sending')
    return bringOn(current, item, { attempt, state: 'sending' }, store, { walk });
  if (current.state !== 'unknown') return undefined;
  // Whoever gave it up has left it behind.
  const late = item.lane === 'bulk' ? dueByItself(item, at().now) : item;
  return bringOn(current, late, { attempt, state: 'unknown' }, store, { walk });
}

/** Queued again, as if the attempt had not been made. */
function requeued(
  claimed: DeliveryItem,
  cause: 'throttled' | 'paused' | 'withdrawn',
  dueAt: Instant,
): DeliveryItem {
  const { leaseUntil, ...rest } = claimed;
  const item: DeliveryItem = { ...rest, state: nextState('sending', cause), attempts: claimed.attempts - 1 };
  return claimed.dueLane === undefined ? item : { ...item, dueAt };
}
