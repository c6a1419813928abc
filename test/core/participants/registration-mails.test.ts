import { describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { listDeliveries } from '../../../functions/core/organising/deliveries.ts';
import { mailsOfRegistration } from '../../../functions/core/participants/registration-mails.ts';
import { collections } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { announcementId, PageWorld } from '../sending/page-world.ts';
import { Series } from '../series.ts';

const viewer: Organiser = { tokenHash: 'a', name: 'viewer', role: 'viewer', seriesIds: ['series'] };
const aylin = 'aylin@rathaus.example';
const ben = 'ben@verein.example';

/** The templates of the mails of somebody's registration for an event, oldest first. */
async function mailsOf(world: PageWorld, email: string, eventId: string) {
  const registration = await world.series.registration(email, eventId);
  if (registration === undefined) throw new Error(`${email} is not registered`);
  const found = await mailsOfRegistration(eventId, registration.registrationId, viewer, world.context);
  return found.map(({ template }) => template);
}

describe('the mails of a registration', () => {
  test('are those to its person alone and those to many, oldest first', async () => {
    const world = await PageWorld.of({ one: [aylin] });
    await world.tick();
    await world.settle();
    expect(await mailsOf(world, aylin, 'one')).toEqual(['confirmation', 'reminder']);
  });

  test('hold an announcement to several events under each that the person is registered for', async () => {
    const world = await PageWorld.of({ one: [aylin, ben], two: [aylin] });
    await world.announce(['one', 'two']);
    await world.tick();
    await world.settle();
    const mails = await world.deliveries(announcementId);
    expect(mails).toHaveLength(2);
    for (const eventId of ['one', 'two'])
      expect(await mailsOf(world, aylin, eventId), eventId).toContain('announcement');
    expect(await mailsOf(world, ben, 'one')).toContain('announcement');
  });

  test('hold no announcement to another event, and none from before it', async () => {
    const world = await PageWorld.of({ one: [aylin], two: [aylin] });
    await world.announce(['one']);
    await world.tick();
    await world.settle();
    expect(await mailsOf(world, aylin, 'two')).not.toContain('announcement');
    const later = await PageWorld.of({ one: [aylin] });
    await later.announce(['one', 'two']);
    await later.tick();
    await later.settle();
    await later.series.join(aylin, ['two']);
    expect(await mailsOf(later, aylin, 'two')).not.toContain('announcement');
  });

  test('of several people at an address are each one’s own, but for announcements', async () => {
    const world = await PageWorld.of({ one: [aylin] });
    const first = await world.series.registration(aylin, 'one');
    if (first === undefined) throw new Error('nobody is registered');
    const second = { ...first, registrationId: `${first.registrationId}2`, name: 'Emre' };
    await world.table.commit([{ step: 'put', item: second, when: 'absent' }]);
    await world.announce(['one']);
    await world.tick();
    await world.settle();
    const seats = (await world.table.list(collections.registrations('one'))).items;
    expect(seats).toHaveLength(2);
    for (const { registrationId } of seats) {
      const found = await mailsOfRegistration('one', registrationId, viewer, world.context);
      expect(found.filter(({ kind }) => kind === 'announcement')).toHaveLength(1);
      const reminders = found.filter(({ kind }) => kind === 'reminder');
      expect(reminders.map((one) => one.registrationId)).toEqual([registrationId]);
    }
  });

  test('of somebody who was added are those since, also one that tells of several people', async () => {
    const world = await Series.create(new MemoryTable(), 'series', [{ eventId: 'one', seatsPerAddress: 6 }]);
    await world.join(aylin, ['one']);
    // More than a mailbox gets within an hour: the last ones are told by one mail.
    for (const seat of [2, 3, 4, 5, 6]) await world.addSeat(aylin, 'one', seat, `Guest ${seat}`);
    const of = async (seat: number) => {
      const registration = await world.registration(aylin, 'one', seat);
      const id = registration?.registrationId ?? '';
      const found = await mailsOfRegistration('one', id, viewer, world.context);
      return found.map(({ notificationId }) => notificationId.replace(/-.*/, '')).toSorted();
    };
    expect(await of(1)).toEqual(['confirmation', 'steps', 'verification']);
    expect(await of(2)).toEqual(['added', 'steps']);
    expect(await of(5)).toEqual(['steps']);
    expect(await of(6)).toEqual(['steps']);
  });

  test('are not found by an organiser of other series', async () => {
    const world = await PageWorld.of({ one: [aylin] });
    const registration = await world.series.registration(aylin, 'one');
    const other = { ...viewer, seriesIds: ['andere'] };
    const asked = mailsOfRegistration('one', registration?.registrationId ?? '', other, world.context);
    await expect(asked).rejects.toMatchObject({ type: 'not-found' });
  });
});

test('a notification that has no mail yet has an empty list, one that there is not is not found', async () => {
  const world = await PageWorld.of({ one: [aylin] });
  await world.announce(['one']);
  const ask = (notificationId: string, organiser = viewer) =>
    listDeliveries({ notificationId, limit: 10 }, organiser, world.context);
  expect((await ask(announcementId)).items).toEqual([]);
  await expect(ask('announcement-none')).rejects.toMatchObject({ type: 'not-found' });
  const foreign = { ...viewer, seriesIds: ['andere'] };
  await expect(ask(announcementId, foreign)).rejects.toMatchObject({ type: 'not-found' });
});
