import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Clock } from '../clock/clock.ts';
import { type DeclaredTable, expiryOf } from './tables.ts';
import { DynamoDbError, type Upstream } from './upstream.ts';

const Item = z.record(z.string(), z.unknown());
const pageSize = 200;

/**
 * Removes what has passed its time to live, as DynamoDB does within days and the database not at all.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export class Expiry {
  readonly #upstream: Upstream;
  readonly #clock: Clock;
  readonly #tables: readonly DeclaredTable[];
  readonly #database: DatabaseSync | undefined;
  /** Keys removed here whose stream record has not been read yet; that record names the service as its author. */
  readonly #removed = new Set<string>();

  constructor(upstream: Upstream, clock: Clock, tables: readonly DeclaredTable[], file: string | undefined) {
    this.#upstream = upstream;
    this.#clock = clock;
    this.#tables = tables.filter((table) => table.TimeToLiveSpecification?.Enabled);
    this.#database = file ? new DatabaseSync(file, { readOnly: true, timeout: 5000 }) : undefined;
  }

  /** Removes everything that has expired by now; answers how many items that were. */
  async sweep(): Promise<number> {
    let count = 0;
    for (const table of this.#tables) {
      for (let page = this.#expired(table); page.length > 0; page = this.#expired(table)) {
        let removed = 0;
        for (const key of page) removed += (await this.#remove(table, key)) ? 1 : 0;
        count += removed;
        if (removed === 0) break;
      }
    }
    return count;
  }

  /** Whether the removal of this key was the sweep's; asked once per stream record. */
  claims(keys: unknown): boolean {
    return this.#removed.delete(canonical(keys));
  }

  end(): void {
    this.#database?.close();
  }

  #expired({ ref, KeySchema, TimeToLiveSpecification: ttl }: DeclaredTable): Record<string, unknown>[] {
    const expiry = expiryOf(ttl?.AttributeName ?? '');
    const rows =
      this.#database
        ?.prepare(
          `SELECT item_json FROM "${ref}" WHERE ${expiry} IS NOT NULL AND ${expiry} <= ? LIMIT ${pageSize}`,
        )
        .all(Math.floor(this.#clock.now() / 1000)) ?? [];
    return rows.map(({ item_json }) => {
      const item = Item.parse(JSON.parse(String(item_json)));
      return Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
    });
  }

  async #remove(
    { ref, TimeToLiveSpecification: ttl }: DeclaredTable,
    key: Record<string, unknown>,
  ): Promise<boolean> {
    this.#removed.add(canonical(key));
    try {
      await this.#upstream.call('DynamoDB_20120810.DeleteItem', {
        TableName: ref,
        Key: key,
        ConditionExpression: '#ttl <= :now',
        ExpressionAttributeNames: { '#ttl': ttl?.AttributeName },
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(this.#clock.now() / 1000)) } },
      });
      return true;
    } catch (error) {
      this.#removed.delete(canonical(key));
      if (error instanceof DynamoDbError && error.type === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }
}

function canonical(keys: unknown): string {
  return JSON.stringify(Object.entries(Object(keys)).sort(([left], [right]) => (left < right ? -1 : 1)));
}
