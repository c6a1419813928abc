import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  after,
  before,
  Duration,
  earlier,
  epochSeconds,
  instant,
  instantOf,
  LocalTime,
  Temporal,
} from '../../../functions/core/values/time.ts';
import { randomly } from '../../setup/random.ts';

describe('a wall-clock time is an instant of its zone', () => {
  test.each([
    ['in winter', '2027-01-15T17:00', 'Europe/Berlin', '2027-01-15T16:00:00.000Z'],
    ['in summer', '2027-07-15T17:00', 'Europe/Berlin', '2027-07-15T15:00:00.000Z'],
    ['on the minute before a gap', '2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00.000Z'],
    ['in a gap: with the offset before it', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['after a gap', '2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
    ['in a fold: the first', '2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    ['after a fold', '2027-10-31T03:00', 'Europe/Berlin', '2027-10-31T02:00:00.000Z'],
    ['in a gap of New York', '2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
    ['in a fold of New York', '2027-11-07T01:30', 'America/New_York', '2027-11-07T05:30:00.000Z'],
    ['in a gap of half an hour', '2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45:00.000Z'],
    ['in a gap at midnight', '2026-04-24T00:30', 'Africa/Cairo', '2026-04-23T22:30:00.000Z'],
    ['at a quarter of an hour', '2027-04-28T17:00', 'Asia/Kathmandu', '2027-04-28T11:15:00.000Z'],
    ['a day ahead', '2027-04-28T03:00', 'Pacific/Kiritimati', '2027-04-27T13:00:00.000Z'],
    ['on a day that was left out', '2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['in UTC', '2027-04-28T17:00', 'UTC', '2027-04-28T17:00:00.000Z'],
  ])('%s', (_, local, zone, wanted) => {
    expect(instantOf(local, zone)).toBe(wanted);
  });
});

describe('an offset before a wall-clock time', () => {
  test.each([
    ['a day before is the same time of day', '2027-04-28T17:00', 'P1D', '2027-04-27T15:00:00.000Z'],
    ['a day before, when the day had 23 hours', '2027-03-28T17:00', 'P1D', '2027-03-27T16:00:00.000Z'],
    ['24 hours before, when the day had 23', '2027-03-28T17:00', 'PT24H', '2027-03-27T15:00:00.000Z'],
    ['a day before, when the day had 25 hours', '2027-10-31T17:00', 'P1D', '2027-10-30T15:00:00.000Z'],
    ['24 hours before, when the day had 25', '2027-10-31T17:00', 'PT24H', '2027-10-30T16:00:00.000Z'],
    ['a day before that falls in a gap', '2027-03-29T02:30', 'P1D', '2027-03-28T01:30:00.000Z'],
    ['a day before that falls in a fold: the first', '2027-11-01T02:30', 'P1D', '2027-10-31T00:30:00.000Z'],
    ['an hour before across a gap', '2027-03-28T03:30', 'PT1H', '2027-03-28T00:30:00.000Z'],
    ['an hour before across a fold', '2027-10-31T03:15', 'PT1H', '2027-10-31T01:15:00.000Z'],
    ['an hour before an event in a gap', '2027-03-28T02:30', 'PT1H', '2027-03-28T00:30:00.000Z'],
    ['a week before across a change', '2027-04-01T17:00', 'P1W', '2027-03-25T16:00:00.000Z'],
    ['days and hours together', '2027-03-28T17:00', 'P1DT2H', '2027-03-27T14:00:00.000Z'],
    ['a month before, cut at its end', '2027-03-31T17:00', 'P1M', '2027-02-28T16:00:00.000Z'],
    ['nothing before', '2027-03-28T17:00', 'PT0M', '2027-03-28T15:00:00.000Z'],
  ])('%s', (_, local, duration, wanted) => {
    expect(before(local, 'Europe/Berlin', duration)).toBe(wanted);
  });
});

/** The wall-clock minutes at which the clocks of a zone change in four years. */
function transitions(zone: string): number[] {
  const found: number[] = [];
  let at = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).getTimeZoneTransition('next');
  for (; at !== null && at.year < 2030; at = at.getTimeZoneTransition('next')) {
    found.push(Date.parse(`${at.toPlainDateTime().toString({ smallestUnit: 'minute' })}Z`) / 60_000);
  }
  return found;
}

describe('in every zone that this runtime knows', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const formats = new Map<string, Intl.DateTimeFormat>();
  /** What the clocks of a zone show at an instant, by Intl: another implementation than the one that is tested. */
  const shown = (at: string, timeZone: string) => {
    const format =
      formats.get(timeZone) ??
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
    return format.format(Date.parse(at)).replace(' ', 'T');
  };
  const minutesText = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(0, 16);
  const from = Date.UTC(2026, 0, 1) / 60_000;
  const anyTime = fc.integer({ min: from, max: from + 4 * 365 * 1440 }).map(minutesText);
  /** A zone and one of its wall-clock times; half of them lie around a change of the offset. */
  const zonedTime = fc.constantFrom(...zones).chain((zone) => {
    const changes = transitions(zone);
    if (changes.length === 0) return fc.tuple(fc.constant(zone), anyTime);
    const nearChange = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 }))
      .map(([change, by]) => minutesText(change + by));
    return fc.tuple(fc.constant(zone), fc.oneof(anyTime, nearChange, nearChange));
  });

  test('a wall-clock time is shown by the clocks, or was skipped by them', () => {
    fc.assert(
      fc.property(zonedTime, ([zone, time]) => {
        const at = instantOf(time, zone);
        const clock = shown(at, zone);
        if (clock === time) return;
        // Skipped: an hour and more earlier the clocks show earlier, and no instant between shows it.
        expect(clock > time).toBe(true);
        const gap = Date.parse(`${clock}Z`) - Date.parse(`${time}Z`);
        const earlierClock = shown(instant(Date.parse(at) - gap - 60_000), zone);
        expect(earlierClock < time).toBe(true);
      }),
      randomly(1000),
    );
  });

  test('a day before shows the same time of day, unless it was skipped', () => {
    fc.assert(
      fc.property(zonedTime, ([zone, time]) => {
        if (shown(instantOf(time, zone), zone) !== time) return;
        const dayBefore = new Date(Date.parse(`${time}Z`) - 86_400_000).toISOString().slice(0, 16);
        const clock = shown(before(time, zone, 'P1D'), zone);
        if (clock !== dayBefore) expect(instantOf(dayBefore, zone)).toBe(before(time, zone, 'P1D'));
      }),
      randomly(1000),
    );
  });

  test('24 hours before are 24 hours', () => {
    fc.assert(
      fc.property(zonedTime, ([zone, time]) => {
        const between = Date.parse(instantOf(time, zone)) - Date.parse(before(time, zone, 'PT24H'));
        expect(between).toBe(86_400_000);
      }),
      randomly(500),
    );
  });
});

describe('the texts of organisers', () => {
  test.each(['2027-04-28T17:00', '2028-02-29T00:00', '2027-12-31T23:59'])(
    '%s is a wall-clock time',
    (text) => {
      expect(LocalTime.safeParse(text).success).toBe(true);
    },
  );

  test.each([
    '2027-02-29T10:00',
    '2027-13-01T10:00',
    '2027-04-31T10:00',
    '2027-04-28T24:00',
    '2027-04-28T17:60',
    '2027-04-28 17:00',
    '2027-04-28T17:00:00',
    '2027-04-28T17:00Z',
    '2027-04-28T17:00+02:00',
    '2027-04-28',
    '',
    ' 2027-04-28T17:00',
  ])('"%s" is none', (text) => {
    expect(LocalTime.safeParse(text).success).toBe(false);
  });

  test.each(['P1D', 'PT1H', 'PT90M', 'P1W', 'P1DT2H', 'P6M', 'PT0M', 'P366D'])('%s is a duration', (text) => {
    expect(Duration.safeParse(text).success).toBe(true);
  });

  test.each([
    '-P1D',
    '+P1D',
    'P',
    'PT',
    'P1Y',
    'PT30S',
    'P1.5D',
    'P367D',
    'PT9000H',
    '1D',
    'p1d',
    'P1D ',
    'P-1D',
  ])('"%s" is none', (text) => {
    expect(Duration.safeParse(text).success).toBe(false);
  });
});

test('days later are days of the zone, hours are hours', () => {
  expect(after('2027-03-27T16:00:00.000Z', 'P1D', 'Europe/Berlin')).toBe('2027-03-28T15:00:00.000Z');
  expect(after('2027-03-27T16:00:00.000Z', 'P1D')).toBe('2027-03-28T16:00:00.000Z');
  expect(after('2027-03-27T16:00:00.000Z', 'PT24H', 'Europe/Berlin')).toBe('2027-03-28T16:00:00.000Z');
});

test('the text order of instants is their order in time, and seconds are rounded up', () => {
  expect(earlier('2027-03-01T09:00:00.000Z', '2027-03-01T08:59:59.999Z')).toBe('2027-03-01T08:59:59.999Z');
  expect(epochSeconds('2027-03-01T09:00:00.000Z')).toBe(Date.UTC(2027, 2, 1, 9) / 1000);
  expect(epochSeconds('2027-03-01T09:00:00.001Z')).toBe(Date.UTC(2027, 2, 1, 9) / 1000 + 1);
});
