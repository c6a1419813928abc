import { describe, expect, test } from 'vitest';
import { obsoletePlans, plansOf } from '../../../functions/core/registration/event-plans.ts';
import {
  plannedReminders,
  reminderId,
  reminderNotifications,
} from '../../../functions/core/registration/reminders.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import { backstop } from '../../../functions/core/table/retention.ts';
import { sampleEvent } from '../samples.ts';

const published = '2027-03-01T09:00:00.000Z';
const at = (changes: Partial<EventItem>) =>
  plannedReminders(sampleEvent(changes)).map((reminder) => `${reminder.offset} ${reminder.at}`);

describe('a reminder is due by the clock of the event', () => {
  test.each<[string, Partial<EventItem>, string[]]>([
    ['a day and an hour before', {}, ['P1D 2027-04-27T15:00:00.000Z', 'PT1H 2027-04-28T14:00:00.000Z']],
    [
      'over the night that the clocks go forward',
      { startsAtLocal: '2027-03-28T17:00' },
      ['P1D 2027-03-27T16:00:00.000Z', 'PT1H 2027-03-28T14:00:00.000Z'],
    ],
    [
      'over the night that the clocks go back',
      { startsAtLocal: '2027-10-31T17:00' },
      ['P1D 2027-10-30T15:00:00.000Z', 'PT1H 2027-10-31T15:00:00.000Z'],
    ],
    [
      'on the other side of the world',
      { startsAtLocal: '2027-04-04T12:00', timeZone: 'Australia/Sydney' },
      ['P1D 2027-04-03T01:00:00.000Z', 'PT1H 2027-04-04T01:00:00.000Z'],
    ],
  ])('%s', (_, changes, wanted) => {
    expect(at({ reminders: ['P1D', 'PT1H'], ...changes })).toEqual(wanted);
  });
});

describe('the plans of a published event', () => {
  const event = sampleEvent({ reminders: ['P1D', 'PT1H'] });
  const ids = (now: string, of = event) => reminderNotifications(of, now).map((one) => one.notificationId);

  test('are its reminders that are still to come', () => {
    expect(ids(published)).toEqual(['reminder-teil-1-0-p1d', 'reminder-teil-1-0-pt1h']);
    expect(ids('2027-04-27T15:00:00.000Z')).toEqual(['reminder-teil-1-0-pt1h']);
    expect(ids('2027-04-28T14:00:00.000Z')).toEqual([]);
  });

  test('have a cause of their own for each date, so that none goes out for the new one by the old cause', () => {
    expect(reminderId(event, 'PT1H')).not.toBe(reminderId({ ...event, sequence: 1 }, 'PT1H'));
    expect(reminderId(event, 'PT1H')).toMatch(/^[a-z0-9-]+$/);
  });

  test('end with the word to those who wait, and with the erasing of what attendees left, two weeks ahead', () => {
    const items = plansOf(event, published).map((step) => (step.step === 'put' ? step.item : undefined));
    expect(items.at(-2)).toMatchObject({
      notificationId: 'noplace-teil-1-0',
      audience: 'waitlisted',
      dueAt: '2027-04-28T13:00:00.000Z',
    });
    expect(items.at(-1)).toMatchObject({
      type: 'erasure',
      step: 'notice',
      dueAt: '2027-04-28T17:00:00.000Z',
    });
  });

  test('are taken back, each that was planned, whatever it is', () => {
    const planned = plansOf(event, published).flatMap((step) =>
      step.step === 'put' && step.item.type === 'notification' ? [step.item.notificationId] : [],
    );
    const removed = obsoletePlans(event, { ...event, status: 'cancelled' }, published);
    expect(removed).toHaveLength(planned.length);
    expect(planned.every((id) => JSON.stringify(removed).includes(id))).toBe(true);
  });

  test('are taken back when the event moves or is cancelled', () => {
    const removed = (next: EventItem) =>
      obsoletePlans(event, next, published).map((step) => (step.step === 'remove' ? step.ref.pk : ''));
    const all = ['reminder-teil-1-0-p1d', 'reminder-teil-1-0-pt1h', 'noplace-teil-1-0'];
    expect(removed(event)).toEqual([]);
    expect(removed({ ...event, sequence: 1 })).toEqual(all.map((id) => `NOTIFICATION#${id}`));
    expect(removed({ ...event, status: 'cancelled' })).toEqual(all.map((id) => `NOTIFICATION#${id}`));
    expect(removed({ ...event, reminders: ['PT1H'] })).toEqual(['NOTIFICATION#reminder-teil-1-0-p1d']);
  });
});

describe('what attendees left is erased', () => {
  test(' by the table itself 35 days later, when nobody did', () => {
    expect(backstop('2027-09-14T16:30:00.000Z')).toBe(Date.parse('2027-10-19T16:30:00.000Z') / 1000);
  });
});
