import { stepped } from '../delivery/counts.ts';
import { countSent } from '../delivery/guard.ts';
import { nextState } from '../delivery/states.ts';
import { unanswered } from '../delivery/unknown.ts';
import { sharedReads } from '../mail/mail-plan.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Deadline, Pace } from '../table/ports.ts';
import { after } from '../values/time.ts';
import { attemptAll, backoff, waitsForQuota } from './attempt.ts';
import type { Result, Sending } from './attempt-types.ts';

/** What a run that sends to single persons works with. */
export interface TransactionalRun extends Sending {
  deadline: Deadline;
  pace: Pace;
}

/** Below this, what is left is left to the next run: it is due, and nothing is lost. */
const reserveMilliseconds = 5000;

/**
 * Sends queued deliveries at once, in parallel, as far as the pace and the deadline allow; what SES throttles is
 * tried again meanwhile. What is left stays due.
 */
export async function sendNow(deliveries: readonly DeliveryItem[], run: TransactionalRun): Promise<void> {
  const shared = sharedReads(run.at());
  let waiting = [...deliveries];
  const sent: DeliveryItem[] = [];
  const under: Promise<void>[] = [];
  while (waiting.length > 0) {
    if (run.deadline.remainingMilliseconds() < reserveMilliseconds) break;
    const turns = await run.pace.take('transactional', waiting.length, run.deadline);
    if (turns === 'deadline') break;
    if (turns === 'day') {
      await Promise.all(waiting.map((one) => waitForQuota(one, run)));
      break;
    }
    const batch = waiting.splice(0, turns.length);
    const sending = attemptAll(
      batch.map((delivery) => ({ delivery })),
      turns,
      shared,
      run,
    ).then((results) => {
      sent.push(...handedOver(batch, results));
      waiting = [...waiting, ...throttled(results)];
    });
    under.push(sending);
    if (waiting.length === 0) await Promise.all(under);
  }
  await Promise.all(under);
  await countSent(sent, run.at());
}

/** The deliveries that were handed over, as they were written; those that others wrote meanwhile as they were read. */
function handedOver(batch: readonly DeliveryItem[], results: readonly Result[]): DeliveryItem[] {
  return batch.flatMap((delivery, index) => {
    const { became, written = delivery } = results[index] ?? { became: 'broken' };
    return became === 'sent' || became === 'unknown' ? [written] : [];
  });
}

/** The deliveries that SES takes in a moment, as they were written: when they may leave is counted by that. */
function throttled(results: readonly Result[]): DeliveryItem[] {
  return results.flatMap(({ became, written }) => (became === 'rate' && written ? [written] : []));
}

/** Puts a delivery off until the quota may have room again, so that it isn't looked at each minute. */
async function waitForQuota(delivery: DeliveryItem, { at }: TransactionalRun): Promise<void> {
  const { store, now } = at();
  const item: DeliveryItem = { ...delivery, reason: waitsForQuota, dueAt: after(now, backoff.day) };
  const when = { state: 'queued', attempts: delivery.attempts };
  await store.commit([{ step: 'put', item, when }]);
}

/**
 * Takes up deliveries that are due: those that relay left, those whose attempt was not answered in its time, those
 * whose kind is tried once more. Those that wait for the day's quota go first whenever there is some, so that bulk
 * does not take it (`isAhead`).
 */
export async function deliveriesDue(
  deliveries: readonly DeliveryItem[],
  run: TransactionalRun,
): Promise<boolean> {
  const ready = await Promise.all(
    deliveries.map((one) =>
      readied(one, run).catch((error: unknown) => {
        run.report(error, one);
        return undefined;
      }),
    ),
  );
  const queued = ready.filter((one) => one !== undefined);
  await sendNow(queued, run);
  return ready.length > 0;
}

/** The delivery as it may be sent now, if it may. */
async function readied(delivery: DeliveryItem, { at }: TransactionalRun): Promise<DeliveryItem | undefined> {
  const { store, now } = at();
  const isAhead = delivery.state === 'queued' && delivery.reason === waitsForQuota;
  if (delivery.dueAt === undefined || (delivery.dueAt > now && !isAhead)) return undefined;
  if (delivery.state === 'sending') {
    const item = unanswered(delivery, 'notAnswered', now);
    const when = { attempt: delivery.attemptId ?? '', state: delivery.state };
    await store.commit(stepped(delivery, item, when));
    return undefined;
  }
  if (delivery.state === 'unknown') {
    const item: DeliveryItem = {
      ...delivery,
      state: nextState('unknown', 'retry'),
      dueLane: 'delivery',
      dueAt: now,
    };
    const when = { attempt: delivery.attemptId ?? '', state: delivery.state };
    return (await store.commit(stepped(delivery, item, when))).committed ? item : undefined;
  }
  return delivery.state === 'queued' ? delivery : undefined;
}
