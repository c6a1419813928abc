import { describe, expect, test } from 'vitest';
import { listOf, moment, span } from '../../functions/views/dates.ts';

const event = (startsAt: string, endsAt: string, timeZone: string) => ({ startsAt, endsAt, timeZone });

describe('an event is told in its own zone, which is named', () => {
  test.each([
    ['de', 'Europe/Berlin', 'Mittwoch, 28. April 2027, 17–19 Uhr (MESZ, Ortszeit Berlin)'],
    ['en', 'Europe/Berlin', 'Wednesday, 28 April 2027, 17:00 to 19:00 (CEST, Berlin time)'],
    ['en', 'Europe/London', 'Wednesday, 28 April 2027, 16:00 to 18:00 (BST, London time)'],
    ['en', 'America/New_York', 'Wednesday, 28 April 2027, 11:00 to 13:00 (GMT-4, New York time)'],
    ['de', 'Asia/Kathmandu', 'Mittwoch, 28. April 2027, 20:45–22:45 Uhr (GMT+5:45, Ortszeit Kathmandu)'],
    ['de', 'Asia/Tokyo', 'Donnerstag, 29. April 2027, 0–2 Uhr (GMT+9, Ortszeit Tokio)'],
    ['en', 'Asia/Tokyo', 'Thursday, 29 April 2027, 00:00 to 02:00 (GMT+9, Tokyo time)'],
    ['de', 'America/Mexico_City', 'Mittwoch, 28. April 2027, 9–11 Uhr (GMT-6, Ortszeit Mexiko-Stadt)'],
    ['de', 'Etc/GMT+4', 'Mittwoch, 28. April 2027, 11–13 Uhr (GMT-4)'],
    ['en', 'UTC', 'Wednesday, 28 April 2027, 15:00 to 17:00 (UTC)'],
  ] as const)('%s, %s', (locale, zone, told) => {
    expect(span(event('2027-04-28T15:00:00.000Z', '2027-04-28T17:00:00.000Z', zone), locale)).toBe(told);
  });
});

test('over midnight both days are named', () => {
  const late = event('2027-04-28T20:00:00.000Z', '2027-04-28T23:00:00.000Z', 'Europe/Berlin');
  expect(span(late, 'de')).toBe(
    'Mittwoch, 28. April 2027, 22 Uhr bis Donnerstag, 29. April 2027, 1 Uhr (MESZ, Ortszeit Berlin)',
  );
});

test('when the clocks change in between, each time says which one it is', () => {
  const night = event('2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z', 'Europe/Berlin');
  expect(span(night, 'de')).toBe(
    'Sonntag, 31. Oktober 2027, 2:30 Uhr MESZ bis 2:30 Uhr MEZ (Ortszeit Berlin)',
  );
});

test('a moment is told with the name that the zone has then', () => {
  expect(moment('2027-03-02T09:00:00.000Z', 'Europe/Berlin', 'de')).toBe(
    'Dienstag, 2. März 2027, 10 Uhr (MEZ, Ortszeit Berlin)',
  );
  expect(moment('2027-03-01T23:30:00.000Z', 'Europe/Berlin', 'en')).toBe(
    'Tuesday, 2 March 2027, 00:30 (CET, Berlin time)',
  );
});

test('a list ends with its conjunction', () => {
  expect(listOf(['A', 'B', 'C'], 'de')).toBe('A, B und C');
  expect(listOf(['A', 'B'], 'en')).toBe('A and B');
});
