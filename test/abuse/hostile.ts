import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/**
 * `npm run hostile -- --count 10000 --seed 1`: hostile names and answers through mails, pages and exports. The
 * views are written in TSX, which Node doesn't read by itself.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const root = path.resolve(import.meta.dirname, '../..');
mkdirSync(path.join(root, '.test'), { recursive: true });
const directory = mkdtempSync(path.join(root, '.test', 'hostile-'));
try {
  const outfile = path.join(directory, 'texts.mjs');
  await build({
    entryPoints: [path.join(root, 'test/abuse/hostile/texts.ts')],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' },
  });
  const { hostile }: typeof import('./hostile/texts.ts') = await import(pathToFileURL(outfile).href);
  const from = performance.now();
  const faults = await hostile(Number(values.count), Number(values.seed));
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`seed ${values.seed}: ${values.count} hostile texts in ${seconds} s, ${faults.length} faults`);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
