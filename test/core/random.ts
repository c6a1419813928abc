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
