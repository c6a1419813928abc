import type { Context } from '../table/context.ts';
import type { LeaseItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { after, type Instant } from '../values/time.ts';

/** How long the run at work is believed without a word from it. */
const leaseSeconds = 20;
/** It says so again after this. */
const renewAfterMilliseconds = 5000;
/** A tick that finds another at work looks again after the first, and gives up after the second. */
const lookAgainMilliseconds = 1000;
const patienceMilliseconds = 25_000;

/** What the lease needs of a run. */
export interface Leasing {
  at(): Context;
  pause(milliseconds: number): Promise<void>;
}

/** Work that one run at a time does. */
type LeaseId = 'mailer' | 'webhooks';

/**
 * The one run at work. Of mailers it only keeps two from doing the same reads: whoever sends claims each delivery first, so
 * that two at once do no harm either. Of webhooks it keeps a later change from overtaking.
 */
export class RunLease {
  readonly #run: Leasing;
  #item: LeaseItem;
  #renewal: Promise<boolean> | undefined;

  private constructor(item: LeaseItem, run: Leasing) {
    this.#item = item;
    this.#run = run;
  }

  /**
   * Takes the lease; waits a while for a holder that finishes, or whose lease runs out because it died, so that the
   * tick after a kill goes on and not the one after that. When another stays at work: how long its lease runs.
   */
  static async take(
    holder: string,
    run: Leasing,
    leaseId: LeaseId = 'mailer',
  ): Promise<RunLease | { heldUntil: Instant }> {
    for (let waited = 0; ; waited += lookAgainMilliseconds) {
      const { store, now } = run.at();
      const current = await store.get(refs.lease(leaseId));
      const heldUntil = heldAt(now, current);
      if (heldUntil !== undefined) {
        if (waited >= patienceMilliseconds) return { heldUntil };
        await run.pause(lookAgainMilliseconds);
        continue;
      }
      const item: LeaseItem = {
        type: 'lease',
        leaseId,
        holder,
        until: after(now, `PT${leaseSeconds}S`),
        version: (current?.version ?? -1) + 1,
      };
      const when = current === undefined ? ('absent' as const) : { version: current.version };
      if ((await store.commit([{ step: 'put', item, when }])).committed) return new RunLease(item, run);
    }
  }

  /** Says that this run is at work still, when that is due; false when another took over. */
  async holds(): Promise<boolean> {
    const { now } = this.#run.at();
    const saidAgo = leaseSeconds * 1000 - (Date.parse(this.#item.until) - Date.parse(now));
    // A clock that was set back would not renew for as long, and others not believe what lies so far ahead.
    if (saidAgo >= 0 && saidAgo < renewAfterMilliseconds) return true;
    // Batches side by side ask at the same moment: a second put would fail by its version, as if another were at work.
    this.#renewal ??= this.#put(after(now, `PT${leaseSeconds}S`)).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async release(): Promise<void> {
    await this.#put(this.#run.at().now);
  }

  async #put(until: Instant): Promise<boolean> {
    const item: LeaseItem = { ...this.#item, until, version: this.#item.version + 1 };
    const when = { version: this.#item.version };
    const { committed } = await this.#run.at().store.commit([{ step: 'put', item, when }]);
    if (committed) this.#item = item;
    return committed;
  }
}

/** Until when somebody holds it. A lease that runs longer than any is given comes of a clock that was wrong. */
function heldAt(now: Instant, lease: LeaseItem | undefined): Instant | undefined {
  if (lease === undefined) return undefined;
  const milliseconds = Date.parse(lease.until) - Date.parse(now);
  return milliseconds > 0 && milliseconds <= leaseSeconds * 2000 ? lease.until : undefined;
}
