import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { contract } from '../../functions/api/contract.ts';
import { openApi } from '../../functions/api/openapi.ts';
import type { Route, Routes } from '../../functions/api/route.ts';
import { merged } from '../../functions/http/revision.ts';
import { apiDocs } from '../../scripts/api-docs.ts';

const document = openApi('https://events.example');
const described = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
);

test('every route of the template is in the document, and the other way round', () => {
  const all = Object.values(contract)
    .flatMap(Object.keys)
    .filter((key) => key !== '$default')
    .map((key) => key.replace('+}', '}'));
  expect(described.toSorted()).toEqual(all.toSorted());
});

test('docs/api.md is made from the document as it is now (node scripts/api-docs.ts)', () => {
  const written = readFileSync(path.resolve(import.meta.dirname, '../../docs/api.md'), 'utf8');
  expect(written).toBe(apiDocs());
});

/** Where a schema of an answer names no field. */
function openPlaces(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, properties, additionalProperties } = Object(schema);
  const isOpen = type === 'object' && properties === undefined && additionalProperties === undefined;
  const inside = Object.entries(schema).flatMap(([name, one]) =>
    name === 'params' || name === 'example' ? [] : openPlaces(one, `${at}/${name}`),
  );
  const takesAny = isOpen || additionalProperties === true || JSON.stringify(additionalProperties) === '{}';
  return takesAny ? [at, ...inside] : inside;
}

/** What a body's schema is called. */
const isTaken = /Input$|Change$|Request$|Review$/;

/** Where a body takes a text, a list or a number without an end. */
function endless(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const {
    type,
    maxLength,
    pattern = '',
    enum: values,
    const: only,
    maxItems,
    minimum,
    maximum,
  } = Object(schema);
  const signs = pattern.replaceAll(/\[[^\]]*\]/g, 'x');
  const isFixed = values !== undefined || only !== undefined || /^\^[^*+]+\$$/.test(signs);
  const isEndless =
    (type === 'string' && maxLength === undefined && !isFixed) ||
    (type === 'array' && maxItems === undefined) ||
    (type === 'integer' && (minimum === undefined || maximum === undefined));
  const inside = Object.entries(schema).flatMap(([name, one]) => endless(one, `${at}/${name}`));
  return isEndless ? [at, ...inside] : inside;
}

test.each(
  Object.values(contract)
    .flatMap((routes) => Object.entries<Route>(routes))
    .filter(([, { body }]) => body !== undefined),
)('%s has an example of its body that is taken', (key, { body, example, isMergePatch }) => {
  const replaced = Object.values<Routes>(contract).map((routes) => routes[key.replace('PATCH', 'PUT')]);
  const whole = replaced.find((one) => one !== undefined)?.example;
  const given = isMergePatch ? merged(whole, example) : example;
  expect(body?.safeParse(given)).toMatchObject({ success: true });
});

test('every field of every body has a bound that the document tells', () => {
  const found = Object.entries(document.paths).flatMap(([route, methods]) =>
    Object.entries(
      z.record(z.string(), z.object({ requestBody: z.unknown().optional() })).parse(methods),
    ).flatMap(([method, { requestBody }]) =>
      Object.entries(Object(requestBody).content ?? {})
        // A file has no fields.
        .filter(([type]) => !/csv|octet-stream/.test(type))
        .flatMap(([type, content]) => endless(content, `${method} ${route} ${type}`)),
    ),
  );
  const taken = Object.entries(document.components.schemas).filter(([name]) => isTaken.test(name));
  expect(taken.length).toBeGreaterThan(20);
  expect([...found, ...taken.flatMap(([name, schema]) => endless(schema, name))]).toEqual([]);
});

test('every JSON answer is told field by field, but for this document itself', () => {
  const open = Object.entries(document.paths).flatMap(([route, methods]) =>
    Object.entries(z.record(z.string(), z.object({ responses: z.unknown() })).parse(methods)).flatMap(
      ([method, { responses }]) => openPlaces(responses, `${method} ${route}`),
    ),
  );
  expect(open).toEqual(['get /openapi.json/200/content/application/json/schema']);
  const told = Object.entries(document.components.schemas).filter(([name]) => !isTaken.test(name));
  expect(told.flatMap(([name, schema]) => openPlaces(schema, name))).toEqual([]);
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
