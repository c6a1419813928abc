import { describe, expect, test } from 'vitest';
import { requestLink } from '../../../functions/core/attendee/fresh-link.ts';
import { mailboxHash } from '../../../functions/core/delivery/mailbox.ts';
import { deliveriesDue } from '../../../functions/core/sending/transactional.ts';
import type { DeliveryItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { PageWorld } from './page-world.ts';

const plain = 'aylin@rathaus.example';
const tagged = 'aylin+seminar@rathaus.example';
const minute = 60_000;

/** Mails of one mailbox that SES throttles for some time, tried several times in each run. */
class Throttled {
  readonly #world: PageWorld;
  readonly #begin: Instant;
  readonly left: { to: string; minutes: number }[] = [];

  private constructor(world: PageWorld) {
    this.#world = world;
    this.#begin = world.series.now;
  }

  static async of(people: readonly string[]): Promise<Throttled> {
    const world = await PageWorld.of({ one: [], two: [...people] });
    // The confirmations of the sign-ups count no more.
    world.series.now = after(world.series.now, 'PT25H');
    const throttled = new Throttled(world);
    for (const email of people) await requestLink(email, 'series', world.context);
    return throttled;
  }

  get #minutes(): number {
    return (Date.parse(this.#world.series.now) - Date.parse(this.#begin)) / minute;
  }

  /** @param every how many minutes a run begins */
  async pass(minutes: number, answers: 'throttled' | 'lost' | 'accepted', every = 1): Promise<void> {
    this.#world.answer = (to) => {
      if (answers === 'throttled') return { outcome: 'throttled', quota: 'rate' };
      this.left.push({ to, minutes: this.#minutes });
      return answers === 'lost' ? { outcome: 'unknown', reason: 'timeout' } : undefined;
    };
    for (let passed = 0; passed < minutes; passed += every) await this.#run(every);
  }

  /** The mails that wait, as the table holds them. */
  async #waiting(): Promise<DeliveryItem[]> {
    const keys = this.#world.table.rows().filter(({ template }) => template === 'link');
    const mails = await Promise.all(
      keys.map(({ notificationId, recipientId }) =>
        this.#world.table.get(refs.delivery(String(notificationId), String(recipientId))),
      ),
    );
    return mails.filter((one) => one !== undefined);
  }

  /** One run: what is throttled is tried again in it, each time 15 seconds later. */
  async #run(minutes: number): Promise<void> {
    const { series } = this.#world;
    const end = after(series.now, `PT${minutes}M`);
    const noLaterThan = Date.parse(series.now) + 45_000;
    const run = this.#world.run({
      deadline: { remainingMilliseconds: () => noLaterThan - Date.parse(series.now) },
      pace: {
        take: async (_lane, wanted) => {
          series.now = after(series.now, 'PT15S');
          return Array.from({ length: wanted }, () => ({ use: (call) => call(), leave: () => {} }));
        },
        hasRoomToday: async () => true,
      },
    });
    await deliveriesDue(await this.#waiting(), run);
    series.now = end;
    expect(this.#world.reported).toEqual([]);
  }

  async counted(): Promise<number> {
    const { keys, store } = this.#world.context;
    const item = await store.get(refs.mailAllowance(mailboxHash(keys, plain)));
    return item?.mails.length ?? 0;
  }
}

describe.each([
  ['2 minutes', 2, 1],
  ['30 minutes', 30, 1],
  ['5 hours', 300, 5],
])('what SES throttles for %s', (_, minutes, every) => {
  test.each([
    ['a mail', [plain]],
    ['mails to two spellings of one mailbox', [plain, tagged]],
  ])('%s: leaves once SES takes it again, and is counted once', async (_of, people) => {
    const mails = await Throttled.of(people);
    await mails.pass(minutes, 'throttled', every);
    expect(await mails.counted()).toBe(people.length);
    await mails.pass(2, 'accepted');
    expect(mails.left.map(({ to }) => to).toSorted()).toEqual(people.toSorted());
    for (const one of mails.left) expect(one.minutes - minutes).toBeLessThanOrEqual(2);
    expect(await mails.counted()).toBe(people.length);
  });

  test('a mail whose first attempt may have left: is counted twice, and leaves as soon', async () => {
    const mails = await Throttled.of([plain]);
    await mails.pass(1, 'lost');
    // It is tried again after some minutes.
    await mails.pass(minutes + 5, 'throttled', every);
    await mails.pass(2, 'accepted');
    expect(mails.left).toHaveLength(2);
    expect(await mails.counted()).toBe(2);
  });
});
