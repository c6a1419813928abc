import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import {
  type CalendarFrame,
  calendarFeed,
  calendarFile,
  calendarFrame,
  entryTexts,
} from '../../../functions/core/mail/calendar.ts';
import type { CalendarEntry } from '../../../functions/core/mail/calendar-entry.ts';
import { eventFacts, frameOf } from '../../../functions/core/mail/event-facts.ts';
import { revise } from '../../../functions/core/registration/event-plans.ts';
import { endsAt, startsAt } from '../../../functions/core/table/event.ts';
import type { CountersItem, EventItem } from '../../../functions/core/table/items.ts';
import { PublicLinks } from '../../../functions/core/table/links.ts';
import { compose } from '../../../functions/views/compose.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { publicUrl, sampleEvent, sampleSeries, stage } from '../samples.ts';

const frame: CalendarFrame = {
  locale: 'de',
  title: 'Gemeinsam stark vor Ort',
  organiser: { name: 'Stiftung "Marktplatz"; Büro, Mitte', email: 'seminare@stiftung-marktplatz.example' },
  organisers: ['Stiftung Marktplatz', 'Institut für Stadtfragen'],
  links: new PublicLinks({ publicUrl }),
  uidDomain: 'mail.stiftung-marktplatz.example',
};
const stamp = '2027-03-01T09:00:00.000Z';

function fileOf(event: EventItem, method: CalendarEntry['method'] = 'PUBLISH'): string {
  return calendarFile({ event, method }, stamp, frame);
}

/** The file as another library reads it. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
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
  return revise({ event, counters }, input, sampleSeries(), '2027-03-02T09:00:00.000Z').next;
}

describe('where an event takes place', () => {
  const place = {
    ...{ name: 'Altes Rathaus; Festsaal', address: ['Markt 1', '04109 Leipzig'] },
    coordinates: { latitude: 51.3405, longitude: 12.3752 },
  };
  test.each([
    ['onsite', 'Altes Rathaus; Festsaal, Markt 1, 04109 Leipzig'],
    ['hybrid', 'Altes Rathaus; Festsaal, Markt 1, 04109 Leipzig'],
  ] as const)(
    '%s: LOCATION and GEO say it, and one of another place is a further SEQUENCE',
    (attendanceMode, where) => {
      const event = sampleEvent({ attendanceMode, place });
      const { text } = only(read(fileOf(event)).events);
      expect(text('location')).toBe(where);
      expect(text('geo')).toBe('51.3405,12.3752');
      const elsewhere = revised(event, { place: { ...place, address: ['Ring 4', '04109 Leipzig'] } });
      expect(elsewhere.sequence).toBe(event.sequence + 1);
      expect(only(read(fileOf(elsewhere)).events).text('location')).toContain('Ring 4');
    },
  );

  test('online alone has neither a place nor coordinates', () => {
    const { text, names } = only(read(fileOf(sampleEvent())).events);
    expect(text('location')).toBe('Online');
    expect(names).not.toContain('geo');
  });
});

describe('a calendar file', () => {
  const event = sampleEvent({ joinUrl: 'https://meet.example/part-1' });
  const file = fileOf(event);
  const { events, method, calendar } = read(file);
  const entry = only(events);

  test('says what, when, by whom and where to read on', () => {
    expect(method).toBe('PUBLISH');
    expect(entry).toMatchObject({
      uid: 'teil-1@mail.stiftung-marktplatz.example',
      // Seconds since 2025.
      sequence: 68_202_000,
      summary: 'Sichtbar machen',
      status: 'CONFIRMED',
      startsAt: '2027-04-28T15:00:00.000Z',
      endsAt: '2027-04-28T17:00:00.000Z',
      url: 'https://events.example/events/teil-1',
    });
    expect(entry.text('dtstamp')).toBe('2027-03-01T09:00:00Z');
    expect(entry.text('organizer')).toBe('mailto:seminare@stiftung-marktplatz.example');
  });

  test('says where it is and what it is, and who holds it', () => {
    expect(entry.text('location')).toBe('Online');
    expect(entry.text('description')).toBe(
      'Online; Zugang: https://events.example/events/teil-1\nVeranstaltet von Stiftung Marktplatz, Institut für Stadtfragen',
    );
  });

  test('names the place alone where maps look for it, and a way in only while there is one', () => {
    const place = { name: 'Bürgerhaus', address: ['Ring 2', '02906 Niesky'] };
    const of = (event: Parameters<typeof sampleEvent>[0], isOff = false) => {
      const frame = calendarFrame(
        { stage, publicUrl: 'https://events.example' },
        { locale: 'de', title: '', organisers: ['S'] },
      );
      const { where, description } = entryTexts(sampleEvent(event), frame, isOff);
      return [where, description.split('\n')[0]];
    };
    const page = 'https://events.example/events/teil-1';
    const address = 'Bürgerhaus, Ring 2, 02906 Niesky';
    expect(of({ attendanceMode: 'hybrid', place })).toEqual([
      address,
      `Vor Ort oder online; Zugang: ${page}`,
    ]);
    expect(of({ attendanceMode: 'onsite', place })).toEqual([address, `Näheres: ${page}`]);
    expect(of({}, true)).toEqual(['Online', `Näheres: ${page}`]);
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
    const long = fileOf(sampleEvent({ title: { de: '🎪ü–€'.repeat(37) } }));
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
    const { events, calendar } = read(fileOf({ ...sampleEvent(), title: { de: title } }));
    const entry = only(events);
    expect(entry.summary.replaceAll('\r\n', '\n')).toBe(title.replaceAll('\r\n', '\n'));
    expect(entry.names).not.toContain('attendee');
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vevent']);
  });

  test('ends with CRLF and names no calendar: of one appointment with a name Outlook makes a calendar of its own', () => {
    for (const one of [file, fileOf(event, 'CANCEL')]) {
      expect(one).toMatch(/[^\r\n]\r\nEND:VCALENDAR\r\n$/);
      expect(one).not.toMatch(/^(NAME|X-WR-CALNAME)[:;]/m);
    }
  });

  test('of a cancelled event takes the entry back, by the same UID', () => {
    const { events, method } = read(fileOf(event, 'CANCEL'));
    expect(method).toBe('CANCEL');
    expect(only(events)).toMatchObject({ uid: entry.uid, status: 'CANCELLED', sequence: entry.sequence });
    const feed = read(calendarFeed([{ ...event, status: 'cancelled' }], frame).text);
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
    const [before, after] = [event, next].map((one) => only(read(calendarFeed([one], frame).text).events));
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBe((before?.sequence ?? 0) + 86_400);
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

/** Every zone that the runtime knows, and UTC. */
const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];

describe('in every zone', () => {
  /** Before, on and after days on which clocks change somewhere, and a day without. */
  const days = ['2027-01-15', '2027-03-14', '2027-03-28', '2027-04-04', '2027-07-10', '2027-10-31'];
  const eventsIn = (timeZone: string) =>
    days.flatMap((day) =>
      [
        ['00:30', '05:30'],
        ['17:00', '19:00'],
      ].map(([from, to]) =>
        sampleEvent({
          eventId: `at-${day}-${from?.slice(0, 2)}`,
          timeZone,
          startsAtLocal: `${day}T${from}`,
          endsAtLocal: `${day}T${to}`,
        }),
      ),
    );
  const moments = (event: EventItem) => ({ startsAt: startsAt(event), endsAt: endsAt(event) });

  test('there are many, those without a change of the clocks among them', () => {
    expect(zones.length).toBeGreaterThan(400);
    expect(zones).toEqual(expect.arrayContaining(['Asia/Dubai', 'Atlantic/Reykjavik', 'Europe/Berlin']));
  });

  test('a file says in UTC when its events are, in their order, and needs no zone for it', () => {
    for (const timeZone of zones) {
      const events = eventsIn(timeZone);
      const file = calendarFeed(events, frame).text;
      const found = read(file).events.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
      expect(found, timeZone).toEqual(events.map(moments));
      expect(file.match(/^DT(START|END):\d{8}T\d{6}Z\r$/gm)).toHaveLength(2 * events.length);
      expect(file).not.toMatch(/VTIMEZONE|TZID/);
    }
  });

  test('one feed holds the events of all of them', () => {
    const events = zones.map((timeZone, index) => sampleEvent({ timeZone, eventId: `zone-${index}` }));
    const found = read(calendarFeed(events, frame).text).events;
    expect(found.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))).toEqual(events.map(moments));
  });

  test('mail and page of an event say its wall-clock time', async () => {
    const links = new PublicLinks({ publicUrl });
    for (const timeZone of zones) {
      const times = { startsAtLocal: '2027-07-10T17:00', endsAtLocal: '2027-07-10T19:00' };
      const event = sampleEvent({ timeZone, ...times });
      const facts = eventFacts(event, 'de', links);
      const mailFrame = frameOf(stage, 'de', sampleSeries());
      const { raw } = await compose(
        {
          to: 'aylin@rathaus.example',
          facts: {
            frame: mailFrame,
            name: 'Aylin Şahin',
            content: { template: 'cancellation', event: facts, registrationUrl: `${publicUrl}/r` },
          },
          calendars: [{ event, method: 'CANCEL' }],
          replyTo: stage.replyTo,
          isUnverified: false,
        },
        { stage, publicUrl, now: stamp },
      );
      const { text = '', attachments } = await PostalMime.parse(raw);
      expect(text, timeZone).toMatch(/Samstag, 10\. Juli 2027, 17–19 Uhr/);
      expect(attachments.map(({ filename }) => filename)).toEqual(['teil-1.ics']);
      const page = renderPage({
        frame: mailFrame,
        content: {
          ...{ page: 'event', event: facts, openness: 'open', availability: 'free' },
          ...{
            feedUrl: `${publicUrl}/c`,
            signUpUrl: `${publicUrl}/s`,
            linkAction: `${publicUrl}/link`,
            linkedData: {},
          },
        },
      });
      expect(page.html, timeZone).toContain('Samstag, 10. Juli 2027, 17–19 Uhr');
    }
  });
});
