import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tablesOf } from '../../local/dynamodb/tables.ts';
import type { Runner } from '../../local/index.ts';

/** Every item of a runner's table, read past all of our own code, as its schema describes it. */
export async function everyItem(runner: Runner): Promise<Record<string, unknown>[]> {
  const client = new DynamoDBClient({
    endpoint: runner.databaseUrl,
    region: runner.stack.deployment.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const rows: Record<string, unknown>[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tablesOf(runner.stack)[0]?.ref,
        ConsistentRead: true,
        ExclusiveStartKey: from,
      }),
    );
    for (const item of page.Items ?? []) rows.push(unmarshall(item));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  client.destroy();
  return rows.map(({ pk, sk, listKey, listAt, schemaVersion, ...item }) => item);
}
