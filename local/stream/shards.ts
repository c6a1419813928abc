import { createHash } from 'node:crypto';
import type { StreamRecord } from './reader.ts';

/** As many records are read ahead of what is done. */
const aheadAtMost = 2000;

/**
 * A table on demand begins with four partitions, and a stream has a shard for each.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial
 */
export const shardsOfNewTable = 4;

interface Entry {
  readonly record: StreamRecord;
  isDone: boolean;
}

interface Shard {
  waiting: Entry[];
  isBusy: boolean;
}

export interface ShardsOptions {
  readonly count: number;
  readonly batchSize: number;
  /** Settles once the function has taken the batch, or it has been set aside. */
  readonly deliver: (batch: readonly StreamRecord[]) => Promise<void>;
  /** Everything up to this sequence number is done with. */
  readonly save: (sequenceNumber: string) => void;
}

/**
 * The shards of one stream, each worked off in order and all of them side by side, so that several instances of a function
 * start at once as on AWS. The database itself gives a table one shard; which of these a record is of, its partition
 * key says.
 */
export class Shards {
  readonly #options: ShardsOptions;
  readonly #shards: readonly Shard[];
  /** What was taken and is not done up to here, in the stream's order. */
  readonly #open: Entry[] = [];
  #onRoom: () => void = () => {};
  #ended = false;

  constructor(options: ShardsOptions) {
    this.#options = options;
    this.#shards = Array.from({ length: options.count }, () => ({ waiting: [], isBusy: false }));
  }

  /** Whether everything that was taken is done with. */
  get isIdle(): boolean {
    return this.#open.length === 0;
  }

  take(records: readonly { record: StreamRecord; isWanted: boolean }[]): void {
    for (const { record, isWanted } of records) {
      const entry = { record, isDone: !isWanted };
      this.#open.push(entry);
      if (isWanted) this.#shardOf(record).waiting.push(entry);
    }
    this.#advance();
    for (const shard of this.#shards) void this.#work(shard);
  }

  /** Settles when few enough records wait that more may be read. */
  async room(): Promise<void> {
    while (this.#open.length > aheadAtMost && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#onRoom = resolve;
      });
    }
  }

  end(): void {
    this.#ended = true;
    this.#onRoom();
  }

  #shardOf({ dynamodb }: StreamRecord): Shard {
    const [partitionKey] = Object.values(Object(dynamodb.Keys));
    const hash = createHash('sha256').update(JSON.stringify(partitionKey)).digest().readUInt32BE();
    const shard = this.#shards[hash % this.#shards.length];
    if (shard === undefined) throw new Error('a stream has at least one shard');
    return shard;
  }

  async #work(shard: Shard): Promise<void> {
    if (shard.isBusy) return;
    shard.isBusy = true;
    while (shard.waiting.length > 0 && !this.#ended) {
      const batch = shard.waiting.splice(0, this.#options.batchSize);
      await this.#options.deliver(batch.map(({ record }) => record));
      if (this.#ended) return;
      for (const entry of batch) entry.isDone = true;
      this.#advance();
    }
    shard.isBusy = false;
  }

  #advance(): void {
    const firstOpen = this.#open.findIndex(({ isDone }) => !isDone);
    const done = this.#open.splice(0, firstOpen < 0 ? this.#open.length : firstOpen);
    const last = done.at(-1);
    if (last) this.#options.save(last.record.dynamodb.SequenceNumber);
    this.#onRoom();
  }
}
