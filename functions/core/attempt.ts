import { composed, type Rendering } from './compose.ts';
import type { Context } from './context.ts';
import { stepped } from './delivery-counts.ts';
import { nextState } from './delivery-states.ts';
import type { DeliveryItem } from './items.ts';
import { randomId } from './keys.ts';
import { planMail, type Shared } from './mail-facts.ts';
import { smtpAddress } from './mime.ts';
import { deliveryId } from './outbox.ts';
import type { Change, Mailer, SendOutcome, Turn } from './ports.ts';
import { refs } from './refs.ts';
import { suppresses } from './suppression.ts';
import { after, type Instant } from './time.ts';
import { unanswered } from './unknown.ts';

/** What attempts need beside the deliveries. */
export interface Sending extends Rendering {
  /** The context at this moment. */
  at(): Context;
  mailer: Pick<Mailer, 'send'>;
  /** Tells whoever runs this that something is wrong. */
  report(error: unknown): void;
}

/** An attempt without an answer is given up as unknown after this: three times what a call to SES may take. */
export const attemptLease = 'PT30S';
/** A transactional delivery that was throttled or paused is due again after this. */
export const backoff = { rate: 'PT5S', day: 'PT10M', paused: 'PT2M' } as const;
/** The reason of a delivery that waits for the quota of the next 24 hours. */
export const waitsForQuota = 'the daily quota is used up';

export type Attempted =
  | 'sent'
  | 'skipped'
  | 'failed'
  | 'unknown'
  | 'rate'
  | 'day'
  | 'paused'
  /** Somebody else has it. */
  | 'taken'
  /** Something could not be read or written: it stays as it is, for the next run. */
  | 'broken';

interface Prepared {
  delivery: DeliveryItem;
  to: string;
  letter: Buffer;
  carriesNews: boolean;
}

/**
 * Sends queued deliveries, each at its turn. An attempt is written before its call and the outcome after it
 * (promise 3). The suppression is looked up before the attempt is written, so that none is written in vain, and once
 * more after it: what was recorded before the attempt stops the mail, and when it can't be looked up nothing is
 * handed over (promise 4). One delivery's trouble is no other's.
 */
export async function attemptAll(
  deliveries: readonly DeliveryItem[],
  turns: readonly Turn[],
  shared: Shared,
  sending: Sending,
): Promise<Attempted[]> {
  const spare = [...turns];
  try {
    const prepared = await each(deliveries, sending, (one) => prepare(one, shared, sending));
    const claims = await each(prepared, sending, async (one) =>
      typeof one === 'string' ? one : claim(one, sending),
    );
    const cleared = await stillWelcome(claims, sending);
    return await each(cleared, sending, async (one) => {
      if (typeof one === 'string') return one;
      const turn = spare.shift();
      if (turn === undefined) return takeBack(one.delivery, 'withdrawn', 'no turn', sending);
      return handOver(one, turn, sending);
    });
  } finally {
    for (const turn of spare) turn.leave();
  }
}

/** Runs a step for each at the same time; one that throws is reported, and broken. */
function each<T, R>(
  all: readonly T[],
  { report }: Sending,
  step: (one: T) => Promise<R>,
): Promise<(R | 'broken')[]> {
  return Promise.all(
    all.map((one) =>
      step(one).catch((error: unknown): 'broken' => {
        report(error);
        return 'broken';
      }),
    ),
  );
}

/** Makes the mail, or says why there is none. */
async function prepare(
  delivery: DeliveryItem,
  shared: Shared,
  sending: Sending,
): Promise<Prepared | Attempted> {
  const context = sending.at();
  // By `load`, because those of a batch then go out as one call.
  const [plan, { suppression }] = await Promise.all([
    planMail(delivery, context, shared),
    context.store.load({ suppression: refs.suppression(delivery.personHash) }),
  ]);
  if ('skip' in plan) return skip(delivery, plan.skip, context);
  const carriesNews = plan.unsubscribeUrl !== undefined;
  if (suppresses(suppression, carriesNews)) {
    return skip(delivery, `suppressed: ${suppression.reason}`, context);
  }
  try {
    return {
      delivery,
      to: smtpAddress(plan.to),
      letter: await composed(plan, context, sending),
      carriesNews,
    };
  } catch (error) {
    // What can't be made now can't be made in a minute either: it must not be tried for ever.
    sending.report(error);
    const reason = `the mail could not be made: ${error instanceof Error ? error.name : 'unknown'}`;
    const item: DeliveryItem = {
      ...settled(delivery),
      state: nextState(delivery.state, 'unmakeable'),
      reason,
    };
    return (await putQueued(item, delivery, context)) ? 'failed' : 'taken';
  }
}

async function skip(delivery: DeliveryItem, reason: string, context: Context): Promise<Attempted> {
  const item: DeliveryItem = { ...settled(delivery), state: nextState(delivery.state, 'skip'), reason };
  return (await putQueued(item, delivery, context)) ? 'skipped' : 'taken';
}

/** Writes the attempt: from here on nobody else sends this delivery. */
async function claim(prepared: Prepared, { at }: Sending): Promise<Prepared | Attempted> {
  const { delivery, carriesNews } = prepared;
  const context = at();
  const { reason, carriesNews: before, ...rest } = delivery;
  const claimed: DeliveryItem = {
    ...rest,
    state: nextState(delivery.state, 'attempt'),
    attempts: delivery.attempts + 1,
    attemptId: randomId(),
    leaseUntil: after(context.now, attemptLease),
    ...(carriesNews ? { carriesNews } : {}),
    ...(delivery.dueLane === undefined ? {} : { dueAt: after(context.now, attemptLease) }),
  };
  // An announcement that was cancelled gets no attempt any more, from the moment that its organiser is answered.
  const guards: Change[] =
    delivery.kind === 'announcement' && delivery.lane === 'bulk'
      ? [{ change: 'check', ref: refs.notification(delivery.notificationId), states: goesOut }]
      : [];
  return (await putQueued(claimed, delivery, context, guards)) ? { ...prepared, delivery: claimed } : 'taken';
}

/** The states of a notification whose mails go out. */
const goesOut = ['planned', 'sending', 'done'];

async function putQueued(
  item: DeliveryItem,
  was: DeliveryItem,
  { store }: Context,
  guards: readonly Change[] = [],
): Promise<boolean> {
  const when = { state: 'queued', attempts: was.attempts };
  return (await store.commit([...stepped(was, item, when), ...guards])).committed;
}

/** Looks up the suppressions of what was claimed, in one read. */
async function stillWelcome(
  claims: readonly (Prepared | Attempted)[],
  sending: Sending,
): Promise<(Prepared | Attempted)[]> {
  const claimed = claims.filter((one) => typeof one !== 'string');
  const found = await sending
    .at()
    .store.getMany(claimed.map(({ delivery }) => refs.suppression(delivery.personHash)))
    .catch((error: unknown) => sending.report(error));
  const suppressions = new Map(claimed.map((one, index) => [one, found?.[index]]));
  return each(claims, sending, async (one) => {
    if (typeof one === 'string') return one;
    if (!found) return takeBack(one.delivery, 'withdrawn', 'the suppression could not be read', sending);
    const suppression = suppressions.get(one);
    return suppresses(suppression, one.carriesNews)
      ? takeBack(one.delivery, 'suppressed', `suppressed: ${suppression.reason}`, sending)
      : one;
  });
}

async function handOver(
  { delivery, to, letter }: Prepared,
  turn: Turn,
  sending: Sending,
): Promise<Attempted> {
  const outcome = await turn.use(async () => {
    // Others may give an attempt up after its lease: from then on it must not be made any more.
    if (sending.at().now >= (delivery.leaseUntil ?? '')) return 'unused';
    return sending.mailer.send({
      from: sending.at().stage.sender,
      to,
      raw: letter,
      deliveryId: deliveryId(delivery),
    });
  });
  return outcome === 'unused'
    ? takeBack(delivery, 'withdrawn', 'its turn came too late', sending)
    : settle(delivery, outcome, sending);
}

/** Writes what became of an attempt; feedback that was faster stands. */
async function settle(
  claimed: DeliveryItem,
  outcome: SendOutcome,
  { at, report }: Sending,
): Promise<Attempted> {
  const { now } = at();
  const put = (item: DeliveryItem) => putAttempted(claimed, item, at());
  switch (outcome.outcome) {
    case 'accepted': {
      const state = nextState('sending', 'accepted');
      await put({ ...settled(claimed), state, sentAt: now, messageId: outcome.messageId });
      return 'sent';
    }
    case 'throttled': {
      const reason = outcome.quota === 'day' ? { reason: waitsForQuota } : {};
      await put({ ...requeued(claimed, 'throttled', after(now, backoff[outcome.quota])), ...reason });
      return outcome.quota;
    }
    case 'paused':
      report(new Error(`SES takes no mails: ${outcome.reason}`));
      await put({ ...requeued(claimed, 'paused', after(now, backoff.paused)), reason: outcome.reason });
      return 'paused';
    case 'rejected':
      await put({ ...settled(claimed), state: nextState('sending', 'rejected'), reason: outcome.reason });
      return 'failed';
    case 'unknown':
      await put(unanswered(claimed, outcome.reason, now));
      return 'unknown';
  }
}

/** Takes an attempt back before anything was handed over. */
async function takeBack(
  claimed: DeliveryItem,
  cause: 'withdrawn' | 'suppressed',
  reason: string,
  { at }: Sending,
): Promise<Attempted> {
  const { now } = at();
  const attempts = claimed.attempts - 1;
  await putAttempted(
    claimed,
    cause === 'withdrawn'
      ? requeued(claimed, 'withdrawn', after(now, backoff.rate))
      : { ...settled(claimed), attempts, state: nextState('sending', 'suppressed'), reason },
    at(),
  );
  return cause === 'withdrawn' ? 'broken' : 'skipped';
}

/** Settles an attempt, also one that was given up meanwhile; never one that feedback has settled. */
async function putAttempted(claimed: DeliveryItem, item: DeliveryItem, { store }: Context): Promise<void> {
  const attempt = claimed.attemptId ?? '';
  const { committed } = await store.commit(stepped(claimed, item, { attempt, state: 'sending' }));
  if (committed) return;
  const current = await store.get(refs.delivery(claimed.notificationId, claimed.recipientId));
  if (current?.attemptId !== attempt || current.state !== 'unknown') return;
  await store.commit(stepped(current, item, { attempt, state: 'unknown' }));
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

function settled(delivery: DeliveryItem): DeliveryItem {
  const { dueLane, dueAt, leaseUntil, ...rest } = delivery;
  return rest;
}
