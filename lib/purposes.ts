import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { basisOf, holdings, type PurposeName, purposes } from '../functions/core/table/purposes.ts';

const tableFolder = join(import.meta.dirname, '../functions/core/table');

/** The types of items that the table's schemas declare, as they stand there: synth runs without the compiler. */
export function itemTypes(folder: string = tableFolder): string[] {
  return globSync('*.ts', { cwd: folder })
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/type: z\.literal\('(\w+)'\)/g)])
    .map(([, type = '']) => type)
    .toSorted();
}

/** Each type of item that belongs to no purpose, and each purpose of a public body that rests on its own interests. */
export function purposeFaults(types: readonly string[] = itemTypes()): string[] {
  const known = new Map(Object.entries(holdings));
  const names = Object.keys(purposes) as PurposeName[];
  return [
    ...types
      .filter((type) => !known.has(type))
      .map((type) => `items.${type}: belongs to no purpose. Write it into functions/core/table/purposes.ts.`),
    ...names
      .filter((name) => /Abs\. 1 lit\. f/.test(basisOf(name, { publicBody: true }, 'de')))
      .map(
        (name) =>
          `purposes.${name}: rests a public body on Art. 6(1)(f) GDPR. Write basisOfPublicBody into functions/core/table/purposes.ts.`,
      ),
  ];
}
