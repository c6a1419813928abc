import { calendarFile } from './calendar.ts';
import type { Context } from './context.ts';
import { nextState } from './delivery-states.ts';
import type { DeliveryItem } from './items.ts';
import { randomId } from './keys.ts';
import type { MailFacts, RenderedMail } from './mail.ts';
import { type MailPlan, planMail, type Shared } from './mail-facts.ts';
import { composeMail, smtpAddress } from './mime.ts';
import { deliveryId } from './outbox.ts';
import type { Mailer, SendOutcome } from './ports.ts';
import { refs } from './refs.ts';
import { after, type Instant } from './time.ts';

/** What an attempt needs beside the store. */
export interface Sending {
  mailer: Pick<Mailer, 'send'>;
  render(facts: MailFacts): RenderedMail;
}

/** An attempt without an answer is given up as unknown after this. */
export const attemptLease = 'PT90S';
/** A transactional delivery that was throttled or paused is tried again after this. */
const backoff = { rate: 'PT5S', day: 'PT15M', paused: 'PT2M' } as const;
/** What stays unknown is tried once more after this, where its kind's policy says so. */
export const unknownPatience = 'PT5M';

export type Attempted = 'sent' | 'skipped' | 'failed' | 'unknown' | 'rate' | 'day' | 'paused' | 'taken';

/**
 * Sends one queued delivery. The attempt is written before the call and its outcome after it (promise 3); the
 * suppression is read right before the attempt and, when it can't be read, nothing is sent (promise 4).
 */
export async function attempt(
  delivery: DeliveryItem,
  context: Context,
  shared: Shared,
  sending: Sending,
): Promise<Attempted> {
  const { store, now } = context;
  const plan = await planMail(delivery, context, shared);
  if ('skip' in plan) return skipped(delivery, plan.skip, context);
  const letter = await composed(plan, context, sending);
  const suppression = await store.get(refs.suppression(delivery.personHash));
  if (
    suppression !== undefined &&
    (suppression.scope === 'everything' || plan.unsubscribeUrl !== undefined)
  ) {
    return skipped(delivery, `suppressed: ${suppression.reason}`, context);
  }
  const claimed: DeliveryItem = {
    ...delivery,
    state: nextState(delivery.state, 'attempt'),
    attempts: delivery.attempts + 1,
    attemptId: randomId(),
    leaseUntil: after(now, attemptLease),
    ...(delivery.lane === 'transactional' ? { dueAt: after(now, attemptLease) } : {}),
  };
  const claim = await store.commit([{ change: 'put', item: claimed, when: { state: 'queued' } }]);
  if (!claim.committed) return 'taken';
  const outcome = await sending.mailer.send({
    from: context.stage.sender,
    to: smtpAddress(plan.to),
    raw: letter,
    deliveryId: deliveryId(delivery),
  });
  return settle(claimed, outcome, context);
}

async function composed(plan: MailPlan, context: Context, sending: Sending): Promise<Buffer> {
  const { stage, publicUrl, now } = context;
  const rendered = sending.render(plan.facts);
  const senderName = plan.facts.frame.organisation.name;
  const calendars = plan.calendars.map(({ event, method }) => ({
    filename: `${event.eventId}.ics`,
    method,
    content: calendarFile([event], method, {
      locale: plan.facts.frame.locale,
      title: plan.facts.frame.series?.title ?? senderName,
      organiser: { name: senderName, email: plan.replyTo },
      pageUrl: (eventId) => `${publicUrl}/events/${eventId}`,
      uidDomain: uidDomainOf(stage.sender),
      stamp: now,
    }),
  }));
  return composeMail({
    from: { name: senderName, email: stage.sender },
    to: { name: plan.facts.name, email: plan.to },
    replyTo: plan.replyTo,
    ...rendered,
    calendars,
    ...(plan.unsubscribeUrl === undefined ? {} : { unsubscribeUrl: plan.unsubscribeUrl }),
  });
}

/** The domain of calendar UIDs: the mail domain, which outlives URLs. */
export function uidDomainOf(sender: string): string {
  return sender.slice(sender.lastIndexOf('@') + 1);
}

async function skipped(delivery: DeliveryItem, reason: string, { store }: Context): Promise<Attempted> {
  const item: DeliveryItem = { ...withoutDue(delivery), state: nextState(delivery.state, 'skip'), reason };
  const { committed } = await store.commit([{ change: 'put', item, when: { state: 'queued' } }]);
  return committed ? 'skipped' : 'taken';
}

/** Writes what became of an attempt; feedback that was faster stands. */
async function settle(
  claimed: DeliveryItem,
  outcome: SendOutcome,
  { store, now }: Context,
): Promise<Attempted> {
  const attemptId = claimed.attemptId ?? '';
  const put = (item: DeliveryItem) => store.commit([{ change: 'put', item, when: { attempt: attemptId } }]);
  const settled = withoutDue(claimed);
  switch (outcome.outcome) {
    case 'accepted':
      await put({
        ...settled,
        state: nextState('sending', 'accepted'),
        sentAt: now,
        messageId: outcome.messageId,
      });
      return 'sent';
    case 'throttled':
      await put(requeued(claimed, 'throttled', after(now, backoff[outcome.quota])));
      return outcome.quota;
    case 'paused':
      await put({ ...requeued(claimed, 'paused', after(now, backoff.paused)), reason: outcome.reason });
      return 'paused';
    case 'rejected':
      await put({ ...settled, state: nextState('sending', 'rejected'), reason: outcome.reason });
      return 'failed';
    case 'unknown':
      await put(unanswered(claimed, outcome.reason, now));
      return 'unknown';
  }
}

function requeued(claimed: DeliveryItem, cause: 'throttled' | 'paused', dueAt: Instant): DeliveryItem {
  const { leaseUntil, attemptId, ...rest } = claimed;
  const item: DeliveryItem = { ...rest, state: nextState('sending', cause), attempts: claimed.attempts - 1 };
  return claimed.lane === 'transactional' ? { ...item, dueLane: 'delivery', dueAt } : item;
}

/**
 * An attempt whose answer is not known. Verification and confirmation are tried once more after five minutes
 * unless feedback settles them; everything else waits for feedback or for an organiser.
 */
export function unanswered(claimed: DeliveryItem, reason: string, now: Instant): DeliveryItem {
  const settled: DeliveryItem = { ...withoutDue(claimed), state: nextState('sending', 'unanswered'), reason };
  const isRetried =
    (claimed.kind === 'verification' || claimed.kind === 'confirmation') && claimed.attempts < 2;
  return isRetried ? { ...settled, dueLane: 'delivery', dueAt: after(now, unknownPatience) } : settled;
}

function withoutDue(delivery: DeliveryItem): DeliveryItem {
  const { dueLane, dueAt, leaseUntil, ...rest } = delivery;
  return rest;
}
