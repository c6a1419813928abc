import { expect, test } from 'vitest';
import {
  minuteOfDay,
  minutesCovered,
  minutesIn,
  stayBetween,
} from '../../../functions/core/participants/attendance-times.ts';

test.each([
  ['2h 5m 30s', 'minutes', 125.5],
  ['2 Std. 5 Min. 30 Sek.', 'minutes', 125.5],
  ['1 hour 2 minutes', 'minutes', 62],
  ['45 mins', 'minutes', 45],
  ['02:03:30', 'minutes', 123.5],
  ['2:03', 'unsaid', 123],
  ['05:12', 'minutes', 5.2],
  ['123', 'minutes', 123],
  ['1,5', 'hours', 90],
  ['90', 'seconds', 1.5],
  ['--', 'minutes', undefined],
  ['', 'minutes', undefined],
] as const)('%s of %s is %s minutes', (cell, unit, minutes) => {
  expect(minutesIn(cell, unit)).toBe(minutes);
});

test.each([
  ['2/10/27, 4:58:12 PM', 16 * 60 + 58.2],
  ['10.02.2027 16:58', 16 * 60 + 58],
  ['2027-02-10T00:05:00', 5],
  ['12:30 AM', 30],
  ['12:30 pm', 12 * 60 + 30],
  ['--', undefined],
])('%s is minute %s of its day', (cell, minute) => {
  expect(minuteOfDay(cell)).toBe(minute);
});

test('two devices at once count once, and a stay may pass midnight', () => {
  expect(minutesCovered([stayBetween(1000, 1060), stayBetween(1030, 1090), stayBetween(1100, 1110)])).toBe(
    100,
  );
  expect(minutesCovered([stayBetween(1430, 10)])).toBe(20);
});
