import * as z from 'zod';
import type { Upstream } from '../dynamodb/upstream.ts';

const Description = z.looseObject({
  StreamDescription: z.looseObject({ Shards: z.array(z.looseObject({ ShardId: z.string() })) }),
});
const Iterator = z.looseObject({ ShardIterator: z.string() });
const Streams = z.looseObject({ Streams: z.array(z.looseObject({ StreamArn: z.string() })) });
export const StreamRecord = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), Keys: z.unknown() }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;
const Records = z.looseObject({ Records: z.array(StreamRecord), NextShardIterator: z.string().nullish() });

const pageRecords = 1000;
const pageBytes = 2 ** 20;

const target = (operation: string) => `DynamoDBStreams_20120810.${operation}`;

/** One table's stream, read in order from a sequence number on; the database gives a table one shard. */
export class StreamReader {
  readonly #upstream: Upstream;
  readonly #table: string;
  #stream: { arn: string; shard: string } | undefined;
  #iterator: string | undefined;

  constructor(upstream: Upstream, table: string) {
    this.#upstream = upstream;
    this.#table = table;
  }

  /**
   * Reads on from where the last call stopped.
   * @param after what has been read already; used at the first call
   * @returns what came, and whether that was all: a page ends at 1000 records or at 1 MB
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
   */
  async read(after: string | undefined): Promise<{ records: StreamRecord[]; isAll: boolean }> {
    this.#iterator ??= await this.#iteratorAfter(after);
    if (this.#iterator === undefined) return { records: [], isAll: true };
    const answer = await this.#upstream.call(target('GetRecords'), {
      ShardIterator: this.#iterator,
      Limit: pageRecords,
    });
    const { Records: records, NextShardIterator } = Records.parse(answer);
    this.#iterator = NextShardIterator ?? undefined;
    const isAll = records.length < pageRecords && JSON.stringify(records).length < pageBytes;
    return { records, isAll };
  }

  async #iteratorAfter(after: string | undefined): Promise<string | undefined> {
    this.#stream ??= await this.#find();
    if (!this.#stream) return undefined;
    const answer = await this.#upstream.call(target('GetShardIterator'), {
      StreamArn: this.#stream.arn,
      ShardId: this.#stream.shard,
      ...(after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }),
    });
    return Iterator.parse(answer).ShardIterator;
  }

  async #find(): Promise<{ arn: string; shard: string } | undefined> {
    const { Streams: streams } = Streams.parse(
      await this.#upstream.call(target('ListStreams'), { TableName: this.#table }),
    );
    const arn = streams.at(-1)?.StreamArn;
    if (arn === undefined) return undefined;
    const { StreamDescription } = Description.parse(
      await this.#upstream.call(target('DescribeStream'), { StreamArn: arn }),
    );
    const shard = StreamDescription.Shards.at(-1)?.ShardId;
    return shard === undefined ? undefined : { arn, shard };
  }
}
