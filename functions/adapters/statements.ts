import { isDeepStrictEqual } from 'node:util';
import { BatchExecuteStatementCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { persistently, UnprocessedKeys } from './retry.ts';
import { withoutUndefined } from './transaction-steps.ts';

export type Row = Record<string, unknown>;
/** Reads what lies under rows' keys, in their order. */
export type Find = (rows: readonly Row[]) => Promise<(Row | undefined)[]>;

export interface Statement {
  Statement: string;
  Parameters: unknown[];
}

/** A row, and the statement that leaves it behind where its condition holds. */
export interface Write {
  row: Row;
  statement: Statement;
}

/** The most statements of one call. */
export const mostStatements = 25;
/** A statement that is tried again. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html */
const retried: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);
const isRefused: ReadonlySet<string> = new Set(['DuplicateItem', 'ConditionalCheckFailed']);

/**
 * Executes PartiQL's writing statements, each by itself, 25 a call. Answers for each whether its row is known to be
 * there as given.
 * @throws what stood against all of a call; where some of it is there, the others are answered as not there
 */
export async function writeAll(
  client: DynamoDBDocumentClient,
  writes: readonly Write[],
  find: Find,
  patienceMilliseconds?: number,
): Promise<boolean[]> {
  const batches: (readonly Write[])[] = [];
  for (let from = 0; from < writes.length; from += mostStatements) {
    batches.push(writes.slice(from, from + mostStatements));
  }
  const all = batches.map((batch) => writeBatch(client, batch, find, patienceMilliseconds));
  return (await Promise.all(all)).flat();
}

async function writeBatch(
  client: DynamoDBDocumentClient,
  batch: readonly Write[],
  find: Find,
  patienceMilliseconds: number | undefined,
): Promise<boolean[]> {
  const isWritten = new Map<Write, boolean>();
  let fault: unknown;
  const writing = persistently(async () => {
    const left = batch.filter((one) => !isWritten.has(one));
    const { Responses = [] } = await client.send(
      new BatchExecuteStatementCommand({ Statements: left.map(({ statement }) => statement) }),
    );
    for (const [index, one] of left.entries()) {
      const code = Responses[index]?.Error?.Code;
      if (code !== undefined && retried.has(code)) continue;
      isWritten.set(one, code === undefined);
      if (code !== undefined && !isRefused.has(code)) fault = new Error(`a statement failed: ${code}`);
    }
    if (isWritten.size < batch.length) throw new UnprocessedKeys();
  }, patienceMilliseconds);
  await writing.catch((error: unknown) => {
    fault = error;
  });
  const met = batch.filter((one) => !isWritten.get(one));
  // What an earlier try of ours wrote, whose answer was lost, is there as given.
  const found = met.length > 0 ? await find(met.map(({ row }) => row)) : [];
  for (const [index, one] of met.entries()) {
    if (isDeepStrictEqual(withoutUndefined(one.row), found[index])) isWritten.set(one, true);
  }
  // Others of the call may be there: whoever is told of a failure would take them for lost.
  if (fault !== undefined && !batch.some((one) => isWritten.get(one))) throw fault;
  return batch.map((one) => isWritten.get(one) ?? false);
}
