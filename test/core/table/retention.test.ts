import { expect, test } from 'vitest';
import type { EventItem, SeriesItem } from '../../../functions/core/table/items.ts';
import {
  backstop,
  endAsTold,
  erasedAt,
  goneAt,
  isGone,
  isLater,
  joinedEvents,
  present,
  retentionTerms,
  type Term,
  withEvents,
} from '../../../functions/core/table/retention.ts';
import { sampleEvent, sampleSeries, stage } from '../samples.ts';

const parts = ['2027-04-28', '2027-06-02', '2029-06-06'].map((day, index) =>
  sampleEvent({
    ...{ eventId: `teil-${index}`, startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00` },
    status: 'published',
  }),
);
const createdAt = '2027-03-01T09:00:00.000Z';
const ends = (term: Partial<Term>, changes: Partial<SeriesItem> = {}, events: readonly EventItem[] = parts) =>
  erasedAt(
    { createdAt, eventIds: ['teil-0', 'teil-1'], retentionDays: 90, ...term },
    { series: sampleSeries(changes), events },
    stage,
  );

test('a term counts from the end of the last event that its person registered for, whatever else the series has', () => {
  expect(ends({})).toBe('2027-08-31T17:00:00.000Z');
  expect(ends({ eventIds: ['teil-0'] })).toBe('2027-07-27T17:00:00.000Z');
  expect(ends({ eventIds: ['teil-2', 'teil-0'] })).toBe('2029-09-04T17:00:00.000Z');
});

test('it is by the wall-clock time of the series: across the change of the offset it is still seven in the evening', () => {
  const days = { retentionDays: 180 };
  expect(ends(days, days)).toBe('2027-11-29T18:00:00.000Z');
});

test('it is as it was told at sign-up: a longer one of the series or the stage changes nothing, a shorter one counts', () => {
  expect(ends({ retentionDays: 30 })).toBe('2027-07-02T17:00:00.000Z');
  expect(ends({ retentionDays: 30 }, { retentionDays: 3650 })).toBe('2027-07-02T17:00:00.000Z');
  expect(ends({ retentionDays: 90 }, { retentionDays: 30 })).toBe('2027-07-02T17:00:00.000Z');
});

test('once shortened, it is not lengthened again for who was there', () => {
  const at = (day: number) => `2027-03-0${day}T12:00:00.000Z`;
  let terms = retentionTerms(90, undefined, '2027-01-01T00:00:00.000Z');
  const set = (days: number, before: number, day: number) => {
    terms = retentionTerms(days, { days: before, terms }, at(day));
  };
  set(30, 90, 2);
  set(180, 30, 3);
  set(180, 180, 4);
  expect(terms).toEqual([
    { days: 30, from: at(2) },
    { days: 180, from: at(3) },
  ]);
  const series = { retentionDays: 180, retentionTerms: terms };
  expect(ends({ retentionDays: 90 }, series)).toBe('2027-07-02T17:00:00.000Z');
  expect(ends({ retentionDays: 90, createdAt: at(5) }, series)).toBe('2027-08-31T17:00:00.000Z');
});

test('an event that is cancelled keeps nobody’s data longer than it would have, nor than from the day it was cancelled', () => {
  const [first, second] = parts;
  if (first === undefined || second === undefined) throw new Error('no parts');
  const cancelled = { ...second, status: 'cancelled' as const, cancelledAt: '2027-05-01T09:00:00.000Z' };
  expect(ends({}, {}, [first, cancelled])).toBe('2027-07-30T09:00:00.000Z');
  expect(ends({}, {}, [first, { ...cancelled, cancelledAt: '2028-01-01T00:00:00.000Z' }])).toBe(
    '2027-08-31T17:00:00.000Z',
  );
  // What is corrected of it afterwards makes no difference.
  expect(ends({}, {}, [first, { ...cancelled, updatedAt: '2027-06-01T09:00:00.000Z' }])).toBe(
    '2027-07-30T09:00:00.000Z',
  );
});

test('what somebody cancelled keeps their data no longer than from that day, until they register for it again', () => {
  const cancelledEvents = { 'teil-1': '2027-04-01T09:00:00.000Z' };
  expect(ends({ cancelledEvents })).toBe('2027-07-27T17:00:00.000Z');
  expect(ends({ cancelledEvents: { 'teil-1': '2027-05-10T09:00:00.000Z' } })).toBe(
    '2027-08-08T09:00:00.000Z',
  );
  expect(ends({ cancelledEvents: { 'teil-1': '2028-01-01T09:00:00.000Z' } })).toBe(
    '2027-08-31T17:00:00.000Z',
  );
  const again = withEvents({ eventIds: ['teil-0', 'teil-1'], cancelledEvents }, ['teil-1']);
  expect(again).toEqual({ eventIds: ['teil-0', 'teil-1'], cancelledEvents: undefined });
});

test('of two terms that become one, what was cancelled in both is over', () => {
  const [a, b] = ['2027-04-01T09:00:00.000Z', '2027-04-02T09:00:00.000Z'];
  const one = { eventIds: ['teil-0', 'teil-1'], cancelledEvents: { 'teil-0': a, 'teil-1': a } };
  const other = { eventIds: ['teil-1', 'teil-2'], cancelledEvents: { 'teil-2': b } };
  expect(joinedEvents(one, other)).toEqual({
    eventIds: ['teil-0', 'teil-1', 'teil-2'],
    cancelledEvents: { 'teil-0': a, 'teil-2': b },
  });
});

test('a later end counts for who was told of it: by the sequence that they know', () => {
  const [first] = parts;
  if (first === undefined) throw new Error('no parts');
  const former = [
    ['2027-04-28T17:00:00.000Z', 1],
    ['2027-05-05T17:00:00.000Z', 2],
  ] as const;
  const moved = {
    ...first,
    sequence: 3,
    ...{ startsAtLocal: '2029-04-28T17:00', endsAtLocal: '2029-04-28T19:00' },
    formerFacts: former.map(([endsAt, sequence]) => ({
      ...{ endsAt, sequence, startsAt: endsAt, title: first.title, timeZone: first.timeZone },
      attendanceMode: first.attendanceMode,
    })),
  };
  expect([isLater(first), isLater(moved)]).toEqual([false, true]);
  const known = [undefined, 0, 1, 2, 3, 4].map((sequence) => endAsTold(moved, sequence));
  const [old, between, present] = [former[0][0], former[1][0], '2029-04-28T17:00:00.000Z'];
  expect(known).toEqual([old, old, old, between, present, present]);
});

test('who signed up before terms were kept was told of the series’ last event, and for them it counts', () => {
  const was = { retentionDays: undefined, eventIds: ['teil-0'] };
  expect(ends(was)).toBe('2029-09-04T17:00:00.000Z');
  // What the series was given since is no part of it.
  const more = sampleEvent({
    ...{ eventId: 'teil-3', startsAtLocal: '2031-06-04T17:00', endsAtLocal: '2031-06-04T19:00' },
    ...{ status: 'published', createdAt: '2027-04-01T09:00:00.000Z' },
  });
  expect(ends(was, {}, [...parts, more])).toBe('2029-09-04T17:00:00.000Z');
  const terms = retentionTerms(400, { days: 90, terms: undefined }, '2027-05-01T00:00:00.000Z');
  expect(ends(was, { retentionDays: 400, retentionTerms: terms })).toBe('2029-09-04T17:00:00.000Z');
});

test('what has expired is invisible at once, not only when TTL, the backstop, takes it 35 days later', () => {
  const erased = '2027-08-31T17:00:00.000Z';
  const item = { expiresAt: backstop(erased) };
  expect(item.expiresAt).toBe(Date.parse('2027-10-05T17:00:00.000Z') / 1000);
  expect(goneAt(item)).toBe(erased);
  expect(isGone(item, '2027-08-31T16:59:59.000Z')).toBe(false);
  expect(present(item, '2027-08-31T16:59:59.000Z')).toBe(item);
  expect(isGone(item, erased)).toBe(true);
  expect(present(item, erased)).toBeUndefined();
});

test('what has no term stays', () => {
  expect(isGone({}, '2099-01-01T00:00:00.000Z')).toBe(false);
  expect(present(undefined, '2027-01-01T00:00:00.000Z')).toBeUndefined();
});
