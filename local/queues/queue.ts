import { createHash, randomUUID } from 'node:crypto';
import type { Declared } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../state/store.ts';

/** A message as it lies in a queue; times are milliseconds on the runner's clock. */
export interface Message {
  readonly number: number;
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly receives: number;
}

export interface QueueParts {
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * One standard queue of the template, its messages on disk. What is received is hidden for the queue's visibility
 * timeout, and comes again unless it was deleted; what was received too often lies among the dead letters, and what is
 * older than the queue's retention period is gone.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export class Queue {
  readonly declared: Declared<'AWS::SQS::Queue'>;
  readonly #parts: QueueParts;
  #visible: Message[] = [];
  #hidden: Message[] = [];

  constructor(declared: Declared<'AWS::SQS::Queue'>, parts: QueueParts) {
    this.declared = declared;
    this.#parts = parts;
    parts.store.database.exec(`
      CREATE TABLE IF NOT EXISTS messages (number INTEGER PRIMARY KEY, queue TEXT NOT NULL, id TEXT NOT NULL,
        body TEXT NOT NULL, sent INTEGER NOT NULL, receives INTEGER NOT NULL);
    `);
    // Who had received some of them ended with the runner: they are not waited for.
    const rows = parts.store.database
      .prepare('SELECT * FROM messages WHERE queue = ? ORDER BY number')
      .all(declared.arn);
    this.#visible = rows.map((row) => ({
      number: Number(row.number),
      messageId: String(row.id),
      body: String(row.body),
      sentAt: Number(row.sent),
      visibleAt: 0,
      receives: Number(row.receives),
    }));
  }

  /** @param delayMilliseconds how long it can't be received */
  send(body: string, delayMilliseconds: number): void {
    const sentAt = this.#parts.clock.now();
    const messageId = randomUUID();
    const { lastInsertRowid } = this.#parts.store.database
      .prepare('INSERT INTO messages (queue, id, body, sent, receives) VALUES (?, ?, ?, ?, 0)')
      .run(this.declared.arn, messageId, body, sentAt);
    const visibleAt = sentAt + delayMilliseconds;
    this.#hidden.push({ number: Number(lastInsertRowid), messageId, body, sentAt, visibleAt, receives: 0 });
  }

  /** How many can be received, and since when the first of them. */
  get ready(): { count: number; since: number } {
    this.#reveal();
    const since = this.#visible[0]?.visibleAt ?? Number.POSITIVE_INFINITY;
    return { count: this.#visible.length, since };
  }

  /** When the first hidden message can be received. */
  get hiddenUntil(): number | undefined {
    this.#reveal();
    return this.#hidden.length === 0
      ? undefined
      : Math.min(...this.#hidden.map(({ visibleAt }) => visibleAt));
  }

  /** Whether somebody waits for a message: it can be received, or was never received yet. */
  get hasWork(): boolean {
    return this.ready.count > 0 || this.#hidden.some(({ receives }) => receives === 0);
  }

  receive(most: number): Message[] {
    this.#reveal();
    const { VisibilityTimeout, RedrivePolicy } = this.declared;
    const visibleAt = this.#parts.clock.now() + VisibilityTimeout * 1000;
    const received: Message[] = [];
    while (received.length < most) {
      const first = this.#visible.shift();
      if (first === undefined) break;
      if (first.receives >= (RedrivePolicy?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
        this.#setAside(first);
        continue;
      }
      const message = { ...first, visibleAt, receives: first.receives + 1 };
      this.#parts.store.database
        .prepare('UPDATE messages SET receives = ? WHERE number = ?')
        .run(message.receives, message.number);
      this.#hidden.push(message);
      received.push(message);
    }
    return received;
  }

  delete(messages: readonly Message[]): void {
    const numbers = new Set(messages.map(({ number }) => number));
    this.#hidden = this.#hidden.filter(({ number }) => !numbers.has(number));
    this.#visible = this.#visible.filter(({ number }) => !numbers.has(number));
    for (const number of numbers)
      this.#parts.store.database.prepare('DELETE FROM messages WHERE number = ?').run(number);
  }

  /** As Lambda hands it to a function. */
  record({ messageId, body, sentAt, receives }: Message, region: string): object {
    return {
      messageId,
      receiptHandle: `local-${messageId}-${receives}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(sentAt),
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: String(this.#parts.clock.now()),
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: this.declared.arn,
      awsRegion: region,
    };
  }

  #reveal(): void {
    const now = this.#parts.clock.now();
    this.#expire(now);
    if (!this.#hidden.some(({ visibleAt }) => visibleAt <= now)) return;
    const revealed = this.#hidden.filter(({ visibleAt }) => visibleAt <= now);
    this.#hidden = this.#hidden.filter(({ visibleAt }) => visibleAt > now);
    this.#visible.push(...revealed.toSorted((a, b) => a.visibleAt - b.visibleAt));
  }

  #expire(now: number): void {
    const oldest = now - this.declared.MessageRetentionPeriod * 1000;
    const expired = [...this.#visible, ...this.#hidden].filter(({ sentAt }) => sentAt < oldest);
    if (expired.length > 0) this.delete(expired);
  }

  #setAside(message: Message): void {
    const { store } = this.#parts;
    store.setAside(this.declared.logicalId, `received ${message.receives} times`, { body: message.body });
    this.delete([message]);
  }
}
