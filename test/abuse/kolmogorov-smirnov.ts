/**
 * The two-sample Kolmogorov-Smirnov test: how far two samples' distributions lie apart, and how likely samples of one
 * and the same distribution lie as far apart (asymptotic, with Stephens' correction for the sample size).
 * https://en.wikipedia.org/wiki/Kolmogorov%E2%80%93Smirnov_test
 */
export function kolmogorovSmirnov(
  one: readonly number[],
  other: readonly number[],
): { distance: number; p: number } {
  const [a, b] = [one.toSorted((x, y) => x - y), other.toSorted((x, y) => x - y)];
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (a[i] === value) i++;
    while (b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const size = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { distance, p: survival((size + 0.12 + 0.11 / size) * distance) };
}

/** Kolmogorov's distribution: the chance of a value beyond x. */
function survival(x: number): number {
  // The series converges slowly near nothing, where the chance is one to many digits.
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}
