import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf } from '../../functions/console/form-body.ts';

const body = (...fields: [string, string][]) => bodyOf(new URLSearchParams(fields));

describe('a form becomes the body that core takes', () => {
  test('fields are where their pointer says', () => {
    expect(body(['/title/de', 'Teil 1'], ['/eventId', 'part-1'])).toEqual({
      title: { de: 'Teil 1' },
      eventId: 'part-1',
    });
  });

  test('what is no text says so by its suffix', () => {
    expect(
      body(
        ['/capacity:number', '30'],
        ['/waitingList:boolean', 'true'],
        ['/organisers:lines', 'Stiftung\r\n\r\n Institut '],
        ['/status:list', 'confirmed'],
        ['/status:list', 'waitlisted'],
      ),
    ).toEqual({
      capacity: 30,
      waitingList: true,
      organisers: ['Stiftung', 'Institut'],
      status: ['confirmed', 'waitlisted'],
    });
  });

  test('numbers may have decimals, behind a comma, too', () => {
    const pointer = '/place/coordinates/latitude:number';
    for (const typed of ['51.3405', '51,3405'])
      expect(body([pointer, typed])).toEqual({ place: { coordinates: { latitude: 51.3405 } } });
  });

  test('what is no number stays as it was typed, for core to refuse', () => {
    expect(body(['/capacity:number', '3e2'])).toEqual({ capacity: '3e2' });
  });

  test('nothing filled in is nothing said', () => {
    expect(body(['/joinUrl', '  '], ['/title/en', ''], ['/title/de', 'A'])).toEqual({ title: { de: 'A' } });
  });

  test('a list without its middle row moves up', () => {
    expect(
      body(
        ['/workingGroups/0/title/de', 'A'],
        ['/workingGroups/1/title/de', ''],
        ['/workingGroups/2/title/de', 'C'],
      ),
    ).toEqual({ workingGroups: [{ title: { de: 'A' } }, { title: { de: 'C' } }] });
  });

  test('what is no pointer is no field of the body', () => {
    expect(body(['formToken', 'x'], ['version', '3'])).toEqual({});
  });

  test('no name reaches beyond the body', () => {
    const made = body(['/__proto__/polluted', 'yes'], ['/constructor/prototype/polluted', 'yes']);
    expect(Object.hasOwn(made, '__proto__')).toBe(true);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('whatever is posted, it is read without an error, and nothing else is changed', () => {
    const seed = Date.now() % 1_000_000;
    const name = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc
        .array(fc.constantFrom('a', '0', '1', '__proto__', 'constructor', 'de', ''), { maxLength: 12 })
        .map((steps) => `/${steps.join('/')}`),
    );
    const kind = fc.constantFrom('', ':number', ':boolean', ':lines', ':list', ':other');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, kind, fc.string()), { maxLength: 30 }), (fields) => {
        expect(body(...fields.map(([at, as, value]): [string, string] => [at + as, value]))).toBeTypeOf(
          'object',
        );
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  });
});
