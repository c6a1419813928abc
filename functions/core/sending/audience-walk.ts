import { countIn, countSent, lanePaused } from '../delivery/guard.ts';
import type { Cursor } from '../mail/audience.ts';
import type { Shared } from '../mail/mail-plan.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import type { DeliveryItem, NotificationItem } from '../table/items.ts';
import { attemptAll } from './attempt.ts';
import type { Result } from './attempt-types.ts';
import { pageDeliveries } from './audience-deliveries.ts';
import { type Member, note, OpenPage } from './audience-page.ts';
import type { BulkResult, BulkRun } from './bulk-run.ts';
import { advanced, putOff, save } from './notification-progress.ts';

/** The next page is read and written while at least this many of the last still wait, so that the pace waits for no page. */
const fewWaiting = 100;
/** Mails of one batch, as many as one call inserts, and batches under way at once: while one waits, another is made. */
const batchSize = 25;
const batchesAtOnce = 16;
/** What is left when a run stops taking up work. */
const reserveMilliseconds = 5000;

interface Waiting {
  member: Member;
  of: OpenPage;
}

/** One run's way through an audience: pages are opened ahead of the sending, and closed in their order. */
export class AudienceWalk {
  readonly #run: BulkRun;
  readonly #shared: Shared;
  readonly #announcement: AnnouncementItem | undefined;
  readonly #walk: number;
  /** As the table has it. */
  #saved: NotificationItem;
  /** Where the next page begins; undefined behind the last. */
  #ahead: Cursor | undefined;
  #open: OpenPage[] = [];
  #waiting: Waiting[] = [];
  #opening: Promise<void> | undefined;
  #closing = Promise.resolve();
  /** Mails that the guard has not counted. */
  readonly #uncounted: Partial<DeliveryItem>[] = [];
  #stop: BulkResult | undefined;
  #failure: unknown;
  /** Another wrote the notification: nothing is saved here any more. */
  #isTheirs = false;

  constructor(
    notification: NotificationItem,
    announcement: AnnouncementItem | undefined,
    run: BulkRun,
    shared: Shared,
  ) {
    this.#saved = notification;
    this.#ahead = notification;
    this.#walk = notification.walk ?? 0;
    this.#announcement = announcement;
    this.#run = run;
    this.#shared = shared;
  }

  /** Goes on until the end, or until something stops the lane. */
  async finish(): Promise<BulkResult> {
    await Promise.all(Array.from({ length: batchesAtOnce }, () => this.#unlessItFails(() => this.#send())));
    await this.#opening;
    await this.#unlessItFails(() => this.#finishUp());
    if (this.#failure !== undefined) throw this.#failure;
    return putOff(this.#saved, this.#stop ?? 'done', this.#run);
  }

  /** What is done of a page that the run stops in counts with it: it may go on much later. */
  async #finishUp(): Promise<void> {
    await this.#countIn();
    const [first] = this.#open;
    if (first !== undefined && this.#failure === undefined && !this.#isTheirs) await this.#leave(first);
  }

  /** The first failure stops all; what is under way comes to its end first. */
  async #unlessItFails(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#failure ??= error;
      this.#stop ??= 'deadline';
    }
  }

  async #send(): Promise<void> {
    while (this.#stop === undefined) {
      if (this.#waiting.length < fewWaiting) this.#openNext();
      if (this.#waiting.length > 0) await this.#sendBatch();
      else if (this.#opening === undefined) return;
      else await this.#opening;
    }
  }

  #openNext(): void {
    const from = this.#ahead;
    if (from === undefined || this.#opening !== undefined) return;
    this.#opening = this.#unlessItFails(() => this.#openPage(from)).finally(() => {
      this.#opening = undefined;
    });
  }

  async #openPage(from: Cursor): Promise<void> {
    const standstill = await this.#standstill();
    if (standstill !== undefined) {
      this.#stop ??= standstill;
      return;
    }
    const { settledUpTo, eventAt, ...rest } = this.#saved;
    const at: NotificationItem = {
      ...rest,
      settledUpTo: from.settledUpTo,
      eventAt: from.eventAt,
    };
    const page = await pageDeliveries(at, this.#announcement, this.#run, this.#shared);
    // A person of several events has one delivery, which may be under way.
    const made = page.made.filter(({ recipientId }) => !this.#open.some((one) => one.holds(recipientId)));
    const members = await OpenPage.members({ ...page, made }, this.#walk, this.#run);
    const of = new OpenPage(members, this.#walk, from.eventAt, page);
    this.#ahead = page.next;
    this.#open.push(of);
    const waiting = members.filter(({ stands }) => stands === 'waiting');
    this.#waiting.push(...waiting.map((member) => ({ member, of })));
    await this.#close();
  }

  /** Why a run stops before the next page, if it does. */
  async #standstill(): Promise<BulkResult | undefined> {
    const run = this.#run;
    if (run.deadline.remainingMilliseconds() < reserveMilliseconds) return 'deadline';
    if (!(await run.carriesOn())) return 'deadline';
    const held = await countIn({ sent: 0, bounced: 0, complained: 0 }, run.at());
    if (held === undefined) return undefined;
    run.report(lanePaused(held));
    return 'guarded';
  }

  async #sendBatch(): Promise<void> {
    const run = this.#run;
    if (run.deadline.remainingMilliseconds() < reserveMilliseconds || !(await run.carriesOn())) {
      this.#stop ??= 'deadline';
      return;
    }
    const turns = await run.pace.take('bulk', Math.min(batchSize, this.#waiting.length), run.deadline);
    if (typeof turns === 'string') {
      if (this.#waiting.length > 0) this.#stop ??= turns;
      return;
    }
    const batch = this.#waiting.splice(0, turns.length);
    const members = batch.map(({ member }) => member);
    const results = await attemptAll(members, turns, this.#shared, { ...run, walk: this.#walk });
    for (const [index, one] of batch.entries()) this.#note(one, results[index] ?? { became: 'broken' });
    if (this.#open[0]?.isOver) await this.#close();
  }

  #note(one: Waiting, result: Result): void {
    const { became } = result;
    note(one.member, result);
    if (became === 'rate') this.#waiting.unshift(one);
    if (became === 'paused' || became === 'day') this.#stop ??= became;
    if (became === 'cancelled') this.#stop ??= 'done';
    if (became === 'sent' || became === 'unknown') this.#uncounted.push(result.written ?? {});
  }

  /** Leaves each page that is done with and has none before it that isn't. */
  #close(): Promise<void> {
    this.#closing = this.#closing.then(async () => {
      while (this.#open[0]?.isOver && (await this.#leave(this.#open[0]))) this.#open.shift();
    });
    return this.#closing;
  }

  /** Saves the cursor behind a page, or behind the part of it that is done with, together with its counts. */
  async #leave(page: OpenPage): Promise<boolean> {
    await this.#countIn();
    const left = await page.left(this.#run);
    if (left === undefined) return false;
    const next = advanced(this.#saved, left.behind, left.isSettled, this.#run.at().now);
    if (!(await save(next, this.#run, left.counts))) {
      // Cancelled, or taken over by another run: it is theirs now.
      this.#stop = 'done';
      this.#isTheirs = true;
      return false;
    }
    this.#saved = { ...next, version: next.version + 1 };
    return true;
  }

  async #countIn(): Promise<void> {
    await countSent(this.#uncounted.splice(0), this.#run.at());
  }
}
