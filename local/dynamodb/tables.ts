import { DatabaseSync } from 'node:sqlite';
import type { Declared, Stack } from '../assembly/stack.ts';
import { DynamoDbError, type Upstream } from './upstream.ts';

export type DeclaredTable = Declared<'AWS::DynamoDB::GlobalTable'>;

export const tablesOf = (stack: Stack): DeclaredTable[] =>
  stack.all('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');

/**
 * Creates the tables that the template declares and the database does not have yet.
 * @param file the database's SQLite file, which gets the indexes that dynoxide lacks
 */
export async function createTables(
  upstream: Upstream,
  tables: readonly DeclaredTable[],
  file: string | undefined,
) {
  for (const table of tables) {
    try {
      await upstream.call('DynamoDB_20120810.CreateTable', description(table));
    } catch (error) {
      if (!(error instanceof DynamoDbError) || error.type !== 'ResourceInUseException') throw error;
      continue;
    }
    const ttl = table.TimeToLiveSpecification;
    if (ttl?.Enabled) {
      await upstream.call('DynamoDB_20120810.UpdateTimeToLive', {
        TableName: table.ref,
        TimeToLiveSpecification: { AttributeName: ttl.AttributeName, Enabled: true },
      });
    }
  }
  if (file) createIndexes(file, tables);
}

function description(table: DeclaredTable) {
  return {
    TableName: table.ref,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: table.KeySchema,
    AttributeDefinitions: table.AttributeDefinitions,
    ...(table.GlobalSecondaryIndexes.length > 0 && {
      GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
    }),
    ...(table.LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: table.LocalSecondaryIndexes }),
    ...(table.StreamSpecification && {
      StreamSpecification: {
        StreamEnabled: true,
        StreamViewType: table.StreamSpecification.StreamViewType,
      },
    }),
  };
}

/**
 * dynoxide 1.2.1 scans all stream records of a table at each write, and has no look-up by time to live;
 * with these indexes a write stays as quick as the first, and expiry reads only what has expired.
 */
function createIndexes(file: string, tables: readonly DeclaredTable[]): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    database.exec(
      'CREATE INDEX IF NOT EXISTS runner_stream ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
    for (const { ref, TimeToLiveSpecification: ttl } of tables) {
      if (ttl?.Enabled && ttl.AttributeName) {
        database.exec(
          `CREATE INDEX IF NOT EXISTS "runner_ttl_${ref}" ON "${ref}" (${expiryOf(ttl.AttributeName)}) WHERE ${expiryOf(ttl.AttributeName)} IS NOT NULL`,
        );
      }
    }
  } finally {
    database.close();
  }
}

/** SQL for an item's time to live in seconds since 1970. */
export function expiryOf(attribute: string): string {
  if (!/^[\w.-]+$/.test(attribute))
    throw new Error(`time to live attribute ${attribute} has an unusual name`);
  return `CAST(json_extract(item_json, '$."${attribute}".N') AS INTEGER)`;
}
