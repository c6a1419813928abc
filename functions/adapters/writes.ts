import { isDeepStrictEqual } from 'node:util';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Committed, Step } from '../core/table/ports.ts';
import { putCondition } from './conditions.ts';
import { persistently } from './retry.ts';
import { type Find, type Row, type Statement, writeAll } from './statements.ts';
import { stored, withoutUndefined } from './transaction-steps.ts';

/** A lone put costs half of a transaction. When its condition fails against our own earlier try, it is done. */
export async function putRow(
  client: DynamoDBDocumentClient,
  table: string,
  { item, when }: Extract<Step, { step: 'put' }>,
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

/**
 * Writes new rows by PartiQL's INSERT, 25 a call: the write units of 25 conditional puts, and a third of their time.
 * BatchWriteItem knows no condition. Answers for each whether it is there as given.
 */
export function insertRows(
  client: DynamoDBDocumentClient,
  table: string,
  rows: readonly Row[],
  find: Find,
): Promise<boolean[]> {
  return writeAll(
    client,
    rows.map((row) => ({ row, statement: insertion(row, table) })),
    find,
  );
}

function insertion(row: Row, table: string): Statement {
  const fields = Object.entries(row).filter(([, value]) => value !== undefined);
  return {
    Statement: `INSERT INTO "${table}" VALUE {${fields.map(([name]) => `'${name}': ?`).join(', ')}}`,
    Parameters: fields.map(([, value]) => value),
  };
}
