import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Mail } from '../scripts/client.ts';
import { story } from '../scripts/story.ts';
import { type App, startApp } from './setup/app.ts';

/** Mails by person: how many, and the words that tell which. Nobody gets one too many or too few. */
const expected: Record<string, string[]> = {
  // The owner, two weeks before each day on which attendees are erased: of those whose last part was the first, and so on.
  'organisation@stiftung-marktplatz.example': [
    'Daten werden bald gelöscht',
    'Daten werden bald gelöscht',
    'Daten werden bald gelöscht',
  ],
  'aylin@rathaus.example': [
    'bestätigen Sie Ihre Anmeldung',
    'ist bestätigt',
    'Morgen, 17 Uhr: Zivilgesellschaft',
    'In einer Stunde: Zivilgesellschaft',
    'Dokumentation: Zivilgesellschaft',
    'Weitere Dokumentation',
    'Morgen, 17 Uhr: Demokratische',
    'In einer Stunde: Demokratische',
    'Neuer Termin',
    'Morgen, 17 Uhr: Wie gelingt',
    'In einer Stunde: Wie gelingt',
  ],
  'ben@verein.example': [
    'Please confirm',
    'is confirmed',
    'Tomorrow at 17:00',
    'In an hour',
    'Documentation',
    'Further documentation',
  ],
  'cem@posteo.example': ['bestätigen Sie Ihre Anmeldung', 'Noch nicht bestätigt'],
  'dora@xn--mller-stiftung-gsb.example': [
    'bestätigen Sie Ihre Anmeldung',
    'ist bestätigt',
    'In einer Stunde',
    'Dokumentation',
    'Weitere Dokumentation',
  ],
  'emre@kulturhaus.example': [
    'bestätigen Sie Ihre Anmeldung',
    'Warteliste',
    'Sie haben jetzt einen Platz',
    'Morgen, 17 Uhr',
    'In einer Stunde',
  ],
  'fatma@bibliothek.example': ['bestätigen Sie Ihre Anmeldung', 'ist bestätigt', 'abgemeldet'],
  'gerd@amt.example': [
    'bestätigen Sie Ihre Anmeldung',
    'Warteliste',
    'kein Platz',
    'bestätigen Sie Ihre Anmeldung',
    'ist bestätigt',
    'Morgen, 17 Uhr',
    'In einer Stunde',
  ],
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

describe('the scenario, from March to September', () => {
  let app: App;
  let client: Client;
  let mails: Mail[];
  let seconds: number;
  let joinLeadsTo: string | null;

  beforeAll(async () => {
    app = await startApp();
    ({ client } = app);
    const began = performance.now();
    for (const step of story) {
      await client.clock(step.at);
      await step.act(client);
      await client.advance('PT2M');
      if (step.title.startsWith('The join link')) joinLeadsTo = await joinOf('ben@verein.example');
    }
    seconds = (performance.now() - began) / 1000;
    mails = await client.mails();
  });

  afterAll(() => app?.stop());

  const joinOf = async (email: string) => {
    const [confirmation] = (await client.mails(email)).filter((one) => one.text.includes('/go/'));
    if (confirmation === undefined) throw new Error(`no join link to ${email}`);
    return (await client.send('GET', client.link(confirmation, '/go/'))).headers.get('location');
  };
  const mailsTo = (email: string) => mails.filter((mail) => mail.to.includes(email));
  const mail = (email: string, subject: string) => {
    const found = mailsTo(email).find((one) => one.subject.includes(subject));
    if (found === undefined) throw new Error(`no mail "${subject}" to ${email}`);
    return found;
  };
  const calendar = (of: Mail, index = 0) => {
    const component = new ICAL.Component(ICAL.parse(of.attachments[index]?.content ?? ''));
    const vevent = component.getFirstSubcomponent('vevent');
    return {
      method: component.getFirstPropertyValue('method'),
      uid: vevent?.getFirstPropertyValue('uid'),
      sequence: vevent?.getFirstPropertyValue('sequence'),
      start: String(vevent?.getFirstPropertyValue('dtstart')),
    };
  };

  it.each(Object.keys(expected))('%s gets every mail and none twice', (email) => {
    const subjects = mailsTo(email).map((one) => one.subject);
    expect(subjects).toHaveLength(expected[email]?.length ?? 0);
    for (const [index, words] of (expected[email] ?? []).entries()) expect(subjects[index]).toContain(words);
  });

  it('writes to nobody else', () => {
    expect(mails.filter((one) => !one.to.every((email) => email in expected))).toEqual([]);
    expect(mails).toHaveLength(155);
  });

  it('takes under a minute', () => {
    expect(seconds).toBeLessThan(60);
  });

  it('attaches one calendar file per event to a confirmation', () => {
    expect(mail('aylin@rathaus.example', 'ist bestätigt').attachments.map((file) => file.name)).toEqual([
      'sichtbar-machen.ics',
      'kultur-staerken.ics',
      'vernetzen.ics',
    ]);
    expect(mail('ben@verein.example', 'is confirmed').attachments).toHaveLength(1);
  });

  it('leads the link in every mail to the new address once the join link changed, and never prints it', () => {
    expect(joinLeadsTo).toBe('https://meet.example/part-1-new');
    expect(mails.some((one) => `${one.text}${one.html}`.includes('meet.example'))).toBe(false);
  });

  it('hints at the open parts to Dora alone, who asked for news and lacks them', () => {
    const dora = mail('dora@xn--mller-stiftung-gsb.example', 'Dokumentation: Zivil');
    expect(dora.text).toContain('Demokratische Kultur stärken');
    expect(dora.text).toContain('/unsubscribe/');
    expect(dora.headers['list-unsubscribe-post']).toBeDefined();
    for (const [email, subject] of [
      ['aylin@rathaus.example', 'Dokumentation: Zivil'],
      ['ben@verein.example', 'Documentation'],
    ] as const) {
      expect(mail(email, subject).text).not.toContain('/unsubscribe/');
      expect(mail(email, subject).headers['list-unsubscribe']).toBeUndefined();
    }
  });

  it('puts the released links into the mail, and only the new one into the further mail', () => {
    const [first, further] = mailsTo('ben@verein.example').slice(-2);
    expect(first?.text).toContain('slides.pdf');
    expect(first?.text).toContain('minutes.pdf');
    expect(further?.text).toContain('recording');
    expect(further?.text).not.toContain('slides.pdf');
  });

  it('cancels the calendar entry of who cancels and gives one to who moves up', () => {
    const cancelled = calendar(mail('fatma@bibliothek.example', 'abgemeldet'));
    const promoted = calendar(mail('emre@kulturhaus.example', 'jetzt einen Platz'));
    expect(cancelled).toMatchObject({ method: 'CANCEL', uid: promoted.uid });
    expect(promoted.method).toBe('PUBLISH');
  });

  it('moves an event under the same UID with a higher SEQUENCE', () => {
    const before = calendar(mail('aylin@rathaus.example', 'ist bestätigt'), 2);
    const moved = calendar(mail('aylin@rathaus.example', 'Neuer Termin'));
    expect(moved.uid).toBe(before.uid);
    expect(Number(moved.sequence)).toBeGreaterThan(Number(before.sequence));
    expect(moved.start).toBe('2027-06-23T15:00:00Z');
  });

  it('made no call to AWS that a role forbids', async () => {
    const calls = (await client.must('GET', '/_local/calls', { headers: { accept: 'application/json' } }))
      .body;
    expect(calls).not.toContain('"allowed": false');
    expect(calls).not.toContain('"allowed":false');
  });

  it('leaves no name, address or answer of an attendee in the table', async () => {
    const database = new DynamoDBClient({
      endpoint: app.runner.databaseUrl,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const rows: string[] = [];
    const { TableNames: tables = [] } = await database.send(new ListTablesCommand({}));
    for (const table of tables) {
      for await (const page of paginateScan({ client: database }, { TableName: table })) {
        rows.push(...(page.Items ?? []).map((row) => JSON.stringify(row)));
      }
    }
    database.destroy();
    const subscriptions = rows.filter((row) => row.includes('"subscription"'));
    const others = rows.filter((row) => !row.includes('"subscription"')).join('\n');
    for (const personal of [
      'rathaus.example',
      'verein.example',
      'posteo',
      'müller-stiftung',
      'publikum',
      'Aylin',
      'Ben O',
      'Cem',
      'Dora',
      'Emre',
      'Untertitel',
      'Weiden am Fluss',
    ]) {
      expect(others).not.toContain(personal);
    }
    expect(subscriptions).toHaveLength(2);
  });
});
