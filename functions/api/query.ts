import * as z from 'zod';
import { breaks } from '../core/values/faults.ts';
import { locales } from '../core/values/locale.ts';
import { list } from './route.ts';

/** A parameter that may be left out. */
export const text = (description: string) => z.string().optional().meta({ description });

/** One without which nothing is found. */
export const wanted = (description: string) => z.string().min(1).meta({ description, required: true });

/** `true` or `false`; left out it is `false`. */
export const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .meta({ description });

/** One of the languages. */
export const language = (description: string) => z.enum(locales).optional().meta({ description });

/** A whole number from 1 that may be left out. */
export const wholeUpTo = (most: number, description: string) =>
  z
    .string()
    .refine(
      (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= most,
      breaks({ code: 'outOfRange', params: { min: 1, max: most } }),
    )
    .transform(Number)
    .optional()
    .meta({ description, type: 'integer', minimum: 1, maximum: most });

/** Some of a few words, in an order that means something: `name,-,email`. */
export const wordsOf = <T extends string>(possible: readonly T[], description: string) =>
  z
    .string()
    .transform((value) => value.split(','))
    .refine(
      (words): words is T[] => words.every((word) => possible.some((one) => one === word)),
      breaks({ code: 'invalidValue', params: { possible } }),
    )
    .optional()
    .meta({ description });

/** `?limit=` (1 to `most`, else 100). */
const limitOf = (most: number, description: string) =>
  z
    .string()
    .default('100')
    .refine(
      (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= most,
      breaks({ code: 'outOfRange', params: { min: 1, max: most } }),
    )
    .transform(Number)
    .meta({ description, type: 'integer', minimum: 1 });

/** `?cursor=`, which is opaque to callers. */
const cursorOf = (description: string) =>
  z
    .string()
    .transform((value) => Buffer.from(value, 'base64url').toString('utf8'))
    .refine((after) => /^[\x20-\x7e]{1,300}$/.test(after), breaks({ code: 'unknownCursor' }))
    .optional()
    .meta({ description });

/** Where a page begins, and how much it holds at most. */
export const pageUpTo = (most: number, how: { limit: string; cursor: string }) =>
  z.object({ limit: limitOf(most, how.limit), cursor: cursorOf(how.cursor) });

/** The rest of a route that lists: a page at a time. */
export const paged = {
  page: pageUpTo(500, {
    limit: 'how many at most, 1 to 500; else 100',
    cursor: 'nextCursor of the page before',
  }),
  answers: list,
} as const;
