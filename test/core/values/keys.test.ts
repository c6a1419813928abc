import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenIdentity, identities } from '../../../functions/core/table/person.ts';
import {
  bearerTokenHash,
  hashRanges,
  keyedHash,
  newBearerToken,
  personHash,
  randomId,
} from '../../../functions/core/values/keys.ts';
import { randomly } from '../../setup/random.ts';
import { keyRing } from '../samples.ts';

const keys = keyRing('2', '1', '2');

test('after a rotation an address is found under the old version of its hash, and new ones get the current', () => {
  const [before, between] = [keyRing('1', '1'), keyRing('2', '1', '2')];
  const old = personHash(before, 'Aylin@Rathaus.example');
  const known = identities(between, 'aylin@rathaus.example');
  expect(known.map(({ personHash: hash }) => hash)).toEqual([
    personHash(between, 'aylin@rathaus.example'),
    old,
  ]);
  expect(chosenIdentity(known, (one) => one.personHash === old).personHash).toBe(old);
  expect(chosenIdentity(known, () => false).personHash).toMatch(/^2x[0-9a-f]{32}$/);
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
