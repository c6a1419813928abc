import {
  bringOn,
  countsInPage,
  isUnderWay,
  outOfPage,
  steppedOut,
  sumUp,
  written,
} from '../delivery/counts.ts';
import type { Cursor } from '../mail/audience.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Numbers } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { Result, ToSend } from './attempt-types.ts';
import { givenUp, type PageDeliveries } from './audience-deliveries.ts';
import type { BulkRun } from './bulk-run.ts';
import { positionOf } from './notification-progress.ts';

/** A delivery of a page. */
export interface Member extends ToSend {
  /** `unclear`: another had it, or it could not be read or written; it is looked at again before its page is left. */
  stands: 'waiting' | 'settled' | 'unclear';
}

/** What is left of a page: where the walk stands then, what is counted with that, and whether something stays behind. */
export interface Left {
  behind: { next?: Cursor; lastId?: string | undefined };
  counts: Numbers;
  isSettled: boolean;
}

type Run = Pick<BulkRun, 'at'>;

/** One page of an audience while its mails go out, in the order of the walk. */
export class OpenPage {
  readonly #walk: number;
  readonly #members: readonly Member[];
  readonly #eventAt: number | undefined;
  readonly #behind: Left['behind'];

  constructor(members: readonly Member[], walk: number, eventAt: number | undefined, behind: Left['behind']) {
    this.#members = members.toSorted((a, b) => (positionOf(a.delivery) < positionOf(b.delivery) ? -1 : 1));
    this.#walk = walk;
    this.#eventAt = eventAt;
    this.#behind = behind;
  }

  /** The members of what lies in a page; attempts of runs that ended are given up. */
  static async members({ found, made }: PageDeliveries, walk: number, run: Run): Promise<Member[]> {
    const there = found.map(async (delivery): Promise<Member> => {
      if (delivery.state === 'queued') return { delivery, stands: 'waiting' };
      if (!isUnderWay(delivery)) return { delivery, stands: isNoted(delivery, walk) ? 'settled' : 'unclear' };
      const { store, now } = run.at();
      const item = givenUp(delivery, now);
      const when = { attempt: delivery.attemptId ?? '', state: 'sending' } as const;
      const unknown = item && (await bringOn(delivery, item, when, store, { walk }));
      return unknown === undefined
        ? { delivery, stands: 'unclear' }
        : { delivery: unknown, stands: 'settled' };
    });
    const others = made.map(
      (delivery): Member => ({ delivery, isNew: true, stands: isUnderWay(delivery) ? 'waiting' : 'unclear' }),
    );
    return [...(await Promise.all(there)), ...others];
  }

  holds(recipientId: string): boolean {
    return this.#members.some((one) => one.delivery.recipientId === recipientId);
  }

  get isOver(): boolean {
    return this.#members.every((one) => one.stands !== 'waiting');
  }

  /** The whole page, or the part of it before the first that waits; undefined when there is none. */
  async left(run: Run): Promise<Left | undefined> {
    const first = this.#members.findIndex((one) => one.stands === 'waiting');
    if (first === 0) return undefined;
    const over = first < 0 ? this.#members : this.#members.slice(0, first);
    const looked = await Promise.all(
      over.map((one) => (one.stands === 'settled' ? clear(one, this.#walk) : this.#lookAgain(one, run))),
    );
    const counts = sumUp(looked.map((one) => one.counts));
    const isSettled = looked.every((one) => one.isSettled);
    if (first < 0) return { behind: this.#behind, counts, isSettled };
    const last = over.at(-1);
    const settledUpTo = last === undefined ? '' : positionOf(last.delivery);
    return { behind: { next: { eventAt: this.#eventAt, settledUpTo } }, counts, isSettled };
  }

  /**
   * A page is not left before each of its deliveries counts with it or by itself: what is still on its way, or was
   * settled by others, counts by itself from here on.
   */
  async #lookAgain({ delivery, isNew = false }: Member, run: Run): Promise<Looked> {
    const { store } = run.at();
    return retrying('delivery', async () => {
      const current = await store.get(refs.delivery(delivery.notificationId, delivery.recipientId));
      if (current === undefined) {
        // It was there, and was erased or moved since: counted by whoever did it.
        if (!isNew) return { counts: {}, isSettled: true };
        const steps = written([outOfPage(delivery)]);
        const result = await store.commit([...steps, ...stillRegistered(delivery)]);
        if (result.committed) return { counts: {}, isSettled: !isUnderWay(delivery) };
        // Erased, or moved with all that was under way: nothing of it is this walk's.
        if (result.failed.includes(steps.length)) return { counts: {}, isSettled: true };
        return 'again';
      }
      // Of several registrations of one person, another's page holds it.
      if (positionOf(current) !== positionOf(delivery)) return { counts: {}, isSettled: true };
      if (isNoted(current, this.#walk))
        return { counts: countsInPage(current, this.#walk), isSettled: !isUnderWay(current) };
      const when = { state: current.state, attempts: current.attempts };
      const { committed } = await store.commit(steppedOut(current, current, when));
      return committed ? { counts: {}, isSettled: !isUnderWay(current) } : 'again';
    });
  }
}

function stillRegistered({ registrationId, eventIds: [eventId] }: DeliveryItem): Step[] {
  if (registrationId === undefined || eventId === undefined) return [];
  return [{ step: 'check', ref: refs.registration(eventId, registrationId) }];
}

/** What a page counts of a delivery is known: it is written once, also of a mail that is about to be sent again. */
const isNoted = ({ walk, countedAs }: DeliveryItem, of: number) => walk !== of || countedAs !== undefined;

interface Looked {
  counts: Numbers;
  isSettled: boolean;
}

const clear = ({ delivery }: ToSend, walk: number): Looked => ({
  counts: countsInPage(delivery, walk),
  isSettled: true,
});

/** Notes what became of a member's attempt. */
export function note(member: Member, { became, written: item, isBegun }: Result): void {
  // Nothing of it is left to be done: what is there of it is its canceller's.
  if (became === 'cancelled') return;
  if (item !== undefined) Object.assign(member, { delivery: item, isNew: false });
  if (isBegun) member.isNew = false;
  if (became === 'rate' || became === 'day' || became === 'paused') {
    member.isNew = false;
    return;
  }
  member.stands = item !== undefined && !isUnderWay(item) ? 'settled' : 'unclear';
}
