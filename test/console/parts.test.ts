import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../functions/console');
const source = (name: string) => readFileSync(path.join(folder, name), 'utf8');

/** The parts as functions/console/screens.ts has them: which paths, and which file. */
const parts = [
  ...source('screens.ts').matchAll(/paths: \/(.+)\/,\s*load: async \(\) => \(await import\('\.\/(.+?)'\)\)/g),
].map(([, paths = '', file = '']) => ({ paths: new RegExp(paths), file }));

/** Every route of a file and of those of the console that it imports, such as '/events/{eventId}/attendance'. */
function routesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = source(file);
  const own = [...text.matchAll(/'(?:GET|POST) (\/[^']*)'/g)].map(([, route = '']) => route);
  const others = [...text.matchAll(/Routes[^']*from '\.\/([\w-]+\.ts)'/g)].map(([, name = '']) => name);
  return [...own, ...others.flatMap((name) => routesOf(name, seen))];
}

describe('the parts of the console that are loaded when they are needed', () => {
  test('are all read by this test', () => {
    expect(parts.length).toBe(source('screens.ts').split('paths:').length - 1);
    expect(parts.length).toBeGreaterThan(5);
  });

  test.each(parts)('$file answers under its own paths alone', ({ paths, file }) => {
    const routes = routesOf(file);
    expect(routes.length).toBeGreaterThan(0);
    for (const route of routes) {
      const found = parts.filter((part) => part.paths.test(route));
      expect(
        found.map((part) => part.file),
        route,
      ).toEqual([file]);
      expect(paths.test(route)).toBe(true);
    }
  });

  test('take no path of a screen that is there from the beginning', () => {
    const residents = [
      ...source('screens.ts').matchAll(/import \{ \w+Routes \} from '\.\/([\w-]+\.ts)'/g),
    ].flatMap(([, file = '']) => routesOf(file));
    expect(residents.length).toBeGreaterThan(15);
    for (const route of residents) {
      expect(
        parts.filter(({ paths }) => paths.test(route)).map(({ file }) => file),
        route,
      ).toEqual([]);
    }
  });
});
