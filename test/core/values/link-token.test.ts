import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyRing } from '../../../functions/core/values/key-ring.ts';
import {
  claimedLink,
  isGenuine,
  type LinkPurpose,
  linkToken,
} from '../../../functions/core/values/link-token.ts';
import { randomly } from '../../setup/random.ts';
import { keyRing, unnamedToken } from '../samples.ts';

const keys = keyRing('2', '1', '2');
/** The ring of somebody else. */
const strange = keyRing('3', '3');
const purposes: LinkPurpose[] = ['confirm', 'registration', 'go', 'data', 'unsubscribe'];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Whether a text is a link's token, made for this. */
function accepts(ring: KeyRing, token: string, purpose: LinkPurpose, generation: number): boolean {
  const claimed = claimedLink(token);
  return claimed !== undefined && isGenuine(ring, claimed, purpose, generation);
}

describe('a link', () => {
  test('is genuine for its purpose and generation alone', () => {
    const token = linkToken(keys, 'registration', 'gemeinsam~2xabc', 1);
    expect(token).toMatch(/^gemeinsam~2xabc\.2\.[A-Za-z0-9_-]{22}$/);
    expect(claimedLink(token)?.id).toBe('gemeinsam~2xabc');
    expect(accepts(keys, token, 'registration', 1)).toBe(true);
    for (const generation of [0, 2, -1, 1.5]) {
      expect(accepts(keys, token, 'registration', generation)).toBe(false);
    }
    for (const purpose of purposes.filter((one) => one !== 'registration')) {
      expect(accepts(keys, token, purpose, 1)).toBe(false);
    }
  });

  test('is no Bitcoin address to filters of mail, whatever it is of; earlier mails spell it without marks', () => {
    // SpamAssassin's __BITCOIN_ID, as far as it concerns letters and digits in a row.
    const bitcoin = /\b[13][a-km-zA-HJ-NP-Z1-9]{29,34}\b|\bbc1[ac-hj-np-z02-9]{30,90}\b/;
    for (const id of [
      `1x${'9a'.repeat(16)}`,
      `gemeinsam~1x${'3f'.repeat(16)}`,
      `${'3'.repeat(32)}`,
      `teil-1~31x${'7'.repeat(32)}`,
      `${'1'.repeat(60)}~1x${'1'.repeat(32)}~29000000`,
    ]) {
      const token = linkToken(keys, 'go', id, 1);
      const unmarked = `${id}.${token.slice(token.indexOf('.') + 1)}`;
      expect(unmarked).toMatch(bitcoin);
      expect(token).not.toMatch(bitcoin);
      expect([claimedLink(token)?.id, claimedLink(unmarked)?.id]).toEqual([id, id]);
      expect(accepts(keys, token, 'go', 1)).toBe(true);
      expect(accepts(keys, unmarked, 'go', 1)).toBe(true);
      expect(claimedLink(token.replace('_', '__'))).toBeUndefined();
      expect(claimedLink(`_${unmarked}`)).toBeUndefined();
    }
  });

  test('has 128 bits of HMAC-SHA-256, so that nobody without the key can make it', () => {
    const token = linkToken(keys, 'go', 'x', 0);
    expect(Buffer.from(token.slice(4), 'base64url')).toHaveLength(16);
    const derived = createHmac('sha256', `key-2${'2'.repeat(59)}`)
      .update('link')
      .digest();
    const mac = createHmac('sha256', derived).update('go|x|0|2').digest().subarray(0, 16);
    expect(token).toBe(`x.2.${mac.toString('base64url')}`);
  });

  test.each([
    '',
    '.',
    'x',
    'x.',
    '.AAAAAAAAAAAAAAAAAAAAAA',
    'X.AAAAAAAAAAAAAAAAAAAAAA',
    'x..AAAAAAAAAAAAAAAAAAAAAA',
    'x.0.AAAAAAAAAAAAAAAAAAAAAA',
    'x.02.AAAAAAAAAAAAAAAAAAAAAA',
    'x.10000.AAAAAAAAAAAAAAAAAAAAAA',
    'x.2.2.AAAAAAAAAAAAAAAAAAAAAA',
    'a/b.AAAAAAAAAAAAAAAAAAAAAA',
  ])('%j has not even its form', (text) => {
    expect(claimedLink(text)).toBeUndefined();
    expect(accepts(keys, text, 'go', 0)).toBe(false);
  });

  test('has one spelling: other unused bits, padding, other alphabets and blanks are none of ours', () => {
    const token = linkToken(keys, 'go', 'x', 0);
    const last = alphabet.indexOf(token.slice(-1));
    const spellings = [1, 2, 3].map((bits) => token.slice(0, -1) + alphabet[last ^ bits]);
    const others = [
      `${token}=`,
      `${token}==`,
      ` ${token}`,
      `${token}\n`,
      `${token}%00`,
      token.toUpperCase(),
      token.replace('.2.', '.'),
    ];
    for (const text of [...spellings, ...others]) expect(accepts(keys, text, 'go', 0)).toBe(false);
  });

  test('forged is not accepted, ten thousand times', () => {
    const id = fc.stringMatching(/^[a-z0-9~-]{1,40}$/);
    const made = fc.record({
      purpose: fc.constantFrom(...purposes),
      id,
      generation: fc.nat({ max: 5 }),
    });
    type Made = { purpose: LinkPurpose; id: string; generation: number };
    /** Each makes of a genuine token, and what it is asked for, something that must not be accepted. */
    const forgeries: ((one: Made, token: string, seed: number) => { asked: Made; token: string })[] = [
      (one, token, seed) => ({ asked: one, token: flipped(token, one.id, seed) }),
      (one, token, seed) => ({ asked: one, token: token.slice(0, seed % token.length) }),
      (one, token, seed) => ({ asked: one, token: token.slice((seed % (token.length - 1)) + 1) }),
      (one, token, seed) => ({ asked: one, token: replaced(token, one.id, seed) }),
      (one, token, seed) => {
        const others = purposes.filter((purpose) => purpose !== one.purpose);
        return { asked: { ...one, purpose: others[seed % others.length] ?? 'go' }, token };
      },
      (one, token, seed) => ({ asked: { ...one, generation: one.generation + 1 + (seed % 9) }, token }),
      (one, token, seed) => {
        const other = `${one.id}${seed % 10}`;
        return { asked: { ...one, id: other }, token: other + token.slice(one.id.length) };
      },
      // The MAC is over `purpose|id|generation`: what moves a separator must not read the same.
      (one, token) => ({
        asked: { ...one, id: `${one.id}-0` },
        token: `${one.id}-0${token.slice(one.id.length)}`,
      }),
      (one) => ({ asked: one, token: linkToken(strange, one.purpose, one.id, one.generation) }),
    ];
    fc.assert(
      fc.property(made, fc.nat({ max: forgeries.length - 1 }), fc.nat(), (one, forgery, seed) => {
        const token = linkToken(keys, one.purpose, one.id, one.generation);
        expect(accepts(keys, token, one.purpose, one.generation)).toBe(true);
        const forged = forgeries[forgery]?.(one, token, seed);
        if (forged === undefined) expect.unreachable();
        expect(accepts(keys, forged.token, forged.asked.purpose, forged.asked.generation)).toBe(false);
      }),
      randomly(10_000),
    );
  });
});

/** One bit of the MAC turned round. */
function flipped(token: string, id: string, seed: number): string {
  const mac = Buffer.from(token.slice(id.length + 3), 'base64url');
  const at = seed % (mac.length * 8);
  mac.writeUInt8(mac.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
  return `${id}.2.${mac.toString('base64url')}`;
}

/** One character of the MAC's text replaced by another. */
function replaced(token: string, id: string, seed: number): string {
  const at = id.length + 3 + (seed % 22);
  const old = alphabet.indexOf(token.charAt(at));
  return token.slice(0, at) + alphabet[(old + 1 + (seed % 63)) % 64] + token.slice(at + 1);
}

describe('when the key is changed', () => {
  const before = keyRing('1', '1');
  const between = keyRing('2', '1', '2');
  const afterwards = KeyRing.parse({
    links: { current: '2', keys: { 2: between.links.keys[2] }, retired: ['1'] },
    hashes: between.hashes,
  });
  const id = 'gemeinsam~1xabc';

  test('old links go on working until their key is retired, also those that name none', () => {
    const unnamed = unnamedToken(before, 'registration', id, 0);
    expect(unnamed).toMatch(/^gemeinsam~1xabc\.[A-Za-z0-9_-]{22}$/);
    for (const old of [linkToken(before, 'registration', id, 0), unnamed]) {
      expect(accepts(between, old, 'registration', 0)).toBe(true);
      expect(accepts(afterwards, old, 'registration', 0)).toBe(false);
    }
    const fresh = linkToken(between, 'registration', id, 0);
    expect(fresh).toMatch(/^gemeinsam~1xabc\.2\./);
    expect(accepts(afterwards, fresh, 'registration', 0)).toBe(true);
  });

  test('a link is none by another version than it names, nor by none, and one that names none is none by any', () => {
    const token = linkToken(between, 'go', id, 0);
    const unnamed = unnamedToken(before, 'go', id, 0);
    for (const other of [token.replace('.2.', '.1.'), token.replace('.2.', '.'), unnamed.replace('.', '.1.')])
      expect(accepts(between, other, 'go', 0)).toBe(false);
  });
});
