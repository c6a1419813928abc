import { expect, test } from 'vitest';
import { Chance } from '../../setup/random.ts';
import { type Pair, separation } from './classifier.ts';

const chance = new Chance(14);
const pairs = (many: number, of: (isKnown: boolean) => { fact: string; milliseconds: number }): Pair[] =>
  Array.from({ length: many }, () => {
    const [known, unknown] = [of(true), of(false)].map(({ fact, milliseconds }) => ({
      facts: { fact },
      milliseconds,
    }));
    if (known === undefined || unknown === undefined) throw new Error('two');
    return { known, unknown };
  });

test('what looks alike is told apart by chance alone', () => {
  const { auc, low, high } = separation(
    pairs(2000, () => ({ fact: chance.pick(['a', 'b', 'c']), milliseconds: chance.next() })),
  );
  expect(auc).toBeGreaterThan(0.46);
  expect(auc).toBeLessThan(0.54);
  expect(low).toBeLessThan(0.5);
  expect(high - low).toBeLessThan(0.05);
});

test('what always differs is told apart for certain, also by few', () => {
  const { auc, low } = separation(
    pairs(40, (isKnown) => ({ fact: isKnown ? 'known' : 'unknown', milliseconds: chance.next() })),
  );
  expect(auc).toBeGreaterThan(0.95);
  expect(low).toBeGreaterThan(0.55);
});

test('what differs in its time is told apart by its time, and by nothing else', () => {
  const slower = pairs(1000, (isKnown) => ({
    fact: 'same',
    milliseconds: chance.next() + (isKnown ? 0.3 : 0),
  }));
  expect(separation(slower).low).toBeGreaterThan(0.6);
  expect(separation(slower, (fact) => fact !== 'time').auc).toBe(0.5);
});

test('an answer that is each time another one tells nothing', () => {
  let serial = 0;
  const { low } = separation(pairs(500, () => ({ fact: `request ${serial++}`, milliseconds: 0 })));
  expect(low).toBeLessThan(0.5);
});
