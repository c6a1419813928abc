/** What somebody who asks sees of one answer: what is equal or not, and what is long or short. */
export interface Seen {
  /** By name: status, headers, body, availability afterwards and the like. */
  facts: Readonly<Record<string, string>>;
  /** How much longer the answer took than that of its pair, in milliseconds. */
  milliseconds: number;
}

/** Two answers that were asked for one right after the other, in either order. */
export interface Pair {
  known: Seen;
  unknown: Seen;
}

/** The area under the ROC curve with its 95 % confidence interval; a half is chance, one is certainty. */
export interface Auc {
  auc: number;
  low: number;
  high: number;
}

const timeBins = 10;

/**
 * How well known addresses are told from unknown ones by all that was seen: a naive Bayes classifier is trained on one
 * half of the pairs and tried on the other, and the other way round, so that it is never tried on what it learned from.
 */
export function separation(pairs: readonly Pair[], only?: (fact: string) => boolean): Auc {
  const halves = [pairs.filter((_, at) => at % 2 === 0), pairs.filter((_, at) => at % 2 === 1)];
  const scored = halves.flatMap((half, at) => {
    const score = trained(halves[1 - at] ?? [], only);
    return half.map(({ known, unknown }) => ({ known: score(known), unknown: score(unknown) }));
  });
  const auc = areaUnderCurve(scored);
  const halfWidth = 1.96 * standardError(scored, auc);
  return { auc, low: auc - halfWidth, high: auc + halfWidth };
}

/** Learns how much likelier each thing seen is of a known address, with one more of everything (Laplace). */
function trained(pairs: readonly Pair[], only?: (fact: string) => boolean): (seen: Seen) => number {
  const borders = quantiles(
    pairs.flatMap(({ known, unknown }) => [known.milliseconds, unknown.milliseconds]),
  );
  const featuresOf = ({ facts, milliseconds }: Seen) =>
    Object.entries({ ...facts, time: String(borders.filter((border) => milliseconds > border).length) })
      .filter(([name]) => only?.(name) ?? true)
      .map(([name, value]) => `${name}=${value}`);
  const counts = { known: new Map<string, number>(), unknown: new Map<string, number>() };
  for (const pair of pairs) {
    for (const kind of ['known', 'unknown'] as const) {
      for (const feature of featuresOf(pair[kind]))
        counts[kind].set(feature, (counts[kind].get(feature) ?? 0) + 1);
    }
  }
  return (seen) =>
    featuresOf(seen).reduce(
      (sum, feature) =>
        sum +
        Math.log((counts.known.get(feature) ?? 0) + 1) -
        Math.log((counts.unknown.get(feature) ?? 0) + 1),
      0,
    );
}

function quantiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return Array.from(
    { length: timeBins - 1 },
    (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / timeBins)] ?? 0,
  );
}

interface Scored {
  known: number;
  unknown: number;
}

/** How often a known address has the higher score of two, ties counted half (Mann and Whitney). */
function areaUnderCurve(scored: readonly Scored[]): number {
  const ranks = midRanks(scored.flatMap(({ known, unknown }) => [known, unknown]));
  const sum = ranks.reduce((total, rank, at) => (at % 2 === 0 ? total + rank : total), 0);
  const many = scored.length;
  return many === 0 ? 0.5 : (sum - (many * (many + 1)) / 2) / many ** 2;
}

function midRanks(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).toSorted((a, b) => a.value - b.value);
  const ranks: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (order[to]?.value === order[from]?.value && to < order.length) to++;
    for (const { at } of order.slice(from, to)) ranks[at] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/**
 * The curve's standard error, whatever the scores are like (Hanley and McNeil 1982); where all is told apart, as many
 * as there are say how sure that is.
 * https://doi.org/10.1148/radiology.143.1.7063747
 */
function standardError(scored: readonly Scored[], auc: number): number {
  const many = scored.length;
  if (many === 0) return 1;
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc ** 2) / (1 + auc);
  const variance = (auc * (1 - auc) + (many - 1) * (q1 + q2 - 2 * auc ** 2)) / many ** 2;
  return Math.sqrt(Math.max(variance, 1 / (12 * many ** 2)));
}
