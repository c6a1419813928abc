import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { partOf, parts } from '../../functions/console/parts.ts';

const folder = path.resolve(import.meta.dirname, '../../functions/console');

/** Every route of a file and of those of the console that it imports, such as '/events/{eventId}/attendance'. */
function routesOf(file: string): string[] {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const own = [...text.matchAll(/'(?:GET|POST) (\/[^']*)'/g)].map(([, route = '']) => route);
  const others = [...text.matchAll(/\w+Routes[^']*from '\.\/([\w-]+\.ts)'/g)].map(([, name = '']) => name);
  return [...own, ...others.flatMap(routesOf)];
}

/** The parts' files in their order. */
const files = [
  ...readFileSync(path.join(folder, 'parts.ts'), 'utf8').matchAll(/import\('\.\/([\w-]+\.ts)'\)/g),
].map(([, file = '']) => file);

describe('the parts of the console that are loaded when they are needed', () => {
  test('are all found by this test', () => {
    expect(parts.length).toBeGreaterThan(5);
    expect(files.length).toBe(parts.length);
  });

  // That they answer below no other path, the compiler sees to.
  test.each(files.map((file, index) => ({ file, part: parts[index] })))(
    '$file answers under its own paths alone',
    ({ file, part }) => {
      const routes = routesOf(file);
      expect(routes.length).toBeGreaterThan(0);
      for (const route of routes) expect(partOf(route), route).toBe(part);
      for (const prefix of part?.prefixes ?? []) {
        expect(
          routes.some((route) => route.startsWith(prefix)),
          prefix,
        ).toBe(true);
      }
    },
  );

  test('take no path of a screen that is there from the beginning', () => {
    const residents = ['home.ts', 'series.ts', 'event-life.ts', 'session.ts'].flatMap(routesOf);
    expect(residents.length).toBeGreaterThan(15);
    for (const route of residents) expect(partOf(route), route).toBeUndefined();
  });
});
