import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Declared } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Expiry } from '../dynamodb/expiry.ts';
import type { Functions } from '../functions/functions.ts';
import type { FaultBox } from '../state/faults.ts';
import type { Store } from '../state/store.ts';
import { filterOf } from './filter.ts';
import type { StreamReader, StreamRecord } from './reader.ts';
import { Shards } from './shards.ts';

const PartialFailure = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })),
});

export interface MappingParts {
  readonly store: Store;
  readonly functions: Functions;
  readonly clock: Clock;
  readonly faults: FaultBox;
  readonly expiry: Expiry;
  readonly region: string;
  /** How many shards a stream has. */
  readonly shards: number;
}

const defaultBatchSize = 100;
const idleMilliseconds = 1000;
const retryMilliseconds = 200;
/** Between reads of what the filter leaves out, so that a mail to many is not read record by record. */
const strangeMilliseconds = 20;
/** A batch that comes late: by then somebody else has done its work. */
const lateMilliseconds = 2000;

/**
 * One event source mapping: reads a stream, filters, and hands the batches of its shards to its function. The position
 * is on disk once all before it is done with, so what a hard kill interrupts is delivered again.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export class Mapping {
  readonly #declared: Declared<'AWS::Lambda::EventSourceMapping'>;
  readonly #functionName: string;
  readonly #reader: StreamReader;
  readonly #shards: Shards;
  readonly #parts: MappingParts;
  readonly #passes: (record: unknown) => boolean;
  readonly #positionName: string;
  #wake: () => void = () => {};
  #nudged = true;
  #isAtEnd = false;
  #ended = false;
  #loop: Promise<void> | undefined;

  constructor(
    declared: Declared<'AWS::Lambda::EventSourceMapping'>,
    reader: StreamReader,
    parts: MappingParts,
  ) {
    this.#declared = declared;
    this.#functionName = parts.functions.nameOf(declared.FunctionName);
    this.#reader = reader;
    this.#parts = parts;
    this.#passes = filterOf(declared.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? []);
    this.#positionName = `stream.${declared.logicalId}`;
    this.#shards = new Shards({
      count: parts.shards,
      batchSize: declared.BatchSize ?? defaultBatchSize,
      deliver: (batch) => this.#deliver(batch),
      save: (sequenceNumber) => parts.store.set(this.#positionName, sequenceNumber),
    });
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Something was written: reads at once. */
  nudge(): void {
    this.#nudged = true;
    this.#isAtEnd = false;
    this.#wake();
  }

  get isQuiet(): boolean {
    return this.#isAtEnd && this.#shards.isIdle;
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#shards.end();
    this.#wake();
    await Promise.race([this.#loop, pause(2000)]);
  }

  async #run(): Promise<void> {
    let position = this.#parts.store.get(this.#positionName, z.string());
    while (!this.#ended) {
      this.#nudged = false;
      let page: Awaited<ReturnType<StreamReader['read']>>;
      try {
        page = await this.#reader.read(position);
      } catch (error) {
        // The database is gone only when the runner ends or dies; both say so themselves.
        if (!this.#ended) await pause(idleMilliseconds);
        if (this.#ended || !(error instanceof Error)) return;
        continue;
      }
      const { records, isAll } = page;
      if (records.length > 0) this.#isAtEnd = false;
      const seen = records.map((record) => this.#asLambdaSeesIt(record));
      const taken = seen.map((record) => ({ record, isWanted: this.#passes(record) }));
      this.#shards.take(taken);
      position = records.at(-1)?.dynamodb.SequenceNumber ?? position;
      await this.#shards.room();
      if (this.#ended) return;
      if (isAll && !this.#nudged) await this.#sleep();
      else if (!taken.some(({ isWanted }) => isWanted)) await pause(strangeMilliseconds);
    }
  }

  async #sleep(): Promise<void> {
    this.#isAtEnd = true;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, idleMilliseconds);
    });
    clearTimeout(timer);
  }

  /** Delivers until the function has taken every record, or those left have used up their retries or their age. */
  async #deliver(batch: readonly StreamRecord[], retries = 0, since = Date.now()): Promise<void> {
    if (this.#ended) return;
    const { stream } = this.#parts.faults.current;
    const sent = stream?.shuffle ? this.#parts.faults.shuffled(batch) : batch;
    if (retries === 0 && this.#parts.faults.strikes(stream?.late)) await pause(lateMilliseconds);
    const result = await this.#parts.functions.invoke(this.#functionName, { Records: sent });
    if (this.#ended) return;
    const left = result.ok ? this.#unacknowledged(batch, result.payload) : batch;
    if (left.length === 0) {
      if (this.#parts.faults.strikes(stream?.duplicate)) {
        await this.#parts.functions.invoke(this.#functionName, { Records: sent });
      }
      return;
    }
    const { MaximumRetryAttempts, MaximumRecordAgeInSeconds, BisectBatchOnFunctionError } = this.#declared;
    const isExhausted = MaximumRetryAttempts >= 0 && retries >= MaximumRetryAttempts;
    const isTooOld = MaximumRecordAgeInSeconds >= 0 && Date.now() - since > MaximumRecordAgeInSeconds * 1000;
    if (isExhausted || isTooOld) {
      const reason = result.ok ? 'batchItemFailures' : result.error.errorMessage;
      this.#parts.store.setAside(this.#functionName, reason, { Records: left });
      return;
    }
    await pause(retryMilliseconds * 2 ** Math.min(retries, 5));
    if (BisectBatchOnFunctionError && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      await this.#deliver(left.slice(0, middle), retries + 1, since);
      await this.#deliver(left.slice(middle), retries + 1, since);
    } else {
      await this.#deliver(left, retries + 1, since);
    }
  }

  /** The records from the first failed one on; an answer that names an unknown record fails them all. */
  #unacknowledged(batch: readonly StreamRecord[], payload: unknown): readonly StreamRecord[] {
    if (!this.#declared.FunctionResponseTypes.includes('ReportBatchItemFailures')) return [];
    if (payload === null || payload === undefined) return [];
    const parsed = PartialFailure.safeParse(payload);
    if (!parsed.success) return 'batchItemFailures' in Object(payload) ? batch : [];
    const failed = parsed.data.batchItemFailures.map(({ itemIdentifier }) =>
      batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
    );
    return failed.length === 0 ? [] : batch.slice(Math.max(0, Math.min(...failed)));
  }

  #asLambdaSeesIt(record: StreamRecord): StreamRecord {
    const { region, clock, expiry } = this.#parts;
    const isExpiry = record.eventName === 'REMOVE' && expiry.claims(record.dynamodb.Keys);
    return {
      ...record,
      awsRegion: region,
      eventSourceARN: this.#declared.EventSourceArn,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(clock.now() / 1000) },
      ...(isExpiry && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    };
  }
}
