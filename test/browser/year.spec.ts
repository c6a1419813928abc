import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { desktop, openContext } from './chromium.ts';
import { logIn, owner } from './console.ts';
import { Guest } from './guest.ts';
import { Officer, Scenario } from './officer.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../local/demo/${name}`, import.meta.url), 'utf8'));
const { series, events } = Scenario.parse(read('series.json'));

let runner: Runner;
let client: Client;
let context: BrowserContext;

beforeAll(async () => {
  const app = await startApp();
  ({ runner, client } = app);
  await client.clock('2027-03-01T08:00:00Z');
  // Under the console's own policy: nothing of it may be in the way of its stylesheet, script and frames.
  context = await openContext(desktop, { bypassCSP: false });
  return app.stop;
});

/** An officer who logs in at that time; a session lasts half a day. */
async function officerAt(time: string): Promise<Officer> {
  await client.clock(time);
  return new Officer(await logIn(context, runner, client));
}

/** Opens the screen of a part. */
async function openPart(officer: Officer, part: number, ...further: string[]): Promise<void> {
  await officer.follow('Reihen', series.title.de, events[part - 1]?.title.de ?? '', ...further);
}

const people = {
  aylin: { name: 'Aylin Şahin', email: 'aylin@rathaus.example', locale: 'de' },
  ben: { name: 'Ben O’Neill', email: 'ben@verein.example', locale: 'en' },
  cem: { name: 'Cem Aydın', email: 'cem@posteo.example', locale: 'de' },
  dora: { name: 'Dora Grünwald-Čapková', email: 'dora@xn--mller-stiftung-gsb.example', locale: 'de' },
  emre: { name: 'Emre Yıldız', email: 'emre@kulturhaus.example', locale: 'de' },
  fatma: { name: 'Fatma Öztürk', email: 'fatma@bibliothek.example', locale: 'de' },
  gerd: { name: 'Gerd Späth', email: 'gerd@amt.example', locale: 'de' },
} as const;
const all = ['sichtbar-machen', 'kultur-staerken', 'vernetzen'];

/** What each has got by 2 June, by words of its subject. */
const expected: Record<string, string[]> = {
  [people.aylin.email]: [
    ...['bestätigen Sie Ihre Anmeldung', 'ist bestätigt'],
    ...['Morgen, 17 Uhr: Zivilgesellschaft', 'In einer Stunde: Zivilgesellschaft'],
    ...['Dokumentation: Zivilgesellschaft', 'Weitere Dokumentation'],
    ...['Morgen, 17 Uhr: Demokratische', 'In einer Stunde: Demokratische', 'Neuer Termin'],
  ],
  [people.ben.email]: [
    ...[
      'Please confirm',
      'is confirmed',
      'Tomorrow at 17:00',
      'In an hour',
      'Documentation',
      'Further documentation',
    ],
  ],
  [people.cem.email]: ['bestätigen Sie Ihre Anmeldung', 'Noch nicht bestätigt'],
  [people.dora.email]: [
    ...['bestätigen', 'ist bestätigt', 'In einer Stunde', 'Dokumentation', 'Weitere Dokumentation'],
  ],
  [people.emre.email]: [
    'bestätigen',
    'Warteliste',
    'Sie haben jetzt einen Platz',
    'Morgen, 17 Uhr',
    'In einer Stunde',
  ],
  [people.fatma.email]: ['bestätigen', 'ist bestätigt', 'abgemeldet'],
  [people.gerd.email]: ['bestätigen', 'Warteliste', 'kein Platz'],
  'gast2@publikum2.example': [
    'bestätigen',
    'ist bestätigt',
    'Morgen, 17 Uhr',
    'In einer Stunde',
    'abgemeldet',
  ],
};
for (let place = 3; place < 30; place++) {
  expected[`gast${place}@publikum${place % 3}.example`] = [
    'bestätigen',
    'ist bestätigt',
    'Morgen, 17 Uhr',
    'In einer Stunde',
  ];
}

describe('an officer’s year at the console, by clicking alone', () => {
  let guest: Guest;
  beforeAll(() => {
    guest = new Guest(context, runner, client);
  });

  it('sets up the series with its three parts', async () => {
    const officer = await officerAt('2027-03-01T08:30:00Z');
    await officer.makeSeries(series);
    for (const event of events) {
      await officer.follow('Reihen', series.title.de);
      await officer.makeEvent(event);
      expect(await officer.told()).toContain('Veröffentlicht');
    }
  });

  it('has people sign up through the web component', async () => {
    await client.clock('2027-03-01T09:00:00Z');
    const { seriesId } = series;
    const first = { eventIds: ['sichtbar-machen'] };
    await guest.signUp(seriesId, {
      ...people.aylin,
      ...{ eventIds: all, workingGroup: 'Kleinstadt kooperativ', role: 'der Verwaltung', isNews: true },
    });
    await guest.signUp(seriesId, {
      ...people.ben,
      ...first,
      ...{ workingGroup: 'Engagement in the village', role: 'civil society' },
    });
    await guest.signUp(seriesId, { ...people.cem, ...first, role: 'der Politik', isNews: true });
    await guest.confirm(people.aylin.email);
    await guest.confirm(people.ben.email);
  });

  it('changes the join link of part 1, and nobody is mailed', async () => {
    const officer = await officerAt('2027-04-20T07:55:00Z');
    const before = (await client.mails()).length;
    await openPart(officer, 1, 'Bearbeiten');
    await officer.fill({ '/joinUrl': 'https://meet.example/part-1-new' });
    await officer.press('Speichern');
    expect(await officer.told()).toContain('Gespeichert');
    await client.advance('PT5M');
    expect((await client.mails()).length).toBe(before);
    const [confirmation] = (await client.mails(people.ben.email)).filter(({ text }) => text.includes('/go/'));
    const join = await client.send('GET', confirmation ? client.link(confirmation, '/go/') : '');
    expect(join.headers.get('location')).toBe('https://meet.example/part-1-new');
  });

  it('puts and releases documentation, and sends the recording as a further mail', async () => {
    await client.clock('2027-04-28T07:00:00Z');
    await guest.signUp(series.seriesId, {
      ...people.dora,
      ...{ eventIds: ['sichtbar-machen'], role: 'der Zivilgesellschaft', access: 'Untertitel', isNews: true },
    });
    await guest.confirm(people.dora.email);
    const officer = await officerAt('2027-05-03T07:55:00Z');
    await openPart(officer, 1, 'Dokumentation');
    await officer.fill({
      '/links/0/title/de': 'Folien',
      '/links/0/title/en': 'Slides',
      '/links/0/url': 'https://files.example/part-1/slides.pdf',
      '/links/1/title/de': 'Protokoll',
      '/links/1/title/en': 'Minutes',
      '/links/1/url': 'https://files.example/part-1/minutes.pdf',
    });
    await officer.press('Speichern');
    await officer.follow('Freigeben und verschicken …');
    expect(await officer.page.textContent('main')).toContain('3 Personen');
    await officer.press('Freigeben');
    await client.advance('PT2M');

    const later = await officerAt('2027-05-05T07:55:00Z');
    const before = (await client.mails()).length;
    await openPart(later, 1, 'Dokumentation');
    await later.fill({
      '/links/2/title/de': 'Aufzeichnung',
      '/links/2/title/en': 'Recording',
      '/links/2/url': 'https://files.example/part-1/recording',
    });
    await later.press('Speichern');
    await client.advance('PT1H');
    expect((await client.mails()).length).toBe(before);
    await later.follow('Weitere Mail verschicken …');
    await later.press('Freigeben');
    await client.advance('PT2M');
    expect((await client.mails()).length).toBe(before + 3);
  });

  it('sees the waiting list move up, and gives a place back too late for it', async () => {
    await client.clock('2027-05-17T08:00:00Z');
    const guests = Array.from(
      { length: 28 },
      (_, index) => `gast${index + 2}@publikum${(index + 2) % 3}.example`,
    );
    const form = { locale: 'de', eventIds: ['kultur-staerken'], notices: { privacy: '2027-01' } };
    for (const email of guests) {
      await client.signUp({ ...form, name: 'Gast', email, formUrl: `${runner.url}/_local/site` });
    }
    await runner.settle();
    for (const email of guests) await client.confirm(email);
    for (const who of [people.fatma, people.emre, people.gerd]) {
      await guest.signUp(series.seriesId, { ...who, eventIds: ['kultur-staerken'] });
      await guest.confirm(who.email);
    }
    const officer = await officerAt('2027-05-18T12:50:00Z');
    await openPart(officer, 2, 'Anmeldungen');
    await officer.fill({ q: 'emre' });
    await officer.press('Anzeigen');
    const standing = () => officer.page.locator('main table').last().innerText();
    expect(await standing()).toContain('Warteliste');
    await guest.press(people.fatma.email, '/registration/', 'form[action$="/cancel"] button');
    await officer.page.reload();
    expect(await standing()).not.toContain('Warteliste');

    const later = await officerAt('2027-05-19T14:00:00Z');
    await openPart(later, 2, 'Anmeldungen');
    await later.fill({ q: 'gast2@' });
    await later.press('Anzeigen');
    await later.follow('Gast', 'Anmeldung absagen …');
    await later.press('Jetzt absagen');
    await client.advance('PT2M');
  });

  it('postpones part 3 and has everybody told at once', async () => {
    const officer = await officerAt('2027-06-01T09:55:00Z');
    await openPart(officer, 3, 'Bearbeiten');
    await officer.fill({ '/startsAtLocal': '2027-06-23T17:00', '/endsAtLocal': '2027-06-23T18:30' });
    await officer.press('Speichern');
    expect(await officer.page.textContent('main')).toContain('1 Person');
    await officer.tick('/notice', 'now');
    await officer.press('Verlegen');
    expect(await officer.told()).toContain('Gespeichert');
    await client.advance('PT2M');
    const [told] = (await client.mails(people.aylin.email)).filter(({ subject }) =>
      subject.includes('Neuer Termin'),
    );
    expect(told?.attachments[0]?.content).toContain('DTSTART:20270623T150000Z');
  });

  it('leaves everybody with the mails that they need, and none twice', async () => {
    for (const [email, subjects] of Object.entries(expected)) {
      const got = (await client.mails(email)).map(({ subject }) => subject);
      expect(got, email).toHaveLength(subjects.length);
      for (const [index, words] of subjects.entries()) expect(got[index], email).toContain(words);
    }
    const others = (await client.mails()).filter(({ to }) => !to.some((email) => email in expected));
    expect(new Set(others.flatMap(({ to }) => to))).toEqual(new Set([owner]));
    expect(others.every(({ text }) => text.includes('/login/'))).toBe(true);
  });
});
