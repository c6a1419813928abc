import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventCount, mergedCells, reportCount } from '../../../functions/core/participants/report.ts';
import { fewest } from '../../../functions/core/table/report-items.ts';
import { sampleEvent } from '../samples.ts';

const cellsOf = (...counts: number[]) => counts.map((count, index) => ({ value: `v${index}`, count }));

test.each<[string, number[], number[], { values: number; count: number | string } | undefined]>([
  ['stay as they are where each has five', [5, 40], [5, 40], undefined],
  ['are one where they have fewer', [3, 4, 40], [40], { values: 2, count: 7 }],
  ['take the next smallest in when they are too few together', [3, 40, 6], [40], { values: 2, count: 9 }],
  ['are all one when the total would tell', [2, 9], [], { values: 2, count: 11 }],
  ['tell nothing but that there are fewer than five', [1, 2], [], { values: 2, count: '<5' }],
  ['that nobody has hide nobody', [0, 0, 9], [9], { values: 2, count: 0 }],
])('values %s', (_, counts, left, merged) => {
  const found = mergedCells(cellsOf(...counts));
  expect(found.cells.map(({ count }) => count)).toEqual(left);
  expect(found.merged).toEqual(merged);
});

test('no spread of people tells of one to four of them, and nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (counts) => {
      const total = counts.reduce((a, b) => a + b, 0);
      const { cells, merged } = mergedCells(cellsOf(...counts));
      const shown = cells.reduce((sum, { count }) => sum + count, 0);
      for (const { count } of cells) expect(count).toBeGreaterThanOrEqual(fewest);
      expect(merged?.count === `<${fewest}` || shown + Number(merged?.count ?? 0) === total).toBe(true);
      const hidden = total - shown;
      if (cells.length > 0) expect(hidden === 0 || hidden >= fewest).toBe(true);
    }),
  );
});

test('a number of people below five is told as that', () => {
  expect([0, 1, 4, 5].map(reportCount)).toEqual([0, '<5', '<5', 5]);
});

test('texts and whatever was sensitive once are in no report', () => {
  const label = { de: 'Frage' };
  const common = { required: false, sensitive: false, label };
  const options = [
    { value: 'a', label },
    { value: 'b', label },
  ];
  const event = sampleEvent({
    questions: [
      { ...common, questionId: 'free', kind: 'text' },
      { ...common, questionId: 'pick', kind: 'choice', options },
      { ...common, questionId: 'once', kind: 'choice', options },
      { ...common, questionId: 'now', kind: 'yesNo', sensitive: true },
    ],
    formerlySensitive: ['once'],
  });
  expect(new EventCount(event).report.tables.map(({ questionId }) => questionId)).toEqual([
    undefined,
    'pick',
  ]);
});
