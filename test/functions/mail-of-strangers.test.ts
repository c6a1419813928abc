import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hiddenFields } from '../abuse/ask.ts';
import { Backend, type Mail, notices, series, signUpOf } from '../setup/backend.ts';

/** Invented addresses, and people who complain about a sign-up that was not theirs, beside verified people of two series. */
let backend: Backend;
let reminderAt: string;
const hour = 3_600_000;
const people = Array.from({ length: 60 }, (_, at) => `mitglied-${at}@h${at}.example`);
const guests = people.slice(0, 15);

beforeAll(async () => {
  backend = await Backend.start();
  const starts = { startsAtLocal: '2040-03-02T17:00', endsAtLocal: '2040-03-02T19:00', reminders: ['PT1H'] };
  const one = (eventId: string, seriesId: string) => ({
    ...{ eventId, seriesId, title: { de: `Teil ${eventId}`, en: `Part ${eventId}` } },
    joinUrl: 'https://meet.example/teil',
  });
  await backend.publish([
    { ...one('eins', 'reihe'), ...starts },
    {
      ...one('spaeter', 'reihe'),
      ...starts,
      startsAtLocal: '2040-05-10T17:00',
      endsAtLocal: '2040-05-10T19:00',
    },
  ]);
  await backend.publish([{ ...one('drueben', 'andere'), ...starts }], { ...series, seriesId: 'andere' });
  reminderAt = '2040-03-02T15:00:00.000Z';
  await joined(people, 'eins');
  await backend.runner.clock.advance(2 * hour);
  await joined(guests, 'drueben');
});
afterAll(() => backend?.stop());

async function joined(emails: readonly string[], eventId: string): Promise<void> {
  const answers = await Promise.all(emails.map((email) => backend.register(signUpOf(email, [eventId]))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  const links = (await verifications()).filter(([to]) => emails.includes(to)).map(([, link]) => link);
  const confirmed = await Promise.all(links.slice(-emails.length).map((link) => backend.post(link)));
  expect(new Set(confirmed.map(({ status }) => status))).toEqual(new Set([200]));
}

async function verifications(): Promise<[string, string][]> {
  return (await backend.mails()).flatMap((mail: Mail): [string, string][] => {
    const url = mail.text.match(/https?:\/\/\S+\/confirm\/\S+/)?.[0];
    return url === undefined ? [] : [[mail.to[0] ?? '', new URL(url).pathname]];
  });
}

const lane = async () => (await backend.organise('GET', '/lane')).json.state;
const form = (email: string, more: Record<string, string> = {}) => ({
  ...{ eventIds: 'spaeter', name: 'Kim Muster', email, locale: 'de', 'notices.privacy': notices.privacy },
  ...{ formUrl: 'https://www.stiftung-marktplatz.example/form', ...more },
});
const sent = (fields: Record<string, string>, from?: string) =>
  backend.send('POST', '/v1/registrations', {
    form: fields,
    headers: { accept: 'text/html', ...(from === undefined ? {} : { 'x-forwarded-for': from }) },
  });
/** Sends a form, and presses the button of the extra step where it is asked for. */
async function pressed(email: string, from?: string) {
  const asked = await sent(form(email), from);
  return asked.status === 422 ? sent(Object.fromEntries(hiddenFields(asked.text)), from) : asked;
}
let invented = 0;
const nobody = () => `niemand-${invented}@n${invented++}.invalid`;

describe('of mail to addresses that nobody has verified', () => {
  test('seven bounces among 170 mails are too few to be careful about, and pause nothing', async () => {
    for (let at = 0; at < 7; at++)
      expect((await backend.register(signUpOf(nobody(), ['spaeter']))).status).toBe(202);
    await backend.runner.settle();
    expect(await backend.rowsOf('suppression', { reason: 'bounce' })).toHaveLength(7);
    const announcement = await backend.organise('POST', '/announcements', {
      ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['eins'] } },
      texts: { de: { subject: 'Zu {event}', body: 'Bis bald.' } },
    });
    await backend.organise('POST', `/announcements/${announcement.json.announcementId}/send`, {});
    await backend.runner.clock.advance(60_000);
    expect((await backend.mails()).filter(({ subject }) => subject === 'Zu Teil eins')).toHaveLength(60);
    expect(await lane()).toBe('open');
  });

  test('a rate near the limit asks everybody for the extra step, and a script to send a form', async () => {
    // The hundredth mail makes sign-ups careful, whenever it is counted.
    let taken = 0;
    while (taken < 24) {
      const { status } = await backend.register(signUpOf(`ruhig-${taken}@r${taken}.example`, ['spaeter']));
      if (status === 429) break;
      expect(status).toBe(202);
      taken++;
    }
    expect(taken).toBeGreaterThan(15);
    await backend.runner.settle();
    const script = await backend.register(signUpOf('skript@gast.example', ['spaeter']));
    expect([script.status, script.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
    expect(Number(script.headers.get('retry-after'))).toBeGreaterThan(0);
    const asked = await sent(form('ehrlich@gast.example'));
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Noch ein Schritt');
    expect((await pressed('ehrlich@gast.example')).status).toBe(202);
    expect(await lane()).toBe('open');
  });

  test('seventy bounces, which the whole account feels, slow each client and each mail domain down', async () => {
    for (let at = 0; at < 60; at++) await pressed(nobody());
    await backend.runner.settle();
    const client = '198.51.100.9';
    const ofClient: number[] = [];
    for (let at = 0; at < 6; at++) ofClient.push((await pressed(`buero@b${at}.example`, client)).status);
    expect(ofClient).toEqual([202, 202, 202, 202, 202, 429]);
    const refused = await pressed('buero@b7.example', client);
    expect(refused.text).toMatch(/Ab .* geht es wieder[\s\S]*@/);
    const ofDomain: number[] = [];
    for (let at = 0; at < 21; at++) ofDomain.push((await pressed(`person-${at}@gross.example`)).status);
    expect(ofDomain.filter((status) => status === 202)).toHaveLength(20);
    expect(ofDomain.at(-1)).toBe(429);
    expect(await lane()).toBe('open');
  });

  test('complaints don’t pause the lane of mail to many either', async () => {
    const strangers = (await backend.rowsOf('signUp')).filter(({ email }) => /^ruhig/.test(String(email)));
    const hashes = new Set(strangers.map(({ personHash }) => personHash));
    const all = await backend.rowsOf('delivery', { template: 'verification', state: 'delivered' });
    const theirs = all.filter(({ personHash }) => hashes.has(personHash)).slice(0, 5);
    for (const { notificationId, recipientId, messageId } of theirs) {
      const mail = { messageId, tags: { deliveryId: [`${notificationId}_${recipientId}`] } };
      const complaint = { complaintFeedbackType: 'abuse' };
      backend.runner.publish('Notices', JSON.stringify({ eventType: 'Complaint', mail, complaint }));
    }
    await backend.runner.settle();
    expect(await backend.rowsOf('suppression', { reason: 'complaint' })).toHaveLength(5);
    expect(await lane()).toBe('open');
  });

  test('it raises an alarm as long as it lasts, without holding anything back', async () => {
    await backend.runner.clock.advance(60_000);
    expect(backend.logOf('Dispatch')).toContain('sign-ups are guarded');
  });

  test('every confirmed attendee of each series gets the reminder on time', async () => {
    await backend.runner.clock.set(reminderAt);
    await backend.runner.clock.advance(60_000);
    const reminders = (await backend.mails()).filter(({ subject }) => subject.startsWith('In einer Stunde'));
    for (const [part, all] of [
      ['Teil eins', people],
      ['Teil drueben', guests],
    ] as const) {
      const own = reminders.filter(({ subject }) => subject.includes(part));
      expect(own.map(({ to }) => to[0]).toSorted()).toEqual(all.toSorted());
      for (const { at } of own) expect(Date.parse(at) - Date.parse(reminderAt)).toBeLessThanOrEqual(60_000);
    }
  });
});
