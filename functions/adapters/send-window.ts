import type { SendOutcome, Turn } from '../core/ports.ts';

/** What SES measures its rate by. */
const windowMilliseconds = 1000;
/** One mail in flight when SES refuses half of them is no reason to slow down. */
const fewest = 4;

/**
 * What this function sent within the last second, so that in no window of a second SES accepts more than its rate,
 * however long each call takes: a mail starts no sooner than a second after the answer to the one that made the
 * window full. What SES refuses leaves its place at once.
 */
export class SendWindow {
  /** When SES answered, of what it accepted or may have. */
  #answeredAt: number[] = [];
  #inFlight = 0;
  #attempts = 0;
  #throttles = 0;
  #since = 0;
  #waiting: (() => void)[] = [];

  /** @param limit the most of any second, asked at each start because it changes meanwhile */
  turn(startsAt: number, limit: () => number, onOutcome: (outcome: SendOutcome | 'unused') => void): Turn {
    let isStarted = false;
    return {
      come: async () => {
        await pauseUntil(startsAt);
        while (!this.#hasRoom(limit())) await this.#roomMayCome();
        this.#inFlight += 1;
        isStarted = true;
      },
      answered: (outcome) => {
        if (isStarted) {
          this.#inFlight -= 1;
          this.#attempts += 1;
        }
        if (outcome !== 'unused' && outcome.outcome === 'throttled') this.#throttles += 1;
        else if (outcome !== 'unused' && outcome.outcome !== 'paused')
          this.#answeredAt.push(performance.now());
        onOutcome(outcome);
        for (const wake of this.#waiting.splice(0)) wake();
      },
    };
  }

  /** Whether SES refused more than half of what it was handed since the last call, once a second has passed. */
  verdict(): 'throttled' | 'fine' | undefined {
    const now = performance.now();
    if (now - this.#since < windowMilliseconds) return undefined;
    const isThrottled = this.#attempts >= fewest && this.#throttles > this.#attempts / 2;
    this.#since = now;
    this.#attempts = 0;
    this.#throttles = 0;
    return isThrottled ? 'throttled' : 'fine';
  }

  #hasRoom(limit: number): boolean {
    const from = performance.now() - windowMilliseconds;
    while ((this.#answeredAt[0] ?? Number.POSITIVE_INFINITY) <= from) this.#answeredAt.shift();
    return this.#answeredAt.length + this.#inFlight < limit;
  }

  /** Until an answer comes, or the oldest leaves the window. */
  #roomMayCome(): Promise<void> {
    const oldest = this.#answeredAt[0] ?? performance.now();
    const wait = Math.max(1, oldest + windowMilliseconds - performance.now());
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** @param at milliseconds of this process's own clock */
async function pauseUntil(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
