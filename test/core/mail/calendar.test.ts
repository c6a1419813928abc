import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarFrame, calendarFile, vtimezone } from '../../../functions/core/mail/calendar.ts';
import { revise } from '../../../functions/core/registration/event-plans.ts';
import { endsAt, startsAt } from '../../../functions/core/table/event.ts';
import type { CountersItem, EventItem } from '../../../functions/core/table/items.ts';
import { sampleEvent, sampleSeries } from '../samples.ts';

const frame: CalendarFrame = {
  locale: 'de',
  title: 'Gemeinsam stark vor Ort',
  organiser: { name: 'Stiftung "Marktplatz"; Büro, Mitte', email: 'seminare@stiftung-marktplatz.example' },
  pageUrl: (eventId) => `https://events.example/events/${eventId}`,
  uidDomain: 'mail.stiftung-marktplatz.example',
  stamp: '2027-03-01T09:00:00.000Z',
};

/** The file as another library reads it: its events with their times by the file's own VTIMEZONE. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    // Not the library's own knowledge of the zone.
    ICAL.TimezoneService.remove(String(zone.getFirstPropertyValue('tzid')));
    ICAL.TimezoneService.register(zone);
  }
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const text = (name: string) => {
      const value = component.getFirstPropertyValue(name);
      return value === null ? undefined : String(value);
    };
    return {
      uid: event.uid,
      sequence: event.sequence,
      startsAt: event.startDate.toJSDate().toISOString(),
      endsAt: event.endDate.toJSDate().toISOString(),
      startsAtLocal: event.startDate.toString(),
      timeZone: event.startDate.zone?.tzid,
      summary: event.summary,
      status: text('status'),
      url: text('url'),
      text,
      names: component.getAllProperties().map(({ name }) => name),
    };
  });
  return { calendar, events, method: String(calendar.getFirstPropertyValue('method')) };
}

function only<T>(all: readonly T[]): T {
  const [one, ...others] = all;
  if (one === undefined || others.length > 0) throw new Error(`${all.length} instead of one`);
  return one;
}

const counters: CountersItem = {
  type: 'counters',
  eventId: 'teil-1',
  taken: 0,
  pending: 0,
  confirmed: 0,
  waitlisted: 0,
  cancelled: 0,
  nextPosition: 1,
  groups: {},
};

/** An event after its organiser changed it. */
function revised(event: EventItem, changes: Partial<EventItem>): EventItem {
  const { type, status, sequence, version, createdAt, updatedAt, ...input } = { ...event, ...changes };
  return revise({ event, counters }, input, sampleSeries(), 90, '2027-03-02T09:00:00.000Z').next;
}

describe('a calendar file', () => {
  const event = sampleEvent({ joinUrl: 'https://meet.example/part-1', sequence: 3 });
  const file = calendarFile([event], 'PUBLISH', frame);
  const { events, method, calendar } = read(file);
  const entry = only(events);

  test('says what, when, by whom and where to read on', () => {
    expect(method).toBe('PUBLISH');
    expect(entry).toMatchObject({
      uid: 'teil-1@mail.stiftung-marktplatz.example',
      sequence: 3,
      summary: 'Sichtbar machen',
      status: 'CONFIRMED',
      startsAt: '2027-04-28T15:00:00.000Z',
      endsAt: '2027-04-28T17:00:00.000Z',
      startsAtLocal: '2027-04-28T17:00:00',
      timeZone: 'Europe/Berlin',
      url: 'https://events.example/events/teil-1',
    });
    expect(entry.text('dtstamp')).toBe('2027-03-01T09:00:00Z');
    expect(entry.text('organizer')).toBe('mailto:seminare@stiftung-marktplatz.example');
  });

  test('has what RFC 5546 wants of PUBLISH: no attendee, no reply asked for', () => {
    expect(entry.names).toEqual(
      expect.arrayContaining(['dtstamp', 'dtstart', 'organizer', 'summary', 'uid', 'sequence']),
    );
    expect(entry.names).not.toContain('attendee');
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(String(calendar.getFirstPropertyValue('prodid'))).toMatch(/Eventbote/);
  });

  test('holds no personal link and no join link, because calendars are shared', () => {
    const unfolded = file.replaceAll('\r\n ', '');
    const links = [...unfolded.matchAll(/https?:\/\/[^\s"\\]+/g)].map(([link]) => link);
    expect(new Set(links)).toEqual(new Set(['https://events.example/events/teil-1']));
  });

  test('is UTF-8 in lines of at most 75 octets, each ended by CRLF, no character cut in two', () => {
    const long = calendarFile([sampleEvent({ title: { de: '🎪ü–€'.repeat(37) } })], 'PUBLISH', frame);
    for (const line of long.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/[\r\n]/);
    }
    expect(only(read(long).events).summary).toBe('🎪ü–€'.repeat(37));
  });

  test.each([
    'a, b; c: d',
    'back\\slash \\n "quoted"',
    'two\nlines',
    'X\r\nATTENDEE:mailto:all@x.example\r\nBEGIN:VALARM',
    'END:VEVENT',
    '=HYPERLINK("https://evil.example")',
  ])('keeps the title %j as text', (title) => {
    const { events, calendar } = read(
      calendarFile([sampleEvent({ title: { de: title } })], 'PUBLISH', frame),
    );
    const entry = only(events);
    expect(entry.summary.replaceAll('\r\n', '\n')).toBe(title.replaceAll('\r\n', '\n'));
    expect(entry.names).not.toContain('attendee');
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone', 'vevent']);
  });

  test('of a cancelled event takes the entry back, by the same UID', () => {
    const { events, method } = read(calendarFile([event], 'CANCEL', frame));
    expect(method).toBe('CANCEL');
    expect(only(events)).toMatchObject({ uid: entry.uid, status: 'CANCELLED', sequence: 3 });
    const feed = read(calendarFile([{ ...event, status: 'cancelled' }], 'PUBLISH', frame));
    expect([feed.method, only(feed.events).status]).toEqual(['PUBLISH', 'CANCELLED']);
  });
});

describe('the sequence of an event', () => {
  const event = sampleEvent();
  test.each<[string, Partial<EventItem>]>([
    ['its time', { startsAtLocal: '2027-04-28T16:00' }],
    ['its end', { endsAtLocal: '2027-04-28T20:00' }],
    ['its zone', { timeZone: 'Europe/London' }],
    ['its title', { title: { de: 'Anders' } }],
  ])('rises with %s, and the UID stays', (_, changes) => {
    const next = revised(event, changes);
    expect(next.sequence).toBe(1);
    const [before, after] = [event, next].map((one) =>
      only(read(calendarFile([one], 'PUBLISH', frame)).events),
    );
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBe(1);
    expect(revised(next, { startsAtLocal: '2027-04-28T15:00' }).sequence).toBe(2);
  });

  test('stays with what is in no calendar', () => {
    const changes = {
      joinUrl: 'https://meet.example/new',
      capacity: 5,
      reminders: ['P1D'],
      waitingList: true,
    };
    expect(revised(event, changes).sequence).toBe(0);
  });
});

describe('the file says in every zone when an event is', () => {
  const zones = [
    'Europe/Berlin',
    'Europe/London',
    'Europe/Dublin',
    'America/New_York',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Sydney',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
    'UTC',
  ];
  const dates = [
    '2027-01-15',
    // Before, on and after the days on which these zones change.
    '2027-02-06',
    '2027-03-13',
    '2027-03-14',
    '2027-03-15',
    '2027-03-27',
    '2027-03-28',
    '2027-03-29',
    '2027-04-03',
    '2027-04-04',
    '2027-04-05',
    '2027-07-01',
    '2027-10-02',
    '2027-10-03',
    '2027-10-30',
    '2027-10-31',
    '2027-11-01',
    '2027-11-07',
    '2027-12-31',
  ];

  test.each(zones)('%s', (timeZone) => {
    for (const date of dates) {
      for (const [from, to] of [
        ['00:30', '05:30'],
        ['17:00', '19:00'],
      ]) {
        const event = sampleEvent({
          timeZone,
          startsAtLocal: `${date}T${from}`,
          endsAtLocal: `${date}T${to}`,
        });
        const entry = only(read(calendarFile([event], 'PUBLISH', frame)).events);
        expect(entry, `${date} ${from}`).toMatchObject({ startsAt: startsAt(event), endsAt: endsAt(event) });
        expect(entry.startsAtLocal.slice(0, 16)).toBe(event.startsAtLocal);
      }
    }
  });

  test('over a night on which the clocks change, at both ends', () => {
    for (const [date, next] of [
      ['2027-03-27', '2027-03-28'],
      ['2027-10-30', '2027-10-31'],
    ]) {
      const event = sampleEvent({ startsAtLocal: `${date}T22:00`, endsAtLocal: `${next}T06:00` });
      const entry = only(read(calendarFile([event], 'PUBLISH', frame)).events);
      expect(entry).toMatchObject({ startsAt: startsAt(event), endsAt: endsAt(event) });
    }
  });

  test('in a feed whose events lie years apart, in any order and in several zones', () => {
    const starts = ['2027-07-01', '2031-01-15', '2025-01-15', '2029-07-01', '2025-07-01'];
    const events = starts.flatMap((date) =>
      ['Europe/Berlin', 'America/New_York', 'UTC'].map((timeZone) =>
        sampleEvent({
          eventId: `${timeZone.replace('/', '').toLowerCase().replace('_', '')}-${date}`,
          timeZone,
          startsAtLocal: `${date}T17:00`,
          endsAtLocal: `${date}T19:00`,
        }),
      ),
    );
    const { events: entries, calendar } = read(calendarFile(events, 'PUBLISH', frame));
    expect(entries.map((entry) => [entry.uid, entry.startsAt, entry.endsAt])).toEqual(
      events.map((event) => [`${event.eventId}@${frame.uidDomain}`, startsAt(event), endsAt(event)]),
    );
    const named = calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'));
    expect(named.filter((tzid) => tzid !== 'UTC')).toEqual(['Europe/Berlin', 'America/New_York']);
  });
});

test('a VTIMEZONE names each onset in the local time before it', () => {
  const lines = vtimezone('Europe/Berlin', '2027-04-28T15:00:00.000Z').split('\r\n');
  expect(lines.slice(0, 12)).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:DAYLIGHT',
    'DTSTART:20270328T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20271031T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
  ]);
});
