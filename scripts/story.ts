import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Client } from './client.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../local/demo/${name}`, import.meta.url), 'utf8'));

const Person = z.looseObject({ name: z.string(), email: z.string(), eventIds: z.array(z.string()) });
const Series = z.object({
  series: z.looseObject({ seriesId: z.string() }),
  events: z.array(z.looseObject({ eventId: z.string() })),
});

const { series, events } = Series.parse(read('series.json'));
const people = z.array(Person).parse(read('attendees.json'));

/** Who signs up beside the four of `attendees.json`. */
const more = {
  emre: { name: 'Emre Yıldız', email: 'emre@kulturhaus.example' },
  fatma: { name: 'Fatma Öztürk', email: 'fatma@bibliothek.example' },
  gerd: { name: 'Gerd Späth', email: 'gerd@amt.example' },
};

function person(name: string): z.infer<typeof Person> {
  const found = people.find((one) => one.name.startsWith(name));
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
}

/** Guests of several houses: what one mail domain holds unconfirmed is a share of the places. */
const guestEmail = (place: number) => `gast${place}@publikum${place % 3}.example`;

function simple(who: { name: string; email: string }, eventIds: string[]) {
  const [first] = people;
  return {
    ...who,
    locale: 'de',
    eventIds,
    notices: { privacy: '2027-01' },
    formUrl: first?.formUrl,
  };
}

/** One moment of the story. */
export interface Step {
  /** Where the clock is set to before it. */
  at: string;
  title: string;
  act(client: Client): Promise<void>;
}

const docs = '/events/sichtbar-machen/documentation';
const slides = { title: { de: 'Folien', en: 'Slides' }, url: 'https://files.example/part-1/slides.pdf' };
const minutes = {
  title: { de: 'Protokoll', en: 'Minutes' },
  url: 'https://files.example/part-1/minutes.pdf',
};
const recording = {
  title: { de: 'Aufzeichnung', en: 'Recording' },
  url: 'https://files.example/part-1/recording',
};

/** Reads an event as an organiser, changes some of it and puts it back. */
async function change(
  client: Client,
  eventId: string,
  fields: Record<string, unknown>,
  notice = '',
): Promise<void> {
  const original = events.find((event) => event.eventId === eventId);
  await client.organise('PUT', `/events/${eventId}${notice}`, {
    ...original,
    ...changed.get(eventId),
    ...fields,
    seriesId: series.seriesId,
  });
  changed.set(eventId, { ...changed.get(eventId), ...fields });
}
const changed = new Map<string, Record<string, unknown>>();

async function cancelByLink(client: Client, email: string, eventId: string): Promise<void> {
  const mail = (await client.mails(email)).findLast((one) => one.text.includes('/registration/'));
  if (mail === undefined) throw new Error(`no mail with a link to ${email}`);
  await client.must('POST', `${client.link(mail, '/registration/')}/cancel`, { form: { eventId } });
}

/** The scenario from March to September, moment by moment, in the order of its clock. */
export const story: Step[] = [
  {
    at: '2027-03-01T09:00:00Z',
    title: 'The series is published; Aylin, Ben and Cem sign up',
    async act(client) {
      changed.clear();
      await client.organise('POST', '/series', series);
      for (const event of events) {
        await client.organise('POST', '/events', { ...event, seriesId: series.seriesId });
        await client.organise('POST', `/events/${event.eventId}/publish`);
      }
      for (const name of ['Aylin', 'Ben', 'Cem']) await client.signUp(person(name));
    },
  },
  {
    at: '2027-03-01T09:20:00Z',
    title: 'Aylin and Ben press the button; Cem never opens his mail',
    async act(client) {
      await client.confirm(person('Aylin').email);
      await client.confirm(person('Ben').email);
    },
  },
  {
    at: '2027-03-09T09:00:00Z',
    title: "Cem's nudge went out after a day, his sign-up is gone after seven",
    async act() {},
  },
  {
    at: '2027-04-20T08:00:00Z',
    title: 'The join link of part 1 changes; nobody is mailed',
    act: (client) => change(client, 'sichtbar-machen', { joinUrl: 'https://meet.example/part-1-new' }),
  },
  { at: '2027-04-27T15:05:00Z', title: 'Reminders a day before part 1', async act() {} },
  {
    at: '2027-04-28T07:00:00Z',
    title: 'Dora signs up on the day and confirms',
    async act(client) {
      await client.signUp(person('Dora'));
      await client.advance('PT1M');
      await client.confirm('dora@xn--mller-stiftung-gsb.example');
    },
  },
  { at: '2027-04-28T14:05:00Z', title: 'Reminders an hour before part 1', async act() {} },
  {
    at: '2027-04-28T17:30:00Z',
    title: 'Part 1 is over; there are no links yet, and no mail',
    async act() {},
  },
  {
    at: '2027-05-03T08:00:00Z',
    title: 'The organiser adds two links and releases them',
    act: async (client) => {
      await client.organise('PUT', docs, { links: [slides, minutes], audience: 'confirmed', release: 'now' });
    },
  },
  {
    at: '2027-05-05T08:00:00Z',
    title: 'The recording is added; nobody is mailed by itself',
    act: async (client) => {
      await client.organise('PUT', docs, {
        links: [slides, minutes, recording],
        audience: 'confirmed',
        release: null,
      });
    },
  },
  {
    at: '2027-05-05T09:00:00Z',
    title: 'The organiser sends it as a further mail',
    act: async (client) => {
      await client.organise('PUT', docs, {
        links: [slides, minutes, recording],
        audience: 'confirmed',
        release: 'now',
      });
    },
  },
  {
    at: '2027-05-17T08:00:00Z',
    title: 'Part 2 fills up: Fatma gets the last place, Emre and Gerd wait',
    async act(client) {
      for (let place = 2; place < 30; place++) {
        const guest = { name: `Gast ${place}`, email: guestEmail(place) };
        await client.signUp(simple(guest, ['kultur-staerken']));
      }
      await client.signUp(simple(more.fatma, ['kultur-staerken']));
      await client.signUp(simple(more.emre, ['kultur-staerken']));
      await client.signUp(simple(more.gerd, ['kultur-staerken']));
      await client.advance('PT1M');
      for (let place = 2; place < 30; place++) await client.confirm(guestEmail(place));
      for (const who of [more.fatma, more.emre, more.gerd]) await client.confirm(who.email);
    },
  },
  {
    at: '2027-05-18T13:00:00Z',
    title: 'Fatma cancels through her link; Emre moves up',
    act: (client) => cancelByLink(client, more.fatma.email, 'kultur-staerken'),
  },
  {
    at: '2027-05-19T14:00:00Z',
    title: 'An hour before part 2 another place is freed; nobody is moved up any more',
    act: (client) => cancelByLink(client, guestEmail(2), 'kultur-staerken'),
  },
  {
    at: '2027-06-01T10:00:00Z',
    title: 'Part 3 is postponed from 16 to 23 June, and everybody is told at once',
    act: (client) =>
      change(
        client,
        'vernetzen',
        { startsAtLocal: '2027-06-23T17:00', endsAtLocal: '2027-06-23T18:30' },
        '?notice=now',
      ),
  },
  {
    at: '2027-06-02T08:00:00Z',
    title: 'Gerd signs up for part 3 and gets the new date, not the mail',
    async act(client) {
      await client.signUp(simple(more.gerd, ['vernetzen']));
      await client.advance('PT1M');
      await client.confirm(more.gerd.email);
    },
  },
  {
    at: '2027-06-23T18:00:00Z',
    title: 'Part 3 took place, with its reminders on the new date',
    async act() {},
  },
  {
    at: '2027-09-22T08:00:00Z',
    title: 'More than 90 days later: names, addresses and answers are gone',
    async act() {},
  },
];
