import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, series, signUpOf } from '../setup/backend.ts';

/** Each sentence of a mail is true for whoever gets it, at the moment when it is made. */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish(
    ['zweimal', 'bestaetigt', 'abgesagt', 'doku', 'erinnert'].map((id) => event(id)),
    { ...series, verificationNudge: 'P1D' },
  );
});
afterAll(() => backend.stop());

const minutes = (count: number) => backend.runner.clock.advance(count * 60_000);
/** SES takes nothing for a while: what is to be sent waits, and is made when it leaves. */
const hold = () => backend.send('PUT', '/_local/faults', { json: { ses: { refuses: 'accountPaused' } } });
const release = () => backend.send('PUT', '/_local/faults', { json: {} });

async function move(eventId: string, day: string, notice = 'now'): Promise<void> {
  const { title, startsAtLocal, endsAtLocal, ...rest } = event(eventId);
  const at = { startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00` };
  const answer = await backend.organise('PUT', `/events/${eventId}?notice=${notice}`, {
    ...rest,
    title,
    ...at,
  });
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.anything()]);
}
const newDates = async (email: string) =>
  (await backend.mails(email)).filter(({ subject }) => subject.startsWith('Neuer Termin'));

test('a move that is corrected before it was told is told once, from the date that people knew', async () => {
  const email = 'aylin@wahr.example';
  await backend.join(email, ['zweimal']);
  const before = await backend.mails(email);
  const known = /(\d+)\. \S+ 2040/.exec(before.at(-1)?.text ?? '')?.[0] ?? '-';
  await move('zweimal', '2040-04-18');
  await move('zweimal', '2040-04-19');
  await minutes(3);
  const [told, ...more] = await newDates(email);
  expect(more).toEqual([]);
  expect(told?.text).toContain(known);
  expect(told?.text).toContain('19. April 2040');
  expect(told?.text).not.toContain('18. April 2040');
});

test('a move that is taken back before it was told is not told at all', async () => {
  const email = 'bea@wahr.example';
  await backend.join(email, ['zweimal']);
  await move('zweimal', '2040-04-20');
  await move('zweimal', '2040-04-19');
  await minutes(3);
  expect(await newDates(email)).toEqual([]);
});

test('who is told the new date by the confirmation is not told it once more', async () => {
  const email = 'cem@wahr.example';
  await backend.register(signUpOf(email, ['bestaetigt']));
  const link = await backend.link(email, '/confirm/');
  await hold();
  expect((await backend.post(link)).status).toBe(200);
  await backend.runner.settle();
  const later = new Date(backend.runner.clock.now().getTime() + 30 * 60_000).toISOString();
  await move('bestaetigt', '2040-04-18', later);
  await release();
  await minutes(45);
  const mails = await backend.mails(email);
  expect(mails.filter(({ subject }) => subject.startsWith('Ihre Anmeldung ist'))[0]?.text).toContain(
    '18. April 2040',
  );
  expect(await newDates(email)).toEqual([]);
});

test('a verification whose event is off when it leaves says so, and asks for nothing', async () => {
  const email = 'dora@wahr.example';
  await hold();
  await backend.register(signUpOf(email, ['abgesagt']));
  await backend.runner.settle();
  expect((await backend.organise('POST', '/events/abgesagt/cancel')).status).toBeLessThan(300);
  await release();
  await minutes(15);
  const [mail, ...more] = await backend.mails(email);
  expect(more).toEqual([]);
  expect(mail?.subject).toMatch(/^Fällt aus: /);
  expect(mail?.text).not.toMatch(/angemeldet: |\/confirm\//);
});

test('of two sign-ups for the same, one reminds: "this is the only reminder" is true', async () => {
  const email = 'emil@wahr.example';
  await backend.register(signUpOf(email, ['erinnert']));
  await backend.runner.settle();
  await minutes(2);
  await backend.register(signUpOf(email, ['erinnert']));
  await backend.runner.settle();
  await minutes(26 * 60);
  const nudges = (await backend.mails(email)).filter(({ subject }) => subject.startsWith('Noch nicht'));
  expect(nudges).toHaveLength(1);
});

test('documentation thanks those who were there, and nobody else', async () => {
  const [there, unknown] = ['fatma@wahr.example', 'gero@wahr.example'];
  for (const email of [there, unknown]) await backend.join(email, ['doku']);
  const [registration] = await backend.rowsOf('registration', { email: there });
  const { startsAtLocal } = event('doku');
  await backend.runner.clock.set(new Date(new Date(`${startsAtLocal}:00Z`).getTime() + 5 * 3_600_000));
  const attended = await backend.organise('PUT', '/events/doku/attendance', {
    registrationIds: [registration?.registrationId],
  });
  expect([attended.status < 300, attended.text.slice(0, 200)]).toEqual([true, expect.anything()]);
  const put = await backend.organise('PUT', '/events/doku/documentation', {
    links: [{ title: { de: 'Folien' }, url: 'https://files.example/folien' }],
    ...{ audience: 'confirmed', release: 'now' },
  });
  expect([put.status < 300, put.text.slice(0, 300)]).toEqual([true, expect.anything()]);
  await minutes(3);
  const textOf = async (email: string) =>
    (await backend.mails(email)).find(({ subject }) => subject.startsWith('Dokumentation'))?.text ?? '';
  expect(await textOf(there)).toContain('vielen Dank für Ihre Teilnahme');
  expect(await textOf(unknown)).toContain('die Dokumentation');
  expect(await textOf(unknown)).not.toContain('vielen Dank');
});
