import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  closesAt,
  EventInput,
  endsAt,
  isDirectEntry,
  isPromoting,
  type Openness,
  openness,
  startsAt,
} from '../../../functions/core/table/event.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import { faultsOf } from '../../../functions/core/values/faults.ts';
import { sampleEvent } from '../samples.ts';

/** Opens on 1 April at 10:00, closes half an hour before it starts on 28 April at 17:00, in Berlin. */
const timed = {
  registrationOpensAtLocal: '2027-04-01T10:00',
  registrationClosesAtLocal: '2027-04-28T16:30',
};

describe('sign-up for an event', () => {
  test.each<[string, Partial<EventItem>, string, Openness]>([
    ['a draft', { status: 'draft' }, '2027-04-02T00:00:00.000Z', 'draft'],
    ['cancelled', { status: 'cancelled' }, '2027-04-02T00:00:00.000Z', 'cancelled'],
    ['cancelled and over', { status: 'cancelled' }, '2028-04-02T00:00:00.000Z', 'cancelled'],
    ['a moment before it opens', timed, '2027-04-01T07:59:59.999Z', 'notYetOpen'],
    ['as it opens', timed, '2027-04-01T08:00:00.000Z', 'open'],
    ['a moment before it closes', timed, '2027-04-28T14:29:59.999Z', 'open'],
    ['as it closes', timed, '2027-04-28T14:30:00.000Z', 'closed'],
    ['long ago without an opening time', {}, '2020-01-01T00:00:00.000Z', 'open'],
    ['a moment before the start without a closing time', {}, '2027-04-28T14:59:59.999Z', 'open'],
    ['at the start without a closing time', {}, '2027-04-28T15:00:00.000Z', 'closed'],
    [
      'after the start with a later closing time',
      { registrationClosesAtLocal: '2027-04-28T18:00' },
      '2027-04-28T15:30:00.000Z',
      'open',
    ],
    ['in another zone', { timeZone: 'America/New_York' }, '2027-04-28T20:59:59.999Z', 'open'],
    [
      'after the start in another zone',
      { timeZone: 'America/New_York' },
      '2027-04-28T21:00:00.000Z',
      'closed',
    ],
  ])('%s', (_, changes, now, wanted) => {
    expect(openness(sampleEvent(changes), now)).toBe(wanted);
  });

  test('opens and closes by the clock of the event, before and after a change of the offset', () => {
    const spring = sampleEvent({ startsAtLocal: '2027-03-28T17:00', endsAtLocal: '2027-03-28T18:00' });
    expect([startsAt(spring), endsAt(spring), closesAt(spring)]).toEqual([
      '2027-03-28T15:00:00.000Z',
      '2027-03-28T16:00:00.000Z',
      '2027-03-28T15:00:00.000Z',
    ]);
  });
});

test('within its direct entry an event takes who comes at once', () => {
  const event = sampleEvent();
  expect(isDirectEntry(event, '2027-04-28T13:59:59.999Z')).toBe(false);
  expect(isDirectEntry(event, '2027-04-28T14:00:00.000Z')).toBe(true);
  expect(isDirectEntry(sampleEvent({ directEntry: 'PT0M' }), '2027-04-28T14:59:59.999Z')).toBe(false);
});

test('a place without a confirmation is had six hours before the start at most, which is refused by name', () => {
  const { type, status, sequence, version, createdAt, updatedAt, ...input } = sampleEvent();
  const faults = (directEntry: string) =>
    faultsOf(EventInput.safeParse({ ...input, directEntry }).error ?? new z.ZodError([]));
  for (const directEntry of ['PT0M', 'PT6H', 'PT360M']) expect(faults(directEntry)).toEqual([]);
  for (const directEntry of ['PT6H1M', 'P1D', 'P300D'])
    expect(faults(directEntry)).toEqual([
      { pointer: '/directEntry', code: 'directEntryTooLong', params: { hours: 6 } },
    ]);
  expect(faults('morgen').map(({ code }) => code)).toEqual(['invalidDuration']);
});

test('nobody is moved up any more from the moment that the event names', () => {
  const event = sampleEvent();
  expect(isPromoting(event, '2027-04-28T12:59:59.999Z')).toBe(true);
  expect(isPromoting(event, '2027-04-28T13:00:00.000Z')).toBe(false);
  // A day of 23 hours: P1D is the same time of day.
  const spring = sampleEvent({ startsAtLocal: '2027-03-28T17:00', promoteUntil: 'P1D' });
  expect(isPromoting(spring, '2027-03-27T15:59:59.999Z')).toBe(true);
  expect(isPromoting(spring, '2027-03-27T16:00:00.000Z')).toBe(false);
});

describe('an event as organisers hand it in', () => {
  const { type, status, sequence, version, createdAt, updatedAt, ...good } = sampleEvent();
  const broken = (changes: object) =>
    EventInput.safeParse({ ...good, ...changes }).error?.issues.map((issue) => issue.path.join('/'));
  const label = { de: 'x' };

  test('is taken as it stands in the scenario', () => {
    expect(EventInput.safeParse(good).success).toBe(true);
  });

  test.each<[string, object, string]>([
    ['ends before it starts', { endsAtLocal: '2027-04-28T16:59' }, 'endsAtLocal'],
    ['ends as it starts', { endsAtLocal: '2027-04-28T17:00' }, 'endsAtLocal'],
    ['has no places', { capacity: 0 }, 'capacity'],
    ['has half a place', { capacity: 1.5 }, 'capacity'],
    ['lies in no zone', { timeZone: 'Berlin' }, 'timeZone'],
    ['lies in an offset', { timeZone: '+02:00' }, 'timeZone'],
    ['reminds twice at once', { reminders: ['P1D', 'P1D'] }, 'reminders'],
    ['reminds six times', { reminders: ['P1D', 'P2D', 'P3D', 'P4D', 'P5D', 'P6D'] }, 'reminders'],
    ['has an id with a separator', { eventId: 'a~b' }, 'eventId'],
    ['has no title', { title: {} }, 'title'],
    ['has a join link that runs', { joinUrl: 'javascript:alert(1)' }, 'joinUrl'],
    [
      'has a group twice',
      { workingGroups: [1, 2].map(() => ({ workingGroupId: 'g', title: label })) },
      'workingGroups',
    ],
    ['asks twice', { questions: [1, 2].map(() => ({ questionId: 'q', kind: 'text', label })) }, 'questions'],
    [
      'offers a choice of nothing',
      { questions: [{ questionId: 'q', kind: 'choice', label }] },
      'questions/0/options',
    ],
    [
      'offers choices for a text',
      {
        questions: [
          {
            questionId: 'q',
            kind: 'text',
            label,
            options: [
              { value: 'a', label },
              { value: 'b', label },
            ],
          },
        ],
      },
      'questions/0/options',
    ],
    ['says more than is known', { colour: 'red' }, ''],
  ])('is refused when it %s', (_, changes, path) => {
    expect(broken(changes)).toContain(path);
  });
});
