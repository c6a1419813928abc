import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Runner, startRunner } from '../../local/index.ts';
import { writeFixture } from './fixture/assembly.ts';

/** Each fault that can be asked for, by a caller with a function's role. Conflicts and crashes: test/local/runner.test.ts. */
const table = 'fixture-Table';
let runner: Runner;
let database: DynamoDBClient;
let ses: SESClient;

beforeAll(async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-faults-'));
  runner = await startRunner({
    cloudAssembly: writeFixture(directory),
    directory: path.join(directory, '.local'),
    port: 0,
    quiet: true,
  });
  const clientOf = (name: string) => {
    const { endpointUrl, accessKeyId } = runner.actAs(name);
    const credentials = { accessKeyId, secretAccessKey: 'local' };
    return { endpoint: endpointUrl, region: 'eu-central-1', credentials, maxAttempts: 1 };
  };
  database = new DynamoDBClient(clientOf('web'));
  ses = new SESClient({
    ...clientOf('relay'),
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
});
afterAll(async () => {
  database.destroy();
  ses.destroy();
  await runner.stop();
});
afterEach(() => runner.faults({}));

const ask = (body: unknown) =>
  fetch(`${runner.url}/_local/faults`, {
    method: 'PUT',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const keyOf = (id: string) => ({ pk: { S: id }, sk: { S: 'x' } });
const ids = (prefix: string, count = 40) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const failed = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    ({ name, code }: { name: string; code?: string }) => code ?? name,
  );

async function thereOf(wanted: readonly string[]): Promise<string[]> {
  runner.faults({});
  const Keys = wanted.map(keyOf);
  const { Responses } = await database.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } }));
  return (Responses?.[table] ?? []).map(({ pk }) => pk?.S ?? '');
}

describe('asking for faults', () => {
  test('takes what it knows, tells what stands, and clears', async () => {
    const wanted = {
      ses: {
        maxSendRate: 14,
        max24HourSend: 200,
        throttle: 0.3,
        failAfterAccept: 0.01,
        failBefore: 0.1,
        timeout: 0.1,
        quotaFails: 0.1,
        refuses: 'accountPausedAsRejected',
        sandbox: ['aylin@rathaus.example'],
      },
      dynamodb: { throttle: 0.05, conflict: true, failAfterCommit: 0.01, unprocessed: 0.1 },
      stream: { duplicate: 0.1, shuffle: true, late: 0.1 },
      feedback: { duplicate: 0.1, shuffle: true },
      crash: { function: 'relay', before: 3 },
      seed: 7,
    };
    expect(await (await ask(wanted)).json()).toEqual(wanted);
    expect(await (await ask({})).json()).toEqual({});
  });

  test.each([
    ['no JSON', '{"ses":', 400],
    ['no object', [], 422],
    ['an unknown service', { s3: {} }, 422],
    ['an unknown fault', { dynamodb: { throttel: 1 } }, 422],
    ['a chance above 1', { dynamodb: { unprocessed: 1.1 } }, 422],
    ['a chance below 0', { stream: { late: -0.1 } }, 422],
    ['a refusal that SES has not', { ses: { refuses: 'bored' } }, 422],
    ['a rate of nothing', { ses: { maxSendRate: 0 } }, 422],
    ['a crash both before and after', { crash: { function: 'relay', before: 1, after: 1 } }, 422],
    ['a crash at no call', { crash: { function: 'relay', before: 0 } }, 422],
    ['a crash of a function that is not there', { crash: { function: 'mailer', before: 1 } }, 422],
  ])('refuses %s, says why, and leaves what stood', async (_, body, status) => {
    await ask({ seed: 3 });
    const answer = await ask(body);
    expect([answer.status, (await answer.json()).message]).toEqual([status, expect.stringMatching(/./)]);
    expect(await (await fetch(`${runner.url}/_local/faults`)).json()).toEqual({ seed: 3 });
  });
});

describe('a batch call', () => {
  test('that reads leaves keys unprocessed, and refuses the call when it leaves them all', async () => {
    const wanted = ids('read', 100);
    for (let from = 0; from < 100; from += 25) {
      const puts = wanted.slice(from, from + 25).map((id) => ({ PutRequest: { Item: keyOf(id) } }));
      await database.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
    }
    const request = new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: wanted.map(keyOf), ConsistentRead: true } },
    });
    runner.faults({ dynamodb: { unprocessed: 0.3 }, seed: 5 });
    const { Responses, UnprocessedKeys } = await database.send(request);
    const left = UnprocessedKeys?.[table];
    expect(left?.ConsistentRead).toBe(true);
    const [read, unread] = [Responses?.[table] ?? [], left?.Keys ?? []];
    expect(unread.length).toBeGreaterThan(10);
    expect([...read, ...unread].map(({ pk }) => pk?.S).toSorted()).toEqual(wanted.toSorted());
    runner.faults({ dynamodb: { unprocessed: 1 } });
    expect(await failed(database.send(request))).toBe('ProvisionedThroughputExceededException');
  });

  test('that writes leaves items unwritten, and says which', async () => {
    const wanted = ids('write', 25);
    runner.faults({ dynamodb: { unprocessed: 0.5 }, seed: 5 });
    const puts = wanted.map((id) => ({ PutRequest: { Item: keyOf(id) } }));
    const { UnprocessedItems } = await database.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: puts } }),
    );
    const left = (UnprocessedItems?.[table] ?? []).map(({ PutRequest }) => PutRequest?.Item?.pk?.S ?? '');
    expect(left.length).toBeGreaterThan(3);
    expect([...(await thereOf(wanted)), ...left].toSorted()).toEqual(wanted.toSorted());
  });

  test('of statements answers for each alone; after an error of the service it may have taken effect', async () => {
    const wanted = ids('insert', 25);
    const Statements = wanted.map((id) => ({
      Statement: `INSERT INTO "${table}" VALUE {'pk': ?, 'sk': ?}`,
      Parameters: [{ S: id }, { S: 'x' }],
    }));
    await database.send(new PutItemCommand({ TableName: table, Item: keyOf('insert3') }));
    runner.faults({ dynamodb: { unprocessed: 0.5 }, seed: 11 });
    const { Responses = [] } = await database.send(new BatchExecuteStatementCommand({ Statements }));
    const codes = Responses.map(({ Error: fault }) => fault?.Code);
    expect(codes).toHaveLength(25);
    expect(new Set(codes)).toEqual(
      new Set([
        undefined,
        'InternalServerError',
        'ProvisionedThroughputExceeded',
        'RequestLimitExceeded',
        'ThrottlingError',
        'TransactionConflict',
        'DuplicateItem',
      ]),
    );
    expect(codes.indexOf('DuplicateItem')).toBe(3);
    const made = wanted.filter((_, index) =>
      [undefined, 'InternalServerError', 'DuplicateItem'].includes(codes[index]),
    );
    expect((await thereOf(wanted)).toSorted()).toEqual(made.toSorted());

    runner.faults({ dynamodb: { unprocessed: 1 } });
    const all = await database.send(new BatchExecuteStatementCommand({ Statements }));
    expect(all.Responses?.every((one) => one.Error !== undefined)).toBe(true);
  });
});

describe('SES', () => {
  const send = () =>
    ses.send(
      new SendRawEmailCommand({
        RawMessage: {
          Data: Buffer.from('From: office@mail.example\r\nTo: a@b.example\r\nSubject: x\r\n\r\nx'),
        },
        Source: 'office@mail.example',
        Destinations: ['a@b.example'],
        ConfigurationSetName: 'fixture-ConfigurationSet',
      }),
    );
  const accepted = async () => (await runner.mailbox.messages()).length;

  test.each([
    ['a rate that is exceeded', { throttle: 1 }, 'Throttling', 0],
    ['a day that is used up', { max24HourSend: 0 }, 'Throttling', 0],
    ['an account that is paused', { refuses: 'accountPaused' }, 'AccountSendingPausedException', 0],
    ['an identity that is not verified', { refuses: 'identityUnverified' }, 'MessageRejected', 0],
    ['credentials that are over', { refuses: 'credentialsExpired' }, 'ExpiredTokenException', 0],
    ['a recipient in the sandbox', { sandbox: ['rathaus.example'] }, 'MessageRejected', 0],
    ['an error before acceptance', { failBefore: 1 }, 'InternalFailure', 0],
    ['an answer that never comes', { timeout: 1 }, 'ETIMEDOUT', 0],
    ['an answer that is lost after acceptance', { failAfterAccept: 1 }, 'ECONNRESET', 1],
    ['nothing', {}, 'none', 1],
  ])('meets %s', async (_, faults, name, mails) => {
    const before = await accepted();
    runner.faults({ ses: faults });
    expect(await failed(send())).toBe(name);
    expect((await accepted()) - before).toBe(mails);
  });

  test('does not tell its quota', async () => {
    runner.faults({ ses: { quotaFails: 1 } });
    expect(await failed(ses.send(new GetSendQuotaCommand({})))).toBe('InternalFailure');
    runner.faults({});
    expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 500 });
    expect(await failed(ses.send(new GetSendQuotaCommand({})))).toBe('Throttling');
  });
});

describe('records of the stream', () => {
  const mailTo = (to: string) => runner.mailbox.messages({ to });
  const put = (id: string, to: string) =>
    database.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: `mail#${id}` }, sk: { S: 'mail' }, kind: { S: 'mail' }, to: { S: to } },
      }),
    );

  test('come twice', async () => {
    runner.faults({ stream: { duplicate: 1 } });
    await put('twice', 'twice@b.example');
    await runner.settle();
    expect(await mailTo('twice@b.example')).toHaveLength(2);
  });

  test('come late', async () => {
    await runner.settle();
    runner.faults({ stream: { late: 1 } });
    await put('late', 'late@b.example');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await mailTo('late@b.example')).toHaveLength(0);
    await runner.settle();
    expect(await mailTo('late@b.example')).toHaveLength(1);
  });

  test('come in another order', async () => {
    await runner.settle();
    // The first comes late, so that the others wait and come as one batch.
    runner.faults({ stream: { late: 1, shuffle: true }, seed: 2 });
    const wanted = ids('order', 9);
    for (const id of wanted) await put(id, `${id}@b.example`);
    await runner.settle();
    const order = (await runner.mailbox.messages())
      .flatMap(({ to }) => to)
      .filter((to) => to.startsWith('order'));
    expect(order).not.toEqual(wanted.map((id) => `${id}@b.example`));
    expect(order.toSorted()).toEqual(wanted.map((id) => `${id}@b.example`));
  });
});

test('notices come twice, and in any order', async () => {
  runner.faults({ feedback: { duplicate: 1, shuffle: true } });
  const before = runner.calls.list().find((one) => one.function.includes('SesNotices'))?.count ?? 0;
  await ses.send(
    new SendRawEmailCommand({
      RawMessage: {
        Data: Buffer.from('From: office@mail.example\r\nTo: n@b.example\r\nSubject: x\r\n\r\nx'),
      },
      Destinations: ['n@b.example'],
      Source: 'office@mail.example',
      ConfigurationSetName: 'fixture-ConfigurationSet',
      Tags: [{ Name: 'delivery', Value: 'n' }],
    }),
  );
  await runner.settle();
  const after = runner.calls.list().find((one) => one.function.includes('SesNotices'))?.count ?? 0;
  expect(after - before).toBe(2);
});
