import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openApi } from '../../functions/openapi.ts';
import { routes } from '../../functions/routes.ts';
import { apiDocs } from '../../scripts/api-docs.ts';

const document = openApi('https://events.example');
const described = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
);

test('every route of the template is in the document, and the other way round', () => {
  const all = Object.values(routes)
    .flat()
    .filter((key) => key !== '$default');
  expect(described.toSorted()).toEqual(all.toSorted());
});

test('docs/api.md is made from the document as it is now (node scripts/api-docs.ts)', () => {
  const written = readFileSync(path.resolve(import.meta.dirname, '../../docs/api.md'), 'utf8');
  expect(written).toBe(apiDocs());
});

test('references lead somewhere, and every parameter of a path is declared', () => {
  const text = JSON.stringify(document);
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name);
  }
  for (const [route, methods] of Object.entries(document.paths)) {
    const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => `"name":"${name}","in":"path"`);
    for (const name of names) expect(JSON.stringify(methods)).toContain(name);
  }
});
