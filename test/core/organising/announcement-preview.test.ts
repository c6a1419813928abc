import { beforeEach, describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import type { MailFacts } from '../../../functions/core/mail/mail-content.ts';
import { DraftInput, previewDraft } from '../../../functions/core/organising/announcement-drafts.ts';
import { previewAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import type { RegistrationItem } from '../../../functions/core/table/items.ts';
import { openLink } from '../../../functions/core/table/open-link.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

const editor: Organiser = {
  ...{ tokenHash: 'b', name: 'editor', role: 'editor', seriesIds: ['reihe'], rights: [] },
};
const email = 'aylin@rathaus.example';
const text = { subject: 'Neues', body: 'Es gibt eine neue Reihe.' };
const news = { seriesId: 'reihe', kind: 'news', texts: { de: text, en: text } };

let world: Series;

beforeEach(async () => {
  const event = { eventId: 'eins', joinUrl: 'https://video.example/raum' };
  world = await Series.create(new MemoryTable(), 'reihe', [event]);
  await world.join(email, ['eins'], { notices: { privacy: '2027-01', news: '2027-01' } });
});

async function stored(changes: object = {}): Promise<RegistrationItem> {
  const found = await world.registration(email, 'eins');
  if (found === undefined) throw new Error('no registration');
  const item = { ...found, ...changes, version: found.version + 1 };
  await world.table.commit([{ step: 'put', item, when: 'any' }]);
  return item;
}

async function preview(audience: object = {}, registrationId?: string, kind = 'news'): Promise<MailFacts[]> {
  const input = AnnouncementInput.parse({ ...news, kind, audience: { eventIds: ['eins'], ...audience } });
  const { announcement } = await createAnnouncement(input, editor, world.context);
  const { announcementId } = announcement;
  return (await previewAnnouncement(announcementId, { registrationId }, editor, world.context)).mails;
}

/** What each personal link of a mail is of, to whom opens it; or why it opens nothing. */
async function opened(mails: readonly MailFacts[]): Promise<[string, unknown][]> {
  const links = [...JSON.stringify(mails).matchAll(/\/(go|unsubscribe)\/([\w.~-]+)/g)];
  return Promise.all(
    links.map(async ([, purpose, token = '']): Promise<[string, unknown]> => {
      const is = purpose === 'go' ? 'go' : 'unsubscribe';
      const found = openLink(token, is, world.context);
      return [is, await found.catch(({ type }: { type: string }) => type)];
    }),
  );
}

describe('an announcement that is looked at', () => {
  test('has links for a named recipient that open nothing of theirs', async () => {
    const { registrationId } = await stored();
    const ofKind = async (kind: string) => new Map(await opened(await preview({}, registrationId, kind)));
    expect(await ofKind('news')).toEqual(new Map([['unsubscribe', 'link-invalid']]));
    expect(await ofKind('participation')).toEqual(new Map([['go', 'link-invalid']]));
  });

  test('has links for nobody in particular that open nothing, saved or not', async () => {
    const draft = await previewDraft(DraftInput.parse(news), 'de', editor, world.context);
    for (const mails of [await preview(), [draft].filter((one) => one !== undefined)])
      expect(new Map(await opened(mails))).toEqual(new Map([['unsubscribe', 'link-invalid']]));
  });

  test.each([
    ['in another state', { state: 'cancelled' }, {}],
    ['of somebody who did not come', {}, { attended: true }],
    ['that nobody verified', { isUnverified: true }, {}],
  ])('tells nothing of a registration %s', async (_, changes, audience) => {
    const { registrationId } = await stored(changes);
    await expect(preview(audience, registrationId)).rejects.toMatchObject({
      faults: [{ pointer: '/registrationId', code: 'outsideAudience' }],
    });
  });

  test('tells nothing of a registration whose time is over', async () => {
    const { registrationId } = await stored({ expiresAt: Math.floor(Date.parse(world.now) / 1000) });
    await expect(preview({}, registrationId)).rejects.toMatchObject({
      faults: [{ pointer: '/registrationId', code: 'outsideAudience' }],
    });
  });

  test('is the same for whoever gave a consent and whoever gave none', async () => {
    await world.join('ben@verein.example', ['eins']);
    const of = async (registration: RegistrationItem | undefined) =>
      (await preview({}, registration?.registrationId)).map(({ name, content }) => [name, content.template]);
    expect(await of(await world.registration('ben@verein.example', 'eins'))).toEqual(
      await of(await stored()),
    );
  });
});
