import { AsyncLocalStorage } from 'node:async_hooks';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Busy } from '../core/table/ports.ts';
import { patienceMilliseconds } from '../core/table/retrying.ts';

/**
 * Errors after which the same call is made again, by name.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const retried: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionConflictException',
  'TransactionInProgressException',
  'UnprocessedKeys',
]);

/** The same for the reasons inside TransactionCanceledException, which the SDK does not retry. */
const retriedReasons: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

const retriedConnections: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

function isRetried(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
    return (
      !codes.includes('ConditionalCheckFailed') &&
      codes.some((code) => retriedReasons.has(code)) &&
      codes.every((code) => code === 'None' || retriedReasons.has(code))
    );
  }
  if (retried.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && retriedConnections.has(error.code)) return true;
  const status = '$metadata' in error ? statusOf(error.$metadata) : undefined;
  return status !== undefined && status >= 500;
}

function statusOf(metadata: unknown): number | undefined {
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}

/** How long the calls of some work are made again, where that is not {@link patienceMilliseconds}. */
const patience = new AsyncLocalStorage<() => number>();

/** Does work whose calls, all of them, are made again for so long at most; each asks anew when it begins. */
export function withPatience<T>(milliseconds: () => number, work: () => Promise<T>): Promise<T> {
  return patience.run(milliseconds, work);
}

/**
 * Makes a call until it succeeds or fails for good. Contention is waited out with full jitter, 20 ms doubling to
 * 1 s; then {@link Busy}. The call must be one that may be made twice.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export async function persistently<T>(
  call: () => Promise<T>,
  within = patience.getStore()?.() ?? patienceMilliseconds,
): Promise<T> {
  const deadline = performance.now() + within;
  for (let ceiling = 20; ; ceiling = Math.min(ceiling * 2, 1000)) {
    try {
      return await call();
    } catch (error) {
      if (!isRetried(error)) throw error;
      const wait = Math.random() * ceiling;
      if (performance.now() + wait > deadline) throw new Busy(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** DynamoDB took a part of a batch: the rest is asked for again. */
export class UnprocessedKeys extends Error {
  override readonly name = 'UnprocessedKeys';
}
