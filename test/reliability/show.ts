import { parseArgs } from 'node:util';

/** How a promise is shown: how much of it, from which seed, on which assembly (undefined: synthesized anew). */
export interface Wanted {
  seed: number;
  size: 'small' | 'full';
  assembly?: string | undefined;
}

/** What was seen, as lines to print, and what of it breaks a promise. */
export interface Shown {
  lines: string[];
  broken: string[];
}

/** `npm run reliability -- NAME --seed N --size small|full`: prints what was seen; ends with 1 on a broken promise. */
export async function show(name: string, run: (wanted: Wanted) => Promise<Shown>): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      size: { type: 'string', default: 'small' },
      assembly: { type: 'string' },
    },
  });
  const size = values.size === 'full' ? 'full' : 'small';
  const began = performance.now();
  const { lines, broken } = await run({ seed: Number(values.seed), size, assembly: values.assembly });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${name}: seed ${values.seed}, size ${size}, ${new Date().toISOString().slice(0, 10)}, ${seconds} s`,
  );
  for (const line of lines) console.log(`  ${line}`);
  for (const line of broken.slice(0, 20)) console.log(`  BROKEN: ${line}`);
  if (broken.length > 20) console.log(`  … and ${broken.length - 20} more`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

/** Says every ten seconds how far something has come, so that a long run is seen to move. */
export function progress(what: string, of: number): (done: number) => void {
  const began = performance.now();
  let said = began;
  return (done) => {
    const now = performance.now();
    if (now - said < 10_000) return;
    said = now;
    console.error(`  … ${done} of ${of} ${what} after ${Math.round((now - began) / 1000)} s`);
  };
}

/** How often each comes. */
export function tally<T extends string>(all: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

export const told = (counts: Map<string, number>): string =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || 'none';
