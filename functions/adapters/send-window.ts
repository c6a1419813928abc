import type { SendOutcome, Turn } from '../core/table/ports.ts';

/** What SES measures its rate by. */
const windowMilliseconds = 1000;
/** What others booked is over by then: a second after its turn, and what making the mail may take. */
const othersMilliseconds = 1500;
/** A turn that SES refuses is tried again for so long; then its mail goes back to the queue. */
const patienceMilliseconds = 5000;
/** However many it refuses, SES is asked no more often a second than this, or twice its rate. */
const fewestTries = 10;
/** What refusals are judged by: so many of the last calls, and no fewer. */
const judged = { most: 32, fewest: 20 };
/** SES also refuses what it doesn't count; only a larger share of refusals says that the rate is wrong. */
const tooMany = 0.6;

const refusal: SendOutcome = { outcome: 'throttled', quota: 'rate' };
/** A call that breaks off may have been accepted. */
const brokenOff: SendOutcome = { outcome: 'unknown', reason: 'the call broke off' };

/** Who hears of a turn: each answer of SES, and what became of the turn in the end. */
export interface TurnObserver {
  answer(outcome: SendOutcome): void;
  end(outcome: SendOutcome | 'unused'): void;
}

interface Waiting {
  givesUpAt: number;
  come(hasRoom: boolean): void;
}

/**
 * What this function sent within the last second, so that in no window of a second SES accepts more than its rate,
 * however long each call takes: a mail starts no sooner than a second after the answer to the one that made the
 * window full. What SES refuses leaves its place at once, and is the next to try again.
 */
export class SendWindow {
  readonly #limit: () => number;
  /** When SES answered, of what it accepted or may have. */
  #answeredAt: number[] = [];
  #startedAt: number[] = [];
  /** Turns that others have booked, by when they are over. */
  #othersUntil: number[] = [];
  #inFlight = 0;
  #line: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Whether SES refused, of the last calls. */
  #refusals: boolean[] = [];
  #judgedAt = 0;

  /** @param limit the most of any second, asked at each start because it changes meanwhile */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** @param startsAt milliseconds of this process's own clock */
  turn(startsAt: number, observer: TurnObserver): Turn {
    return {
      leave: () => observer.end('unused'),
      use: async (call) => {
        const givesUpAt = startsAt + patienceMilliseconds;
        await pauseUntil(startsAt);
        let outcome: SendOutcome | 'unused' = refusal;
        try {
          for (let isAgain = false; await this.#room(givesUpAt, isAgain); isAgain = true) {
            outcome = brokenOff;
            outcome = await this.#made(call, observer);
            if (outcome === 'unused' || !isRefused(outcome) || performance.now() > givesUpAt) break;
          }
        } finally {
          observer.end(outcome);
        }
        return outcome;
      },
    };
  }

  /** Others send so many mails, about then: what they need is not used here. Milliseconds of this process's own clock. */
  others(count: number, at: number): void {
    for (let one = 0; one < count; one++) this.#othersUntil.push(at + othersMilliseconds);
  }

  /** Looks again who may start, because the limit is another. */
  limitChanged(): void {
    this.#serve();
  }

  /** What the last calls say of the rate, once a second has passed since it was asked last. */
  verdict(): 'throttled' | 'fine' | undefined {
    const now = performance.now();
    if (now - this.#judgedAt < windowMilliseconds) return undefined;
    this.#judgedAt = now;
    const all = this.#refusals;
    if (all.length < judged.fewest || all.filter(Boolean).length <= all.length * tooMany) return 'fine';
    // The next decrease takes evidence of its own.
    this.#refusals = [];
    return 'throttled';
  }

  async #made(
    call: () => Promise<SendOutcome | 'unused'>,
    observer: TurnObserver,
  ): Promise<SendOutcome | 'unused'> {
    let outcome: SendOutcome | 'unused' = brokenOff;
    try {
      outcome = await call();
      return outcome;
    } finally {
      this.#inFlight -= 1;
      if (outcome !== 'unused') {
        this.#refusals = [...this.#refusals.slice(1 - judged.most), isRefused(outcome)];
        const mayBeAccepted = outcome.outcome !== 'throttled' && outcome.outcome !== 'paused';
        if (mayBeAccepted) this.#answeredAt.push(performance.now());
        observer.answer(outcome);
      }
      this.#serve();
    }
  }

  /** Waits for a place in the window and takes it; false when there is none in time. */
  #room(givesUpAt: number, isFirst: boolean): Promise<boolean> {
    return new Promise((come) => {
      const waiting = { givesUpAt, come };
      if (isFirst) this.#line.unshift(waiting);
      else this.#line.push(waiting);
      this.#serve();
    });
  }

  #serve(): void {
    clearTimeout(this.#timer);
    for (let first = this.#line[0]; first !== undefined; first = this.#line[0]) {
      const now = performance.now();
      const fullFor = this.#fullFor(now);
      if (fullFor > 0 && now <= first.givesUpAt) {
        this.#timer = setTimeout(() => this.#serve(), fullFor);
        return;
      }
      this.#line.shift();
      if (fullFor === 0) {
        this.#inFlight += 1;
        this.#startedAt.push(now);
      }
      first.come(fullFor === 0);
    }
  }

  /** For how many milliseconds nobody may start, unless an answer comes before. */
  #fullFor(now: number): number {
    const from = now - windowMilliseconds;
    for (const times of [this.#answeredAt, this.#startedAt]) {
      while ((times[0] ?? Number.POSITIVE_INFINITY) <= from) times.shift();
    }
    while ((this.#othersUntil[0] ?? Number.POSITIVE_INFINITY) <= now) this.#othersUntil.shift();
    const limit = this.#limit();
    const untilLeft = (at = now) => Math.max(1, at - from);
    // All turns of a second but one at most: whoever else sends, this function goes on too.
    const others = Math.min(this.#othersUntil.length, limit - 1);
    if (this.#answeredAt.length + this.#inFlight + others >= limit) {
      const [untilOver = Number.POSITIVE_INFINITY] = this.#othersUntil;
      return Math.min(untilLeft(this.#answeredAt[0]), Math.max(1, untilOver - now));
    }
    if (this.#startedAt.length >= Math.max(fewestTries, limit * 2)) return untilLeft(this.#startedAt[0]);
    return 0;
  }
}

function isRefused(outcome: SendOutcome): boolean {
  return outcome.outcome === 'throttled' && outcome.quota === 'rate';
}

async function pauseUntil(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
