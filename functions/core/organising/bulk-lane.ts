import { audited, scriptName } from '../access/audit.ts';
import { allow, allowEverywhere, type Organiser } from '../access/organiser.ts';
import { guardedCounts, resumed } from '../delivery/guard.ts';
import type { Context } from '../table/context.ts';
import type { GuardItem } from '../table/guard-items.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { Instant } from '../values/time.ts';

/** How the lane of mail to many stands. */
export async function readLane(organiser: Organiser, { store }: Context): Promise<GuardItem | undefined> {
  allow(organiser, 'viewer');
  return store.get(refs.guard());
}

/** When dispatch worked last; absent before its first run. */
export async function lastRunAt({
  store,
  now,
}: Pick<Context, 'store' | 'now'>): Promise<Instant | undefined> {
  const lease = await store.get(refs.lease('mailer'));
  // At work it holds its lease for some seconds to come.
  return lease && (lease.until < now ? lease.until : now);
}

/** Resumes a paused lane; its counts begin anew. Resuming one that isn't paused changes nothing. */
export async function resumeLane(organiser: Organiser, context: Context): Promise<GuardItem | undefined> {
  allowEverywhere(organiser, 'owner');
  const { store, now } = context;
  return retrying('guard', async () => {
    const guard = await store.get(refs.guard());
    if (guard?.paused === undefined) return guard;
    const item = resumed(guard, scriptName(organiser), now);
    const when = { version: guard.version };
    const step = audited(organiser, { action: 'lane.resume', item: 'lane' }, context);
    return (await store.commit([{ step: 'put', item, when }, step])).committed ? item : 'again';
  });
}

export function laneView(guard: GuardItem | undefined, now: Instant, ranAt?: Instant) {
  const counts = guard === undefined ? undefined : guardedCounts(guard, now);
  const state: 'open' | 'paused' = guard?.paused === undefined ? 'open' : 'paused';
  return {
    state,
    lastRunAt: ranAt,
    pausedAt: guard?.paused?.at,
    reason: guard?.paused?.reason,
    resumedAt: guard?.resumedAt,
    resumedBy: guard?.resumedBy,
    lastDay: counts?.day,
    lastThousand: counts?.thousand,
  };
}
