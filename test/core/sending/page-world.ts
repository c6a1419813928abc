import { AsyncLocalStorage } from 'node:async_hooks';
import { mailCounts } from '../../../functions/core/delivery/counts.ts';
import { parseDeliveryId } from '../../../functions/core/delivery/outbox.ts';
import { SesNotice } from '../../../functions/core/delivery/ses-notice.ts';
import { composer } from '../../../functions/core/mail/compose.ts';
import { settleSesNotice } from '../../../functions/core/sending/settle-ses-notice.ts';
import type { AnnouncementItem } from '../../../functions/core/table/announcement-items.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import type { DeliveryItem, NotificationItem } from '../../../functions/core/table/items.ts';
import { sumOf } from '../../../functions/core/table/numbers.ts';
import type { SendOutcome } from '../../../functions/core/table/ports.ts';
import { collections, numbersOf, refs } from '../../../functions/core/table/refs.ts';
import { type DispatchRun, dispatch } from '../../../functions/core/upkeep/dispatch.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { type Call, MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

export const reminderAt: Instant = '2027-04-27T15:00:00.000Z';
export const reminderId = 'reminder-one-0-p1d';
export const announcementId = 'announcement-a1';

/** What happens before one of the sending's calls. */
export type Step = (call: Call | 'send') => Promise<void>;
/** A process that ends makes no further call, and hears of none. */
const ended = new Promise<never>(() => {});
/** Whose calls are made: each run that may end before its time has a life of its own. */
const lives = new AsyncLocalStorage<{ isOver: boolean }>();

/** Waits for ever in a run that has ended. */
export async function ifAlive(): Promise<void> {
  if (lives.getStore()?.isOver) await ended;
}

/** Runs something that ends, with all that it has begun, as `end` is called: it answers false then. */
export async function mortally(run: (end: () => Promise<never>) => Promise<unknown>): Promise<boolean> {
  const life = { isOver: false };
  return new Promise((resolve, reject) => {
    const end = () => {
      life.isOver = true;
      resolve(false);
      return ended;
    };
    lives.run(life, () => run(end)).then(() => resolve(true), reject);
  });
}

interface People {
  one: string[];
  two?: string[];
  fillers?: number;
}

/**
 * A reminder and an announcement to many, sent by core over the table in memory, two mails at a time; something else
 * may happen before each call. SES is a double that leaves out its errors, but for those that `answer` gives.
 */
export class PageWorld {
  /** Of each kind, as it was made: tests that try each moment want it a hundred times, and copying it is quicker. */
  static readonly #first = new Map<string, Promise<PageWorld>>();
  readonly table: MemoryTable;
  readonly series: Series;
  readonly sent: { to: string; id: string; personHash: string; messageId: string }[] = [];
  readonly reported: unknown[] = [];
  answer: (to: string) => SendOutcome | undefined = () => undefined;
  #step: Step | undefined;
  #accepted = 0;

  private constructor(table: MemoryTable, series: Series) {
    this.table = table;
    this.series = series;
  }

  /** People in one event, in another, or both; `fillers` cancelled make an audience of two pages. */
  static async of(people: People): Promise<PageWorld> {
    const key = JSON.stringify(people);
    const first = PageWorld.#first.get(key) ?? PageWorld.#made(people);
    PageWorld.#first.set(key, first);
    return (await first).#copy();
  }

  static async #made({ one, two = [], fillers = 0 }: People): Promise<PageWorld> {
    const table = new MemoryTable();
    const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
    const series = await Series.create(table, 'series', [
      { eventId: 'one', ...day, reminders: ['P1D'] },
      { eventId: 'two', ...day },
    ]);
    for (const email of one) await series.join(email, ['one']);
    for (const email of two) await series.join(email, ['two']);
    const sample = await series.registration(one[0] ?? '', 'one');
    for (let number = 0; number < fillers && sample !== undefined; number++) {
      const registrationId = `1x${number.toString(16).padStart(2, '0')}`;
      const item = { ...sample, registrationId, state: 'cancelled' as const, holdsPlace: false };
      await table.commit([{ step: 'put', item, when: 'absent' }]);
    }
    const world = new PageWorld(table, series);
    // Their confirmations.
    await world.tick();
    world.sent.length = 0;
    series.now = reminderAt;
    return world;
  }

  #copy(): PageWorld {
    const table = this.table.copy(async (call) => world.meets(call));
    const world = new PageWorld(table, this.series.in(table));
    world.#accepted = this.#accepted;
    return world;
  }

  get context(): Context {
    return this.series.context;
  }

  async meets(call: Call | 'send'): Promise<void> {
    await ifAlive();
    await this.#step?.(call);
  }

  /** @param moment before which of the calls `step` happens, once; later ones too, as long as it answers false */
  at(moment: number, step: (call: Call | 'send') => Promise<boolean>): { isReached(): boolean } {
    let calls = 0;
    let isDone = false;
    let isInside = false;
    this.#step = async (call) => {
      if (isInside || isDone || calls++ < moment) return;
      isInside = true;
      isDone = await step(call);
      isInside = false;
    };
    return { isReached: () => calls > moment };
  }

  each(step: Step | undefined): void {
    this.#step = step;
  }

  run(more: Partial<DispatchRun> = {}): DispatchRun {
    return {
      at: () => this.context,
      deadline: { remainingMilliseconds: () => 60_000 },
      pause: async () => {},
      report: (error) => this.reported.push(error),
      due: this.table,
      pace: {
        take: async (_lane, wanted) =>
          Array.from({ length: Math.min(2, wanted) }, () => ({ use: (call) => call(), leave: () => {} })),
        hasRoomToday: async () => true,
      },
      mailer: {
        send: async ({ to, deliveryId: id, personHash }) => {
          await this.meets('send');
          const answer = this.answer(to);
          if (answer !== undefined && answer.outcome !== 'unknown') return answer;
          const messageId = `ses-${++this.#accepted}`;
          this.sent.push({ to, id, personHash, messageId });
          return answer ?? { outcome: 'accepted', messageId };
        },
      },
      composer: async () => composer(() => ({ subject: 'Reminder', text: 'text', html: '<p>text</p>' })),
      ...more,
    };
  }

  tick(more: Partial<DispatchRun> = {}, holder = 'test') {
    return dispatch(this.run(more), holder);
  }

  /** Later ticks settle what the ones before left. */
  async settle(): Promise<void> {
    this.#step = undefined;
    for (let minutes = 0; minutes < 12; minutes += 3) {
      this.series.now = after(this.series.now, 'PT3M');
      await this.tick({}, `after ${minutes}`);
    }
  }

  /** SES tells of mails that it accepted. */
  async tell(eventType: string, ids: readonly string[], more: object = {}): Promise<void> {
    for (const id of ids) {
      const mail = { messageId: `of-${id}`, tags: { deliveryId: [id] } };
      await settleSesNotice(SesNotice.parse({ eventType, mail, ...more }), this.context);
    }
  }

  async announce(eventIds: string[]): Promise<void> {
    const announcement: AnnouncementItem = {
      type: 'announcement',
      announcementId: 'a1',
      seriesId: 'series',
      kind: 'participation',
      audience: { eventIds, status: ['confirmed'] },
      texts: { de: { subject: 'Neues', body: 'Neues' }, en: { subject: 'News', body: 'News' } },
      createdAt: reminderAt,
      updatedAt: reminderAt,
      version: 0,
    };
    const notification: NotificationItem = {
      type: 'notification',
      notificationId: announcementId,
      kind: 'announcement',
      template: 'announcement',
      eventId: eventIds[0] ?? '',
      seriesId: 'series',
      state: 'planned',
      audience: 'confirmedOrWaitlisted',
      announcementId: 'a1',
      plannedAt: reminderAt,
      sequence: 0,
      version: 0,
      createdAt: reminderAt,
      dueLane: 'notification',
      dueAt: reminderAt,
    };
    for (const item of [announcement, notification])
      await this.table.commit([{ step: 'put', item, when: 'absent' }]);
  }

  async deliveries(notificationId: string): Promise<DeliveryItem[]> {
    return (await this.table.list(collections.deliveries(notificationId))).items;
  }

  delivery(id: string) {
    const { notificationId, recipientId } = parseDeliveryId(id) ?? { notificationId: '', recipientId: '' };
    return this.table.get(refs.delivery(notificationId, recipientId));
  }

  notification(notificationId: string) {
    return this.table.get(refs.notification(notificationId));
  }

  /** How a notification's mails are counted, and how they stand, which has to be the same. */
  async counted(notificationId: string) {
    const { items } = await this.table.list(numbersOf.notificationMails(notificationId));
    return told(mailCounts(sumOf(items), true));
  }

  async standing(notificationId: string) {
    return told(tallied(await this.deliveries(notificationId)));
  }
}

type Counts = ReturnType<typeof mailCounts>;

const told = ({ byState, reasons, total = 0, waiting = 0 }: Counts) => ({
  byState: Object.fromEntries(Object.entries(byState).toSorted()),
  reasons: reasons.map(({ state, reason, count }) => `${state} ${reason} ${count}`).toSorted(),
  total,
  waiting,
});

/** What the counts have to come to, from the deliveries alone. */
export function tallied(deliveries: readonly Pick<DeliveryItem, 'state' | 'reason'>[]): Counts {
  const byState: Counts['byState'] = {};
  const reasons = new Map<string, Counts['reasons'][number]>();
  let waiting = 0;
  for (const { state, reason } of deliveries) {
    if (state === 'queued' || state === 'sending') {
      waiting += 1;
      continue;
    }
    byState[state] = (byState[state] ?? 0) + 1;
    if (reason === undefined) continue;
    const key = `${state}: ${reason}`;
    reasons.set(key, { state, reason, count: (reasons.get(key)?.count ?? 0) + 1 });
  }
  return { byState, reasons: [...reasons.values()], total: deliveries.length, waiting };
}
