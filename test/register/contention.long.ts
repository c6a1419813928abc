import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, signUpOf } from '../setup/backend.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    event('ansturm', { capacity: 50 }),
    event('warteliste', { capacity: 5, waitingList: true }),
    event('verloren', { capacity: 10 }),
  ]);
});
afterAll(() => backend.stop());

/** Of many mail domains: what one holds without confirming is a share of the places. */
const guest = (index: number) => `gast${index}@ansturm${index % 20}.example`;

const faults = (wanted: object) => backend.send('PUT', '/_local/faults', { json: wanted });
const counters = async (eventId: string) => (await backend.rowsOf('counters', { eventId }))[0];

test('200 sign-ups at once for 50 places, on a table that conflicts: 50 hold one, all are told, none is lost', async () => {
  await faults({ dynamodb: { conflict: true } });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => backend.register(signUpOf(guest(index), ['ansturm']))),
  );
  await faults({});
  // Nobody has confirmed yet: whoever comes later may get a place that nobody confirms.
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(await counters('ansturm')).toMatchObject({ taken: 50, pending: 200, confirmed: 0, waitlisted: 0 });
  expect(await backend.rowsOf('registration', { eventId: 'ansturm', holdsPlace: true })).toHaveLength(50);
  const mails = await backend.mails();
  expect(mails.flatMap((mail) => mail.to).toSorted()).toEqual(
    answers.map((_, index) => guest(index)).toSorted(),
  );
  expect(mails.filter(({ text }) => text.includes('keinen Platz freihalten'))).toHaveLength(150);
});

test('60 at once for 5 places and a waiting list: all are taken in, and confirming keeps first come, first served', async () => {
  const emails = Array.from({ length: 60 }, (_, index) => `w${index}@warteliste.example`);
  await faults({ dynamodb: { conflict: true } });
  const answers = await Promise.all(emails.map((email) => backend.register(signUpOf(email, ['warteliste']))));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
  expect(await counters('warteliste')).toMatchObject({ taken: 5, pending: 60 });
  await backend.runner.settle();
  const links = await Promise.all(emails.slice(0, 30).map((email) => backend.link(email, '/confirm/')));
  const confirmed = await Promise.all(links.map((link) => backend.post(link)));
  await faults({});
  expect(new Set(confirmed.map((answer) => answer.status))).toEqual(new Set([200]));
  const rows = await backend.rowsOf('registration', { eventId: 'warteliste' });
  const positions = rows.flatMap((row) => (row.state === 'waitlisted' ? [Number(row.waitingPosition)] : []));
  const inPlace = rows.filter((row) => row.state === 'confirmed');
  expect(inPlace.length + positions.length).toBe(30);
  expect(positions.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: positions.length }, (_, index) => index + 1),
  );
  expect(await counters('warteliste')).toMatchObject({
    taken: 5,
    confirmed: inPlace.length,
    waitlisted: positions.length,
    pending: 30,
  });
});

test('answers that are lost after the commit neither lose a sign-up nor count it twice', async () => {
  await faults({ dynamodb: { failAfterCommit: 0.3, throttle: 0.1 }, seed: 7 });
  const emails = Array.from({ length: 20 }, (_, index) => `v${index}@verloren${index % 10}.example`);
  const answers = await Promise.all(emails.map((email) => backend.register(signUpOf(email, ['verloren']))));
  await faults({});
  const accepted = emails.filter((_, index) => answers[index]?.status === 202);
  expect(accepted).toEqual(emails);
  expect(await counters('verloren')).toMatchObject({ taken: 10, pending: 20 });
  const rows = await backend.rowsOf('registration', { eventId: 'verloren' });
  expect(rows.map((row) => row.email).toSorted()).toEqual(accepted.toSorted());
  const mails = (await backend.mails()).filter((mail) => emails.includes(mail.to[0] ?? ''));
  expect(mails.map((mail) => mail.to[0]).toSorted()).toEqual(accepted.toSorted());
});
