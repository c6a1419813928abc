import { describe, expect, test } from 'vitest';
import { Chance } from '../setup/random.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';

describe('the Kolmogorov-Smirnov test', () => {
  test('knows the distance of small samples', () => {
    expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4]).distance).toBe(0);
    expect(kolmogorovSmirnov([1, 2, 3, 4], [5, 6, 7, 8]).distance).toBe(1);
    expect(kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]).distance).toBe(0.5);
    expect(kolmogorovSmirnov([1, 1, 1, 2], [1, 2, 2, 2]).distance).toBe(0.5);
  });

  test('has the chances of its table', () => {
    // 1.628 · √(2/1000) is the distance that two samples of 1000 go beyond once in a hundred times.
    const ranks = Array.from({ length: 1000 }, (_, rank) => rank);
    const apart = (by: number) =>
      kolmogorovSmirnov(
        ranks,
        ranks.map((rank) => rank + 1000 * by),
      ).p;
    expect(apart(0.073)).toBeCloseTo(0.0091, 3);
    expect(apart(0.061)).toBeCloseTo(0.0464, 3);
    expect(apart(0)).toBe(1);
    expect(apart(0.5)).toBeLessThan(1e-100);
  });

  test('tells a shift of a fifth of the spread, and is seldom wrong about none', () => {
    const chance = new Chance(7);
    const sample = (shift: number) =>
      Array.from({ length: 1000 }, () => chance.next() + chance.next() + chance.next() + shift);
    expect(kolmogorovSmirnov(sample(0), sample(0.1)).p).toBeLessThan(0.01);
    const wrong = Array.from({ length: 200 }, () => kolmogorovSmirnov(sample(0), sample(0)).p < 0.05);
    expect(wrong.filter(Boolean).length).toBeLessThan(25);
  });
});
