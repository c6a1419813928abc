import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { dynamoDbClient } from '../../functions/adapters/dynamodb-client.ts';
import { Table } from '../../functions/adapters/table.ts';
import { indexes } from '../../lib/constructs/table-access.ts';
import { emulated } from '../../local/dynamodb/dialect.ts';
import { startDatabase } from '../../local/dynamodb/process.ts';
import { Store } from '../../local/state/store.ts';

export interface TestDatabase {
  url: string;
  /** The one table of `lib/constructs/table.ts`, without its stream: keys, and three indexes of keys alone. */
  tableName: string;
  table: Table;
  /** The same table by another way, such as a proxy's. */
  tableAt(url: string): Table;
  /** Everything in it, as it is stored. */
  rows(): Promise<Record<string, unknown>[]>;
  /** Puts rows of a backup back, as they were stored. */
  restore(rows: readonly Record<string, unknown>[]): Promise<void>;
  stop(): Promise<void>;
}

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

function clientAt(endpoint: string): DynamoDBClient {
  const client = dynamoDbClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  // As the runner's endpoint does: past it the database is spoken to in its own words.
  client.middlewareStack.add(
    (next) => (call) => {
      const { Statements, ...input } = Object(call.input);
      if (Array.isArray(Statements)) {
        const said = Statements.map((one) => ({ ...one, Statement: emulated(one.Statement) }));
        Object.assign(call, { input: { ...input, Statements: said } });
      }
      return next(call);
    },
    { step: 'initialize' },
  );
  return client;
}

/** A dynoxide of this test file's own, which ends with it however it ends. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-table-'));
  const store = new Store(directory);
  const database = await startDatabase(store, (why) => {
    throw new Error(why);
  });
  const clients: DynamoDBClient[] = [];
  const connect = (url: string) => {
    const client = clientAt(url);
    clients.push(client);
    return client;
  };
  const client = connect(database.url);
  const tableName = 'items';
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key('pk', 'sk'),
      AttributeDefinitions: [
        ...new Set(['pk', 'sk', ...Object.values(indexes).flatMap((one) => [one.partitionKey, one.sortKey])]),
      ].map(text),
      GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, { partitionKey, sortKey }]) => ({
        IndexName,
        KeySchema: key(partitionKey, sortKey),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
  // Of one client's document clients the last made decides for all how undefined is written.
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    url: database.url,
    tableName,
    table: new Table(tableName, client),
    tableAt: (url) => new Table(tableName, connect(url)),
    async rows() {
      const found: Record<string, unknown>[] = [];
      for await (const page of paginateScan({ client: documents }, { TableName: tableName })) {
        found.push(...(page.Items ?? []));
      }
      return found;
    },
    async restore(rows) {
      for (const Item of rows) await documents.send(new PutCommand({ TableName: tableName, Item }));
    },
    async stop() {
      for (const one of clients) one.destroy();
      await database.end();
      store.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
