import { describe, expect, test } from 'vitest';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { confirmedPage } from '../../../functions/core/attendee/pages.ts';
import { mailboxHash } from '../../../functions/core/delivery/mailbox.ts';
import { SesNotice } from '../../../functions/core/delivery/ses-notice.ts';
import { AnnouncementInput, countAudience } from '../../../functions/core/organising/announcements.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { settleSesNotice } from '../../../functions/core/sending/settle-ses-notice.ts';
import type { AnnouncementItem } from '../../../functions/core/table/announcement-items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { over, StatesWorld } from './template-worlds.ts';

/** What a stranger causes who types an address in shortly before an event, and what its owner still gets. */
const victim = 'opfer@rathaus.example';
const fiftyMinutesBefore = '2027-04-28T14:10:00.000Z';
const workshops = ['eins', 'w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7'];

async function workshopsToday(): Promise<StatesWorld> {
  const parallel = { capacity: undefined, waitingList: false, reminders: ['PT30M', 'PT15M'] };
  const world = await StatesWorld.made(parallel);
  const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
  for (const eventId of workshops.slice(1)) await world.series.publish({ eventId, ...day, ...parallel });
  world.series.now = fiftyMinutesBefore;
  return world;
}

const skipped = async (world: StatesWorld) =>
  (await world.deliveries(victim)).filter(({ state }) => state === 'skipped').map(({ reason }) => reason);

describe('a direct entry that nobody confirmed', () => {
  test('into eight workshops with two reminders each is one mail', async () => {
    const world = await workshopsToday();
    await world.signUp(victim, workshops);
    await world.pass(40);
    expect(world.taken(victim)).toHaveLength(1);
    expect(await skipped(world)).toEqual(Array.from({ length: 16 }, () => 'notVerified'));
  });

  test('is told of changes and cancellations as far as its mailbox gets mails', async () => {
    const world = await workshopsToday();
    await world.signUp(victim, workshops);
    await world.pass(2);
    for (const eventId of workshops) await world.cancel(eventId);
    await world.pass(5);
    expect(world.taken(victim)).toHaveLength(3);
    expect((await skipped(world)).filter((one) => one === 'mailboxFull')).toHaveLength(6);
  });

  test('a mail that SES did not take at once counts once in its mailbox', async () => {
    const world = await workshopsToday();
    await world.signUp(victim, ['eins', 'w1']);
    await world.pass(2);
    world.pause();
    for (const eventId of ['eins', 'w1']) await world.cancel(eventId);
    await world.pass(5);
    world.answer = undefined;
    await world.pass(5);
    expect(world.taken(victim)).toHaveLength(3);
  });

  test('and stands in the hour in which it leaves, however long that lasts', async () => {
    const world = await workshopsToday();
    await world.signUp(victim, ['eins']);
    await world.pass(2);
    world.pause();
    await world.cancel('eins');
    await world.pass(70);
    world.answer = undefined;
    const takenAgain = world.series.now;
    await world.pass(5);
    expect(world.taken(victim)).toHaveLength(2);
    const mailbox = mailboxHash(world.context.keys, victim);
    const { mails = [] } = (await world.table.get(refs.mailAllowance(mailbox))) ?? {};
    expect(mails.map(({ at }) => at >= takenAgain)).toEqual([false, true]);
  });

  test('gets neither documentation nor announcements, and is counted in no audience', async () => {
    const world = await workshopsToday();
    // Subscribed in another series of the same sender: the count must not tell.
    const news = { notices: { privacy: '2027-01', news: '2027-01' } };
    await world.join(victim, ['zwei'], news);
    await world.signUp(victim, ['eins']);
    await world.pass(2);
    world.taken(victim);
    for (const kind of ['news', 'participation'] as const) {
      const input = AnnouncementInput.parse({
        ...{ seriesId: 'reihe', kind, audience: { eventIds: ['eins'] } },
        texts: { de: { subject: 'Hinweis', body: 'Bitte beachten.' } },
      });
      const times = { createdAt: world.series.now, updatedAt: world.series.now, version: 0 };
      const item: AnnouncementItem = { type: 'announcement', announcementId: kind, ...input, ...times };
      expect(await countAudience(item, world.series.series, world.context)).toMatchObject({ total: 0 });
    }
    world.series.now = over;
    await world.document();
    await world.pass(5);
    expect(world.taken(victim)).toEqual([]);
    expect(await world.reason(victim, 'documentation')).toBe('notVerified');
  });

  test('gets the documentation that was released before once its button is pressed, on the page and by one mail', async () => {
    const world = await workshopsToday();
    const signUp = await world.signUp(victim, ['eins', 'w1']);
    await world.pass(2);
    world.taken(victim);
    world.series.now = over;
    await world.document();
    await world.pass(5);
    expect(world.taken(victim)).toEqual([]);
    const answer = await confirm(signUp, world.context);
    const { content } = confirmedPage(answer, world.context);
    if (content.page !== 'confirmed') throw new Error('confirmed');
    expect(content.events.map(({ documentationUrl }) => documentationUrl !== undefined)).toEqual([
      true,
      false,
    ]);
    expect(content.isMailed).toBe(true);
    await world.pass(2);
    const mails = world.taken(victim);
    expect(mails.map(({ subject }) => subject)).toEqual(['Dokumentation: Sichtbar machen']);
    expect(mails[0]?.text).toContain('/documentation');
    // Pressed again, it is mailed no more.
    await confirm((await world.table.get(refs.signUp(signUp.signUpId))) ?? signUp, world.context);
    await answerForEntries(await world.series.attendee(victim), world.context);
    await world.pass(2);
    expect(world.taken(victim)).toEqual([]);
  });

  test('gets it, too, once a form of its own page is sent', async () => {
    const world = await workshopsToday();
    await world.signUp(victim, ['eins', 'w1']);
    await world.pass(2);
    world.taken(victim);
    world.series.now = over;
    await world.document();
    await world.pass(5);
    await answerForEntries(await world.series.attendee(victim), world.context);
    await world.pass(2);
    expect(world.taken(victim).map(({ subject }) => subject)).toEqual(['Dokumentation: Sichtbar machen']);
  });

  test('gets its reminders once its button was pressed', async () => {
    const world = await workshopsToday();
    const news = { notices: { privacy: '2027-01', news: '2027-01' } };
    const signUp = await world.signUp(victim, ['eins'], news);
    await world.pass(2);
    await world.confirmed(signUp);
    await world.pass(40);
    expect(world.taken(victim).filter(({ subject }) => subject.startsWith('In '))).toHaveLength(2);
  });
});

const hard = { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'General' } };
const full = { eventType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } };

describe('what becomes of mail to an address that somebody typed', () => {
  async function entered() {
    const world = await workshopsToday();
    await world.join(victim, ['zwei']);
    await world.signUp(victim, ['eins']);
    await world.pass(2);
    world.taken(victim);
    return world;
  }

  async function complained() {
    const world = await entered();
    await tell(world, 'entry', { eventType: 'Complaint', complaint: {} });
    return world;
  }

  async function tell(world: StatesWorld, cause: string, notice: Record<string, unknown>, number = 1) {
    const delivery = (await world.deliveries(victim)).find((one) => one.notificationId.startsWith(cause));
    if (delivery === undefined) throw new Error(`no ${cause}`);
    const { notificationId, recipientId } = delivery;
    const messageId = number === 1 ? delivery.messageId : `${delivery.messageId}-${number}`;
    const tags = { deliveryId: [`${notificationId}_${recipientId}`], personHash: [delivery.personHash] };
    await settleSesNotice(SesNotice.parse({ ...notice, mail: { messageId, tags } }), world.context);
  }

  const suppression = (world: StatesWorld) =>
    world.table.get(refs.suppression(world.series.identity(victim).personHash));

  test.each([
    ['a hard bounce', [hard]],
    ['the third soft one', [full, full, full]],
  ])('bars such mail alone: %s leaves the place that its owner confirmed', async (_, notices) => {
    const world = await entered();
    for (const [index, one] of notices.entries()) {
      expect(await suppression(world)).toBeUndefined();
      await tell(world, 'entry', one, index + 1);
    }
    expect(await suppression(world)).toMatchObject({ scope: 'unverified', reason: 'bounce' });
    await world.cancel('zwei');
    await world.pass(5);
    expect(world.taken(victim)).toHaveLength(1);
  });

  test('soft bounces of it and of mail to the verified person are counted apart, and end with what each is of', async () => {
    const world = await entered();
    for (const number of [1, 2])
      for (const cause of ['entry', 'confirmation']) await tell(world, cause, full, number);
    expect(await suppression(world)).toBeUndefined();
    await tell(world, 'entry', full, 3);
    expect(await suppression(world)).toMatchObject({ scope: 'unverified' });
    await tell(world, 'confirmation', full, 3);
    expect(await suppression(world)).toMatchObject({ scope: 'everything', reason: 'bounce' });
  });

  test('a complaint bars such mail alone: the place that its owner confirmed goes on', async () => {
    const world = await complained();
    expect(await suppression(world)).toMatchObject({ scope: 'unverified', reason: 'complaint' });
    await world.cancel('eins');
    await world.signUp(victim, ['w1', 'w2']);
    await world.cancel('zwei');
    await world.pass(5);
    expect(world.taken(victim).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Zweiter Teil'),
    ]);
    expect(await skipped(world)).toContain('suppressed: complaint');
  });

  test('a complaint gives way to a hard bounce of mail about a confirmed place, which ends everything', async () => {
    const world = await complained();
    await tell(world, 'confirmation', hard);
    expect(await suppression(world)).toMatchObject({ scope: 'everything', reason: 'bounce' });
    await tell(world, 'entry', { eventType: 'Complaint', complaint: {} });
    await tell(world, 'entry', hard);
    await world.cancel('zwei');
    await world.pass(5);
    expect(await suppression(world)).toMatchObject({ scope: 'everything' });
    expect(world.taken(victim)).toEqual([]);
  });

  test('a complaint about a place that was confirmed ends everything', async () => {
    const world = await workshopsToday();
    await world.join(victim, ['zwei']);
    await tell(world, 'confirmation', { eventType: 'Complaint', complaint: {} });
    expect(await suppression(world)).toMatchObject({ scope: 'everything', reason: 'complaint' });
  });
});
