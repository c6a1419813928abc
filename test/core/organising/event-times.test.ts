import { expect, test } from 'vitest';
import { timeWarnings } from '../../../functions/core/organising/event-times.ts';

const now = '2027-03-01T09:00:00.000Z';
const warnings = (startsAtLocal: unknown, endsAtLocal?: unknown, zone: unknown = 'Europe/Berlin') =>
  timeWarnings({ startsAtLocal, endsAtLocal }, zone, now);

test('an event beyond the change of the clocks says so, one before it doesn’t', () => {
  expect(warnings('2027-03-27T17:00', '2027-03-27T19:00')).toEqual([]);
  expect(warnings('2027-03-29T17:00', '2027-03-29T19:00')).toEqual([
    { warning: 'changesBefore', from: '+01:00', to: '+02:00' },
  ]);
});

test('a zone without changes has no warnings', () => {
  expect(warnings('2027-07-01T17:00', '2027-07-01T19:00', 'Asia/Tokyo')).toEqual([]);
});

test('an event over the change says how long it really is', () => {
  expect(warnings('2027-03-28T01:00', '2027-03-28T04:00')).toEqual([
    { warning: 'changesWithin', minutes: 120 },
  ]);
  expect(warnings('2027-10-31T01:00', '2027-10-31T04:00')).toContainEqual({
    warning: 'changesWithin',
    minutes: 240,
  });
});

test('a time that there isn’t is told with the one it is read as, one that comes twice by itself', () => {
  expect(warnings('2027-03-28T02:30')).toContainEqual({
    warning: 'skipped',
    at: 'startsAtLocal',
    readAs: '2027-03-28T03:30',
  });
  expect(warnings('2027-10-31T02:30', '2027-10-31T02:45')).toEqual(
    expect.arrayContaining([
      { warning: 'twice', at: 'startsAtLocal' },
      { warning: 'twice', at: 'endsAtLocal' },
    ]),
  );
});

test('what can’t be read has no warnings', () => {
  expect(warnings('soon', undefined)).toEqual([]);
  expect(warnings('2027-03-28T02:30', '2027-03-28T04:00', 'Nowhere')).toEqual([]);
  expect(warnings(undefined, undefined, undefined)).toEqual([]);
});
