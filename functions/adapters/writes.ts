import { isDeepStrictEqual } from 'node:util';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Change, Committed } from '../core/ports.ts';
import { putCondition, stored, withoutUndefined } from './changes.ts';
import { persistently, UnprocessedKeys } from './retry.ts';

/** A lone put costs half of a transaction. When its condition fails against our own earlier try, it is done. */
export async function putRow(
  client: DynamoDBDocumentClient,
  table: string,
  { item, when }: Extract<Change, { change: 'put' }>,
): Promise<Committed> {
  const row = stored(item);
  try {
    await persistently(() =>
      client.send(
        new PutCommand({
          TableName: table,
          Item: row,
          ...putCondition(when),
          ...(when === 'any' ? {} : { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        }),
      ),
    );
    return { committed: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The SDK's document client leaves an error's item as DynamoDB wrote it.
    const found = error.Item === undefined ? undefined : unmarshall(error.Item);
    if (isDeepStrictEqual(withoutUndefined(row), found)) return { committed: true };
    return { committed: false, failed: [0] };
  }
}

type Row = Record<string, unknown>;

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
const isThere: ReadonlySet<string> = new Set(['DuplicateItem', 'ConditionalCheckFailed']);

/**
 * Writes new rows by PartiQL's INSERT, 25 a call: the write units of 25 conditional puts, and a third of their time.
 * BatchWriteItem knows no condition. Answers for each whether it is there as given.
 * @param find what lies under a row's key
 */
export async function insertRows(
  client: DynamoDBDocumentClient,
  table: string,
  rows: readonly Row[],
  find: (rows: readonly Row[]) => Promise<(Row | undefined)[]>,
): Promise<boolean[]> {
  const batches: (readonly Row[])[] = [];
  for (let from = 0; from < rows.length; from += mostStatements) {
    batches.push(rows.slice(from, from + mostStatements));
  }
  return (await Promise.all(batches.map((batch) => insertBatch(client, table, batch, find)))).flat();
}

async function insertBatch(
  client: DynamoDBDocumentClient,
  table: string,
  batch: readonly Row[],
  find: (rows: readonly Row[]) => Promise<(Row | undefined)[]>,
): Promise<boolean[]> {
  const isWritten = new Map<Row, boolean>();
  await persistently(async () => {
    const left = batch.filter((row) => !isWritten.has(row));
    const { Responses = [] } = await client.send(
      new BatchExecuteStatementCommand({ Statements: left.map((row) => statement(row, table)) }),
    );
    for (const [index, row] of left.entries()) {
      const code = Responses[index]?.Error?.Code;
      if (code === undefined) isWritten.set(row, true);
      else if (isThere.has(code)) isWritten.set(row, false);
      else if (!retried.has(code)) throw new Error(`a statement failed: ${code}`);
    }
    if (isWritten.size < batch.length) throw new UnprocessedKeys();
  });
  const met = batch.filter((row) => isWritten.get(row) === false);
  // What an earlier try of ours wrote, whose answer was lost, is there as given.
  const found = met.length > 0 ? await find(met) : [];
  for (const [index, row] of met.entries()) {
    if (isDeepStrictEqual(withoutUndefined(row), found[index])) isWritten.set(row, true);
  }
  return batch.map((row) => isWritten.get(row) ?? false);
}

function statement(row: Row, table: string) {
  const fields = Object.entries(row).filter(([, value]) => value !== undefined);
  return {
    Statement: `INSERT INTO "${table}" VALUE {${fields.map(([name]) => `'${name}': ?`).join(', ')}}`,
    Parameters: fields.map(([, value]) => value),
  };
}
