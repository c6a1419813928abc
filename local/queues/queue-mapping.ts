import * as z from 'zod';
import type { Declared } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { Message, Queue } from './queue.ts';

const PartialFailure = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** What Lambda takes unless the mapping says otherwise. */
const defaultBatchSize = 10;
const defaultConcurrency = 5;

export interface QueueMappingParts {
  readonly functions: Pick<Functions, 'invoke' | 'nameOf'>;
  readonly clock: Clock;
  readonly region: string;
}

/**
 * One event source mapping of a queue: hands batches to its function, as many at a time as its scaling configuration
 * allows, and deletes what the function took. What it did not take comes again once the queue shows it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class QueueMapping {
  readonly #declared: Declared<'AWS::Lambda::EventSourceMapping'>;
  readonly #queue: Queue;
  readonly #parts: QueueMappingParts;
  readonly #functionName: string;
  #running = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(declared: Declared<'AWS::Lambda::EventSourceMapping'>, queue: Queue, parts: QueueMappingParts) {
    this.#declared = declared;
    this.#queue = queue;
    this.#parts = parts;
    this.#functionName = parts.functions.nameOf(declared.FunctionName);
  }

  get isQuiet(): boolean {
    return this.#running === 0 && !this.#queue.hasWork;
  }

  /** Looks at the queue: something was sent, or time has passed. */
  work(): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    const { BatchSize = defaultBatchSize, MaximumBatchingWindowInSeconds, ScalingConfig } = this.#declared;
    const workers = ScalingConfig?.MaximumConcurrency ?? defaultConcurrency;
    let waitsUntil = this.#queue.hiddenUntil;
    while (this.#running < workers) {
      const { count, since } = this.#queue.ready;
      if (count === 0) break;
      const gathersUntil = since + MaximumBatchingWindowInSeconds * 1000;
      if (count < BatchSize && this.#parts.clock.now() < gathersUntil) {
        waitsUntil = Math.min(waitsUntil ?? gathersUntil, gathersUntil);
        break;
      }
      const batch = this.#queue.receive(BatchSize);
      if (batch.length > 0) void this.#deliver(batch);
    }
    if (waitsUntil === undefined) return;
    // A timer takes no more than 2^31 ms.
    const wait = Math.min(waitsUntil - this.#parts.clock.now() + 1, 2 ** 31 - 1);
    this.#timer = setTimeout(() => this.work(), Math.max(1, wait));
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #deliver(batch: readonly Message[]): Promise<void> {
    this.#running += 1;
    const { functions, region } = this.#parts;
    const Records = batch.map((message) => this.#queue.record(message, region));
    const result = await functions.invoke(this.#functionName, { Records });
    this.#running -= 1;
    if (this.#ended) return;
    if (result.ok) this.#queue.delete(this.#taken(batch, result.payload));
    this.work();
  }

  /** All but those that the answer names; an answer that names an unknown message, or can't be read, takes none. */
  #taken(batch: readonly Message[], payload: unknown): readonly Message[] {
    if (!this.#declared.FunctionResponseTypes.includes('ReportBatchItemFailures')) return batch;
    if (payload === null || payload === undefined) return batch;
    const failures = PartialFailure.safeParse(payload).data?.batchItemFailures;
    if (failures === undefined) return 'batchItemFailures' in Object(payload) ? [] : batch;
    const failed = new Set(failures?.map(({ itemIdentifier }) => itemIdentifier));
    const left = batch.filter(({ messageId }) => !failed.has(messageId));
    return batch.length - left.length === failed.size ? left : [];
  }
}
