import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DeliveryItem, Item } from '../core/table/items.ts';
import {
  type DueItems,
  dueRef,
  type Lane,
  type List,
  type RefsOfPerson,
  refsOfPerson,
} from '../core/table/lists.ts';
import type { Committed, Counts, DueWork, Lists, Page, Range, Step, Store } from '../core/table/ports.ts';
import { type Collection, type Key, keyText, type Ref, refs } from '../core/table/refs.ts';
import { schemaVersion } from '../core/table/schema-version.ts';
import { requireTransaction } from '../core/table/transaction-limits.ts';
import type { Instant } from '../core/values/time.ts';
import { Batches } from './batches.ts';
import { Conclusions } from './conclusions.ts';
import { dynamoDbClient } from './dynamodb-client.ts';
import { persistently } from './retry.ts';
import { keyOf, stored, transactionSteps, unstored } from './transaction-steps.ts';
import { insertRows, putRow } from './writes.ts';

/** What is too long for a key can't be there, and DynamoDB refuses to look: callers may ask for any text. */
const isKey = ({ pk, sk = '' }: { pk: string; sk?: string }) =>
  Buffer.byteLength(pk) <= 2048 && Buffer.byteLength(sk) <= 1024;
const keyIn = (row: Record<string, unknown>): Key => ({ pk: String(row.pk), sk: String(row.sk) });

/** Names may be reserved words, so that each goes by a number; without its version a row can't be read. */
function projection(fields: readonly string[] | undefined) {
  if (fields === undefined) return {};
  const names = ['schemaVersion', ...fields].map((field, index) => [`#${index}`, field]);
  return {
    ProjectionExpression: names.map(([name]) => name).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
}

/** The one table behind core's ports. */
export class Table implements Store, DueWork, Lists, Counts {
  readonly #name: string;
  readonly #client: DynamoDBDocumentClient;
  readonly #batches: Batches;
  readonly #conclusions: Conclusions;

  constructor(name: string, client = dynamoDbClient()) {
    this.#name = name;
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#batches = new Batches(name, this.#client);
    this.#conclusions = new Conclusions(name, this.#client, (rows) => this.#stored(rows));
  }

  async get<T>(ref: Ref<T>): Promise<T | undefined> {
    if (!isKey(ref)) return undefined;
    const { Item: row } = await persistently(() =>
      this.#client.send(new GetCommand({ TableName: this.#name, Key: keyOf(ref), ConsistentRead: true })),
    );
    return row === undefined ? undefined : unstored(ref, row);
  }

  async getMany<T>(
    wanted: readonly Ref<T>[],
    { isEventual } = { isEventual: false },
  ): Promise<(T | undefined)[]> {
    const rows = await this.#batches.rows(wanted.filter(isKey), isEventual ? 'eventual' : 'consistent');
    return wanted.map((ref) => {
      const row = rows.get(keyText(ref));
      return row === undefined ? undefined : unstored(ref, row);
    });
  }

  async load<R extends Record<string, Ref<unknown>>>(
    wanted: R,
  ): Promise<{ [K in keyof R]: (R[K] extends Ref<infer T> ? T : never) | undefined }> {
    const rows = await this.#batches.rows(Object.values(wanted).filter(isKey));
    const entries = Object.entries(wanted).map(([name, ref]) => {
      const row = rows.get(keyText(ref));
      return [name, row === undefined ? undefined : unstored(ref, row)];
    });
    return Object.fromEntries(entries);
  }

  async list<T>(collection: Collection<T>, from: Range & { limit?: number } = {}): Promise<Page<T>> {
    const { pk, skPrefix } = collection;
    const { after, upTo } = from;
    if (!isKey({ pk })) return { items: [] };
    const isWithin = upTo === undefined ? 'begins_with(sk, :prefix)' : 'sk BETWEEN :prefix AND :upTo';
    const last = upTo === undefined ? {} : { ':upTo': `${skPrefix}${upTo}` };
    const answer = await persistently(() =>
      this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          ConsistentRead: true,
          KeyConditionExpression: `pk = :pk AND ${isWithin}`,
          ExpressionAttributeValues: { ':pk': pk, ':prefix': skPrefix, ...last },
          Limit: from.limit,
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: `${skPrefix}${after}` } }),
          ...projection(collection.fields),
        }),
      ),
    );
    const reached = answer.LastEvaluatedKey?.sk;
    return {
      items: (answer.Items ?? []).map((row) => unstored(collection, row)),
      ...(typeof reached === 'string' ? { next: reached.slice(skPrefix.length) } : {}),
    };
  }

  async due<L extends Lane>(
    lane: L,
    until: Instant,
    limit: number,
  ): Promise<(Ref<DueItems[L]> & { dueAt: Instant })[]> {
    const values = { ':lane': lane, ':until': until };
    const entries = await this.#dueEntries('dueLane = :lane AND dueAt <= :until', values, limit);
    return entries.map((entry) => ({ ...dueRef(lane, entry), dueAt: entry.dueAt }));
  }

  async nextDue(lane: Lane, after: Instant): Promise<Instant | undefined> {
    const values = { ':lane': lane, ':after': after };
    return (await this.#dueEntries('dueLane = :lane AND dueAt > :after', values, 1))[0]?.dueAt;
  }

  async postpone({ dueAt, ...key }: Key & { dueAt: Instant }, until: Instant): Promise<boolean> {
    const put = new UpdateCommand({
      ...{ TableName: this.#name, Key: keyOf(key) },
      UpdateExpression: 'SET dueAt = :until',
      ConditionExpression: 'dueAt = :was',
      ExpressionAttributeValues: { ':until': until, ':was': dueAt },
    });
    try {
      await persistently(() => this.#client.send(put));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async #dueEntries(condition: string, values: Record<string, string>, limit: number) {
    const answer = await persistently(() =>
      this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          IndexName: 'due',
          KeyConditionExpression: condition,
          ExpressionAttributeValues: values,
          Limit: limit,
        }),
      ),
    );
    return (answer.Items ?? []).map((row) => ({ ...keyIn(row), dueAt: String(row.dueAt) }));
  }

  async listed<T>({ key, schema }: List<T>, from: { after?: string; limit: number }): Promise<Page<Ref<T>>> {
    if (!isKey({ pk: key })) return { items: [] };
    const answer = await persistently(() =>
      this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          IndexName: 'list',
          KeyConditionExpression:
            from.after === undefined ? 'listKey = :key' : 'listKey = :key AND listAt > :after',
          ExpressionAttributeValues: {
            ':key': key,
            ':after': from.after,
          },
          Limit: from.limit,
        }),
      ),
    );
    const last = answer.LastEvaluatedKey?.listAt;
    return {
      items: (answer.Items ?? []).map((row) => ({ ...keyIn(row), schema })),
      ...(typeof last === 'string' ? { next: last } : {}),
    };
  }

  async ofPerson(personHash: string): Promise<RefsOfPerson> {
    const keys: Key[] = [];
    const query = {
      IndexName: 'person',
      KeyConditionExpression: 'personHash = :person',
      ExpressionAttributeValues: { ':person': personHash },
    };
    for await (const { Items = [] } of this.#pages(query)) {
      keys.push(...Items.map(keyIn));
    }
    return refsOfPerson(keys);
  }

  async countTo({ pk, skPrefix }: Collection<unknown>, last: Ref<unknown>): Promise<number> {
    let count = 0;
    const query = {
      ConsistentRead: true,
      Select: 'COUNT',
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': pk, ':first': skPrefix, ':last': last.sk },
    } as const;
    for await (const { Count = 0 } of this.#pages(query)) count += Count;
    return count;
  }

  /** A query's answers to the last one. */
  async *#pages(query: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<QueryCommandOutput> {
    let from: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const page = await persistently(() =>
        this.#client.send(new QueryCommand({ TableName: this.#name, ...query, ExclusiveStartKey: from })),
      );
      yield page;
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  async takePosition(eventId: string): Promise<number> {
    const counted = await this.#raise(refs.counters(eventId), ['nextPosition'], {}, 'attribute_exists(pk)');
    return (counted.nextPosition ?? 0) - 1;
  }

  countUp(item: Key, names: readonly string[], expiresAt: number): Promise<Record<string, number>> {
    return this.#raise(item, names, { expiresAt, schemaVersion });
  }

  async #raise(key: Key, names: readonly string[], set: Record<string, number>, condition?: string) {
    const sets = Object.keys(set).map((name) => `#${name} = :${name}`);
    const adds = names.map((name) => `#${name} :one`);
    const fields = [...names, ...Object.keys(set)].map((name) => [`#${name}`, name]);
    const values = Object.entries(set).map(([name, value]) => [`:${name}`, value]);
    const answer = await persistently(() =>
      this.#client.send(
        new UpdateCommand({
          ...{ TableName: this.#name, Key: keyOf(key), ReturnValues: 'UPDATED_NEW' },
          UpdateExpression: `ADD ${adds.join(', ')}${sets.length > 0 ? ` SET ${sets.join(', ')}` : ''}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: Object.fromEntries(fields),
          ExpressionAttributeValues: { ':one': 1, ...Object.fromEntries(values) },
        }),
      ),
    );
    const counted = names.map((name): [string, number] => [name, Number(answer.Attributes?.[name] ?? 0)]);
    return Object.fromEntries(counted);
  }

  async commit(steps: readonly Step[]): Promise<Committed> {
    requireTransaction(steps);
    const [only] = steps;
    if (steps.length === 1 && only?.step === 'put') return putRow(this.#client, this.#name, only);
    // One token for every try: an answer lost after the commit is found again, not done again.
    const ClientRequestToken = randomUUID();
    const TransactItems = transactionSteps(steps, this.#name);
    try {
      await persistently(() =>
        this.#client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken })),
      );
      return { committed: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failed = reasons.flatMap((reason, step) =>
        reason.Code === 'ConditionalCheckFailed' ? [step] : [],
      );
      if (failed.length === 0) throw error;
      return { committed: false, failed };
    }
  }

  conclude(from: DeliveryItem, to: DeliveryItem): Promise<boolean> {
    return this.#conclusions.write(stored(from), stored(to));
  }

  /** What lies under the keys of rows. */
  async #stored(rows: readonly Record<string, unknown>[]) {
    const keys = rows.map(keyIn);
    const found = await this.#batches.rows(keys);
    return keys.map((key) => found.get(keyText(key)));
  }

  insert(items: readonly Item[]): Promise<boolean[]> {
    return insertRows(this.#client, this.#name, items.map(stored), (rows) => this.#stored(rows));
  }
}
