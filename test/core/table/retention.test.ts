import { expect, test } from 'vitest';
import { backstop, erasedAt, isGone, present } from '../../../functions/core/table/retention.ts';
import { sampleEvent, sampleSeries, stage } from '../samples.ts';

const parts = ['2027-04-28', '2027-06-02'].map((day, index) =>
  sampleEvent({ eventId: `teil-${index}`, startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00` }),
);

test('a term counts from the end of the last event, in the wall-clock time of the series', () => {
  expect(erasedAt(sampleSeries({ retentionDays: 90 }), parts, stage)).toBe('2027-08-31T17:00:00.000Z');
  // Across the change of the offset in October it is still seven in the evening.
  expect(erasedAt(sampleSeries({ retentionDays: 180 }), parts, stage)).toBe('2027-11-29T18:00:00.000Z');
});

test('what has expired is invisible at once, not only when TTL, the backstop, takes it 35 days later', () => {
  const erased = '2027-08-31T17:00:00.000Z';
  const item = { expiresAt: backstop(erased) };
  expect(item.expiresAt).toBe(Date.parse('2027-10-05T17:00:00.000Z') / 1000);
  expect(isGone(item, '2027-08-31T16:59:59.000Z')).toBe(false);
  expect(present(item, '2027-08-31T16:59:59.000Z')).toBe(item);
  expect(isGone(item, erased)).toBe(true);
  expect(present(item, erased)).toBeUndefined();
});

test('what has no term stays', () => {
  expect(isGone({}, '2099-01-01T00:00:00.000Z')).toBe(false);
  expect(present(undefined, '2027-01-01T00:00:00.000Z')).toBeUndefined();
});
