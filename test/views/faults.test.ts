import { describe, expect, test } from 'vitest';
import { locales } from '../../functions/core/values/locale.ts';
import { type FaultCode, faultMessage } from '../../functions/views/faults.ts';
import { wordsOf } from '../../functions/views/words/index.ts';

const codes = Object.keys(wordsOf.de.faults) as FaultCode[];

describe.each(locales)('in %s', (locale) => {
  test.each(codes)('%s is a sentence, with and without bounds', (code) => {
    for (const params of [undefined, { max: 120, min: 2, at: '2027-05-01T08:00:00.000Z' }]) {
      const message = faultMessage(params ? { code, params } : { code }, locale);
      expect(message).toMatch(/^\p{Lu}.+\.$/u);
      expect(message).not.toMatch(/undefined|NaN|!/);
    }
  });
});

test('the bound is named', () => {
  expect(faultMessage({ code: 'tooLong', params: { max: 5000 } }, 'de')).toContain('5.000 Zeichen');
  expect(faultMessage({ code: 'tooLong', params: { max: 5000 } }, 'en')).toContain('5,000 characters');
  expect(faultMessage({ code: 'tooShort', params: { min: 2 } }, 'en')).toContain('2 characters');
});

test('an instant is told in its zone', () => {
  const params = { at: '2027-05-01T08:00:00.000Z', timeZone: 'Europe/Berlin' };
  expect(faultMessage({ code: 'eventNotYetOpen', params }, 'de')).toBe(
    'Die Anmeldung für diese Veranstaltung beginnt erst am Samstag, 1. Mai 2027, 10:00 Uhr (Europe/Berlin, MESZ).',
  );
});
