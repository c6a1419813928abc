import { beforeEach, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { registrationPage } from '../../../functions/core/attendee/pages.ts';
import { putAttendance } from '../../../functions/core/participants/attendance.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import type { RegistrationItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { owner } from './mail-world.ts';
import { aylin, cem, laterDay, over, StatesWorld } from './template-worlds.ts';

/** Several people read their mails in one mailbox: each mail says whose registration it is about. */
let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made({ capacity: 2, seatsPerAddress: 3 });
  await world.join();
});

async function told(email = aylin) {
  await world.pass(3);
  return world.taken(email);
}

async function join(name: string): Promise<void> {
  const seat = { eventId: 'eins', seat: 2 };
  await addPart(await world.series.attendee(aylin), seat, { name, answers: {} }, world.context);
}

async function second(): Promise<RegistrationItem> {
  const id = world.series.identity(aylin).registrationId('eins', 2);
  const found = await world.table.get(refs.registration('eins', id));
  if (found === undefined) throw new Error('nobody is registered');
  return found;
}

const subjects = async () => (await told()).map(({ subject }) => subject).toSorted();
const ofBoth = (subject: string) => [`${subject} (Aylin)`, `${subject} (Bea)`];

test('every kind of mail to each of them has a subject of its own and names its person', async () => {
  await join('Bea');
  const [added] = await told();
  expect(added?.subject).toBe('Die Anmeldung ist bestätigt: Sichtbar machen (Bea)');
  expect(added?.text).toContain('Teilnehmende Person: Bea');
  await world.move(laterDay);
  const moved = await told();
  expect(moved.map(({ subject }) => subject).toSorted()).toEqual(ofBoth('Neuer Termin: Sichtbar machen'));
  for (const { subject, text } of moved)
    expect(text).toContain(`Teilnehmende Person: ${subject.includes('Bea') ? 'Bea' : 'Aylin'}`);
  await world.at('2027-05-04T15:00:00.000Z');
  expect(await subjects()).toEqual(ofBoth('Morgen, 17 Uhr: Sichtbar machen'));
  await world.cancel('eins');
  expect(await subjects()).toEqual(ofBoth('Fällt aus: Sichtbar machen'));
});

test('documentation, moving up, no place and cancelling, too', async () => {
  await world.change('eins', { capacity: 1 });
  await join('Bea');
  expect((await told())[0]?.subject).toBe('Auf der Warteliste: Sichtbar machen (Bea)');
  await world.leave();
  expect(await subjects()).toEqual([
    'Sie sind abgemeldet: Sichtbar machen (Aylin)',
    'Von der Warteliste aufgerückt: Sichtbar machen (Bea)',
  ]);
  world.series.now = over;
  await world.document();
  await world.pass(5);
  expect(await subjects()).toEqual(['Dokumentation: Sichtbar machen (Bea)']);
});

test('all greet whose mailbox it is, and say which links are theirs alone and which are to be handed on', async () => {
  const greeted = (mails: Awaited<ReturnType<typeof told>>) => {
    for (const { name, text } of mails) {
      expect([name, text.includes('Guten Tag Aylin,')]).toEqual(['Aylin', true]);
      expect(text).toMatch(/Links? „[^.]*Meine Anmeldung“ (gilt|gelten) nur für Sie\./);
    }
    return mails.map(({ text }) => text);
  };
  await world.change('eins', { joinUrl: 'https://meet.example/eins' });
  await join('Bea');
  const [added] = greeted(await told());
  expect(added).toContain('die Anmeldung ist bestätigt. Bea hat einen Platz.');
  expect(added).toContain('Der Link „Meine Anmeldung“ gilt nur für Sie.');
  expect(added).toContain(
    'An Bea können Sie den Link „Online teilnehmen“ und die Kalenderdatei gern weitergeben.',
  );
  await world.at('2027-04-27T15:00:00.000Z');
  const reminders = greeted(await told());
  expect(reminders.filter((text) => text.includes('Wir freuen uns auf Bea.'))).toHaveLength(1);
  expect(reminders.filter((text) => text.includes('Wir freuen uns auf Sie.'))).toHaveLength(1);
  await cancel(await second(), world.context);
  expect(greeted(await told())[0]).toContain('Bea ist von der folgenden Veranstaltung abgemeldet.');
});

test('a series’ own words follow what says whom they are about', async () => {
  const paragraphs = ['Sie haben einen Platz.'];
  const texts = { confirmation: { de: { paragraphs } } };
  await world.table.commit([{ step: 'put', item: { ...world.series.series, texts }, when: 'any' }]);
  await join('Bea');
  const [added] = await told();
  expect(added?.text).toContain('in dieser E-Mail geht es um die Anmeldung von Bea. Sie haben einen Platz.');
});

test('documentation comes to their mailbox once, with the names of those whom it is for', async () => {
  await join('Bea');
  await told();
  world.series.now = over;
  await world.document();
  const mails = await told();
  expect(mails.map(({ subject }) => subject)).toEqual(['Dokumentation: Sichtbar machen']);
  expect(mails[0]?.text).toContain('Teilnehmende: Aylin und Bea');
  expect(await world.reason(aylin, 'documentation')).toBe('knowsAlready');
});

test('documentation for who was there comes for the one who was', async () => {
  await join('Bea');
  await told();
  world.series.now = over;
  const { registrationId } = await second();
  await putAttendance('eins', { registrationIds: [registrationId] }, owner, world.context);
  await world.document('attended');
  expect((await told()).map(({ subject }) => subject)).toEqual(['Dokumentation: Sichtbar machen (Bea)']);
});

test('each has a calendar entry of their own, which is taken back when they cancel', async () => {
  await join('Bea');
  const [added] = await told();
  await cancel(await second(), world.context);
  const [left] = await told();
  expect(left?.text).toContain('Bitte löschen Sie den Termin für Bea aus Ihrem Kalender');
  await world.move(laterDay);
  const [moved] = await told();
  const uids = [added, left, moved].map((mail) => mail?.uids);
  expect(uids).toEqual([['eins.2'], ['eins.2'], ['eins']]);
  expect([added, left, moved].map((mail) => mail?.files)).toEqual([['PUBLISH'], ['CANCEL'], ['PUBLISH']]);
});

test('no link leads further people to the first one’s entry', async () => {
  await join('Bea');
  const [added] = await told();
  expect(added?.text).toContain('finden Sie im Anhang');
  expect(added?.text).not.toMatch(/calendar\.ics|\/calendar\//);
  const { content } = registrationPage(
    await viewAttendee(await world.series.attendee(aylin), world.context),
    'https://host.example/r/x',
    {},
    world.context,
  );
  expect(content.page === 'registration' && content.events.map(({ calendar }) => calendar?.file)).toEqual([
    expect.stringMatching(/calendar\.ics$/),
    undefined,
  ]);
});

test.each(['aylin', 'Aylin Şahin', 'Bea'])(
  'who signs up for another event as "%s" is nobody else: the mails about it speak to them by the name that they verified, and name what it was signed up by',
  async (name) => {
    await world.change('zwei', { joinUrl: 'https://meet.example/zwei', reminders: ['P1D'] });
    await told();
    await world.join(aylin, ['zwei'], { name });
    await told();
    await world.change('zwei', { title: { de: 'Neu', en: 'New' } }, 'now');
    await world.at('2027-05-11T15:00:00.000Z');
    const [changed, reminder] = (await told()).toSorted((one, other) =>
      one.subject.localeCompare(other.subject),
    );
    expect([changed?.subject, reminder?.subject]).toEqual([
      'Geändert: Neu (bisher: Zweiter Teil)',
      'Morgen, 17 Uhr: Neu',
    ]);
    for (const mail of [changed, reminder]) {
      expect(mail?.text).toContain('Guten Tag Aylin,');
      expect(mail?.text).toContain(`Angemeldet als: ${name}`);
      expect(mail?.text).toContain('Wenn Sie nicht teilnehmen können, melden Sie sich bitte ab.');
      expect(mail?.text).toContain('„Online teilnehmen“');
      expect(mail?.text).not.toMatch(/Teilnehmende Person|weitergeben/);
    }
    expect(reminder?.text).toContain('Wir freuen uns auf Sie.');
  },
);

test('where one address has several people in the event, the first is its reader by any spelling', async () => {
  await join('Bea');
  await told();
  await world.join(aylin, ['zwei'], { name: 'Aylin Şahin' });
  await told();
  await world.move(laterDay);
  const [first, bea] = (await told()).toSorted((one, other) => one.subject.localeCompare(other.subject));
  expect(first?.subject).toBe('Neuer Termin: Sichtbar machen (Aylin)');
  expect(first?.text).toContain('Ihre Anmeldung gilt für den neuen Termin');
  expect(first?.text).not.toMatch(/melden Sie die Person/);
  expect(bea?.text).toContain('Die Anmeldung von Bea gilt für den neuen Termin');
});

test('where there is one person, nobody is named but in the greeting; unverified, nobody at all', async () => {
  await world.move(laterDay);
  expect(await subjects()).toEqual(['Neuer Termin: Sichtbar machen']);
  await world.signUp(aylin, ['zwei'], { name: 'Bea' });
  await world.signUp(cem, ['zwei'], { name: 'Dora' });
  for (const { subject, text } of [...(await told()), ...(await told(cem))])
    expect(`${subject} ${text}`).not.toMatch(/Bea|Dora|Aylin/);
});

test('an announcement, and news, go to the mailbox once and greet whose it is, whoever of its people they are found by', async () => {
  const news = { notices: { privacy: '2027-01', news: '2027-01' } };
  await world.join(aylin, ['zwei'], news);
  await join('Bea');
  await world.leave();
  await told();
  for (const kind of ['participation', 'news'] as const) {
    await world.announce({ kind, audience: { eventIds: ['eins'] } });
    const [mail, ...more] = await told();
    expect([mail?.name, mail?.text.includes('Guten Tag Aylin,'), more]).toEqual(['Aylin', true, []]);
    expect(mail?.text).not.toContain('Bea');
  }
});

test('news to who registered another person under their address greets who subscribed', async () => {
  const news = { notices: { privacy: '2027-01', news: '2027-01' } };
  await world.join(aylin, ['zwei'], { ...news, name: 'Bea' });
  await world.announce({ kind: 'news', audience: { eventIds: ['eins'] } });
  const [mail] = await told();
  expect(mail?.name).toBe((await world.series.attendee(aylin)).name);
});
