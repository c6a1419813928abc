import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { expect, inject, test } from 'vitest';
import { remainder } from '../deployment/remainder.ts';
import { play, startYear } from '../deployment/year.ts';

test('what was erased since a backup is erased again in the table that was restored from it', async () => {
  const year = await startYear(inject('assembly'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const database = new DynamoDBClient({
    endpoint: year.runner.databaseUrl,
    region: 'eu-central-1',
    credentials,
  });
  const secrets = createServer((_, response) => {
    const SecretString = JSON.stringify({ current: '1', 1: 'x'.repeat(64) });
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ SecretString }));
  });
  await new Promise<void>((resolve) => secrets.listen(0, '127.0.0.1', resolve));
  try {
    const steps = remainder.filter(({ at }) => at >= '2027-02-01T09' && at < '2027-02-04');
    const erasing = steps.findIndex(({ title }) => title.startsWith('Rosa'));
    await play(year.client, steps.slice(0, erasing));
    const TableName = year.runner.stack.all('AWS::DynamoDB::GlobalTable')[0]?.ref ?? '';
    const { Table } = await database.send(new DescribeTableCommand({ TableName }));
    await database.send(
      new CreateTableCommand({
        TableName: 'restored',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: Table?.KeySchema,
        AttributeDefinitions: Table?.AttributeDefinitions,
        GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(
          ({ IndexName, KeySchema, Projection }) => ({
            ...{ IndexName, KeySchema, Projection },
          }),
        ),
      }),
    );
    for await (const { Items = [] } of paginateScan({ client: database }, { TableName }))
      for (const Item of Items) await database.send(new PutItemCommand({ TableName: 'restored', Item }));
    await play(year.client, steps.slice(erasing));

    const rows = async () => {
      const found: string[] = [];
      for await (const { Items = [] } of paginateScan({ client: database }, { TableName: 'restored' }))
        found.push(...Items.map((item) => JSON.stringify(item)));
      return found.filter((row) => row.includes('Rosa') && !row.includes('"subscription"')).length;
    };
    expect(await rows()).toBeGreaterThan(0);
    const { port } = secrets.address() as AddressInfo;
    const output = await new Promise<string>((resolve, reject) =>
      execFile(
        process.execPath,
        [
          'scripts/replay-erasures.ts',
          '--from',
          TableName,
          '--to',
          'restored',
          '--keys',
          'arn:aws:secretsmanager:x',
        ],
        {
          env: {
            ...process.env,
            ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' },
            AWS_ENDPOINT_URL_DYNAMODB: year.runner.databaseUrl,
            AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
          },
        },
        (error, stdout, stderr) => (error ? reject(new Error(`${stdout}${stderr}`)) : resolve(stdout)),
      ),
    );
    expect(output).toMatch(/^[1-9]\d* entries replayed in restored\.$/m);
    expect(await rows()).toBe(0);
  } finally {
    secrets.close();
    database.destroy();
    await year.end();
  }
});
