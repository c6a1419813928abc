import { expect, test } from 'vitest';
import * as z from 'zod';
import { organiserRoutes } from '../../functions/api/organiser.ts';
import type { Routes } from '../../functions/api/route.ts';
import { HandOverInput } from '../../functions/core/access/remove-organiser.ts';
import { DraftInput } from '../../functions/core/organising/announcement-drafts.ts';
import { Organisation } from '../../functions/core/values/stage.ts';

/** Whatever else a field asks for, some of these are of its form, and none is one clean line. */
const severalLines = [
  'Titel\r\nX-Header: 1',
  'zwei\nZeilen',
  'a\rb',
  'ab\u2028cd',
  'https://www.stiftung.example/a\r\nb',
  'wer@stiftung.example\r\nBcc: alle@stiftung.example',
  'PT1H\n',
  '2027-04-28T17:00\n',
  '2027-03-01T09:00:00Z\r\n',
  '#ffffff\n',
  'Europe/Berlin\n',
  'teil-1\n',
  '2027-01\n',
];
const controls = ['a\u0000b', 'a\u0007b', 'a\u0085b', 'a\u202eb', 'https://www.stiftung.example/\u0000'];
const unclean = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Texts that have several lines. Any other field is one line, new ones too. */
const manyLines = new Set([
  ...['summary', 'text', 'joinInfo', 'directions', 'accessibility', 'paragraphs', 'body', 'essence'],
]);
/** What attendees answered, which is checked by the questions; how it was shown stays as it is. */
const answersOfOthers = '/POST /v1/organiser/events/{eventId}/registrations/answers/*';

const withoutTexts: ReadonlySet<string> = new Set(['enum', 'literal', 'number', 'boolean', 'null']);

interface Leaf {
  at: string;
  isOneLine: boolean;
  schema: z.ZodType;
}

const below = (schema: unknown): z.ZodType => {
  if (schema instanceof z.ZodType) return schema;
  throw new Error('no schema that could be walked');
};

/** Every text in a schema, by the names on the way to it. */
function* textsIn(schema: z.ZodType, at: string, isOneLine = true): Generator<Leaf> {
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat || schema instanceof z.ZodPipe) {
    yield { at, isOneLine, schema };
  } else if (schema instanceof z.ZodObject) {
    for (const [name, field] of Object.entries(schema.shape)) {
      yield* textsIn(below(field), `${at}/${name}`, isOneLine && !manyLines.has(name));
    }
  } else if (schema instanceof z.ZodArray) {
    yield* textsIn(below(schema.element), at, isOneLine);
  } else if (schema instanceof z.ZodRecord) {
    yield* textsIn(below(schema.keyType), `${at}/key`, isOneLine);
    yield* textsIn(below(schema.valueType), `${at}/*`, isOneLine);
  } else if (schema instanceof z.ZodUnion) {
    for (const option of schema.options) yield* textsIn(below(option), at, isOneLine);
  } else if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodCatch
  ) {
    yield* textsIn(below(schema.def.innerType), at, isOneLine);
  } else if (!withoutTexts.has(schema.def.type) && at !== answersOfOthers) {
    throw new Error(`${at}: nothing says how to walk ${schema.def.type}`);
  }
}

const routes: Routes = organiserRoutes;
const bodies = Object.entries(routes).flatMap(([key, { body }]): [string, z.ZodType][] =>
  body === undefined ? [] : [[key, body]],
);
const leaves = [
  ...bodies,
  ...[
    ['hand-over', HandOverInput] as const,
    ['draft', DraftInput] as const,
    ['stage', Organisation] as const,
  ],
].flatMap(([key, schema]) => [...textsIn(schema, `/${key}`)]);

/** What a field makes of a text, if it takes it. */
const taken = ({ schema }: Leaf, text: string) => {
  const { success, data } = schema.safeParse(text);
  return success && unclean.test(String(data)) ? [JSON.stringify(text)] : [];
};

test('every text that organisers write is one clean line, unless its name says that it has several', () => {
  expect(leaves.length).toBeGreaterThan(60);
  const faulty = leaves
    .filter(({ isOneLine }) => isOneLine)
    .flatMap((leaf) =>
      [...severalLines, ...controls].flatMap((text) =>
        taken(leaf, text).map((one) => `${leaf.at} takes ${one}`),
      ),
    );
  expect(faulty).toEqual([]);
});

test('texts of several lines take line breaks and tabs, and no other control', () => {
  const long = leaves.filter(({ isOneLine }) => !isOneLine);
  expect(long.length).toBeGreaterThan(10);
  for (const leaf of long) {
    expect(leaf.schema.safeParse('eins\r\n\tzwei\n\ndrei').success, leaf.at).toBe(true);
    expect(
      [...controls, 'a\rb'].flatMap((text) => taken(leaf, text)),
      leaf.at,
    ).toEqual([]);
  }
});
