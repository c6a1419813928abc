import { expect, test } from 'vitest';
import { shiftToLead } from '../../local/seed.ts';

const events = [
  {
    eventId: 'one',
    startsAtLocal: '2027-04-28T17:00',
    registrationClosesAtLocal: '2027-04-28T16:30',
    capacity: 3,
  },
  { eventId: 'two', startsAtLocal: '2027-05-19T17:00' },
];

test('the demo moves by whole weeks, so that its first part lies eight to nine weeks ahead', () => {
  const now = Date.parse('2030-10-11T09:00:00Z');
  const [one, two] = shiftToLead(events, now);
  expect(one).toEqual({
    eventId: 'one',
    startsAtLocal: '2030-12-11T17:00',
    registrationClosesAtLocal: '2030-12-11T16:30',
    capacity: 3,
  });
  expect(two?.startsAtLocal).toBe('2031-01-01T17:00');
  const aheadDays = (Date.parse('2030-12-11T17:00Z') - now) / 86_400_000;
  expect(aheadDays >= 56 && aheadDays < 63).toBe(true);
});

test('a demo that lies too far ahead moves back', () => {
  const [one] = shiftToLead(events, Date.parse('2026-01-05T09:00:00Z'));
  expect(one?.startsAtLocal).toBe('2026-03-04T17:00');
});
