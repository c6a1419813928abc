import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chosenIdentity, identities } from '../../../functions/core/table/person.ts';
import {
  bearerTokenHash,
  claimedId,
  hashRanges,
  isGenuine,
  KeyRing,
  keyedHash,
  type LinkPurpose,
  linkToken,
  newBearerToken,
  personHash,
  randomId,
} from '../../../functions/core/values/keys.ts';
import { randomly } from '../../setup/random.ts';
import { keyRing } from '../samples.ts';

const keys = keyRing('2', '1', '2');
/** The ring of somebody else. */
const strange = keyRing('3', '3');
const purposes: LinkPurpose[] = ['confirm', 'registration', 'go', 'data', 'unsubscribe'];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('the secret', () => {
  const key = 'k'.repeat(32);

  test('holds a key for each version, and names the current one', () => {
    const ring = KeyRing.parse({ current: '12', 1: key, 12: key, note: 'ours', 3: 'too short', 0: key });
    expect([ring.current, [...ring.versions.keys()]]).toEqual(['12', ['1', '12']]);
  });

  test.each([
    [{}],
    [{ current: '1' }],
    [{ current: '2', 1: key }],
    [{ current: '1', 1: 'k'.repeat(31) }],
    [{ current: 1, 1: key }],
    [{ current: '01', '01': key }],
    [{ current: '0', 0: key }],
    ['text'],
    [null],
  ])('%j is refused', (secret) => {
    expect(KeyRing.safeParse(secret).success).toBe(false);
  });
});

describe('a link', () => {
  test('is genuine for its purpose and generation alone', () => {
    const token = linkToken(keys, 'registration', 'gemeinsam~2xabc', 1);
    expect(token).toMatch(/^gemeinsam~2xabc\.[A-Za-z0-9_-]{22}$/);
    expect(claimedId(token)).toBe('gemeinsam~2xabc');
    expect(isGenuine(keys, token, 'registration', 1)).toBe(true);
    for (const generation of [0, 2, -1, 1.5]) {
      expect(isGenuine(keys, token, 'registration', generation)).toBe(false);
    }
    for (const purpose of purposes.filter((one) => one !== 'registration')) {
      expect(isGenuine(keys, token, purpose, 1)).toBe(false);
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
      expect([claimedId(token), claimedId(unmarked)]).toEqual([id, id]);
      expect(isGenuine(keys, token, 'go', 1)).toBe(true);
      expect(isGenuine(keys, unmarked, 'go', 1)).toBe(true);
      expect(claimedId(token.replace('_', '__'))).toBeUndefined();
      expect(claimedId(`_${unmarked}`)).toBeUndefined();
    }
  });

  test('has 128 bits of HMAC-SHA-256, so that nobody without the key can make it', () => {
    const token = linkToken(keys, 'go', 'x', 0);
    expect(Buffer.from(token.slice(2), 'base64url')).toHaveLength(16);
    const derived = createHmac('sha256', `key-2${'2'.repeat(59)}`)
      .update('link')
      .digest();
    const mac = createHmac('sha256', derived).update('go|x|0').digest().subarray(0, 16);
    expect(token).toBe(`x.${mac.toString('base64url')}`);
  });

  test.each([
    '',
    '.',
    'x',
    'x.',
    '.AAAAAAAAAAAAAAAAAAAAAA',
    'X.AAAAAAAAAAAAAAAAAAAAAA',
    'a/b.AAAAAAAAAAAAAAAAAAAAAA',
  ])('%j has not even its form', (text) => {
    expect(claimedId(text)).toBeUndefined();
    expect(isGenuine(keys, text, 'go', 0)).toBe(false);
  });

  test('has one spelling: other unused bits, padding, other alphabets and blanks are none of ours', () => {
    const token = linkToken(keys, 'go', 'x', 0);
    const last = alphabet.indexOf(token.slice(-1));
    const spellings = [1, 2, 3].map((bits) => token.slice(0, -1) + alphabet[last ^ bits]);
    const others = [`${token}=`, `${token}==`, ` ${token}`, `${token}\n`, `${token}%00`, token.toUpperCase()];
    for (const text of [...spellings, ...others]) expect(isGenuine(keys, text, 'go', 0)).toBe(false);
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
        expect(isGenuine(keys, token, one.purpose, one.generation)).toBe(true);
        const forged = forgeries[forgery]?.(one, token, seed);
        if (forged === undefined) expect.unreachable();
        expect(isGenuine(keys, forged.token, forged.asked.purpose, forged.asked.generation)).toBe(false);
      }),
      randomly(10_000),
    );
  });
});

/** One bit of the MAC turned round. */
function flipped(token: string, id: string, seed: number): string {
  const mac = Buffer.from(token.slice(id.length + 1), 'base64url');
  const at = seed % (mac.length * 8);
  mac.writeUInt8(mac.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
  return `${id}.${mac.toString('base64url')}`;
}

/** One character of the MAC's text replaced by another. */
function replaced(token: string, id: string, seed: number): string {
  const at = id.length + 1 + (seed % 22);
  const old = alphabet.indexOf(token.charAt(at));
  return token.slice(0, at) + alphabet[(old + 1 + (seed % 63)) % 64] + token.slice(at + 1);
}

describe('when the key is changed', () => {
  const before = keyRing('1', '1');
  const between = keyRing('2', '1', '2');
  const afterwards = keyRing('2', '2');

  test('old links go on working until their key is taken away', () => {
    const old = linkToken(before, 'registration', 'gemeinsam~1xabc', 0);
    expect(isGenuine(between, old, 'registration', 0)).toBe(true);
    expect(isGenuine(afterwards, old, 'registration', 0)).toBe(false);
    const fresh = linkToken(between, 'registration', 'gemeinsam~1xabc', 0);
    expect(fresh).not.toBe(old);
    expect(isGenuine(afterwards, fresh, 'registration', 0)).toBe(true);
  });

  test('an address is found under the old version of its hash, and new ones get the current', () => {
    const old = personHash(before, 'Aylin@Rathaus.example');
    const known = identities(between, 'aylin@rathaus.example');
    expect(known.map(({ personHash: hash }) => hash)).toEqual([
      personHash(between, 'aylin@rathaus.example'),
      old,
    ]);
    expect(chosenIdentity(known, (one) => one.personHash === old).personHash).toBe(old);
    expect(chosenIdentity(known, () => false).personHash).toMatch(/^2x[0-9a-f]{32}$/);
  });
});

test('hashes of one text differ by purpose and by version, and name their version', () => {
  const hashes = [
    keyedHash(keys, 'person', 'a@b.example'),
    keyedHash(keys, 'registration', 'a@b.example'),
    keyedHash(keys, 'person', 'a@b.example', '1'),
    keyedHash(keys, 'person', 'a@c.example'),
  ];
  expect(new Set(hashes).size).toBe(4);
  for (const hash of hashes) expect(hash).toMatch(/^[12]x[0-9a-f]{32}$/);
  expect(() => keyedHash(keys, 'person', 'a', '3')).toThrow('no key of version 3');
});

test('ranges of hashes hold every text once, whatever made it, and hashes in equal parts', () => {
  const ring = keyRing('2', '1', '2', '12');
  const ranges = hashRanges(ring);
  const holding = (id: string) =>
    ranges.filter(
      ({ after, upTo }) => !(after !== undefined && id <= after) && !(upTo !== undefined && id > upTo),
    );
  const bounds = ranges.flatMap(({ upTo }) => upTo ?? []);
  for (const id of ['', '0', 'z', '1x', '3xff', ...bounds]) expect(holding(id)).toHaveLength(1);
  fc.assert(
    fc.property(fc.string(), (id) => holding(id).length === 1),
    randomly(500),
  );
  const counts = new Map<object | undefined, number>();
  for (let number = 0; number < 4000; number++) {
    const [range] = holding(keyedHash(ring, 'registration', `${number}`));
    counts.set(range, (counts.get(range) ?? 0) + 1);
  }
  expect(counts.size).toBe(16);
  expect(Math.max(...counts.values())).toBeLessThan(350);
});

test('ids and bearer tokens are random, and a bearer token is kept as its hash alone', () => {
  const tokens = Array.from({ length: 100 }, newBearerToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^eb_[A-Za-z0-9_-]{43}$/);
  expect(bearerTokenHash('eb_x')).toMatch(/^[0-9a-f]{64}$/);
  expect(randomId()).toMatch(/^[0-9a-f]{32}$/);
});
