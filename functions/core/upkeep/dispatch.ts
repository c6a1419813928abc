import { eraseAgain } from '../attendee/erase.ts';
import { signUpCaution, signUpsGuarded } from '../delivery/guard.ts';
import { stepSignUp } from '../registration/sign-up-steps.ts';
import { sweepDue } from '../registration/sweep.ts';
import { backoff } from '../sending/attempt.ts';
import { carryOn } from '../sending/bulk.ts';
import type { BulkRun } from '../sending/bulk-run.ts';
import { settleCancelled } from '../sending/cancelled-announcement.ts';
import { RunLease } from '../sending/run-lease.ts';
import { deliveriesDue } from '../sending/transactional.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { DueItems, Lane } from '../table/lists.ts';
import { Busy, type Deadline, type DueWork } from '../table/ports.ts';
import { type Key, keyText, type Ref, refOf } from '../table/refs.ts';
import { dueLanes } from '../table/setback-item.ts';
import { after, type Instant } from '../values/time.ts';
import { eraseEvent } from './erase-event.ts';
import { forgetOrganiser } from './forget-organiser.ts';
import { type Failure, Setbacks } from './setbacks.ts';
import { stepRequest } from './step-request.ts';

/** Due items taken up at once. */
const batchSize = 50;
/** Items of one lane worked on at the same time. */
const mostAtOnce = 16;
/** What is left when a run stops taking up work. */
const reserveMilliseconds = 5000;
/** What part of the time left a lane takes at most, so that trouble in it leaves the mails behind it theirs. */
const mostOfTime: Partial<Record<Lane, number>> = { signUp: 1 / 3, waiting: 1 / 3 };
/** While bulk is sent, mail that somebody waits for is looked after as often. */
const betweenMilliseconds = 5000;

/**
 * What a tick answers: whether it took anything up, and when the next is wanted. What it could not look at, because its
 * time was over or a read failed, is wanted at once.
 */
export interface Tick {
  nextDueAt?: Instant;
  worked: boolean;
}

/** What a tick works with. */
export interface DispatchRun extends Omit<BulkRun, 'carriesOn'> {
  due: DueWork;
  /** Who owns everything as long as nobody else was made an owner. */
  firstOwners?: readonly string[];
  pause(milliseconds: number): Promise<void>;
}

/** A run that works on one lane: what goes wrong with a piece of its work is reported, and noted of that. */
interface LaneRun extends BulkRun, Omit<DispatchRun, 'report'> {
  failed(one: Key, failure: Failure): void;
  /** Its time was over before its turn: it stays as it is. */
  left(one: Key): void;
}

/** Takes up some of a lane's due work; answers whether it did anything, even in vain. */
type Work<T> = (wanted: readonly Ref<T>[], run: LaneRun) => Promise<boolean>;

/** After so many walks through an audience that left something behind, an organiser is told. */
const manyWalks = 3;

/** Some of a mailing's recipients can't be served, however often it is tried. */
class MailsLeft extends Error {
  override readonly name = 'MailsLeft';
}

const workOf: { [L in Lane]: Work<DueItems[L]> } = {
  signUp: async (wanted, run) =>
    forEach(await readable(wanted, run), run, (item) => stepSignUp(item, run.at())),
  waiting: async (wanted, run) =>
    forEach(await readable(wanted, run), run, ({ eventId }) => sweepDue(eventId, run.at())),
  delivery: async (wanted, run) => {
    const report = (error: unknown, delivery?: DeliveryItem) => {
      if (delivery === undefined) run.report(error);
      else run.failed(refOf(delivery), { error, about: aboutOf(delivery) });
    };
    return deliveriesDue(await readable(wanted, run), { ...run, report });
  },
  notification: async (wanted, run) => {
    let worked = false;
    for (const item of await readable(wanted, run)) {
      if (item.dueAt === undefined || item.dueAt > run.at().now) continue;
      if (isOver(run)) {
        run.left(refOf(item));
        continue;
      }
      try {
        const carry = item.state === 'cancelled' ? settleCancelled : carryOn;
        if ((await carry(item, run)) !== 'guarded') worked = true;
        if ((item.walk ?? 0) >= manyWalks)
          run.failed(refOf(item), { error: new MailsLeft(item.notificationId), about: aboutOf(item) });
      } catch (error) {
        run.failed(refOf(item), { error, about: aboutOf(item) });
        // Some of its mails may have gone out; the rest goes on at the next tick.
        worked = true;
      }
    }
    return worked;
  },
  erasure: async (wanted, run) =>
    forEach(await readable(wanted, run), run, (item) => {
      if (item.type === 'erased') return eraseAgain(item, run.at());
      if (item.type === 'formerOrganiser') return forgetOrganiser(item, run.at());
      if (item.type === 'rightsRequest') return stepRequest(item, run.at(), run.firstOwners);
      return eraseEvent(item, run.at(), run.firstOwners);
    }),
};

const isOver = ({ deadline }: Pick<DispatchRun, 'deadline'>) =>
  deadline.remainingMilliseconds() < reserveMilliseconds;

/** A lane's part of the time that is left. */
function shareOf(lane: Lane, deadline: Deadline): Deadline {
  const kept = (1 - (mostOfTime[lane] ?? 1)) * (deadline.remainingMilliseconds() - reserveMilliseconds);
  return { remainingMilliseconds: () => deadline.remainingMilliseconds() - kept };
}

/** What of an item says whose it is. */
function aboutOf(item: DueItems[Lane]): Failure['about'] {
  if (item.type === 'sweep') return { eventId: item.eventId };
  if (item.type === 'formerOrganiser' || item.type === 'rightsRequest') return {};
  const eventId = 'eventId' in item ? item.eventId : 'eventIds' in item ? item.eventIds[0] : undefined;
  return { seriesId: item.seriesId, eventId };
}

/**
 * One minute's work: ends of holds, nudges and deletions; transactional mail that relay left; planned
 * notifications; erasures. It takes the lease first, so that one run sends in bulk at a time, and stops before
 * its deadline; the rest goes on at the next tick. What goes wrong with one piece of work stops no other.
 */
export async function dispatch(dispatchRun: DispatchRun, holder: string): Promise<Tick> {
  const lease = await RunLease.take(holder, dispatchRun);
  if ('heldUntil' in lease) return { worked: false, nextDueAt: lease.heldUntil };
  const setbacks = await Setbacks.read(dispatchRun);
  const { reason } = await signUpCaution(dispatchRun.at());
  if (reason !== undefined) dispatchRun.report(signUpsGuarded(reason));
  let lookedAt = Date.parse(dispatchRun.at().now);
  const run: BulkRun & DispatchRun = {
    ...dispatchRun,
    carriesOn: async () => {
      if (!(await lease.holds())) return false;
      const now = Date.parse(dispatchRun.at().now);
      if (now - lookedAt >= betweenMilliseconds) {
        lookedAt = now;
        await workOn('delivery', run, run.at().now, setbacks);
      }
      return true;
    },
  };
  const looked: (Looked & { lane: Lane; until: Instant })[] = [];
  try {
    for (const lane of dueLanes) {
      const until = run.at().now;
      const lanesRun = { ...run, deadline: shareOf(lane, run.deadline) };
      looked.push({ lane, until, ...(await workOn(lane, lanesRun, until, setbacks)) });
    }
  } finally {
    // A lease that can't be given back runs out.
    await lease.release().catch(run.report);
  }
  // From where each lane was looked through: what came due since then is still to be done.
  const next = await Promise.all(
    looked.map(({ lane, until, isThrough }) => (isThrough ? run.due.nextDue(lane, until) : run.at().now)),
  );
  const nextDueAt = next.filter((one) => one !== undefined).toSorted()[0];
  return { worked: looked.some((one) => one.worked), nextDueAt };
}

/** What came of a look at a lane; `isThrough`: all that was due there was taken up. */
interface Looked {
  worked: boolean;
  isThrough: boolean;
}

async function workOn<L extends Lane>(
  lane: L,
  run: BulkRun & DispatchRun,
  until: Instant,
  setbacks: Setbacks,
): Promise<Looked> {
  let worked = false;
  const seen = new Set<string>();
  try {
    for (let staying = 0; !isOver(run); ) {
      const limit = batchSize + staying;
      const entries = await run.due.due(lane, until, limit);
      // What stays due although it was handled (a paused lane, another's attempt) waits for the next tick, and what
      // lies behind it does not.
      const fresh = entries.filter((entry) => !seen.has(`${keyText(entry)}\n${entry.dueAt}`));
      staying = entries.length - fresh.length;
      if (fresh.length === 0 && entries.length < limit) return { worked, isThrough: true };
      if (fresh.length === 0) continue;
      for (const entry of fresh) seen.add(`${keyText(entry)}\n${entry.dueAt}`);
      // Room in the day's quota goes to those first who wait for a mail of their own.
      if (lane === 'notification') await workOn('delivery', run, after(run.at().now, backoff.day), setbacks);
      const failures = new Map<string, Failure>();
      const failed = (one: Key, failure: Failure) => {
        run.report(failure.error);
        failures.set(keyText(one), failure);
      };
      const left = new Set<string>();
      const laneRun = { ...run, failed, left: (one: Key) => void left.add(keyText(one)) };
      worked = (await workOf[lane](fresh, laneRun)) || worked;
      const tried = fresh.filter((entry) => !left.has(keyText(entry)));
      await setbacks.settle(lane, tried, failures, run);
    }
  } catch (error) {
    run.report(error);
  }
  return { worked, isThrough: false };
}

/** What is there of these; an item that can't be read is reported, and keeps no other back. */
async function readable<T>(wanted: readonly Ref<T>[], run: LaneRun): Promise<NonNullable<T>[]> {
  const { store } = run.at();
  const found = await store.getMany(wanted).catch((error: unknown) => {
    if (error instanceof Busy) throw error;
    const alone = (one: Ref<T>) =>
      store.get(one).catch((fault: unknown) => void run.failed(one, { error: fault, about: {} }));
    return Promise.all(wanted.map(alone));
  });
  return found.flatMap((one) => one ?? []);
}

/** Does a piece of work for each, a few at once, while there is time; one that fails keeps no other back. */
async function forEach<T extends DueItems[Lane]>(
  all: readonly T[],
  run: LaneRun,
  work: (one: T) => Promise<void>,
): Promise<boolean> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if (isOver(run)) {
        run.left(refOf(one));
        continue;
      }
      try {
        await work(one);
      } catch (error) {
        run.failed(refOf(one), { error, about: aboutOf(one) });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, all.length) }, worker));
  return all.length > 0;
}
