import { describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { deliveryId, enqueue } from '../../../functions/core/delivery/outbox.ts';
import { cancelAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { resendDelivery } from '../../../functions/core/organising/deliveries.ts';
import { Busy, type SendOutcome } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import type { Tick } from '../../../functions/core/upkeep/dispatch.ts';
import { after } from '../../../functions/core/values/time.ts';
import { delivery } from '../../adapters/table-contract.ts';
import { announcementId, PageWorld, reminderId } from '../sending/page-world.ts';

/**
 * What a tick answers is when the runner's clock stops next: as long as something is due, it says that it worked, or
 * that it is wanted at once.
 */
const some = ['a', 'b', 'c'].map((name) => `${name}@x.example`);

const organiser: Organiser = { tokenHash: 'h', name: 'test', role: 'owner', seriesIds: undefined };

/** When the first of what is left is due. */
function firstDue(world: PageWorld): string | undefined {
  const due = world.table.rows().flatMap(({ dueLane, dueAt }) => (dueLane ? [String(dueAt)] : []));
  return due.toSorted()[0];
}

function expectNamed(tick: Tick, world: PageWorld, when: string): void {
  const first = firstDue(world);
  if (first === undefined || tick.worked) return;
  const soonest = first < world.series.now ? world.series.now : first;
  expect(tick.nextDueAt && tick.nextDueAt <= soonest, `${when}: ${tick.nextDueAt}, due ${first}`).toBe(true);
}

describe('a tick says when it is wanted next', () => {
  test('while another is at work: as soon as that one’s lease may be over', async () => {
    const world = await PageWorld.of({ one: some });
    const until = after(world.series.now, 'PT15S');
    await world.table.commit([
      {
        step: 'put',
        item: { type: 'lease', leaseId: 'mailer', holder: 'other', until, version: 9 },
        when: 'any',
      },
    ]);
    expect(await world.tick()).toEqual({ worked: false, nextDueAt: until });
    expect(world.sent).toEqual([]);
    world.series.now = after(until, 'PT1S');
    expect(await world.tick()).toMatchObject({ worked: true });
    expect(world.sent).toHaveLength(some.length);
  });

  test('wherever its time is over, before its first look too', async () => {
    let isStopped = true;
    for (let looks = 0; isStopped; looks++) {
      const world = await PageWorld.of({ one: some });
      let left = looks;
      const tick = await world.tick({
        deadline: { remainingMilliseconds: () => (left-- > 0 ? 60_000 : 4000) },
      });
      expectNamed(tick, world, `stopped at look ${looks}`);
      isStopped = left < 0;
      await world.settle();
      expect(world.sent.map(({ to }) => to).toSorted()).toEqual(some);
    }
  });

  test.each(['one call fails', 'the table is out of reach from then on'])('whenever %s', async (what) => {
    let isReached = true;
    for (let moment = 0; isReached; moment++) {
      const world = await PageWorld.of({ one: some });
      let calls = 0;
      world.each(async (call) => {
        const number = calls++;
        if (call === 'send' || number < moment) return;
        if (what !== 'one call fails' || number === moment) throw new Busy(new Error('throttled'));
      });
      const tick = await world.tick().catch((error: unknown) => {
        if (error instanceof Busy) return undefined;
        throw error;
      });
      world.each(undefined);
      // A tick that fails is made again in a minute.
      if (tick !== undefined) expectNamed(tick, world, `failed at ${moment}`);
      isReached = calls > moment;
      await world.settle();
      expect(world.sent.length, `sent, failed at ${moment}`).toBeLessThanOrEqual(some.length);
      expect(new Set(world.sent.map(({ id }) => id)).size).toBe(world.sent.length);
    }
  });

  test.each<[string, SendOutcome]>([
    ['the rate', { outcome: 'throttled', quota: 'rate' }],
    ['the day', { outcome: 'throttled', quota: 'day' }],
    ['the account', { outcome: 'paused', reason: 'account paused' }],
  ])('when SES takes no mail because of %s', async (_, outcome) => {
    const world = await PageWorld.of({ one: some });
    let refusals = 3;
    world.answer = () => (refusals-- > 0 ? outcome : undefined);
    expectNamed(await world.tick(), world, 'refused');
  });

  test('when the quota can not be read', async () => {
    const world = await PageWorld.of({ one: some });
    const unread = () => Promise.reject(new Error('no quota'));
    const tick = await world.tick({ pace: { take: unread, hasRoomToday: unread } });
    expectNamed(tick, world, 'no quota');
    expect(world.reported).toEqual([new Error('no quota')]);
    await world.settle();
    expect(world.sent).toHaveLength(some.length);
  });
});

test('a mail that waits to be sent once more is no longer due when its announcement is cancelled', async () => {
  const world = await PageWorld.of({ one: some });
  await world.tick();
  await world.announce(['one']);
  const wanted = async (state: string) =>
    (await world.deliveries(announcementId)).find((one) => one.state === state);
  const paused: SendOutcome = { outcome: 'paused', reason: 'account paused' };
  world.answer = (to) => (to === some[0] ? { outcome: 'rejected', reason: 'MessageRejected' } : paused);
  await world.tick();
  await resendDelivery(deliveryId((await wanted('failed')) ?? delivery('none')), organiser, world.context);
  world.answer = () => paused;
  await world.tick();
  await cancelAnnouncement('a1', organiser, world.context);
  world.series.now = after(world.series.now, 'PT1M');
  await world.tick();
  expect(await wanted('queued')).toBeUndefined();
  expect(await wanted('skipped')).toMatchObject({ reason: 'notificationCancelled' });
  await world.settle();
  expect(firstDue(world) ?? '9').toSatisfy((at: string) => at > world.series.now);
  expect((await world.tick()).worked).toBe(false);
});

test('attempts that could not be written with the others of their batch are made later, once', async () => {
  const world = await PageWorld.of({ one: some });
  const insert = world.table.insert.bind(world.table);
  let isFirst = true;
  world.table.insert = async ([first, ...others]) => {
    const [isWritten = false] = first === undefined ? [] : await insert([first]);
    const rest = isFirst ? others.map(() => false) : await insert(others);
    isFirst = false;
    return first === undefined ? [] : [isWritten, ...rest];
  };
  await world.tick();
  expect(world.sent).toHaveLength(2);
  await world.settle();
  expect(world.sent.map(({ to }) => to).toSorted()).toEqual(some);
  expect(await world.counted(reminderId)).toEqual(await world.standing(reminderId));
});

describe('what stays due keeps nobody back', () => {
  const mail = (world: PageWorld, recipientId: string) =>
    enqueue(
      {
        notificationId: 'link-x',
        recipientId,
        template: 'link',
        seriesId: 'series',
        personHash: world.series.identity(some[0] ?? '').personHash,
        eventIds: [],
        purpose: 'registration',
        expiresAt: 0,
      },
      world.series.now,
    );

  test('however much of it lies before', async () => {
    const world = await PageWorld.of({ one: some });
    const dueAt = after(world.series.now, '-PT1H');
    for (let number = 0; number < 120; number++) {
      const item = delivery('stuck', {
        recipientId: `r${number}`,
        state: 'sent',
        dueLane: 'delivery',
        dueAt,
      });
      await world.table.commit([{ step: 'put', item, when: 'absent' }]);
    }
    await world.table.commit([mail(world, 'waits')]);
    await world.tick();
    expect(world.sent.map(({ id }) => id)).toContain('link-x_waits');
    expect((await world.notification(reminderId))?.state).toBe('done');
  });

  test('nor does what can not be read', async () => {
    const world = await PageWorld.of({ one: some });
    const { now } = world.series;
    const unreadable = delivery('broken', { attempts: 1.5, dueLane: 'delivery', dueAt: now });
    await world.table.commit([{ step: 'put', item: unreadable, when: 'absent' }, mail(world, 'waits')]);
    await world.tick();
    expect(world.sent.map(({ id }) => id)).toContain('link-x_waits');
    expect(world.reported.length).toBeGreaterThan(0);
    await expect(world.table.get(refs.delivery('broken', 'r1'))).rejects.toThrow();
  });
});
