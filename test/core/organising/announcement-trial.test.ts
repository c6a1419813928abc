import { expect, test } from 'vitest';
import { testAnnouncement } from '../../../functions/core/organising/announcement-trial.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { lists } from '../../../functions/core/table/lists.ts';
import { readList } from '../../../functions/core/table/pages.ts';
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

test('a test of an announcement says in its subject that it is one', async () => {
  const world = await StatesWorld.made();
  const email = 'leitung@institut.example';
  await world.owned(email);
  await loggedIn(world);
  const input = AnnouncementInput.parse({
    ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['eins'] } },
    texts: { de: { subject: 'Hinweis', body: 'Bitte beachten.' } },
  });
  const { announcement } = await createAnnouncement(input, owner, world.context);
  await testAnnouncement(announcement.announcementId, { email }, owner, world.context);
  await world.pass(2);
  expect(world.taken(email).map(({ subject }) => subject)).toEqual(['[Test] Hinweis']);
});
