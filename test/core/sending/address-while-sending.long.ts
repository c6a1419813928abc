import { describe, expect, test } from 'vitest';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { mailCounts } from '../../../functions/core/delivery/counts.ts';
import { composer } from '../../../functions/core/mail/compose.ts';
import type { AnnouncementItem } from '../../../functions/core/table/announcement-items.ts';
import type {
  DeliveryItem,
  NotificationItem,
  RegistrationItem,
} from '../../../functions/core/table/items.ts';
import { sumOf } from '../../../functions/core/table/numbers.ts';
import { Busy } from '../../../functions/core/table/ports.ts';
import { collections, numbersOf, refs } from '../../../functions/core/table/refs.ts';
import { type DispatchRun, dispatch } from '../../../functions/core/upkeep/dispatch.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { type Call, MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';
import { ifAlive, mortally, tallied } from './page-world.ts';

/** An address changes while mail to many goes out: whatever the moment, everybody gets it once, at one address. */
const eventId = 'one';
const reminderAt: Instant = '2027-04-27T15:00:00.000Z';
const others = ['b@x.example', 'c@x.example', 'd@x.example'];

/** Registrations lie in the order of their ids, 200 a page: `first` page or `second`, as the fillers make them. */
const boundary = '1xc8';

function addressIn(series: Series, name: string, page: 'first' | 'second'): string {
  for (let number = 0; ; number++) {
    const email = `${name}-${number}@x.example`;
    const isFirst = series.identity(email).registrationId(eventId) < boundary;
    if (isFirst === (page === 'first')) return email;
  }
}

/** A series with people, and so many who cancelled that its audience has two pages. */
async function world(from: 'first' | 'second', to: 'first' | 'second') {
  let turn = async (_: Call | 'send') => {};
  const table = new MemoryTable(async (call) => {
    await ifAlive();
    await turn(call);
  });
  const series = await Series.create(table, 'series', [
    { eventId, startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00', reminders: ['P1D'] },
  ]);
  const [old, fresh] = [addressIn(series, 'old', from), addressIn(series, 'new', to)];
  for (const email of [old, ...others]) await series.join(email, [eventId]);
  const sample = await series.registration(old, eventId);
  if (sample === undefined) throw new Error('nobody joined');
  for (let number = 0; number < 256; number++) {
    const registrationId = `1x${number.toString(16).padStart(2, '0')}`;
    const item: RegistrationItem = { ...sample, registrationId, state: 'cancelled', holdsPlace: false };
    await table.commit([{ step: 'put', item, when: 'absent' }]);
  }
  series.now = reminderAt;
  const attendee = await series.attendee(old);
  await askForNewAddress(attendee, fresh, series.context);
  const { newAddressId = '' } = await series.attendee(old);
  const notice = await table.get(refs.delivery(`addressnotice-${newAddressId}`, attendee.personHash));
  const signUp = await table.get(refs.signUp(newAddressId));
  if (notice === undefined || signUp === undefined) throw new Error('nothing was asked for');
  await table.commit([{ step: 'put', item: { ...notice, state: 'sent' }, when: 'any' }]);
  const sent: { to: string; id: string }[] = [];
  const reported: unknown[] = [];
  const run: DispatchRun = {
    at: () => series.context,
    deadline: { remainingMilliseconds: () => 60_000 },
    pause: async () => {},
    report: (error) => reported.push(error),
    due: table,
    pace: {
      take: async (_lane, wanted) =>
        Array.from({ length: wanted }, () => ({ use: (call) => call(), leave: () => {} })),
      hasRoomToday: async () => true,
    },
    mailer: {
      send: async ({ to, deliveryId: id }) => {
        await ifAlive();
        await turn('send');
        sent.push({ to, id });
        return { outcome: 'accepted', messageId: `ses-${sent.length}` };
      },
    },
    composer: async () => composer(() => ({ subject: 'Reminder', text: 'text', html: '<p>text</p>' })),
  };
  return {
    ...{ series, table, old, fresh, sent, reported },
    /** What happens before each call; nothing else when it isn't given. */
    meanwhile(step: ((call: Call | 'send') => Promise<void>) | undefined) {
      turn = step ?? (async () => {});
    },
    tick: () => dispatch(run, 'test'),
    /** The button; answers false when it is to be pressed again in a minute. */
    async press(): Promise<boolean> {
      try {
        await moveAddress(signUp, series.context);
        return true;
      } catch (error) {
        if (error instanceof Busy) return false;
        throw error;
      }
    },
    /** Later ticks settle what this one left. */
    async settle() {
      for (let minutes = 0; minutes < 12; minutes += 3) {
        series.now = after(series.now, 'PT3M');
        await dispatch(run, 'test');
      }
    },
  };
}

/** Announced to the same people at the moment of the reminder. */
async function announce(table: MemoryTable, at: Instant): Promise<void> {
  const announcement: AnnouncementItem = {
    type: 'announcement',
    announcementId: 'a1',
    seriesId: 'series',
    kind: 'participation',
    audience: { eventIds: [eventId], status: ['confirmed'] },
    texts: { de: { subject: 'Neues', body: 'Neues' }, en: { subject: 'News', body: 'News' } },
    createdAt: at,
    updatedAt: at,
    version: 0,
  };
  const notification: NotificationItem = {
    type: 'notification',
    notificationId: 'announcement-a1',
    kind: 'announcement',
    template: 'announcement',
    eventId,
    seriesId: 'series',
    state: 'planned',
    audience: 'confirmedOrWaitlisted',
    announcementId: 'a1',
    plannedAt: at,
    sequence: 0,
    version: 0,
    createdAt: at,
    dueLane: 'notification',
    dueAt: at,
  };
  for (const item of [announcement, notification])
    await table.commit([{ step: 'put', item, when: 'absent' }]);
}

const ways = [
  ['first', 'first'],
  ['first', 'second'],
  ['second', 'first'],
  ['second', 'second'],
] as const;

describe.each(ways)('from the %s page of an audience to the %s', (from, to) => {
  /** Presses before the given one of the sending's calls, and again before each one after it while it is busy. */
  async function pressedAt(moment: number, isEnding = false) {
    const { series, table, sent, reported, old, fresh, meanwhile, tick, press, settle } = await world(
      from,
      to,
    );
    await announce(table, series.now);
    let calls = 0;
    let isMoved = false;
    let isPressing = false;
    let end: () => Promise<unknown> = async () => {};
    const step = async (call: Call | 'send') => {
      if (call === 'get' || isPressing || calls++ < moment || isMoved) return;
      isPressing = true;
      isMoved = await press();
      isPressing = false;
      if (isMoved && isEnding) await end();
    };
    meanwhile(step);
    await mortally((ending) => {
      end = ending;
      return tick();
    });
    meanwhile(undefined);
    const isReached = calls > moment;
    isMoved ||= await press();
    await settle();
    expect([isMoved, reported], `at ${moment}`).toEqual([true, []]);
    for (const kind of ['reminder', 'announcement']) {
      const mails = sent.filter(({ id }) => id.startsWith(kind)).map((mail) => mail.to);
      const own = [old, fresh].filter((email) => mails.includes(email));
      if (!isEnding) expect(own, `${kind} at ${moment}`).toHaveLength(1);
      expect(new Set(mails).size, `${kind} at ${moment}`).toBe(mails.length);
      expect(own.length, `${kind} at ${moment}`).toBeLessThanOrEqual(1);
      // A mailer that ended has left mails whose fate nobody knows.
      if (!isEnding) expect(mails.toSorted(), `${kind} at ${moment}`).toEqual([...own, ...others].toSorted());
      const notificationId = kind === 'reminder' ? 'reminder-one-0-p1d' : 'announcement-a1';
      const { items } = await table.list(collections.deliveries(notificationId));
      expect(open(items), `${kind} at ${moment}`).toEqual([]);
      const numbers = await table.list(numbersOf.notificationMails(notificationId));
      const { byState, total } = mailCounts(sumOf(numbers.items), true);
      const standing = tallied(items);
      expect({ byState, total }, `${kind} at ${moment}`).toEqual({
        byState: standing.byState,
        total: standing.total,
      });
      expect(await table.get(refs.notification(notificationId))).toMatchObject({ state: 'done' });
    }
    expect(await series.registration(fresh, eventId)).toMatchObject({ state: 'confirmed' });
    return { isReached, isToOld: sent.some((mail) => mail.to === old) };
  }

  test('and when the mailer ends as it was pressed, the counts are what the deliveries say', async () => {
    for (let moment = 0, isReached = true; isReached; moment += 3)
      isReached = (await pressedAt(moment, true)).isReached;
  });

  test('everybody gets a reminder and an announcement once, whenever the button is pressed', async () => {
    const to: boolean[] = [];
    for (let moment = 0, isReached = true; isReached; moment++) {
      const result = await pressedAt(moment);
      isReached = result.isReached;
      to.push(result.isToOld);
    }
    // Early the mails go to the new address, late to the old one.
    expect([to[0], to.at(-1)]).toEqual([false, true]);
    expect(to.length).toBeGreaterThan(20);
  });
});

function open(deliveries: readonly DeliveryItem[]) {
  return deliveries.filter(({ state }) => state === 'queued' || state === 'sending');
}
