import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Key, keyText } from '../core/table/refs.ts';
import { persistently, UnprocessedKeys } from './retry.ts';

type Reading = 'consistent' | 'eventual';
type Rows = Map<string, Record<string, unknown>>;

/** Reads of many keys. Those that are asked for in the same turn go out together: a call costs more on its way than in the table. */
export class Batches {
  readonly #table: string;
  readonly #client: DynamoDBDocumentClient;
  /** The batches of this turn, until they go out. */
  #asked: Partial<Record<Reading, { keys: Map<string, Key>; rows: Promise<Rows> }>> = {};

  constructor(table: string, client: DynamoDBDocumentClient) {
    this.#table = table;
    this.#client = client;
  }

  /** What was found, by `keyText`; it may hold what others asked for. */
  rows(wanted: readonly Key[], reading: Reading = 'consistent'): Promise<Rows> {
    const asked = this.#asked[reading] ?? this.#next(reading);
    for (const key of wanted) asked.keys.set(keyText(key), key);
    return asked.rows;
  }

  #next(reading: Reading) {
    const keys = new Map<string, Key>();
    const rows = Promise.resolve().then(() => {
      delete this.#asked[reading];
      return this.#read([...keys.values()], reading === 'consistent');
    });
    const batch = { keys, rows };
    this.#asked[reading] = batch;
    return batch;
  }

  async #read(keys: readonly Key[], isConsistent: boolean): Promise<Rows> {
    const rows: Rows = new Map();
    const hundreds = Array.from({ length: Math.ceil(keys.length / 100) }, (_, index) =>
      keys.slice(index * 100, (index + 1) * 100),
    );
    await Promise.all(hundreds.map((hundred) => this.#readHundred(hundred, isConsistent, rows)));
    return rows;
  }

  /** BatchGetItem takes 100 keys, none twice, and may leave some unprocessed. */
  #readHundred(hundred: readonly Key[], ConsistentRead: boolean, rows: Rows): Promise<void> {
    let left: Record<string, unknown>[] = hundred.map(({ pk, sk }) => ({ pk, sk }));
    return persistently(async () => {
      const answer = await this.#client.send(
        new BatchGetCommand({ RequestItems: { [this.#table]: { Keys: left, ConsistentRead } } }),
      );
      for (const row of answer.Responses?.[this.#table] ?? []) rows.set(keyText(row), row);
      left = answer.UnprocessedKeys?.[this.#table]?.Keys ?? [];
      if (left.length > 0) throw new UnprocessedKeys();
    });
  }
}
