import type { AnnouncementItem } from './announcement-items.ts';
import { type Attempted, attemptAll } from './attempt.ts';
import type { Cursor } from './audience.ts';
import type { BulkResult, BulkRun } from './bulk.ts';
import { pageDeliveries, type RecipientsPage, recipientsPage, settleLeft } from './bulk-deliveries.ts';
import { countIn } from './guard.ts';
import type { DeliveryItem, NotificationItem } from './items.ts';
import type { Shared } from './mail-facts.ts';
import { advanced, putOff, save } from './notification-progress.ts';
import { deliveryId } from './outbox.ts';

/** The next page is read and written while so many of the last wait still, so that the pace waits for no page. */
const fewWaiting = 100;
/** Mails of one batch, and batches under way at once: while one waits for its answers, another is made. */
const batchSize = 16;
const batchesAtOnce = 6;
/** What is left when a run stops taking up work. */
const reserveMilliseconds = 5000;

interface OpenPage {
  page: RecipientsPage;
  ids: ReadonlySet<string>;
  /** Deliveries that are not settled yet. */
  left: number;
  /** Something of it is another's, or could not be written: it takes a further walk. */
  isSettled: boolean;
}

interface Waiting {
  delivery: DeliveryItem;
  of: OpenPage;
}

/** One run's way through an audience: pages are opened ahead of the sending, and closed in their order. */
export class AudienceWalk {
  readonly #run: BulkRun;
  readonly #shared: Shared;
  readonly #announcement: AnnouncementItem | undefined;
  /** As the table has it. */
  #saved: NotificationItem;
  /** Where the next page begins; undefined behind the last. */
  #ahead: Cursor | undefined;
  #open: OpenPage[] = [];
  #waiting: Waiting[] = [];
  #opening: Promise<void> | undefined;
  #closing = Promise.resolve();
  /** Mails that the guard has not counted. */
  #uncounted = 0;
  #stop: BulkResult | undefined;
  #failure: unknown;

  constructor(
    notification: NotificationItem,
    announcement: AnnouncementItem | undefined,
    run: BulkRun,
    shared: Shared,
  ) {
    this.#saved = notification;
    this.#ahead = notification;
    this.#announcement = announcement;
    this.#run = run;
    this.#shared = shared;
  }

  /** Goes on until the end, or until something stops the lane. */
  async finish(): Promise<BulkResult> {
    await Promise.all(Array.from({ length: batchesAtOnce }, () => this.#unlessItFails(() => this.#send())));
    await this.#opening;
    await this.#unlessItFails(() => this.#countIn());
    if (this.#failure !== undefined) throw this.#failure;
    return putOff(this.#saved, this.#stop ?? 'done', this.#run);
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
      ...(from.settledUpTo === undefined ? {} : { settledUpTo: from.settledUpTo }),
      ...(from.eventAt === undefined ? {} : { eventAt: from.eventAt }),
    };
    const page = await recipientsPage(at, this.#announcement, this.#run, this.#shared);
    const found = await pageDeliveries(at, page.recipients, this.#run, this.#shared);
    // A person of several events has one delivery, which may be under way.
    const own = found.filter((one) => !this.#open.some(({ ids }) => ids.has(deliveryId(one))));
    const queued = own.filter((one) => one.state === 'queued');
    const of: OpenPage = {
      page,
      ids: new Set(queued.map(deliveryId)),
      left: queued.length,
      isSettled: await settleLeft(own, this.#run),
    };
    this.#ahead = page.next;
    this.#open.push(of);
    this.#waiting.push(...queued.map((delivery) => ({ delivery, of })));
    await this.#close();
  }

  /** Why a run stops before the next page, if it does. */
  async #standstill(): Promise<BulkResult | undefined> {
    const run = this.#run;
    if (run.deadline.remainingMilliseconds() < reserveMilliseconds) return 'deadline';
    if (!(await run.carriesOn())) return 'deadline';
    const held = await countIn({ sent: 0, bounced: 0, complained: 0 }, run.at());
    if (held === undefined) return undefined;
    // Said at each tick, so that the alarm stands until an organiser resumes the lane.
    run.report(new Error(`the bulk lane is paused: ${held}`));
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
    const deliveries = batch.map(({ delivery }) => delivery);
    const results = await attemptAll(deliveries, turns, this.#shared, run);
    for (const [index, one] of batch.entries()) this.#note(one, results[index]);
    if (this.#open[0]?.left === 0) await this.#close();
  }

  #note(one: Waiting, became: Attempted | undefined): void {
    if (became === 'rate') {
      this.#waiting.unshift(one);
      return;
    }
    if (became === 'paused' || became === 'day') {
      this.#stop ??= became;
      return;
    }
    if (became === 'sent' || became === 'unknown') this.#uncounted += 1;
    if (became === 'broken' || became === 'taken') one.of.isSettled = false;
    one.of.left -= 1;
  }

  /** Saves the cursor behind each page that is done with and has none before it that isn't. */
  #close(): Promise<void> {
    this.#closing = this.#closing.then(async () => {
      for (let first = this.#open[0]; first?.left === 0; first = this.#open[0]) {
        await this.#countIn();
        const next = advanced(this.#saved, first.page, first.isSettled, this.#run.at().now);
        if (!(await save(next, this.#run))) {
          // Cancelled, or taken over by another run: it is theirs now.
          this.#stop = 'done';
          return;
        }
        this.#saved = { ...next, version: next.version + 1 };
        this.#open.shift();
      }
    });
    return this.#closing;
  }

  async #countIn(): Promise<void> {
    const sent = this.#uncounted;
    if (sent === 0) return;
    this.#uncounted = 0;
    await countIn({ sent, bounced: 0, complained: 0 }, this.#run.at());
  }
}
