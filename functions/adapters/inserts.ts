import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../core/items.ts';
import type { Inserts } from '../core/ports.ts';
import { stored } from './changes.ts';
import { persistently } from './retry.ts';

/** The most statements of one call. */
const mostStatements = 25;
/** A statement that is tried again. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html */
const retried: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

/**
 * New items by PartiQL's INSERT, 25 a call: the write units of 25 conditional puts, and a third of their time.
 * BatchWriteItem knows no condition.
 */
export class TableInserts implements Inserts {
  readonly #table: string;
  readonly #client: DynamoDBDocumentClient;

  constructor(table: string, client = new DynamoDBClient({})) {
    this.#table = table;
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  }

  async insert(items: readonly Item[]): Promise<boolean[]> {
    const batches: (readonly Item[])[] = [];
    for (let from = 0; from < items.length; from += mostStatements) {
      batches.push(items.slice(from, from + mostStatements));
    }
    return (await Promise.all(batches.map((batch) => this.#insert(batch)))).flat();
  }

  async #insert(batch: readonly Item[]): Promise<boolean[]> {
    const isWritten = new Map<Item, boolean>();
    await persistently(async () => {
      const left = batch.filter((item) => !isWritten.has(item));
      const { Responses = [] } = await this.#client.send(
        new BatchExecuteStatementCommand({ Statements: left.map((item) => this.#statement(item)) }),
      );
      for (const [index, item] of left.entries()) {
        const code = Responses[index]?.Error?.Code;
        if (code === undefined) isWritten.set(item, true);
        // Somebody else's, or our own of a call whose answer was lost: whoever asks reads it again.
        else if (code === 'DuplicateItem' || code === 'ConditionalCheckFailed') isWritten.set(item, false);
        else if (!retried.has(code)) throw new Error(`a statement failed: ${code}`);
      }
      if (isWritten.size < batch.length) throw new UnprocessedStatements();
    });
    return batch.map((item) => isWritten.get(item) ?? false);
  }

  #statement(item: Item) {
    const row = Object.entries(stored(item)).filter(([, value]) => value !== undefined);
    const members = row.map(([name]) => `'${name}': ?`).join(', ');
    return {
      Statement: `INSERT INTO "${this.#table}" VALUE {${members}}`,
      Parameters: row.map(([, value]) => value),
    };
  }
}

/** DynamoDB took a part of a batch: the rest is asked for again. */
class UnprocessedStatements extends Error {
  override readonly name = 'UnprocessedKeys';
}
