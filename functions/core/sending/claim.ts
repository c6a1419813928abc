import { bringOn } from '../delivery/counts.ts';
import { nextState } from '../delivery/states.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { randomId } from '../values/keys.ts';
import { after } from '../values/time.ts';
import { each, isPrepared, type Prepared, type Result, type Sending } from './attempt-types.ts';

/** An attempt without an answer is given up as unknown after this: three times what a call to SES may take. */
const attemptLease = 'PT30S';
/** The states of a notification whose mails go out. */
const goesOut = ['planned', 'sending', 'done'];

/**
 * Writes the attempts: from here on nobody else sends these deliveries. Those that were never written before are
 * written with it, together.
 */
export async function claimAll(
  all: readonly (Prepared | Result)[],
  sending: Sending,
): Promise<(Prepared | Result)[]> {
  const prepared = all.filter(isPrepared);
  const fresh = prepared.filter((one) => one.isNew).map((one) => claimed(one, sending.at()));
  const inserting = insert(fresh, sending.at());
  // Each new one waits for it; without any, nobody does, and a failure must not go unhandled.
  inserting.catch(() => undefined);
  return each(all, sending, async (one): Promise<Prepared | Result> => {
    if ('became' in one) return one;
    if (!one.isNew) return claim(one, sending);
    const { isCancelled, written } = await inserting;
    if (isCancelled) return { became: 'cancelled' };
    const delivery = written.get(one.delivery.recipientId);
    return delivery === undefined ? { became: 'taken' } : { ...one, delivery };
  });
}

function claimed({ delivery, senderId, isUnverified, missing }: Prepared, { now }: Context): DeliveryItem {
  const {
    reason,
    carriesNews,
    senderId: before,
    isUnverified: was,
    missing: missingBefore,
    ...rest
  } = delivery;
  return {
    ...rest,
    state: nextState(delivery.state, 'attempt'),
    attempts: delivery.attempts + 1,
    attemptId: randomId(),
    leaseUntil: after(now, attemptLease),
    senderId,
    ...(isUnverified ? { isUnverified: true } : {}),
    missing,
    ...(delivery.dueLane === undefined ? {} : { dueAt: after(now, attemptLease) }),
  };
}

/** An announcement that was cancelled gets no attempt any more, from the moment that its organiser is answered. */
function guardsOf(delivery: DeliveryItem | undefined): Step[] {
  return delivery?.kind === 'announcement' && delivery.lane === 'bulk'
    ? [{ step: 'check', ref: refs.notification(delivery.notificationId), states: goesOut }]
    : [];
}

async function claim(one: Prepared, { at, walk }: Sending): Promise<Prepared | Result> {
  const { delivery } = one;
  const when = { state: 'queued', attempts: delivery.attempts };
  const guards = guardsOf(delivery);
  const written = await bringOn(delivery, claimed(one, at()), when, at().store, { walk, guards });
  return written === undefined ? { became: 'taken' } : { ...one, delivery: written };
}

/** Writes those attempts whose delivery nobody else wrote meanwhile, by their recipients. */
async function insert(
  attempts: readonly DeliveryItem[],
  { store }: Context,
): Promise<{ isCancelled: boolean; written: ReadonlyMap<string, DeliveryItem> }> {
  const byRecipient = (all: readonly DeliveryItem[]) => new Map(all.map((one) => [one.recipientId, one]));
  const guards = guardsOf(attempts[0]);
  if (guards.length === 0) {
    const isWritten = attempts.length === 0 ? [] : await store.insert(attempts);
    return { isCancelled: false, written: byRecipient(attempts.filter((_, index) => isWritten[index])) };
  }
  let left = attempts;
  while (left.length > 0) {
    const puts = left.map((item): Step => ({ step: 'put', item, when: 'absent' }));
    const result = await store.commit([...puts, ...guards]);
    if (result.committed) break;
    const { failed } = result;
    if (failed.includes(left.length)) return { isCancelled: true, written: new Map() };
    left = left.filter((_, index) => !failed.includes(index));
  }
  return { isCancelled: false, written: byRecipient(left) };
}
