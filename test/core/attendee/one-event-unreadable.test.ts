import { beforeEach, describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { changePerson } from '../../../functions/core/attendee/change-registration.ts';
import { deletePerson } from '../../../functions/core/attendee/delete-person.ts';
import { publicSeriesView } from '../../../functions/core/attendee/public-view.ts';
import { listPublishedEvents, listPublishedSeries } from '../../../functions/core/attendee/published.ts';
import { publicSeries, seriesOfForm, signUpForm } from '../../../functions/core/attendee/sign-up-form.ts';
import { listEvents } from '../../../functions/core/organising/events.ts';
import { readHome } from '../../../functions/core/organising/home.ts';
import { listSeriesOverviews } from '../../../functions/core/organising/series-overview.ts';
import { seriesNumbers } from '../../../functions/core/participants/numbers.ts';
import { informationOn, informationView } from '../../../functions/core/participants/personal-data.ts';
import { seriesReport } from '../../../functions/core/participants/series-report.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import { PublicLinks } from '../../../functions/core/table/links.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';

/** One event of a series can't be read: the others are shown, signed up for and left as ever, and it is reported. */
const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
const [aylin, cem] = ['aylin@rathaus.example', 'cem@verein.example'];
const spoilt: Record<string, Partial<EventItem>> = {
  'a row that its schema refuses': { capacity: -1 },
  'a zone that the runtime no longer knows': { timeZone: 'Nowhere/Land' },
};

describe.each(Object.entries(spoilt))('%s', (_name, fields) => {
  let world: MailWorld;
  let reported: string[];
  let context: MailWorld['context'];
  beforeEach(async () => {
    world = await MailWorld.of([
      { eventId: 'eins', ...day },
      { eventId: 'zwei', ...day },
      { eventId: 'kaputt', ...day },
    ]);
    await world.series.join(aylin, ['eins']);
    await world.series.join(cem, ['eins', 'kaputt']);
    const event = await world.event('kaputt');
    if (event === undefined) throw new Error('no event');
    await world.table.commit([{ step: 'put', item: { ...event, ...fields }, when: 'any' }]);
    reported = [];
    context = { ...world.context, report: (error) => reported.push(String(error)) };
  });
  const attendee = (email: string) => world.series.attendee(email);
  const { seriesId } = { seriesId: 'reihe' };

  test('public pages, lists and forms show the others', async () => {
    const known = await publicSeries(seriesId, context);
    const shown = publicSeriesView(known, context).events.map(({ eventId }) => eventId);
    expect(shown).toEqual(['eins', 'zwei']);
    expect(signUpForm(known, 'de', new PublicLinks(context), context.now).events).toHaveLength(2);
    expect(reported.join()).toContain('kaputt');
    reported.length = 0;
    const { items } = await listPublishedEvents({ open: true, limit: 10 }, context);
    expect(items.map(({ event }) => event.eventId)).toEqual(['eins', 'zwei']);
    expect((await listPublishedSeries({ limit: 10 }, context)).items).toHaveLength(1);
    expect(reported.join()).toContain('EVENT#kaputt');
    const form = { eventIds: ['kaputt', 'zwei'], formUrl: 'https://www.example/' };
    expect((await seriesOfForm(form, context))?.events).toHaveLength(2);
  });

  test('own pages show the others, and somebody else’s sign-ups, changes and ends go on', async () => {
    const of = async (email: string) =>
      (await viewAttendee(await attendee(email), context)).registrations.map(({ event }) => event.eventId);
    expect([await of(aylin), await of(cem)]).toEqual([['eins'], ['eins']]);
    const seat = { eventId: 'zwei', seat: 1 };
    await addPart(await attendee(aylin), seat, { name: 'Aylin', answers: {} }, context);
    await world.series.join('bea@amt.example', ['zwei']);
    await changePerson(await attendee(aylin), { name: 'Aylin Ş.', locale: 'en' }, context);
    const registration = await world.series.registration(aylin, 'eins');
    if (registration === undefined) throw new Error('nobody is registered');
    await cancel(registration, context);
    expect(await world.series.registration(aylin, 'eins')).toMatchObject({ state: 'cancelled' });
    const person = await attendee(aylin);
    await deletePerson(person, context);
    expect(await world.table.get(refs.attendee(person.personHash, person.seriesId))).toBeUndefined();
  });

  test('organisers see the others, read what is wrong on their first screen, and go on with all else', async () => {
    const { items } = await listEvents(seriesId, owner, { limit: 10 }, context);
    expect(items.map(({ event }) => event.eventId)).toEqual(['eins', 'zwei']);
    const home = await readHome(owner, context);
    expect(home.upcoming.map(({ event }) => event.eventId)).toEqual(['eins', 'zwei']);
    expect(home.needs).toContainEqual(expect.objectContaining({ need: 'unreadable', eventId: 'kaputt' }));
    const [overview] = (await listSeriesOverviews(owner, { limit: 10 }, context)).items;
    expect([overview?.events, overview?.next?.event.eventId]).toEqual([3, 'eins']);
    expect((await seriesNumbers(seriesId, owner, context)).events).toHaveLength(2);
    expect((await seriesReport(world.series.series, context)).flatMap(({ events }) => events)).toHaveLength(
      2,
    );
    const information = informationView(await informationOn({ email: cem }, owner, context));
    expect(information.series[0]?.registrations).toHaveLength(2);
    expect(information.series[0]?.erasedAt).toBeDefined();
    expect(reported.join()).toContain('kaputt');
  });

  test('whoever takes part in it is kept, and all others end by their terms', async () => {
    const until = { cem: (await attendee(cem)).expiresAt };
    await world.at('2029-01-01T00:00:00.000Z');
    await world.at('2029-02-01T00:00:00.000Z');
    const found = (email: string) =>
      world.table.get(refs.attendee(world.series.identity(email).personHash, 'reihe'));
    expect(await found(aylin)).toBeUndefined();
    expect((await found(cem))?.expiresAt).toBe(until.cem);
  });
});
