import PostalMime from 'postal-mime';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { type MoveNotice, readEvent, replaceEvent } from '../../../functions/core/organising/events.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import { type EventInput, eventInputOf } from '../../../functions/core/table/event.ts';
import type { DeliveryItem, EventItem } from '../../../functions/core/table/items.ts';
import type { SendOutcome } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { type DispatchRun, dispatch } from '../../../functions/core/upkeep/dispatch.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { compose } from '../../../functions/views/compose.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

export const owner: Organiser = { tokenHash: 'a', name: 'owner', role: 'owner', seriesIds: undefined };

export interface SentMail {
  to: string;
  subject: string;
  /** In one line. */
  text: string;
  /** Named so in the mail's `To`. */
  name: string;
  /** What its calendar files do, and with which entries. */
  files: string[];
  uids: string[];
  sequences: number[];
}

/** A series whose mails are planned, rendered and composed by the code itself, and read from their bytes. */
export class MailWorld {
  readonly table = new MemoryTable();
  readonly sent: SentMail[] = [];
  readonly reported: unknown[] = [];
  /** What SES answers; nothing goes out while it is paused. */
  answer: SendOutcome | undefined;
  #series: Series | undefined;
  #sent = 0;

  static async of(events: Partial<EventItem>[]): Promise<MailWorld> {
    const world = new MailWorld();
    await world.begin(events);
    return world;
  }

  async begin(events: Partial<EventItem>[]): Promise<void> {
    this.#series = await Series.create(this.table, 'reihe', events);
  }

  get series(): Series {
    if (this.#series === undefined) throw new Error('made by `of`');
    return this.#series;
  }

  get context(): Context {
    return this.series.context;
  }

  pause(): void {
    this.answer = { outcome: 'paused', reason: 'accountPaused' };
  }

  /** Dispatches each minute until so much time has passed. */
  async pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      await dispatch(this.run(), `minute ${this.series.now}`);
      this.series.now = after(this.series.now, 'PT1M');
    }
  }

  async at(now: Instant): Promise<void> {
    this.series.now = now;
    await this.pass(3);
  }

  run(): DispatchRun {
    return {
      at: () => this.context,
      deadline: { remainingMilliseconds: () => 60_000 },
      pause: async () => {},
      report: (error) => {
        if (this.answer === undefined) this.reported.push(error);
      },
      due: this.table,
      pace: {
        take: async (_lane, wanted) =>
          Array.from({ length: wanted }, () => ({ use: (call) => call(), leave: () => {} })),
        hasRoomToday: async () => true,
      },
      mailer: {
        send: async ({ raw }) => {
          if (this.answer !== undefined) return this.answer;
          this.sent.push(await read(raw));
          return { outcome: 'accepted', messageId: `ses-${++this.#sent}` };
        },
      },
      composer: async () => compose,
    };
  }

  /** The mails that went to somebody since they were asked for last. */
  taken(email: string): SentMail[] {
    const theirs = this.sent.filter(({ to }) => to === email);
    this.sent.splice(0, this.sent.length, ...this.sent.filter(({ to }) => to !== email));
    return theirs;
  }

  async change(eventId: string, changes: Partial<EventInput>, notice?: MoveNotice): Promise<void> {
    const { event } = await readEvent(eventId, owner, this.context);
    const input = { ...eventInputOf(event), ...changes };
    await replaceEvent(eventId, input, { version: undefined, notice }, owner, this.context);
  }

  async cancel(eventId: string): Promise<void> {
    await cancelEvent(eventId, undefined, owner, this.context);
  }

  /** Every mail that there is of somebody, planned, sent or left out. */
  async deliveries(email: string): Promise<DeliveryItem[]> {
    const { personHash } = this.series.identity(email);
    const found = await this.table.getMany((await this.table.ofPerson(personHash)).deliveries);
    return found.filter((one) => one !== undefined);
  }

  /** Why somebody's mail of a kind was left out. */
  async reason(email: string, template: DeliveryItem['template']): Promise<string | undefined> {
    return (await this.deliveries(email)).findLast(
      (one) => one.template === template && one.state === 'skipped',
    )?.reason;
  }

  event(eventId: string): Promise<EventItem | undefined> {
    return this.table.get(refs.event(eventId));
  }
}

async function read(raw: Uint8Array): Promise<SentMail> {
  const { to = [], subject = '', text = '', attachments } = await PostalMime.parse(raw);
  const [first] = to;
  const files = attachments.map(({ content }) =>
    typeof content === 'string' ? content : new TextDecoder().decode(content),
  );
  return {
    ...{ to: first?.address ?? '', name: first?.name ?? '', subject },
    text: text.replaceAll(/\s+/g, ' '),
    files: files.map((file) => /METHOD:(\w+)/.exec(file)?.[1] ?? ''),
    uids: files.map((file) => /UID:([^@\s]+)/.exec(file)?.[1] ?? ''),
    sequences: files.map((file) => Number(/SEQUENCE:(\d+)/.exec(file)?.[1])),
  };
}
