import { attempt, unanswered } from './attempt.ts';
import { carryOn, inParallel, type Run } from './bulk.ts';
import { sweepWaitingList } from './cancel.ts';
import { eraseEvent } from './erase.ts';
import type { DeliveryItem, ErasureItem, LeaseItem, NotificationItem, SignUpItem } from './items.ts';
import { sharedReads } from './mail-facts.ts';
import type { DueWork, Store } from './ports.ts';
import { refs } from './refs.ts';
import { stepSignUp } from './sign-up-steps.ts';
import { after, type Instant } from './time.ts';

/** How long a run may hold the lease without saying so again; longer than the function's time limit. */
const leaseFor = 'PT70S';
/** Due items taken up at once. */
const batchSize = 50;

/** What a tick answers: when it is wanted next, and whether it did anything. */
export interface Tick {
  nextDueAt?: Instant;
  worked: boolean;
}

const lanes = ['signUp', 'delivery', 'notification', 'erasure'] as const;

/**
 * One minute's work: ends of holds, nudges and deletions; transactional mail that relay left; planned
 * notifications; erasures. It takes the lease first, so that one run sends in bulk at a time, and stops before
 * its deadline; the rest goes on at the next tick.
 */
export async function dispatch(run: Run & { due: DueWork }, holder: string): Promise<Tick> {
  const { store, now } = run.at();
  const lease = await takeLease(store, holder, now);
  if (lease === undefined) return { worked: false, nextDueAt: after(now, 'PT1M') };
  let worked = false;
  try {
    for (const lane of lanes) worked = (await workOn(lane, run)) || worked;
  } finally {
    await store.commit([{ change: 'put', item: { ...lease, until: now }, when: { version: lease.version } }]);
  }
  const at = run.at().now;
  const next = await Promise.all(lanes.map((lane) => run.due.nextDue(lane, at)));
  const nextDueAt = next.filter((one) => one !== undefined).toSorted()[0];
  return { worked, ...(nextDueAt === undefined ? {} : { nextDueAt }) };
}

async function takeLease(store: Store, holder: string, now: Instant): Promise<LeaseItem | undefined> {
  const current = await store.get(refs.lease('mailer'));
  if (current !== undefined && current.until > now) return undefined;
  const item: LeaseItem = {
    type: 'lease',
    leaseId: 'mailer',
    holder,
    until: after(now, leaseFor),
    version: (current?.version ?? -1) + 1,
  };
  const when = current === undefined ? ('absent' as const) : { version: current.version };
  return (await store.commit([{ change: 'put', item, when }])).committed ? item : undefined;
}

async function workOn(lane: (typeof lanes)[number], run: Run & { due: DueWork }): Promise<boolean> {
  let worked = false;
  const seen = new Set<string>();
  for (;;) {
    if (run.deadline.remainingMilliseconds() < 5000) return worked;
    const entries = await run.due.due(lane, run.at().now, batchSize);
    // What stays due although it was handled (a paused lane, another's attempt) waits for the next tick.
    const fresh = entries.filter((entry) => !seen.has(`${entry.pk}\n${entry.sk}\n${entry.dueAt}`));
    if (fresh.length === 0) return worked;
    for (const entry of fresh) seen.add(`${entry.pk}\n${entry.sk}\n${entry.dueAt}`);
    const { store } = run.at();
    const id = (entry: { pk: string }) => entry.pk.slice(entry.pk.indexOf('#') + 1);
    worked = true;
    switch (lane) {
      case 'signUp': {
        const items = await store.getMany(fresh.map((entry) => refs.signUp(id(entry))));
        await inParallel(present(items), (item) => signUpDue(item, run));
        break;
      }
      case 'delivery': {
        const refsOf = fresh.map((entry) => refs.delivery(id(entry), entry.sk.slice('DELIVERY#'.length)));
        const items = await store.getMany(refsOf);
        await inParallel(present(items), (item) => deliveryDue(item, run));
        break;
      }
      case 'notification': {
        const items = await store.getMany(fresh.map((entry) => refs.notification(id(entry))));
        for (const item of present(items)) await notificationDue(item, run);
        break;
      }
      case 'erasure': {
        const items = await store.getMany(fresh.map((entry) => refs.erasure(id(entry))));
        for (const item of present(items)) await erasureDue(item, run);
        break;
      }
    }
    if (fresh.length < entries.length) return worked;
  }
}

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}

async function signUpDue(signUp: SignUpItem, run: Run): Promise<void> {
  for (const eventId of await stepSignUp(signUp, run.at())) await sweepWaitingList(eventId, run.at());
}

/** A transactional delivery that relay didn't get to, or whose attempt was not answered. */
async function deliveryDue(delivery: DeliveryItem, run: Run): Promise<void> {
  const context = run.at();
  const { store, now } = context;
  if (delivery.dueAt === undefined || delivery.dueAt > now) return;
  if (delivery.state === 'sending') {
    const item = unanswered(delivery, 'the attempt was not answered', now);
    await store.commit([{ change: 'put', item, when: { attempt: delivery.attemptId ?? '' } }]);
    return;
  }
  if (delivery.state === 'unknown') {
    const item: DeliveryItem = { ...delivery, state: 'queued', dueLane: 'delivery', dueAt: now };
    const { committed } = await store.commit([
      { change: 'put', item, when: { attempt: delivery.attemptId ?? '' } },
    ]);
    if (committed) await sendOne(item, run);
    return;
  }
  if (delivery.state === 'queued') await sendOne(delivery, run);
}

/** Sends one transactional delivery at once, within the pace. */
export async function sendOne(delivery: DeliveryItem, run: Run): Promise<void> {
  if ((await run.pace.take('transactional', 1, run.deadline)) === 0) return;
  const context = run.at();
  const result = await attempt(delivery, context, sharedReads(context), run.sending);
  if (result === 'rate') run.pace.throttled();
}

async function notificationDue(notification: NotificationItem, run: Run): Promise<void> {
  if (notification.dueAt === undefined || notification.dueAt > run.at().now) return;
  await carryOn(notification, run);
}

async function erasureDue(erasure: ErasureItem, run: Run): Promise<void> {
  await eraseEvent(erasure, run.at());
}
