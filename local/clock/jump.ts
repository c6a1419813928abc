import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, minuteAfter, minuteFrom } from './clock.ts';
import type { Schedule, Ticker } from './schedules.ts';

export interface JumpParts {
  readonly clock: Clock;
  readonly schedules: readonly Pick<Schedule, 'name' | 'intervalMinutes' | 'tick'>[];
  readonly ticker: Pick<Ticker, 'start' | 'pause'>;
  /** Removes what has passed its time to live. */
  readonly sweep: () => Promise<unknown>;
  /** Whether nothing runs and nothing waits: functions, stream, SES's notices. */
  readonly isQuiet: () => boolean;
  /** When a queue shows again what its function did not take; undefined when nothing is hidden. */
  readonly hiddenUntil: () => number | undefined;
  /** Grows with each write to the table that no schedule's function made. */
  readonly writes: () => number;
}

/** A jump that can't be made, with what a caller may do about it. */
export class JumpRefused extends Error {}

const maxFailuresInARow = 30;
const drainMilliseconds = 120_000;

/**
 * Moves the clock forward, and stops at every minute at which something is due: the minute after a tick that worked
 * or after which the table changed, else the `nextDueAt` that the tick answered, and when a queue shows a message again.
 */
export class Jumper {
  readonly #parts: JumpParts;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: JumpParts) {
    this.#parts = parts;
  }

  /**
   * Jumps one after the other; answers when all is quiet.
   * @param targetOf the instant to reach, seen from the clock as it stands when this jump's turn has come
   */
  to(targetOf: (now: number) => number): Promise<number> {
    const jump = this.#queue.then(() => this.#jump(targetOf));
    this.#queue = jump.catch(() => {});
    return jump;
  }

  /** Waits until nothing runs and nothing waits. */
  async drain(): Promise<void> {
    const { isQuiet } = this.#parts;
    const deadline = Date.now() + drainMilliseconds;
    for (let quietRounds = 0; quietRounds < 2; ) {
      await pause(quietRounds === 0 ? 2 : 0);
      quietRounds = isQuiet() ? quietRounds + 1 : 0;
      if (Date.now() > deadline) {
        throw new JumpRefused(
          `still busy after ${drainMilliseconds / 1000} s; see the folder logs and GET /_local/faults`,
        );
      }
    }
  }

  async #jump(targetOf: (now: number) => number): Promise<number> {
    const { clock, ticker, sweep, schedules } = this.#parts;
    const target = targetOf(clock.now());
    if (target < clock.now())
      throw new JumpRefused('the clock only moves forward. Type: npm start -- --fresh');
    ticker.pause();
    try {
      await this.drain();
      const next = new Map(
        schedules.map((schedule) => [schedule, this.#timeOf(schedule, minuteAfter(clock.now()))]),
      );
      const failures = new Map<string, number>();
      for (;;) {
        const shownAt = this.#parts.hiddenUntil() ?? Number.POSITIVE_INFINITY;
        const minute = Math.min(...next.values(), shownAt);
        if (minute > target) break;
        clock.step(minute);
        const writes = this.#parts.writes();
        for (const [schedule, time] of next) {
          if (time === minute) next.set(schedule, await this.#tick(schedule, minute, failures));
        }
        await sweep();
        await this.drain();
        if (this.#parts.writes() !== writes) {
          for (const schedule of schedules) {
            const soonest = this.#timeOf(schedule, minuteAfter(clock.now()));
            next.set(schedule, Math.min(next.get(schedule) ?? soonest, soonest));
          }
        }
      }
      clock.step(target);
      await sweep();
      await this.drain();
      return clock.now();
    } finally {
      ticker.start();
    }
  }

  async #tick(
    schedule: JumpParts['schedules'][number],
    minute: number,
    failures: Map<string, number>,
  ): Promise<number> {
    const outcome = await schedule.tick(minute);
    const following = this.#timeOf(schedule, minuteAfter(Math.max(minute, this.#parts.clock.now())));
    if (outcome.kind !== 'failed') failures.delete(schedule.name);
    if (outcome.kind === 'worked') return following;
    if (outcome.kind === 'idle') {
      if (outcome.nextDueAt === undefined) return Number.POSITIVE_INFINITY;
      return Math.max(following, this.#timeOf(schedule, minuteFrom(outcome.nextDueAt)));
    }
    const inARow = (failures.get(schedule.name) ?? 0) + 1;
    failures.set(schedule.name, inARow);
    if (inARow >= maxFailuresInARow) {
      throw new JumpRefused(
        `stopped at ${new Date(minute).toISOString()}: failed ${inARow} times in a row: ${outcome.message}`,
      );
    }
    return following;
  }

  /** The schedule's first time at or after the minute. */
  #timeOf({ intervalMinutes }: { intervalMinutes: number }, minute: number): number {
    const interval = intervalMinutes * 60_000;
    return Math.ceil(minute / interval) * interval;
  }
}
