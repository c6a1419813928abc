import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { locales } from '../functions/core/values/locale.ts';
import { looks } from './browser/chromium.ts';
import { consoleRoutes, demoScreens, routesOf, screensOfMails, screensOfPeople } from './browser/screens.ts';
import { sampleMails, samplePages } from './views/samples.ts';

const file = path.resolve(import.meta.dirname, '../docs/accessibility.json');

const kinds = (all: string[]) => [...new Set(all)].toSorted();

/** What axe-core walks, as the specs in `test/browser` have it. */
function tested() {
  const { version }: { version: string } = createRequire(import.meta.url)('axe-core/package.json');
  const walked = new Set([...routesOf(demoScreens), ...screensOfMails, ...screensOfPeople]);
  return {
    by: `axe-core ${version}`,
    rules: 'WCAG 2.2 A, WCAG 2.2 AA',
    looks: looks.map(({ name, width }) => `${name}, ${width} px`),
    languages: [...locales],
    pages: kinds(Object.values(samplePages('de')).map(({ content }) => content.page)),
    console: consoleRoutes.filter((route) => walked.has(route)),
    consoleNotWalked: consoleRoutes.filter((route) => !walked.has(route)),
    mails: kinds(Object.values(sampleMails('de')).map(({ content }) => content.template)),
  };
}

/** `KEEP=1` writes the file down anew. */
test('docs/accessibility.json says what the tests walk, and what they don’t', () => {
  if (process.env.KEEP === '1') writeFileSync(file, `${JSON.stringify(tested(), undefined, 2)}\n`);
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(kept, 'KEEP=1 vitest run --project pure test/accessibility.test.ts').toEqual(tested());
});
