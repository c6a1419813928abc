import { describe, expect, test } from 'vitest';
import { PersonName } from '../../../functions/core/values/person-name.ts';

describe('a name', () => {
  test.each([
    ['Aylin Şahin', 'Aylin Şahin'],
    ['  Aylin\r\n\tŞahin\u2028 ', 'Aylin Şahin'],
    // In parts, as some keyboards write it.
    ['Aylin S\u0327ahin', 'Aylin Şahin'],
    ['\u202eniliA\u2066 Eve\u200f', 'niliA Eve'],
    ['Eve\u0000\u0007', 'Eve'],
    // What a script needs is nobody's to take away.
    ['نگار\u200cزاده', 'نگار\u200cزاده'],
    ['葛\u{e0100}城', '葛\u{e0100}城'],
    ["O'Neill, Dr. (Ltd.) <evil.com/x>", "O'Neill, Dr. (Ltd.) <evil.com/x>"],
  ])('%j is kept as %j', (given, kept) => {
    expect(PersonName.parse(given)).toBe(kept);
  });

  test.each(['', ' \n ', '\u202e\u2066', '\u200d', '\u0301', 'x'.repeat(201)])('%j is none', (given) => {
    expect(PersonName.safeParse(given).success).toBe(false);
  });
});
