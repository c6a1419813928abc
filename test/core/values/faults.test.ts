import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  breaks,
  conflictCodes,
  type Fault,
  faultsOf,
  formed,
  pointer,
} from '../../../functions/core/values/faults.ts';
import { Problem, problemOf, problemStatus } from '../../../functions/core/values/problem.ts';
import { breaches } from '../../views/samples/faults.ts';

const Schema = z.strictObject({
  name: z.string().min(1).max(5),
  short: z.string().min(3).optional(),
  count: z.int().min(1).max(9).optional(),
  list: z.array(z.string()).min(2).max(3).optional(),
  some: z.array(z.string()).min(1).optional(),
  choice: z.enum(['a', 'b']).optional(),
  email: z
    .string()
    .refine(() => false, breaks({ code: 'invalidEmail' }))
    .optional(),
  ruled: z
    .string()
    .refine(() => false, 'must be otherwise')
    .optional(),
  strange: z
    .string()
    .refine(() => false, { params: { rule: { breach: { code: 'noSuchCode' } } } })
    .optional(),
  form: formed(/^[a-z]+$/, { code: 'invalidId' })
    .max(3)
    .optional(),
  mail: z.email().optional(),
  nested: z.strictObject({ deep: z.record(z.string(), z.strictObject({ x: z.boolean() })) }).optional(),
  url: z.url().optional(),
});

function found(input: unknown): Fault[] {
  const parsed = Schema.safeParse(input, { reportInput: true });
  if (parsed.success) return [];
  return faultsOf(parsed.error);
}

describe('a fault says where, what and its bounds', () => {
  test.each<[string, unknown, Partial<Fault>[]]>([
    ['nothing', {}, [{ pointer: '/name', code: 'required' }]],
    ['no object', 'text', [{ pointer: '', code: 'wrongType', params: { expected: 'object' } }]],
    ['no value', undefined, [{ pointer: '', code: 'required' }]],
    ['null', { name: null }, [{ pointer: '/name', code: 'wrongType', params: { expected: 'string' } }]],
    ['an empty text', { name: '' }, [{ pointer: '/name', code: 'required' }]],
    ['a long text', { name: 'abcdef' }, [{ pointer: '/name', code: 'tooLong', params: { max: 5 } }]],
    [
      'a short text',
      { name: 'a', short: 'b' },
      [{ pointer: '/short', code: 'tooShort', params: { min: 3 } }],
    ],
    [
      'a long list',
      { name: 'a', list: ['', '', '', ''] },
      [{ pointer: '/list', code: 'tooMany', params: { max: 3 } }],
    ],
    ['a short list', { name: 'a', list: [''] }, [{ pointer: '/list', code: 'tooFew', params: { min: 2 } }]],
    ['an empty list that needs one', { name: 'a', some: [] }, [{ pointer: '/some', code: 'required' }]],
    [
      'a number too great',
      { name: 'a', count: 10 },
      [{ pointer: '/count', code: 'tooGreat', params: { max: 9 } }],
    ],
    [
      'a number too small',
      { name: 'a', count: 0 },
      [{ pointer: '/count', code: 'tooSmall', params: { min: 1 } }],
    ],
    ['an entry of a list', { name: 'a', list: ['', 1] }, [{ pointer: '/list/1', code: 'wrongType' }]],
    [
      'an unknown choice',
      { name: 'a', choice: 'c' },
      [{ pointer: '/choice', code: 'invalidValue', params: { possible: ['a', 'b'] } }],
    ],
    ['a rule with a code', { name: 'a', email: 'x' }, [{ pointer: '/email', code: 'invalidEmail' }]],
    [
      'a rule with a sentence, which goes nowhere',
      { name: 'a', ruled: 'x' },
      [{ pointer: '/ruled', code: 'invalidValue' }],
    ],
    [
      'a rule with a code that is none',
      { name: 'a', strange: 'x' },
      [{ pointer: '/strange', code: 'invalidValue' }],
    ],
    ['what is no URL', { name: 'a', url: 'x' }, [{ pointer: '/url', code: 'invalidUrl' }]],
    ['what is no address', { name: 'a', mail: 'x' }, [{ pointer: '/mail', code: 'invalidEmail' }]],
    ['a form that has a code, alone', { name: 'a', form: 'ABCD' }, [{ pointer: '/form', code: 'invalidId' }]],
    ['the length of such a form', { name: 'a', form: 'abcd' }, [{ pointer: '/form', code: 'tooLong' }]],
    [
      'a field deep within',
      { name: 'a', nested: { deep: { 'a/b~c': { x: 1 } } } },
      [{ pointer: '/nested/deep/a~1b~0c/x', code: 'wrongType' }],
    ],
    [
      'each unknown field',
      { name: 'a', more: 1, nested: { deep: {}, other: 2 }, 'a/b': 3 },
      [
        { pointer: '/nested/other', code: 'unknownField' },
        { pointer: '/more', code: 'unknownField' },
        { pointer: '/a~1b', code: 'unknownField' },
      ],
    ],
    [
      'several at once',
      { name: 1, count: 'x' },
      [
        { pointer: '/name', code: 'wrongType' },
        { pointer: '/count', code: 'wrongType' },
      ],
    ],
  ])('%s', (_, input, wanted) => {
    expect(found(input)).toEqual(wanted.map((fault) => expect.objectContaining(fault)));
  });
});

test('a pointer is one of RFC 6901', () => {
  expect(pointer([])).toBe('');
  expect(pointer(['a', 0, ''])).toBe('/a/0/');
  expect(pointer(['~1', '/'])).toBe('/~01/~1');
});

describe('the problem of a request', () => {
  test.each(breaches)('of $code has the status that fits it', (breach) => {
    expect(problemOf([{ pointer: '', ...breach }]).status).toBe(conflictCodes.has(breach.code) ? 409 : 422);
  });

  test('is ill-formed as soon as one fault is', () => {
    const faults: Fault[] = [
      { pointer: '/eventIds/0', code: 'eventFull' },
      { pointer: '/name', code: 'required' },
    ];
    expect(problemOf(faults)).toMatchObject({ status: 422, type: 'invalid-request', faults });
    expect(problemOf(faults.slice(0, 1))).toMatchObject({ status: 409, type: 'not-possible-now' });
  });

  test("has a status of its kind: 5xx is ours, everything else the caller's", () => {
    for (const [type, status] of Object.entries(problemStatus)) {
      const isOurs = type === 'busy' || type === 'unexpected';
      expect(Math.floor(status / 100)).toBe(isOurs ? 5 : 4);
    }
    expect(new Problem('link-expired')).toMatchObject({ status: 410, faults: [], detail: undefined });
  });
});
