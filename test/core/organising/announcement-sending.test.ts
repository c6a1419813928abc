import { beforeEach, describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { sendAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { announcementNotificationId } from '../../../functions/core/table/announcement-items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

const owner: Organiser = { tokenHash: 'a', name: 'owner', role: 'owner', seriesIds: undefined };
const editorOfOne: Organiser = { tokenHash: 'b', name: 'editor', role: 'editor', seriesIds: ['reihe'] };
const text = { subject: 'Neues', body: 'Es gibt eine neue Reihe.' };
const news = { seriesId: 'reihe', kind: 'news', texts: { de: text, en: text } };

let world: Series;

beforeEach(async () => {
  world = await Series.create(new MemoryTable(), 'reihe', [{ eventId: 'eins' }]);
  await world.join('aylin@rathaus.example', ['eins'], { notices: { privacy: '2027-01', news: '2027-01' } });
});

/** The owner writes it down and leaves it as a draft. */
async function draft(audience: object): Promise<string> {
  const { announcement } = await createAnnouncement(
    AnnouncementInput.parse({ ...news, audience }),
    owner,
    world.context,
  );
  return announcement.announcementId;
}

const send = (id: string, organiser: Organiser) =>
  sendAnnouncement(id, { at: 'now', inOtherLanguage: false }, undefined, organiser, world.context);
const planned = (id: string) => world.table.get(refs.notification(announcementNotificationId(id)));

describe('all subscribers of a sender', () => {
  test('are written to by an organiser of all series', async () => {
    const id = await draft({ eventIds: ['eins'], allSubscribers: true });
    expect(await send(id, owner)).toMatchObject({ announcement: { counted: 1 } });
    expect(await planned(id)).toMatchObject({ state: 'planned' });
  });

  test('are written to by no organiser of single series, not even with an owner’s draft', async () => {
    const id = await draft({ eventIds: ['eins'], allSubscribers: true });
    await expect(send(id, editorOfOne)).rejects.toMatchObject({ type: 'forbidden' });
    expect(await planned(id)).toBeUndefined();
  });
});

test('those registered for their own series an organiser of single series may write to', async () => {
  const id = await draft({ eventIds: ['eins'] });
  expect(await send(id, editorOfOne)).toMatchObject({ announcement: { counted: 1 } });
});
