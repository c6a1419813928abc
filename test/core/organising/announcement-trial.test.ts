import { expect, test } from 'vitest';
import { testAnnouncement } from '../../../functions/core/organising/announcement-trial.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { owner } from '../mail/mail-world.ts';
import { StatesWorld } from '../mail/template-worlds.ts';

test('a test of an announcement says in its subject that it is one', async () => {
  const world = await StatesWorld.made();
  const email = 'leitung@institut.example';
  await world.owned(email);
  const input = AnnouncementInput.parse({
    ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['eins'] } },
    texts: { de: { subject: 'Hinweis', body: 'Bitte beachten.' } },
  });
  const { announcement } = await createAnnouncement(input, owner, world.context);
  await testAnnouncement(announcement.announcementId, { email }, owner, world.context);
  await world.pass(2);
  expect(world.taken(email).map(({ subject }) => subject)).toEqual(['[Test] Hinweis']);
});
