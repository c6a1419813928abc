import { expect, test } from 'vitest';
import { lastWho } from '../../../functions/core/access/audit.ts';
import { askLogin, openSession } from '../../../functions/core/access/login.ts';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { organiserByEmail } from '../../../functions/core/access/organisers.ts';
import { testAnnouncement } from '../../../functions/core/organising/announcement-trial.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { lists } from '../../../functions/core/table/lists.ts';
import { readList } from '../../../functions/core/table/pages.ts';
import { personHash } from '../../../functions/core/values/keys.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { owner } from '../mail/mail-world.ts';
import { StatesWorld } from '../mail/template-worlds.ts';

/** Tests go to nobody who was merely entered. */
async function loggedIn({ context: { store, now } }: StatesWorld): Promise<void> {
  const { items } = await readList(lists.organisers(), { limit: 10 }, store);
  for (const item of items)
    await store.commit([
      { step: 'put', item: { ...item, loggedInAt: now }, when: { version: item.version } },
    ]);
}

const email = 'leitung@institut.example';

/** A draft, and an organiser who has logged in. */
async function drafted() {
  const world = await StatesWorld.made();
  await world.owned(email);
  await loggedIn(world);
  const input = AnnouncementInput.parse({
    ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['eins'] } },
    texts: { de: { subject: 'Hinweis', body: 'Bitte beachten.' } },
  });
  const { announcement } = await createAnnouncement(input, owner, world.context);
  return { world, announcement };
}

test('a test of an announcement says in its subject that it is one', async () => {
  const { world, announcement } = await drafted();
  await testAnnouncement(announcement.announcementId, { email }, owner, world.context);
  await world.pass(2);
  expect(world.taken(email).map(({ subject }) => subject)).toEqual(['[Test] Hinweis']);
});

test('who mails themselves a test has saved nothing, as far as who is overtaken reads', async () => {
  const { world, announcement } = await drafted();
  const tester: Organiser = { ...owner, tokenHash: 'b', name: 'tester' };
  const { announcementId } = announcement;
  await testAnnouncement(announcementId, { email }, tester, world.context);
  expect(await lastWho(`announcements/${announcementId}`, owner, world.context)).toBe('owner');
});

test('of whose mailbox strangers filled, a test is noted and mailed in its turn', async () => {
  const { world, announcement } = await drafted();
  for (let number = 0; number < 13; number++) await world.signUp(email.replace('@', `+${number}@`), ['eins']);
  const at = await testAnnouncement(announcement.announcementId, { email }, owner, world.context);
  expect(at > world.context.now).toBe(true);
});

test('a mailbox gets three tests within an hour, whoever asks; the next takes its turn', async () => {
  const { world, announcement } = await drafted();
  const waits: boolean[] = [];
  for (let number = 0; number < 4; number++) {
    const at = await testAnnouncement(announcement.announcementId, { email }, owner, world.context);
    waits.push(at > world.context.now);
    await world.pass(2);
  }
  expect(waits).toEqual([false, false, false, true]);
  expect(world.taken(email)).toHaveLength(3);
});

test('of one series there are twenty tests an hour, however many organisers and tokens ask', async () => {
  const { world, announcement } = await drafted();
  const ask = (who: Organiser) =>
    testAnnouncement(announcement.announcementId, { email }, who, world.context).then(
      () => 'taken',
      (error: unknown) => (error instanceof Problem ? error.type : 'else'),
    );
  const answers: string[] = [];
  for (let maker = 0; maker < 5; maker++)
    for (let number = 0; number < 5; number++)
      answers.push(await ask({ ...owner, tokenHash: `maker-${maker}` }));
  expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'taken'));
  expect(new Set(answers.slice(20))).toEqual(new Set(['too-many-requests']));
});

test('mail to an organiser counts as mail to an unverified address until they have logged in', async () => {
  const world = await StatesWorld.made();
  const email = 'leitung@institut.example';
  await world.owned(email);
  const isUnverified = async () => {
    await askLogin({ email }, [email], world.context);
    await world.pass(2);
    const mail = world.taken(email).at(-1);
    const { deliveries } = await world.table.ofPerson(personHash(world.context.keys, email));
    const logins = (await world.table.getMany(deliveries)).filter((one) => one?.template === 'login');
    const latest = logins.toSorted((a, b) => String(b?.createdAt).localeCompare(String(a?.createdAt)))[0];
    return { mail, isUnverified: latest?.isUnverified ?? false };
  };
  const first = await isUnverified();
  expect(first.isUnverified).toBe(true);
  expect((await organiserByEmail(email, world.context))?.loggedInAt).toBeUndefined();
  const token = /\/login\/(\S+)/.exec(first.mail?.text ?? '')?.[1];
  await openSession(token ?? '', world.context);
  expect((await organiserByEmail(email, world.context))?.loggedInAt).toBeDefined();
  await world.pass(10);
  expect((await isUnverified()).isUnverified).toBe(false);
});
