import { describe, expect, test } from 'vitest';
import { formMark, isFormMark, KeyRing, mac } from '../../../functions/core/values/key-ring.ts';
import { keyRing } from '../samples.ts';

const key = 'k'.repeat(32);
const other = 'o'.repeat(32);

describe('the secret', () => {
  test('holds keys of links and of hashes, each by version, with those of links that are retired', () => {
    const secret = {
      links: { current: '3', keys: { 2: key, 3: other }, retired: ['1'] },
      hashes: { current: '1', keys: { 1: key } },
    };
    expect(KeyRing.parse(secret)).toEqual(secret);
    expect(KeyRing.parse({ ...secret, note: 'ours' })).toEqual(secret);
  });

  test('as it is generated it holds a key for each version that serves both', () => {
    const ring = KeyRing.parse({ current: '12', 1: key, 12: other, note: 'ours', 3: 'too short', 0: key });
    const both = { current: '12', keys: { 1: key, 12: other } };
    expect(ring).toEqual({ links: { ...both, retired: [] }, hashes: both });
  });

  test('that serves both hashes nothing to what it signs', () => {
    const { links, hashes } = keyRing('1', '1');
    const made = [mac(links, '1', 'link', 'x'), mac(links, '1', 'form', 'x'), mac(hashes, '1', 'hash', 'x')];
    expect(new Set(made.map((one) => one.toString('hex'))).size).toBe(3);
  });

  const hashes = { current: '1', keys: { 1: key } };
  test.each([
    [{}],
    [{ current: '1' }],
    [{ current: '2', 1: key }],
    [{ current: '1', 1: 'k'.repeat(31) }],
    [{ current: 1, 1: key }],
    [{ current: '01', '01': key }],
    [{ current: '0', 0: key }],
    [{ hashes }],
    [{ hashes, links: { current: '2', keys: { 1: key } } }],
    [{ hashes, links: { current: '1', keys: { 1: key, zwei: key } } }],
    [{ hashes, links: { current: '1', keys: { 1: key, 2: 'short' } } }],
    [{ hashes: { current: '1', keys: {} }, links: hashes }],
    ['text'],
    [null],
  ])('%j is refused', (secret) => {
    expect(KeyRing.safeParse(secret).success).toBe(false);
  });
});

describe('a form’s mark', () => {
  const [before, rotated] = [keyRing('1', '1'), keyRing('2', '1', '2')];
  const retired = KeyRing.parse({
    links: { current: '2', keys: { 2: rotated.links.keys[2] }, retired: ['1'] },
    hashes: before.hashes,
  });

  test('made before a rotation is one after it, until the key is retired', () => {
    const mark = formMark(before, 'form', 'session');
    expect(mark).toMatch(/^1x[0-9a-f]{32}$/);
    expect([before, rotated, retired].map((keys) => isFormMark(keys, 'form', 'session', mark))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('is one for its purpose and text alone', () => {
    const mark = formMark(rotated, 'form', 'session');
    expect(isFormMark(rotated, 'formShown', 'session', mark)).toBe(false);
    expect(isFormMark(rotated, 'form', 'another', mark)).toBe(false);
    for (const text of [
      '',
      'x',
      mark.slice(0, -1),
      `${mark}0`,
      mark.replace('2x', '1x'),
      mark.replace('2x', '3x'),
    ])
      expect(isFormMark(rotated, 'form', 'session', text)).toBe(false);
  });
});
