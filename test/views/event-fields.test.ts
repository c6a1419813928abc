import { afterEach, describe, expect, test, vi } from 'vitest';
import { PublicSeriesAnswer } from '../../functions/api/public-answers.ts';
import { signUpForm as formOfWebsite } from '../../functions/client/signup/form.ts';
import { publicEventView, publicSeriesView } from '../../functions/core/attendee/public-view.ts';
import { signUpForm } from '../../functions/core/attendee/sign-up-form.ts';
import { calendarFile } from '../../functions/core/mail/calendar.ts';
import { eventFacts, frameOf, personalFacts } from '../../functions/core/mail/event-facts.ts';
import type { EventFacts, MailContent } from '../../functions/core/mail/mail-content.ts';
import { eventView } from '../../functions/core/organising/views.ts';
import { Event, EventFields } from '../../functions/core/table/event.ts';
import { askingChanges, changesCalendar, eventFields } from '../../functions/core/table/event-fields.ts';
import { type CountersItem, EventItem, RegistrationItem } from '../../functions/core/table/items.ts';
import { Links } from '../../functions/core/table/links.ts';
import { SeriesInput } from '../../functions/core/table/series.ts';
import { locales } from '../../functions/core/values/locale.ts';
import { renderConsole } from '../../functions/views/console/document.tsx';
import { NewEventScreen } from '../../functions/views/console/event-form.tsx';
import { EventScreen } from '../../functions/views/console/events.tsx';
import { NewSeriesScreen } from '../../functions/views/console/series-edit.tsx';
import { renderMail } from '../../functions/views/mail.ts';
import { renderPage } from '../../functions/views/render-page.tsx';
import { keyRing, publicUrl, sampleEvent, sampleSeries, stage } from '../core/samples.ts';

/** An event in which nothing is left open, while its sign-up is open. */
const event = sampleEvent({
  summary: { de: 'Worum es geht', en: 'What it is about' },
  capacity: 10,
  waitingList: true,
  attendanceMode: 'hybrid',
  place: {
    ...{ name: 'Rathaus, Ratssaal', address: ['Markt 1', '04109 Leipzig'] },
    directions: { de: 'Haltestelle Markt', en: 'Stop: Markt' },
    accessibility: { de: 'Aufzug im Hof', en: 'Lift in the yard' },
    coordinates: { latitude: 51.3405, longitude: 12.3752 },
  },
  joinUrl: 'https://meet.example/part-1',
  joinInfo: { de: 'Mit Ton', en: 'With sound' },
  joinUrlForOnsite: true,
  registrationOpensAtLocal: '2027-04-28T12:00',
  registrationClosesAtLocal: '2027-04-28T16:00',
  reminders: ['P1D'],
  workingGroups: [{ workingGroupId: 'stadt', title: { de: 'Kleinstadt', en: 'Small towns' }, capacity: 5 }],
  questions: [
    { questionId: 'woher', kind: 'text', label: { de: 'Woher?' }, required: false, sensitive: false },
  ],
  seatsPerAddress: 2,
  formerlySensitive: ['frueher'],
});
const now = '2027-04-28T11:00:00.000Z';

/** Each field as it might be too. A field that is new needs a value here, and its row in `eventFields`. */
const others: Record<keyof Event, unknown> = {
  eventId: 'teil-2',
  seriesId: 'andere',
  title: { de: 'Anders', en: 'Different' },
  summary: { de: 'Etwas anderes', en: 'Something else' },
  startsAtLocal: '2027-04-28T16:30',
  endsAtLocal: '2027-04-28T20:00',
  timeZone: 'Europe/Lisbon',
  capacity: 20,
  waitingList: false,
  ways: { onsite: { capacity: 3, waitingList: false }, online: { waitingList: false } },
  attendanceMode: 'onsite',
  place: { name: 'Neues Rathaus', address: ['Martin-Luther-Ring 4', '04109 Leipzig'] },
  joinUrl: undefined,
  joinInfo: { de: 'Ohne Ton', en: 'Without sound' },
  joinUrlForOnsite: false,
  registrationOpensAtLocal: '2027-04-28T11:00',
  registrationClosesAtLocal: '2027-04-28T15:00',
  reminders: ['PT1H'],
  workingGroups: [{ workingGroupId: 'stadt', title: { de: 'Großstadt', en: 'Cities' }, capacity: 5 }],
  questions: [
    { questionId: 'woher', kind: 'text', label: { de: 'Wohin?' }, required: false, sensitive: false },
  ],
  seatsPerAddress: 3,
  promoteUntil: 'P30D',
  directEntry: 'PT15M',
  status: 'cancelled',
  formerlySensitive: ['davor'],
  formerWay: 'onsite',
  cancelledAt: '2027-04-20T09:00:00.000Z',
  formerFacts: [
    {
      ...{ sequence: 0, title: { de: 'Früher', en: 'Earlier' }, timeZone: 'Europe/Berlin' },
      ...{ startsAt: '2027-04-27T15:00:00.000Z', endsAt: '2027-04-27T17:00:00.000Z' },
    },
  ],
  sequence: 7,
  version: 8,
  createdAt: '2027-01-02T09:00:00.000Z',
  updatedAt: '2027-01-03T09:00:00.000Z',
};

type Name = keyof Event;
const names = Event.keyof().options;
const fieldsWhere = (isOne: (row: (typeof eventFields)[Name], name: Name) => boolean) =>
  names.filter((name) => isOne(eventFields[name], name));
const missing = (wanted: readonly string[], found: readonly string[]) =>
  wanted.filter((name) => !found.includes(name));
const withOther = (name: Name): EventItem => EventItem.parse({ ...event, [name]: others[name] });

/** The fields that something is made from: where another value makes something else of it. */
function readBy(make: (event: EventItem) => unknown): Name[] {
  const before = JSON.stringify(make(event));
  return names.filter((name) => JSON.stringify(make(withOther(name))) !== before);
}

const countersOf = ({ capacity }: EventItem): CountersItem => ({
  ...{
    type: 'counters',
    eventId: event.eventId,
    nextPosition: 1,
    groups: { stadt: { taken: 0, capacity: 5 } },
  },
  ...{ capacity, taken: 10, pending: 0, confirmed: 10, waitlisted: 0, cancelled: 0 },
});
/** As much of a browser's element as says what is written in it. */
class TextElement {
  readonly written: unknown[] = [];
  setAttribute(...attribute: string[]) {
    this.written.push(attribute);
  }
  append(...children: unknown[]) {
    this.written.push(...children);
  }
}
afterEach(() => vi.unstubAllGlobals());

const series = sampleSeries();
const links = new Links({ publicUrl, keys: keyRing('1', '1') });
const registration = RegistrationItem.parse({
  ...{ type: 'registration', registrationId: 'r1', eventId: event.eventId, seriesId: event.seriesId },
  way: 'onsite',
  ...{ personHash: 'p1', state: 'confirmed', holdsPlace: true, workingGroupId: 'stadt', answers: {} },
  ...{ name: 'Aylin Beispiel', email: 'aylin@rathaus.example', locale: 'de', signUpId: 's1', marks: ['m1'] },
  ...{ createdAt: now, confirmedAt: now, round: 0, version: 0 },
});

describe('what is told of an event', () => {
  test.each(locales)('pages and forms tell what anybody is told, and nothing else: %s', (locale) => {
    const frame = frameOf(stage, locale, series);
    const anybody = fieldsWhere(({ told }) => told === 'anybody');
    const page = (one: EventItem) =>
      renderPage({
        frame,
        content: {
          ...{ page: 'event', event: eventFacts(one, locale, links), openness: 'open', availability: 'free' },
          ...{ feedUrl: publicUrl, signUpUrl: publicUrl, linkAction: publicUrl, linkedData: {} },
        },
      });
    expect.soft(readBy(page), 'functions/views/pages/event.tsx').toEqual(anybody);
    const form = (one: EventItem) => {
      const content = signUpForm(
        { series, events: [{ event: one, counters: countersOf(one) }] },
        locale,
        links,
        now,
      );
      return renderPage({ frame, content });
    };
    expect.soft(missing(anybody, readBy(form)), 'functions/views/pages/sign-up.tsx').toEqual([]);
    const component = (one: EventItem) => {
      const shown = { series, events: [{ event: one, counters: countersOf(one) }] };
      const answer: unknown = JSON.parse(JSON.stringify(publicSeriesView(shown, { publicUrl, now })));
      return formOfWebsite(
        PublicSeriesAnswer.parse(answer),
        locale,
        (text) => text?.[locale] ?? '',
        '/',
        true,
      );
    };
    vi.stubGlobal('document', { createElement: () => new TextElement() });
    vi.stubGlobal('location', { href: publicUrl });
    expect.soft(missing(anybody, readBy(component)), 'functions/client/signup/form.ts').toEqual([]);
  });

  /** Mails to who has a place, and what each leaves out: its readers chose by the summary, and the ways into a calendar show the id. */
  const mailsToPlaced: [string, (event: EventFacts) => MailContent, Name[]][] = [
    [
      'confirmation',
      (one) => ({ template: 'confirmation', events: [one], registrationUrl: publicUrl }),
      ['summary'],
    ],
    ['promoted', (event) => ({ template: 'promoted', event, registrationUrl: publicUrl }), ['summary']],
    ['changed', (event) => ({ template: 'changed', event, registrationUrl: publicUrl }), []],
    [
      'reminder',
      (event) => ({ template: 'reminder', event, registrationUrl: publicUrl, madeAt: now }),
      ['eventId', 'summary'],
    ],
  ];
  test.each(mailsToPlaced)('the mail %s tells who has a place all that it is for', (_, make, left) => {
    const mail = (one: EventItem) => {
      const content = make(personalFacts(one, registration, 'de', links, now));
      return renderMail({ frame: frameOf(stage, 'de', series), name: 'Aylin Beispiel', content });
    };
    const told = fieldsWhere((row, name) => row.told !== 'no' && !left.includes(name));
    expect
      .soft(readBy(mail), 'functions/core/mail/event-facts.ts, functions/views/mail/templates.ts')
      .toEqual(told);
  });

  test('the public view tells what is public, as it stands or in part', () => {
    const view = (one: EventItem) =>
      publicEventView({ event: one, counters: countersOf(one) }, { publicUrl, now });
    expect
      .soft(readBy(view), 'functions/core/attendee/public-view.ts')
      .toEqual(fieldsWhere((row) => row.public !== 'no'));
  });

  test('its organisers are told all of it, by the API', () => {
    expect.soft(readBy((one) => eventView({ event: one, counters: countersOf(one) }, now))).toEqual(names);
  });
});

describe('a change of an event', () => {
  test('raises SEQUENCE where calendars show it, and nowhere else', () => {
    const calendar = (one: EventItem) =>
      calendarFile({ event: { ...one, updatedAt: now }, method: 'PUBLISH' }, now, {
        ...{ locale: 'de', title: 'Reihe', organiser: { name: 'Stiftung', email: 'post@stiftung.example' } },
        ...{ organisers: ['Stiftung'], links, uidDomain: 'stiftung.example' },
      });
    const shown = fieldsWhere(({ inCalendar }) => inCalendar);
    expect.soft(readBy(calendar), 'functions/core/mail/calendar.ts').toEqual(shown);
    expect.soft(names.filter((name) => changesCalendar(event, withOther(name)))).toEqual(shown);
  });

  test('asks whether people are told where the table says so, and where a zone moves the event', () => {
    const asking = names.filter((name) => askingChanges(event, withOther(name)).length > 0);
    expect(asking).toEqual(fieldsWhere(({ asksToTell }, name) => asksToTell || name === 'timeZone'));
  });
});

describe('the console', () => {
  const facts = {
    ...({ locale: 'de', timeZone: 'Europe/Berlin', organisation: stage.organisation, publicUrl } as const),
    ...{ formToken: 't', path: '/', assets: { style: '', script: '' } },
    who: { name: 'Ina', role: 'owner', seriesIds: undefined } as const,
  };
  /** The first steps of the pointers that a form's fields are named by. */
  const fieldsIn = (html: string) => [...html.matchAll(/ name="\/(\w+)/g)].map(([, name = '']) => name);
  const filled = { body: {}, faults: [] };

  test('shows an event on its screen', () => {
    const screen = (one: EventItem) => {
      const props = { event: one, counters: countersOf(one), series, mails: [], now, faults: [] };
      // Its links and buttons carry the id and the version.
      return renderConsole(facts, EventScreen, props).replaceAll(/value="\d+"/g, '');
    };
    expect
      .soft(readBy(screen), 'functions/views/console/events.tsx')
      .toEqual(fieldsWhere(({ onScreen }) => onScreen));
  });

  test('asks for every field that an event is handed in with, but for its series', () => {
    const form = renderConsole(facts, NewEventScreen, { series, events: [], filled, now });
    const wanted = EventFields.keyof().options.filter((name) => name !== 'seriesId');
    expect.soft(missing(wanted, fieldsIn(form)), 'functions/views/console/event-form.tsx').toEqual([]);
  });

  test('asks for every field that a series is handed in with, but for words and look, which have a screen', () => {
    const form = renderConsole(facts, NewSeriesScreen, { filled, senders: { options: [] } });
    const wanted = SeriesInput.keyof().options.filter((name) => name !== 'texts' && name !== 'look');
    expect.soft(missing(wanted, fieldsIn(form)), 'functions/views/console/series-form.tsx').toEqual([]);
  });
});
