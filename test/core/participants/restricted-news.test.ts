import { expect, test } from 'vitest';
import { sendAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { RestrictionInput, restrictPerson } from '../../../functions/core/participants/restrictions.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

const [aylin, ben] = ['aylin@rathaus.example', 'ben@verein.example'];

test('news of another series of the same sender leave out whose data is restricted (Art. 18(2) GDPR)', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const withNews = { notices: { privacy: '2027-01', news: '2027-01' } };
  for (const email of [aylin, ben]) await world.series.join(email, ['eins'], withNews);
  await Series.create(world.table, 'andere', [{ eventId: 'fern' }]);
  await world.pass(2);
  for (const email of [aylin, ben]) world.taken(email);
  const restriction = { email: aylin, kind: 'request', reason: 'bestreitet die Angaben' };
  await restrictPerson(
    RestrictionInput.parse({ ...restriction, reviewOn: '2027-12-31' }),
    owner,
    world.context,
  );
  const input = AnnouncementInput.parse({
    ...{ seriesId: 'andere', kind: 'news', audience: { eventIds: ['fern'], allSubscribers: true } },
    texts: { de: { subject: 'Neues aus der anderen', body: 'Guten Tag' } },
  });
  const { announcement } = await createAnnouncement(input, owner, world.context);
  const now = { at: 'now', inOtherLanguage: true } as const;
  await sendAnnouncement(announcement.announcementId, now, undefined, owner, world.context);
  await world.pass(3);
  const subjects = (email: string) => world.taken(email).map(({ subject }) => subject);
  expect([subjects(aylin), subjects(ben)]).toEqual([[], ['Neues aus der anderen']]);
  expect(await world.reason(aylin, 'announcement')).toBe('restricted');
});
