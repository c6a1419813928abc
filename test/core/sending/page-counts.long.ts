import { describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { erasePersonInSeries } from '../../../functions/core/attendee/erase.ts';
import { cancelAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { resendDelivery } from '../../../functions/core/organising/deliveries.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { after } from '../../../functions/core/values/time.ts';
import { announcementId, mortally, PageWorld, reminderAt, reminderId } from './page-world.ts';

/**
 * What a page's mails first come to is counted as the page is left. Whatever happens meanwhile, and at whatever moment,
 * in the end the counts are what the deliveries say.
 */
const some = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@x.example`);
const organiser: Organiser = {
  tokenHash: 'h',
  name: 'test',
  role: 'owner',
  seriesIds: undefined,
};

type Play = (world: PageWorld, moment: number) => Promise<boolean>;
interface Wanted {
  people: Parameters<typeof PageWorld.of>[0];
  /** The announcement's events; none: the reminder alone goes out. */
  announced?: string[];
  /** Whether the notification comes to its end. */
  endsAs?: 'done' | 'cancelled';
  /** The moments that are tried: all of them, or every so many. */
  every?: number;
}

/** Plays at each moment of a run, and compares. Answers how many there were. */
async function throughout(
  { people, announced, endsAs = 'done', every = 1 }: Wanted,
  play: Play,
): Promise<number> {
  let moment = 0;
  for (let isReached = true; isReached; moment += every) {
    const world = await PageWorld.of(people);
    if (announced !== undefined) await world.announce(announced);
    isReached = await play(world, moment);
    await world.settle();
    for (const id of announced === undefined ? [reminderId] : [reminderId, announcementId]) {
      const ending = id === announcementId ? endsAs : 'done';
      const state = (await world.notification(id))?.state;
      if (isReached) expect(state, `${id} at ${moment}`).toBe(ending);
      const counted = await world.standing(id);
      expect(await world.counted(id), `${id} at ${moment}`).toEqual(counted);
      expect(counted.waiting, `${id} at ${moment}`).toBe(0);
    }
    const ids = world.sent.map((mail) => mail.id);
    expect(new Set(ids).size, `sent twice at ${moment}`).toBe(ids.length);
    expect(world.reported, `reported at ${moment}`).toEqual([]);
  }
  return moment / every;
}

/** A mailer that ends before a call, and every other of its calls with it. */
const crash: Play = async (world, moment) => {
  let calls = 0;
  const hasFinished = await mortally((end) => {
    world.each(async () => {
      if (calls++ >= moment) await end();
    });
    return world.tick({}, 'dies');
  });
  return !hasFinished;
};

describe('counts and deliveries say the same', () => {
  test('wherever the mailer ends', async () => {
    const moments = await throughout({ people: { one: some } }, crash);
    expect(moments).toBeGreaterThan(60);
  });

  test('wherever the mailer ends over several pages and several events, people in both among them', async () => {
    const people = { one: some.slice(0, 3), two: some.slice(1), fillers: 256 };
    await throughout({ people, announced: ['one', 'two'], every: 7 }, crash);
  });

  test('whenever an SES notice comes, before the answer is recorded too', async () => {
    const told = new Set<string>();
    await throughout({ people: { one: some }, announced: ['one'] }, async (world, moment) => {
      told.clear();
      const reached = world.at(moment, async () => {
        const ids = world.sent.map(({ id }) => id).filter((id) => !told.has(id));
        for (const id of ids) told.add(id);
        await world.tell('Send', ids);
        await world.tell('Delivery', ids);
        return false;
      });
      await world.tick();
      return reached.isReached();
    });
  });

  test.each(['PT25S', 'PT40S'])(
    'with a second mailer that takes over after %s, on the same page',
    async (later) => {
      await throughout({ people: { one: some }, announced: ['one'] }, async (world, moment) => {
        const reached = world.at(moment, async () => {
          world.series.now = after(world.series.now, later);
          await world.tick({}, 'second');
          return true;
        });
        await world.tick({}, 'first');
        return reached.isReached();
      });
    },
  );

  test('when a run stops in a page, and its next run goes on behind what is done', async () => {
    const seen: number[] = [];
    await throughout({ people: { one: some } }, async (world, moment) => {
      let left = moment + 1;
      await world.tick({ deadline: { remainingMilliseconds: () => (left-- > 0 ? 60_000 : 0) } });
      const [counted, standing] = [await world.counted(reminderId), await world.standing(reminderId)];
      expect(counted, `stopped at ${moment}`).toEqual(standing);
      seen.push(counted.total);
      return (await world.notification(reminderId))?.state !== 'done';
    });
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  test('when a failed mail is sent once more while its page is open', async () => {
    await throughout({ people: { one: some } }, async (world, moment) => {
      let refusals = 1;
      world.answer = (to) =>
        to === some[2] && refusals-- > 0 ? { outcome: 'rejected', reason: 'MessageRejected' } : undefined;
      const reached = world.at(moment, async () => {
        const failed = (await world.deliveries(reminderId)).find((one) => one.state === 'failed');
        if (failed === undefined) return false;
        const id = `${failed.notificationId}_${failed.recipientId}`;
        await resendDelivery(id, organiser, world.context);
        await world.tick({}, 'resends').catch(() => undefined);
        return true;
      });
      await world.tick();
      return reached.isReached();
    });
  });

  test('when SES tells that a mail was rejected before its answer is recorded, and it is sent once more', async () => {
    await throughout({ people: { one: some } }, async (world, moment) => {
      const reached = world.at(moment, async () => {
        const [first] = world.sent;
        if (first === undefined) return false;
        await world.tell('Reject', [first.id], { reject: { reason: 'Bad content' } });
        if ((await world.delivery(first.id))?.state !== 'failed') return true;
        await resendDelivery(first.id, organiser, world.context);
        world.sent.shift();
        return true;
      });
      await world.tick();
      return reached.isReached();
    });
  });

  test('when an announcement is cancelled while it is sent', async () => {
    const attempted: number[] = [];
    const wanted = { people: { one: some }, announced: ['one'], endsAs: 'cancelled' as const };
    await throughout(wanted, async (world, moment) => {
      let cancelledAt = Number.NaN;
      const reached = world.at(moment, async () => {
        const state = (await world.notification(announcementId))?.state;
        if (state !== 'done') await cancelAnnouncement('a1', organiser, world.context);
        cancelledAt = world.sent.length;
        return true;
      });
      await world.tick();
      const isBefore = (await world.notification(announcementId))?.state === 'cancelled';
      if (reached.isReached() && isBefore) attempted.push(world.sent.length - cancelledAt);
      return reached.isReached() && isBefore;
    });
    // What was claimed before goes out: two batches of two at a time.
    expect(Math.max(...attempted)).toBeLessThanOrEqual(12);
  });

  test.each([false, true])(
    'but for the mail of a person who is erased meanwhile, which is counted or not; the mailer ends then: %s',
    async (isEnding) => {
      const { length } = some;
      const seen = new Set<string>();
      let isReached = true;
      for (let moment = 0; isReached; moment++) {
        const world = await PageWorld.of({ one: some });
        const { personHash } = world.series.identity(some[2] ?? '');
        await mortally((end) => {
          const reached = world.at(moment, async () => {
            await erasePersonInSeries(personHash, 'series', world.context);
            return isEnding ? end() : true;
          });
          return world.tick({}, 'first').finally(() => {
            isReached = reached.isReached();
          });
        });
        await world.settle();
        const [counted, standing] = [await world.counted(reminderId), await world.standing(reminderId)];
        const sent = (await world.deliveries(reminderId)).length;
        expect(standing.total, `at ${moment}`).toBe(sent);
        expect([length - 1, length], `at ${moment}`).toContain(counted.total);
        expect(counted.waiting, `at ${moment}`).toBe(0);
        expect(world.sent.length, `at ${moment}`).toBeLessThanOrEqual(length);
        seen.add(`${counted.total} ${standing.total}`);
      }
      expect(seen.has(`${length - 1} ${length - 1}`)).toBe(true);
    },
  );

  test('when mails are late, unknown, or can not be handed over', async () => {
    const outcomes = [
      { outcome: 'unknown', reason: 'ECONNRESET' },
      { outcome: 'throttled', quota: 'rate' },
      { outcome: 'throttled', quota: 'day' },
      { outcome: 'paused', reason: 'account paused' },
      { outcome: 'rejected', reason: 'MessageRejected' },
    ] as const;
    for (const outcome of outcomes) {
      const world = await PageWorld.of({ one: some });
      let times = 2;
      world.answer = () => (times-- > 0 ? outcome : undefined);
      await world.tick();
      await world.settle();
      expect(await world.counted(reminderId), outcome.outcome).toEqual(await world.standing(reminderId));
    }
  });
});

describe('a reminder', () => {
  const told = async (world: PageWorld) =>
    (await world.deliveries(reminderId)).map(({ state, reason }) => `${state}: ${reason}`);

  test('of an earlier time of its event is taken back, also what had begun, and goes to nobody', async () => {
    const world = await PageWorld.of({ one: some });
    const event = await world.table.get(refs.event('one'));
    if (event === undefined) throw new Error('no event');
    world.answer = () => ({ outcome: 'paused', reason: 'account paused' });
    await world.tick();
    world.answer = () => undefined;
    const begun = (await world.deliveries(reminderId)).length;
    expect(begun).toBeGreaterThan(0);
    const later = { startsAtLocal: '2027-05-28T17:00', endsAtLocal: '2027-05-28T19:00' };
    const item = { ...event, ...later, sequence: 1, version: event.version + 1 };
    await world.table.commit([{ step: 'put', item, when: 'any' }]);
    await world.settle();
    const notification = await world.notification(reminderId);
    expect([notification?.state, notification?.dueAt]).toEqual(['cancelled', undefined]);
    expect(await told(world)).toEqual(Array(begun).fill('skipped: notificationCancelled'));
    expect(world.sent).toEqual([]);
    expect(await world.counted(reminderId)).toEqual(await world.standing(reminderId));
  });

  test('that comes after the end of its event is skipped, and says so', async () => {
    const world = await PageWorld.of({ one: some });
    world.series.now = after(reminderAt, 'P1DT2H');
    await world.tick();
    expect(await told(world)).toEqual(Array(some.length).fill('skipped: eventOver'));
    expect(world.sent).toEqual([]);
    expect((await world.notification(reminderId))?.state).toBe('done');
    expect(await world.counted(reminderId)).toEqual(await world.standing(reminderId));
  });

  test('that is due a moment before the end goes out', async () => {
    const world = await PageWorld.of({ one: some });
    world.series.now = after(reminderAt, 'P1DT1H59M');
    await world.tick();
    expect(world.sent.map(({ to }) => to).toSorted()).toEqual(some);
  });
});
