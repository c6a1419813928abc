import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, notices, type Row } from '../setup/backend.ts';
import { wordsInHtml } from '../views/reading.ts';

/** One's own page through the bundled handlers: changing, adding, more people on one address. */
let backend: Backend;

const role = {
  questionId: 'role',
  kind: 'choice',
  required: true,
  label: { de: 'Ich komme aus', en: 'I come from' },
  options: [
    { value: 'town', label: { de: 'der Stadt', en: 'town' } },
    { value: 'village', label: { de: 'dem Dorf', en: 'the village' } },
  ],
};
const access = {
  questionId: 'access',
  kind: 'text',
  label: { de: 'Was brauchen Sie?', en: 'What do you need?' },
  sensitive: true,
};
const groups = [
  { workingGroupId: 'a', title: { de: 'Gruppe A', en: 'Group A' }, capacity: 1 },
  { workingGroupId: 'b', title: { de: 'Gruppe B', en: 'Group B' }, capacity: 5 },
];

beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    event('plain'),
    event('asking', { questions: [role, access], workingGroups: groups }),
    event('many', { seatsPerAddress: 3, capacity: 3, waitingList: true }),
    event('later', { registrationOpensAtLocal: '2040-04-01T08:00' }),
  ]);
});
afterAll(() => backend.stop());

const asked = { answers: { asking: { role: 'town' } } };
const registrations = async (eventId: string, email: string): Promise<Row[]> =>
  (await backend.rowsOf('registration', { eventId, email })).toSorted(
    (one, other) => Number(one.seat ?? 1) - Number(other.seat ?? 1),
  );
const counters = async (eventId: string) => (await backend.rowsOf('counters', { eventId }))[0];

describe('changing a registration', () => {
  test('name, answers and working group in one form, prefilled', async () => {
    const page = await backend.join('change@rathaus.example', ['asking'], {
      ...asked,
      workingGroups: { asking: 'b' },
    });
    const form = await backend.get(`${page}/edit?eventId=asking&seat=1`, { accept: 'text/html' });
    expect(form.status).toBe(200);
    expect(form.text).toMatch(/value="town" checked/);
    const saved = await backend.post(`${page}/edit`, {
      eventId: 'asking',
      seat: '1',
      name: 'Berta Vertretung',
      'workingGroups.asking': 'a',
      'answers.asking.role': 'village',
    });
    expect(saved.status).toBe(200);
    expect(saved.text).toContain('Ihre Änderung ist gespeichert');
    expect(saved.text).toContain('Berta Vertretung');
    const [registration] = await registrations('asking', 'change@rathaus.example');
    expect(registration).toMatchObject({
      name: 'Berta Vertretung',
      workingGroupId: 'a',
      answers: { role: 'village' },
    });
    expect((await counters('asking'))?.groups).toMatchObject({ a: { taken: 1 }, b: { taken: 0 } });
  });

  test('with faults at their fields, in the reader’s language, and what was typed is kept', async () => {
    const page = await backend.join('fault@rathaus.example', ['asking'], { ...asked, locale: 'en' });
    const refused = await backend.post(`${page}/edit`, {
      eventId: 'asking',
      name: ' ',
      'workingGroups.asking': 'a',
      'answers.asking.access': 'Captions',
    });
    expect(refused.status).toBe(422);
    for (const words of [
      'Please check your entries',
      'href="#field-name"',
      'href="#field-answers.asking.role"',
      'href="#field-workingGroups.asking"',
      'we need your consent',
      'Captions',
    ])
      expect(refused.text).toContain(words);
    const [registration] = await registrations('asking', 'fault@rathaus.example');
    expect(registration).toMatchObject({ answers: { role: 'town' }, version: 1 });
  });

  test('a sensitive answer with its consent is recorded with it', async () => {
    const page = await backend.join('consent@rathaus.example', ['asking'], asked);
    const saved = await backend.post(`${page}/edit`, {
      eventId: 'asking',
      name: 'Aylin Şahin',
      'workingGroups.asking': 'none',
      'answers.asking.role': 'town',
      'answers.asking.access': 'Untertitel',
      'notices.sensitive': '2040-01',
    });
    expect(saved.status).toBe(200);
    const [registration] = await registrations('asking', 'consent@rathaus.example');
    expect(registration).toMatchObject({
      answers: { access: 'Untertitel' },
      sensitiveConsent: { version: '2040-01', text: 'Ein Hinweis.' },
    });
  });

  test('that consent is withdrawn by its own button, and the registration goes on', async () => {
    const email = 'withdrawn@rathaus.example';
    const page = await backend.join(email, ['asking'], {
      answers: { asking: { role: 'town', access: 'Untertitel' } },
      notices: { ...notices, sensitive: '2040-01' },
    });
    const own = await backend.get(page, { accept: 'text/html' });
    expect(own.text).toContain('Einwilligung widerrufen und Angaben löschen');
    for (const _ of [1, 2]) {
      const answer = await backend.post(page, { sensitive: 'off', eventId: 'asking', seat: '1' });
      expect([answer.status, answer.text]).toEqual([
        200,
        expect.stringContaining('Ihre Einwilligung ist widerrufen'),
      ]);
    }
    const [registration] = await registrations('asking', email);
    expect(registration).toMatchObject({ state: 'confirmed', answers: { role: 'town' } });
    expect(JSON.stringify(await backend.rowsOf('signUp', { email }))).not.toContain('Untertitel');
    const where = `/events/asking/registrations/${registration?.registrationId}`;
    const proof = (await backend.organise('GET', `${where}/proof`)).json;
    expect(proof).toMatchObject({
      notices: { sensitive: { version: '2040-01' } },
      sensitiveWithdrawnAt: registration?.sensitiveWithdrawnAt,
    });
    const refused = await backend.post(page, { sensitive: 'off', eventId: 'plain', seat: '1' });
    expect(refused.status).toBe(404);
  });

  test('name and language change for all mails, a name given to one registration stays', async () => {
    const page = await backend.join('person@rathaus.example', ['plain', 'asking'], asked);
    await backend.post(`${page}/edit`, { eventId: 'plain', name: 'Dora Deputy' });
    const saved = await backend.post(`${page}/edit`, { name: 'Aylin Neu', locale: 'en' });
    expect(saved.text).toContain('Your change is saved');
    expect(await registrations('plain', 'person@rathaus.example')).toMatchObject([
      { name: 'Dora Deputy', locale: 'en' },
    ]);
    expect(await registrations('asking', 'person@rathaus.example')).toMatchObject([
      { name: 'Aylin Neu', locale: 'en' },
    ]);
    const cancelled = await backend.post(`${page}/cancel`, { eventId: 'asking' });
    expect(cancelled.text).toContain('Your registration is cancelled');
    expect((await backend.mails('person@rathaus.example')).at(-1)?.subject).toContain('cancelled');
    const wrong = await backend.post(`${page}/edit`, { name: '', locale: 'de' });
    expect([wrong.status, wrong.text.includes('field-name-fault')]).toEqual([422, true]);
  });
});

describe('the proof of consent', () => {
  test('holds what was shown, in which language, where and when, and the mail that verified the address', async () => {
    const locale = 'en';
    await backend.join('proof@rathaus.example', ['plain'], {
      locale,
      notices: { ...notices, news: '2040-01' },
    });
    const [registration] = await registrations('plain', 'proof@rathaus.example');
    const where = `/events/plain/registrations/${registration?.registrationId}/proof`;
    const { status, json } = await backend.organise('GET', where);
    expect(status).toBe(200);
    const shown = { version: '2040-01', locale, text: 'A notice.' };
    expect(json).toMatchObject({
      name: 'Aylin Şahin',
      notices: { privacy: shown, news: shown },
      formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark',
      news: { sender: 'Stiftung Marktplatz', state: 'subscribed', proof: shown },
    });
    expect(json.signedUpAt < json.verifiedAt).toBe(true);
    const [verification] = await backend.rowsOf('delivery', {
      template: 'verification',
      personHash: registration?.personHash,
    });
    expect(json.verificationMessageId).toBe(verification?.messageId);
    expect(json.verificationMessageId).toMatch(/\w{8}/);
    expect((await backend.organise('GET', `${where.slice(0, -10)}/proof`)).status).toBe(404);

    const accept = 'text/html,application/xhtml+xml;q=0.9';
    const printed = await backend.organise('GET', `${where}?lang=de`, undefined, { accept });
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const read = wordsInHtml(printed.text).join(' ');
    for (const fact of [
      'Aylin Şahin',
      'proof@rathaus.example',
      shown.text,
      shown.version,
      'Englisch',
      json.formUrl,
      json.signedUpAt,
      json.verifiedAt,
      json.verificationMessageId,
    ])
      expect(read).toContain(fact);
    // Which notice was shown in which language, whatever the reader's is.
    expect(printed.text).toContain('<blockquote lang="en">');
    expect(printed.text).not.toMatch(/<form|<script/);
    const page = await backend.link('proof@rathaus.example', '/registration/');
    await backend.post(page, { news: 'off' });
    const after = await backend.organise('GET', where);
    expect(after.json.news).toMatchObject({ state: 'withdrawn', proof: shown });
    const withdrawn = await backend.organise('GET', where, undefined, { accept });
    expect(wordsInHtml(withdrawn.text).join(' ')).toContain(after.json.news.withdrawnAt);
  });
});

describe('adding a part', () => {
  test('is one button where nothing is asked, and a form where something is', async () => {
    const page = await backend.join('add@rathaus.example', ['plain']);
    const own = await backend.get(page, { accept: 'text/html' });
    expect(own.text).toContain(`${page}/add?eventId=asking`);
    expect(own.text).toContain('name="eventId" value="many"');
    const refused = await backend.post(page, { eventId: 'asking' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('field-answers.asking.role-fault');
    const added = await backend.post(`${page}/add`, {
      eventId: 'asking',
      'answers.asking.role': 'village',
      'workingGroups.asking': 'b',
    });
    expect(added.text).toContain('Sie sind angemeldet');
    const again = await backend.post(`${page}/add`, { eventId: 'asking', 'answers.asking.role': 'town' });
    expect(again.text).toContain('Dort waren Sie schon angemeldet');
    expect(await registrations('asking', 'add@rathaus.example')).toMatchObject([
      { state: 'confirmed', workingGroupId: 'b', answers: { role: 'village' } },
    ]);
    const mails = await backend.mails('add@rathaus.example');
    expect(mails.filter((mail) => mail.subject.includes('bestätigt: Teil asking'))).toHaveLength(1);
  });

  test('that is not open yet says so, and adds nothing', async () => {
    const page = await backend.join('early@rathaus.example', ['plain']);
    const refused = await backend.post(page, { eventId: 'later' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Dafür ist die Anmeldung nicht offen');
    const form = await backend.get('/series/reihe/signup?lang=de', { accept: 'text/html' });
    expect(form.text).toContain('Die Anmeldung öffnet am Sonntag, 1. April 2040, 8 Uhr');
    expect((await backend.get('/events/later?lang=de', { accept: 'text/html' })).text).toContain(
      'öffnet am Sonntag, 1. April 2040',
    );
    const fault = await backend.register({
      eventIds: ['later'],
      name: 'X',
      email: 'x@rathaus.example',
      notices,
      formUrl: 'https://www.stiftung-marktplatz.example/x',
    });
    expect(fault.json.errors).toMatchObject([
      { code: 'eventNotYetOpen', params: { at: '2040-04-01T06:00:00.000Z', timeZone: 'Europe/Berlin' } },
    ]);
    expect(fault.json.errors[0].message).toContain('1. April 2040');
  });
});

describe('several people on one address', () => {
  test('have each a place, a name, a confirmation and a way to cancel; then the waiting list', async () => {
    const page = await backend.join('office@rathaus.example', ['many']);
    await backend.join('other@rathaus.example', ['many']);
    const form = await backend.get(`${page}/add?eventId=many&more=1`, { accept: 'text/html' });
    expect(form.text).toContain('name="seat" value="2"');
    const unnamed = await backend.post(`${page}/add`, { eventId: 'many', seat: '2', name: '' });
    expect([unnamed.status, unnamed.text.includes('field-name-fault')]).toEqual([422, true]);
    await backend.post(`${page}/add`, { eventId: 'many', seat: '2', name: 'Bea Bürgermeisterin' });
    const twice = await backend.post(`${page}/add`, {
      eventId: 'many',
      seat: '2',
      name: 'Bea Bürgermeisterin',
    });
    expect(twice.text).toContain('Bea Bürgermeisterin war dort schon angemeldet.');
    const third = await backend.post(`${page}/add`, { eventId: 'many', seat: '2', name: 'Carl Kämmerer' });
    expect(third.text).toContain('Position 1');
    expect(third.text).toContain('Carl Kämmerer ist angemeldet.');
    expect(await registrations('many', 'office@rathaus.example')).toMatchObject([
      { state: 'confirmed' },
      { seat: 2, name: 'Bea Bürgermeisterin', state: 'confirmed' },
      { seat: 3, name: 'Carl Kämmerer', state: 'waitlisted' },
    ]);
    const more = await backend.post(`${page}/add`, { eventId: 'many', seat: '4', name: 'Dora' });
    expect(more.status).toBeGreaterThanOrEqual(400);
    const bea = (await backend.mails('office@rathaus.example')).filter((mail) =>
      mail.text.includes('Bea Bürgermeisterin'),
    );
    expect(bea).toHaveLength(1);
    expect(bea[0]?.text).toContain('Teilnehmende Person: Bea Bürgermeisterin');

    // A mailbox gets three mails an hour.
    await backend.runner.clock.advance(61 * 60_000);
    const cancelled = await backend.post(`${page}/cancel`, { eventId: 'many', seat: '2' });
    expect(cancelled.text).toContain('Bea Bürgermeisterin ist abgemeldet.');
    expect(cancelled.text).not.toContain('Sie sind abgemeldet');
    expect(await registrations('many', 'office@rathaus.example')).toMatchObject([
      { state: 'confirmed' },
      { seat: 2, state: 'cancelled' },
      { seat: 3, state: 'confirmed' },
    ]);
    const mails = await backend.mails('office@rathaus.example');
    const goodbye = mails.find((mail) => mail.subject.startsWith('Abgemeldet: '));
    // Her own entry is taken back, and no other's.
    expect(goodbye?.attachments.map(({ name }) => name)).toEqual(['many-2.ics']);
    expect(mails.slice(-2).filter((mail) => mail.text.includes('Carl Kämmerer'))).toHaveLength(1);
    expect(await counters('many')).toMatchObject({ taken: 3, confirmed: 3, waitlisted: 0, cancelled: 1 });
  });
});
