import { expect, test } from 'vitest';
import { daysOf, monthAfter, weeksOf } from '../../functions/client/events/views.ts';
import * as words from '../../functions/client/events/words.ts';

test('a month stands in weeks from Monday on', () => {
  const weeks = weeksOf('2027-08');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([...Array(6), '2027-08-01']);
  expect(weeks[5]).toEqual(['2027-08-30', '2027-08-31', ...Array(5)]);
  expect(weeksOf('2027-02')).toHaveLength(4);
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
});

test('months follow one another over the turn of the year', () => {
  expect([monthAfter('2027-12', 1), monthAfter('2027-01', -1), monthAfter('2027-03', 0)]).toEqual([
    '2028-01',
    '2026-12',
    '2027-03',
  ]);
});

test('each of its texts is there in both languages', () => {
  for (const [name, text] of Object.entries(words))
    expect([name, Object.keys(text)]).toEqual([name, ['de', 'en']]);
});
