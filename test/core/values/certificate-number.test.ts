import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificateNumber, certifiedBy } from '../../../functions/core/values/certificate-number.ts';
import { keyRing } from '../samples.ts';

const keys = keyRing('2', '1', '2');
const registrationId = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => `1x${Buffer.from(bytes).toString('hex')}`);

test('a number names its registration, however it is typed, and holds nothing of its id', () => {
  fc.assert(
    fc.property(registrationId, (id) => {
      const number = certificateNumber(keys, { eventId: 'teil-1', registrationId: id }) ?? '';
      expect(number).toMatch(/^teil-1\.1-([0-9A-Z]{5}-){5}[0-9A-Z]$/);
      const [event = '', rest = ''] = number.split('.');
      const typed = rest.slice(2).toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o');
      for (const one of [
        number,
        ` ${number} `,
        number.toUpperCase(),
        `${event}.1-${rest.slice(2).replaceAll('-', '')}`,
      ])
        expect(certifiedBy(keys, one)).toEqual({ eventId: 'teil-1', registrationId: id });
      expect(certifiedBy(keys, `${event}.1-${typed}`)).toEqual({ eventId: 'teil-1', registrationId: id });
      expect(number.toLowerCase()).not.toContain(id.slice(2, 12));
    }),
  );
});

test('another key, another number; an id that is no keyed hash has none', () => {
  const hash = 'ab'.repeat(16);
  const of = (ring: typeof keys, id: string) => certificateNumber(ring, { eventId: 'a', registrationId: id });
  expect(of(keys, `1x${hash}`)?.slice(4)).not.toBe(of(keys, `2x${hash}`)?.slice(4));
  expect(of(keys, `3x${hash}`)).toBeUndefined();
  expect(of(keys, 'anything')).toBeUndefined();
});

test.each([
  '',
  'teil-1',
  'teil-1.1-',
  'teil-1.3-00000-00000-00000-00000-00000-0',
  'teil-1.1-00000-00000-00000-00000-00000',
  'teil-1.1-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-Z',
  'teil-1.1-UUUUU-00000-00000-00000-00000-0',
  `teil-1.1-${'0'.repeat(500)}`,
  '__proto__.1-00000-00000-00000-00000-00000-0',
])('“%s” is no number', (text) => {
  expect(certifiedBy(keys, text)).toBeUndefined();
});
