import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { stored, unstored } from '../../functions/adapters/transaction-steps.ts';
import { type MailCounts, mailCounts } from '../../functions/core/delivery/counts.ts';
import { deliveryId } from '../../functions/core/delivery/outbox.ts';
import {
  type AttendeeItem,
  DeliveryItem,
  type Item,
  type NotificationItem,
  NumbersItem,
  type RegistrationItem,
} from '../../functions/core/table/items.ts';
import { sumOf } from '../../functions/core/table/numbers.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { before } from '../../functions/core/values/time.ts';
import { tablesOf } from '../../local/dynamodb/tables.ts';
import type { Runner, RunnerOptions } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { demoSeries, publishEvent, withRunner } from '../../scripts/with-runner.ts';
import { quiet } from './quiet.ts';
import { progress } from './show.ts';

/** One mail that the mailbox accepted, as far as its bookkeeping goes. */
export interface Accepted {
  deliveryId: string;
  /** Milliseconds since 1970 on the runner's clock. */
  at: number;
  to: string;
}

/** A runner with audiences as large as wanted, and a view of what was sent that parses no mail. */
export class World {
  readonly runner: Runner;
  readonly client: Client;
  readonly tableName: string;
  readonly #database: DynamoDBClient;
  readonly #stateFile: string;

  constructor(runner: Runner, client: Client, directory: string) {
    this.runner = runner;
    this.client = client;
    this.tableName = tablesOf(runner.stack)[0]?.ref ?? '';
    this.#stateFile = path.join(directory, 'state.db');
    this.#database = new DynamoDBClient({
      endpoint: runner.databaseUrl,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  now(): string {
    return this.runner.clock.now().toISOString();
  }

  /** Writes items past the endpoint, as if they had always been there: a hundred a transaction, which is quickest. */
  async put(items: readonly Item[]): Promise<void> {
    const tell = progress('items written', items.length);
    let next = 0;
    const write = async () => {
      for (let from = next; from < items.length; from = next) {
        next = from + 100;
        const TransactItems = items.slice(from, next).map((item) => ({
          Put: { TableName: this.tableName, Item: marshall(stored(item), { removeUndefinedValues: true }) },
        }));
        await this.#database.send(new TransactWriteItemsCommand({ TransactItems }));
        tell(from);
      }
    };
    await Promise.all([write(), write(), write()]);
  }

  /** A published event and people with a place in it. */
  async audience(
    eventId: string,
    count: number,
    emailOf = (index: number) => `person-${index}@audience.example`,
  ): Promise<void> {
    await publishEvent(this.client, { eventId });
    const now = this.now();
    const items: Item[] = [];
    for (let index = 0; index < count; index++) {
      const person = personOf(eventId, index);
      const common = {
        seriesId: demoSeries,
        personHash: person,
        name: `Person ${index}`,
        email: emailOf(index),
      };
      const dates = { createdAt: now, expiresAt: Math.floor(Date.parse(now) / 1000) + 400 * 86_400 };
      const registration: RegistrationItem = {
        type: 'registration',
        registrationId: registrationOf(eventId, index),
        eventId,
        ...common,
        state: 'confirmed',
        holdsPlace: true,
        answers: {},
        locale: index % 2 === 0 ? 'de' : 'en',
        signUpId: `signup-${index}`,
        marks: [`mark-${index}`],
        confirmedAt: now,
        round: 0,
        version: 0,
        ...dates,
      };
      const attendee: AttendeeItem = {
        type: 'attendee',
        ...common,
        locale: registration.locale,
        eventIds: [eventId],
        signUpId: registration.signUpId,
        linkGeneration: 0,
        updatedAt: now,
        version: 0,
        ...dates,
      };
      items.push(registration, attendee);
    }
    await this.put(items);
  }

  /** A reminder that is due now, whenever it was planned for. */
  async remind(eventId: string, offset = 'P30D'): Promise<string> {
    const now = this.now();
    const { pk, sk, schema } = refs.event(eventId);
    const { Item } = await this.#database.send(
      new GetItemCommand({ TableName: this.tableName, Key: marshall({ pk, sk }), ConsistentRead: true }),
    );
    const { startsAtLocal, timeZone } = unstored({ schema }, unmarshall(Item ?? {}));
    const notification: NotificationItem = {
      type: 'notification',
      notificationId: `reminder-${eventId}-0-${offset.toLowerCase()}`,
      kind: 'reminder',
      template: 'reminder',
      eventId,
      seriesId: demoSeries,
      state: 'planned',
      audience: 'confirmed',
      plannedAt: before(startsAtLocal, timeZone, offset),
      sequence: 0,
      offset,
      version: 0,
      createdAt: now,
      dueLane: 'notification',
      dueAt: now,
    };
    await this.put([notification]);
    return notification.notificationId;
  }

  settle(): Promise<void> {
    return quiet(this.runner);
  }

  /** One tick of dispatch; what it answers, or how it ended. */
  async tick(): Promise<{ worked: boolean; failed: boolean }> {
    const result = await this.runner.invoke('Dispatch', {});
    if (!result.ok) return { worked: true, failed: true };
    return { worked: Object(result.payload).worked === true, failed: false };
  }

  /** Sets the clock to the beginning of a minute, so that whatever ends now is found by the next tick at once. */
  async nextMinute(minutes = 1): Promise<void> {
    await this.settle();
    const minute = Math.floor(this.runner.clock.now().getTime() / 60_000) + minutes;
    await this.runner.clock.set(new Date(minute * 60_000 + 100));
  }

  /** Lets dispatch go on until a mail to many is done; what it puts off waits for minutes of the clock. */
  async sendAll(notificationId: string, mostTicks = 60): Promise<void> {
    for (let tick = 0; tick < mostTicks; tick++) {
      const { worked } = await this.tick();
      if (await this.isDone(notificationId)) return;
      if (!worked) await this.nextMinute(3);
    }
  }

  async isDone(notificationId: string): Promise<boolean> {
    const { pk, sk, schema } = refs.notification(notificationId);
    const { Item } = await this.#database.send(
      new GetItemCommand({ TableName: this.tableName, Key: marshall({ pk, sk }), ConsistentRead: true }),
    );
    return Item !== undefined && unstored({ schema }, unmarshall(Item)).state === 'done';
  }

  /** Everything that was accepted, oldest first. */
  accepted(): Accepted[] {
    const database = new DatabaseSync(this.#stateFile, { readOnly: true });
    try {
      const rows = database.prepare('SELECT at, tags, recipients FROM mails ORDER BY number').all();
      return rows.map(({ at, tags, recipients }) => ({
        at: Number(at),
        deliveryId: String(Object(JSON.parse(String(tags))).deliveryId),
        to: String(JSON.parse(String(recipients))[0]),
      }));
    } finally {
      database.close();
    }
  }

  /** Every delivery, by its id. */
  async deliveries(): Promise<Map<string, DeliveryItem>> {
    const found = new Map<string, DeliveryItem>();
    for await (const row of this.#rows('delivery')) {
      const delivery = unstored({ schema: DeliveryItem }, row);
      found.set(deliveryId(delivery), delivery);
    }
    return found;
  }

  /** How the mails of each notification to many are counted. */
  async counts(): Promise<Map<string, MailCounts>> {
    const items = new Map<string, NumbersItem[]>();
    for await (const row of this.#rows('numbers')) {
      const id = /^NOTIFICATION#(.+)$/.exec(String(row.pk))?.[1];
      if (id === undefined) continue;
      items.set(id, [...(items.get(id) ?? []), unstored({ schema: NumbersItem }, row)]);
    }
    return new Map([...items].map(([id, all]) => [id, mailCounts(sumOf(all), true)]));
  }

  async *#rows(type: string): AsyncGenerator<Record<string, unknown>> {
    const filter = {
      FilterExpression: '#type = :type',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: { ':type': { S: type } },
    };
    for await (const page of paginateScan(
      { client: this.#database },
      { TableName: this.tableName, ...filter },
    )) {
      for (const row of page.Items ?? []) yield unmarshall(row);
    }
  }

  /** Every image of every item as the table's stream has them, in the order of the commits. */
  *history(): Generator<Record<string, unknown>> {
    const file = path.join(path.dirname(this.#stateFile), 'table.db');
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const select = 'SELECT new_image FROM _stream_records WHERE new_image IS NOT NULL ORDER BY id';
      for (const { new_image: image } of database.prepare(select).iterate()) {
        yield unmarshall(JSON.parse(String(image)));
      }
    } finally {
      database.close();
    }
  }

  /** How many AWS calls a function has made so far. */
  callsOf(functionPart: string): number {
    return this.runner.calls
      .list()
      .filter((call) => call.function.toLowerCase().includes(functionPart.toLowerCase()))
      .reduce((sum, call) => sum + call.count, 0);
  }

  /** The database's process id, for its share of a measurement. */
  databaseProcess(): number {
    return Number(readFileSync(path.join(path.dirname(this.#stateFile), 'dynoxide.pid'), 'utf8'));
  }

  end(): void {
    this.#database.destroy();
  }
}

export const personOf = (eventId: string, index: number) => `1x${hex(`${eventId}${index}`)}`;
export const registrationOf = (eventId: string, index: number) => `1x${hex(`r${eventId}${index}`)}`;

function hex(text: string): string {
  return Buffer.from(text).toString('hex').padStart(32, '0').slice(-32);
}

/** Runs something in a fresh world, and leaves nothing behind. */
export async function inWorld<T>(
  assembly: string | undefined,
  run: (world: World) => Promise<T>,
  options: Pick<RunnerOptions, 'measure' | 'concurrency'> = {},
): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-world-'));
  try {
    return await withRunner({ assembly, directory, ...options }, async (runner, client) => {
      const world = new World(runner, client, directory);
      try {
        return await run(world);
      } finally {
        world.end();
      }
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
