import { parentPort, workerData } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

const Start = z.object({
  count: z.number(),
  concurrency: z.number(),
  endpoint: z.string(),
  accessKeyId: z.string(),
  region: z.string(),
  table: z.string(),
  prefix: z.string(),
});

/**
 * The limit of any function on this runner: the bare transaction, made by AWS's SDK in a worker and passed through the
 * runner's endpoint with its checks. No request, no rule, no mail.
 */
const { count, concurrency, endpoint, accessKeyId, region, table, prefix } = Start.parse(workerData);
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'local', sessionToken: 'local' },
  }),
);
let next = 0;
const write = async () => {
  for (let index = next++; index < count; index = next++) {
    const put = (sk: string) => ({
      Put: {
        TableName: table,
        Item: { pk: `${prefix}#${index}`, sk, name: 'A person of the benchmark' },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    });
    const Update = {
      TableName: table,
      Key: { pk: prefix, sk: 'COUNTER' },
      UpdateExpression: 'ADD taken :one',
      ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
      ExpressionAttributeValues: { ':one': 1, ':most': 1_000_000 },
    };
    await client.send(new TransactWriteCommand({ TransactItems: [put('ONE'), put('TWO'), { Update }] }));
  }
};
const began = performance.now();
await Promise.all(Array.from({ length: concurrency }, write));
parentPort?.postMessage({ seconds: (performance.now() - began) / 1000 });
