import type { Context } from '../table/context.ts';
import type { Lane } from '../table/lists.ts';
import { everything } from '../table/pages.ts';
import { Busy, type DueWork } from '../table/ports.ts';
import { collections, type Key, keyText, refs } from '../table/refs.ts';
import { doubling } from '../table/retrying.ts';
import type { SetbackItem } from '../table/setback-item.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** Work that failed waits for a minute, then twice as long each time, up to this: a deployment may have mended it. */
const longest = 6 * 3600;
/** What the table was too busy for is not the work's own fault: it comes up again soon after the trouble is over. */
const longestBusy = 5 * 60;
/** A setback that is not heard of for this long after its next attempt is of work that is gone. */
const keptFor = 'P2D';

interface Run {
  at(): Context;
  due: Pick<DueWork, 'postpone'>;
  report(error: unknown): void;
}

/** What went wrong with a piece of due work, and whose it is. */
export interface Failure {
  error: unknown;
  about: Pick<SetbackItem, 'seriesId' | 'eventId'>;
}

/**
 * The setbacks of due work as a tick found them. Work that fails is put off, so that it neither starves what lies
 * behind it nor is tried each minute without end, and is noted for the organisers until it is done.
 */
export class Setbacks {
  readonly #known: ReadonlyMap<string, SetbackItem>;

  private constructor(known: readonly SetbackItem[]) {
    this.#known = new Map(known.map((one) => [keyText(one.of), one]));
  }

  /** What can't be read is as if nothing had failed before: work is not kept waiting for it. */
  static async read({ at, report }: Run): Promise<Setbacks> {
    const { store } = at();
    const known = everything((from) => store.list(collections.setbacks(), from));
    return new Setbacks(
      await known.catch((error: unknown) => {
        report(error);
        return [];
      }),
    );
  }

  /** Puts off what failed of a lane's work, and takes the note off what is done. */
  async settle(
    lane: Lane,
    entries: readonly (Key & { dueAt: Instant })[],
    failures: ReadonlyMap<string, Failure>,
    run: Run,
  ): Promise<void> {
    // All at once: while the table is busy, each takes as long as its patience.
    const settling = entries.map(async (entry) => {
      const failure = failures.get(keyText(entry));
      try {
        if (failure !== undefined) await this.#putOff(lane, entry, failure, run);
        else if (this.#known.has(keyText(entry)))
          await run.at().store.commit([{ step: 'remove', ref: refs.setback(entry) }]);
      } catch (error) {
        // It stays due as it was.
        run.report(error);
      }
    });
    await Promise.all(settling);
  }

  async #putOff(
    lane: Lane,
    { pk, sk, dueAt }: Key & { dueAt: Instant },
    { error, about }: Failure,
    { at, due }: Run,
  ): Promise<void> {
    const { store, now } = at();
    const known = this.#known.get(keyText({ pk, sk }));
    const failures = (known?.failures ?? 0) + 1;
    const most = error instanceof Busy ? longestBusy : longest;
    const nextAt = after(now, doubling(60, failures - 1, most));
    await due.postpone({ pk, sk, dueAt }, nextAt);
    const item: SetbackItem = {
      type: 'setback',
      lane,
      of: { pk, sk },
      ...about,
      failures,
      since: known?.since ?? now,
      triedAt: now,
      nextAt,
      error: error instanceof Error ? error.name : 'unknown',
      expiresAt: epochSeconds(after(nextAt, keptFor)),
    };
    await store.commit([{ step: 'put', item, when: 'any' }]);
  }
}
