import { readdirSync } from 'node:fs';

/** `npm run reliability -- crash --seed 1 --size full`: shows that a promise holds. */
const shows = 'clock crash daily-quota database-faults lanes notices storm stream suppression'.split(' ');
const folder = import.meta.dirname;
const name = process.argv[2] ?? '';
if (!shows.includes(name) || !readdirSync(folder).includes(`${name}.ts`)) {
  console.error(`npm run reliability -- ${shows.join('|')} [--seed 1] [--size small|full]`);
  process.exit(1);
}
process.argv.splice(2, 1);
const { run } = await import(`./${name}.ts`);
await run();
