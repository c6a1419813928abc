import { beforeEach, describe, expect, test } from 'vitest';
import { listObjections, setObjection } from '../../../functions/core/attendee/objection.ts';
import { personalDataPage } from '../../../functions/core/attendee/personal-data.ts';
import { sendAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import { registrationFile } from '../../../functions/core/participants/registration-file.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';
import { senderId } from '../samples.ts';
import { Series } from '../series.ts';

const [aylin, ben] = ['aylin@rathaus.example', 'ben@verein.example'];
const withNews = { notices: { privacy: '2027-01', news: '2027-01' } };

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([{ eventId: 'eins', reminders: ['P1D'] }]);
  for (const email of [aylin, ben]) await world.series.join(email, ['eins'], withNews);
  await world.pass(2);
  for (const email of [aylin, ben]) world.taken(email);
});

const object = async (isObjecting = true) =>
  setObjection(await world.series.attendee(aylin), isObjecting, world.context);
const subjects = (email: string) => world.taken(email).map(({ subject }) => subject);
const news = async (email: string) =>
  (await world.table.get(refs.subscription(world.series.identity(email).personHash, senderId)))?.state;

async function announce(kind: 'participation' | 'news'): Promise<void> {
  const input = {
    ...{ seriesId: 'reihe', kind, audience: { eventIds: ['eins'] } },
    texts: { de: { subject: `Neues: ${kind}`, body: 'Guten Tag' } },
  };
  const parsed = AnnouncementInput.parse(input);
  const { announcement } = await createAnnouncement(parsed, owner, world.context);
  const now = { at: 'now', inOtherLanguage: true } as const;
  await sendAnnouncement(announcement.announcementId, now, undefined, owner, world.context);
  await world.pass(3);
}

describe('who objects to processing (Art. 21 GDPR)', () => {
  test('gets no news, announcements and documentation any more, and what is needed to take part still', async () => {
    await object();
    expect([await news(aylin), await news(ben)]).toEqual(['withdrawn', 'subscribed']);
    await announce('participation');
    await announce('news');
    expect([subjects(aylin), subjects(ben)]).toEqual([[], ['Neues: participation', 'Neues: news']]);
    expect(await world.reason(aylin, 'announcement')).toBe('objected');
    await world.at('2027-04-27T15:00:00.000Z');
    expect([subjects(aylin).length, subjects(ben).length]).toEqual([1, 1]);
    await world.at('2027-04-28T18:00:00.000Z');
    const links = [{ title: { de: 'Folien' }, url: 'https://files.example/folien.pdf' }];
    const documentation = { links, public: false, audience: 'confirmed', release: 'now' } as const;
    await putDocumentation('eins', documentation, undefined, owner, world.context);
    await world.pass(3);
    expect([subjects(aylin).length, subjects(ben).length]).toEqual([0, 1]);
    expect(await world.reason(aylin, 'documentation')).toBe('objected');
  });

  test('stands in no list that is handed out, and still in what stays in the house', async () => {
    await object();
    const listed = async (order: { profile: 'full' | 'partner'; recipient?: string }) => {
      const whole = { purpose: 'Gruppen', limit: 9, ...order };
      const { registrations } = await exportRegistrations('eins', whole, owner, world.context);
      return registrations.map(({ email }) => email).toSorted();
    };
    expect(await listed({ profile: 'full' })).toEqual([aylin, ben]);
    expect(await listed({ profile: 'full', recipient: 'Druckerei' })).toEqual([ben]);
    expect(await listed({ profile: 'partner', recipient: 'Institut' })).toEqual([ben]);
  });

  test('stands in none of another series either, where the mails of taking part go on', async () => {
    const other = await Series.create(world.table, 'andere', [{ eventId: 'fern' }]);
    other.now = world.series.now;
    for (const email of [aylin, ben]) await other.join(email, ['fern']);
    await object();
    const order = { profile: 'partner', recipient: 'Institut', purpose: 'Gruppen', limit: 9 } as const;
    const { registrations } = await exportRegistrations('fern', order, owner, world.context);
    expect(registrations.map(({ email }) => email)).toEqual([ben]);
    expect((await other.attendee(aylin)).objectedAt).toBeUndefined();
  });

  test('is seen by the organisers of the series, with the day to answer by, and on every screen of theirs', async () => {
    await object();
    const at = world.series.now;
    const told = (seriesIds?: string[]) => listObjections({ ...owner, seriesIds }, world.context);
    const entry = { seriesId: 'reihe', name: 'Aylin', email: aylin, objectedAt: at };
    expect(await told()).toEqual([{ ...entry, answerBy: '2027-04-01T08:02:00.000Z' }]);
    expect(await told(['reihe'])).toHaveLength(1);
    expect(await told(['andere'])).toEqual([]);
    const masked = await listObjections({ ...owner, rights: [] }, world.context);
    expect(JSON.stringify(masked)).not.toContain(aylin);
    await expect(listObjections({ ...owner, role: 'viewer' }, world.context)).rejects.toThrow('forbidden');
    const { registrationId = '' } = (await world.series.registration(aylin, 'eins')) ?? {};
    expect(await registrationFile('eins', registrationId, owner, world.context)).toMatchObject({
      objectedAt: at,
    });
    const page = await personalDataPage(await world.series.attendee(aylin), '/data/x', world.context);
    expect(JSON.stringify(page.content)).toContain(`"Der Verarbeitung widersprochen am","at":"${at}"`);
  });

  test('is not forgotten by registering anew, nor doubled by pressing twice, until it is taken back', async () => {
    await object();
    const { objectedAt, objectionId } = await world.series.attendee(aylin);
    world.series.advance('PT1H');
    await object();
    await world.series.publish({ eventId: 'zwei' });
    await world.series.join(aylin, ['zwei']);
    // The register's entry is answered, and settled, by it.
    expect((await world.series.attendee(aylin)).objectionId).toBe(objectionId);
    expect(objectionId).toBeDefined();
    expect(await world.series.attendee(aylin)).toMatchObject({ objectedAt });
    await object(false);
    expect((await world.series.attendee(aylin)).objectedAt).toBeUndefined();
    expect(await listObjections(owner, world.context)).toEqual([]);
    // What it ended is not revived.
    expect(await news(aylin)).toBe('withdrawn');
    await announce('participation');
    expect(subjects(aylin)).toContain('Neues: participation');
  });

  test('gets news that are agreed to anew', async () => {
    await object();
    await world.series.publish({ eventId: 'zwei' });
    await world.series.join(aylin, ['zwei'], withNews);
    await world.pass(2);
    world.taken(aylin);
    await announce('news');
    expect(subjects(aylin)).toEqual(['Neues: news']);
  });
});
