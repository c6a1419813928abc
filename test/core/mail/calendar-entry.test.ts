import { describe, expect, test } from 'vitest';
import { calendarEntry } from '../../../functions/core/mail/calendar-entry.ts';
import { sampleEvent } from '../samples.ts';

type Registration = Parameters<typeof calendarEntry>[1] & Parameters<typeof calendarEntry>[2][number];
const event = sampleEvent({ sequence: 4 });
const one = (state: Registration['state'], round = 0, hadPlace?: true): Registration => ({
  ...{ state, round, hadPlace },
});
/** What a mail about the first of them does with the entry. */
function done(all: [Registration, ...Registration[]], of = event) {
  const entry = calendarEntry(of, all[0], all);
  return entry && `${entry.method} ${entry.sequence}`;
}

describe('a calendar entry', () => {
  test('is there for who has a place, and for nobody who waits, has to confirm or never had one', () => {
    expect(done([one('confirmed')])).toBe('PUBLISH 4');
    expect(done([one('waitlisted')])).toBeUndefined();
    expect(done([one('pending')])).toBeUndefined();
    expect(done([one('cancelled')])).toBeUndefined();
    expect(done([one('expired')])).toBeUndefined();
  });

  test('is taken back from who gave the place up, is on the waiting list since, or finds none', () => {
    expect(done([one('cancelled', 0, true)])).toBe('CANCEL 5');
    expect(done([one('waitlisted', 1, true)])).toBe('CANCEL 6');
    expect(done([one('cancelled', 1, true)])).toBe('CANCEL 8');
  });

  test('is taken back from everybody who ever had it when the event is cancelled', () => {
    const off = sampleEvent({ sequence: 5, status: 'cancelled' });
    expect(done([one('confirmed')], off)).toBe('CANCEL 5');
    expect(done([one('waitlisted')], off)).toBeUndefined();
    expect(done([one('waitlisted', 1, true)], off)).toBe('CANCEL 7');
  });

  test('has a SEQUENCE that rises with every place taken and given up', () => {
    const life = [
      one('confirmed'),
      one('cancelled', 0, true),
      one('waitlisted', 1, true),
      one('confirmed', 1, true),
      one('cancelled', 1, true),
      one('confirmed', 2, true),
    ].map((registration) => calendarEntry(event, registration, [registration])?.sequence ?? 0);
    expect(life).toEqual([4, 5, 6, 7, 8, 10]);
  });

  test('is each person’s own, of several at one address, and its SEQUENCE never falls', () => {
    expect(done([one('cancelled', 0, true), one('confirmed')])).toBe('CANCEL 6');
    expect(done([one('waitlisted'), one('confirmed')])).toBeUndefined();
    const gone = done([one('cancelled', 0, true), one('cancelled', 2, true)]);
    const before = done([one('confirmed', 2, true), one('cancelled', 0, true)]);
    expect([before, gone]).toEqual(['PUBLISH 12', 'CANCEL 13']);
  });
});
