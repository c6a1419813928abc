import type { Parameters } from 'fast-check';

/**
 * What a random test runs with. Its seed is printed, and `FC_SEED` runs it again from there; `FC_RUNS` replaces the
 * number of runs, `FC_PATH` goes straight to a case that fast-check names.
 */
export function randomly<T>(numRuns: number): Parameters<T> {
  const { FC_SEED, FC_RUNS, FC_PATH } = process.env;
  const seed = FC_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(FC_SEED);
  console.log(`random test: FC_SEED=${seed} runs it again`);
  return {
    seed,
    numRuns: FC_RUNS === undefined ? numRuns : Number(FC_RUNS),
    path: FC_PATH,
  };
}

/** Numbers in [0, 1) that come again from the same seed, fit for tests and nothing else (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What is chosen by dice. */
export class Chance {
  /** From 0 to 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = dice(seed);
  }

  /** A whole number from 0 to below a bound. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** @throws for an empty list */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.below(16).toString(16)).join('');
  }
}
