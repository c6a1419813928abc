import { expect, test } from 'vitest';
import { ownField } from '../../../functions/core/registration/form-names.ts';
import { Email } from '../../../functions/core/values/email.ts';

test.each([
  ['eventIds[]', 'eventIds'],
  ['eventIds[3]', 'eventIds'],
  ['notices_privacy', 'notices.privacy'],
  ['answers[teil-1][rolle][]', 'answers.teil-1.rolle'],
  ['ways[teil-1]', 'ways.teil-1'],
  ['_wpnonce', undefined],
  ['names', undefined],
])('%s is %s', (name, own) => expect(ownField(name)).toBe(own));

test('names and addresses made to take long are done with at once', () => {
  const began = performance.now();
  expect(ownField(`answers${'['.repeat(60_000)}`)).toBeUndefined();
  expect(Email.safeParse(`a${' '.repeat(60_000)}x`).success).toBe(false);
  // Tried at every letter, each takes seconds.
  expect(performance.now() - began).toBeLessThan(500);
});
