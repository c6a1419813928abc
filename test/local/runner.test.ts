import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Runner, startRunner } from '../../local/index.ts';
import { writeFixture } from './fixture/assembly.ts';

let runner: Runner;

beforeAll(async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-runner-'));
  runner = await startRunner({
    cloudAssembly: writeFixture(directory),
    directory: path.join(directory, '.local'),
    port: 0,
    quiet: true,
  });
});
afterAll(() => runner.stop());
afterEach(() => runner.faults({}));

const call = (address: string, options?: RequestInit) => fetch(runner.url + address, options);
const act = (action: string, body: object = {}) =>
  call(`/do/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const local = async (address: string, method = 'GET', body?: object) => {
  const response = await call(`/_local/${address}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
};
const parsed = async (response: Promise<Response>) => (await response).json();

describe('functions', () => {
  test('have the environment of the template and of Lambda, and nothing of the machine', async () => {
    const environment = await parsed(act('environment'));
    expect(environment).toMatchObject({
      PUBLIC_URL: runner.url,
      TABLE_NAME: 'fixture-Table',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    });
    expect(environment).not.toHaveProperty('HOME');
    expect(environment).not.toHaveProperty('PATH');
  });

  test('that throw answer 500 as API Gateway does, and so does one that leaves a rejection behind', async () => {
    for (const action of ['throw', 'reject']) {
      const response = await act(action);
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({ message: 'Internal Server Error' });
    }
    expect((await act('environment')).status).toBe(200);
  });

  test('that exceed their time limit are ended', async () => {
    const started = performance.now();
    expect((await act('hang')).status).toBe(500);
    expect(performance.now() - started).toBeGreaterThan(2900);
  });

  test('are given the address that a caller on loopback names', async () => {
    const echo = await parsed(call('/echo/a%20b', { headers: { 'x-forwarded-for': '192.0.2.7' } }));
    expect(echo).toMatchObject({
      pathParameters: { name: 'a b' },
      requestContext: { http: { sourceIp: '192.0.2.7' } },
    });
  });
});

describe('the gateway', () => {
  test("answers a path without a route with API Gateway's own 404", async () => {
    const response = await call('/nowhere');
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  test("answers a body of more than 10 MB with API Gateway's own 413", async () => {
    const response = await call('/echo', { method: 'POST', body: Buffer.alloc(10 * 2 ** 20 + 5) });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  test('takes no more than 10,240 bytes of request line and headers', async () => {
    const statusOf = async (length: number) => (await call(`/echo/${'x'.repeat(length)}`)).status;
    expect([await statusOf(9_000), await statusOf(10_240)]).toEqual([200, 431]);
  });
});

describe('the AWS endpoint', () => {
  test('refuses what the role does not allow, in the words of AWS, and says so in the calls', async () => {
    expect(await parsed(act('scan'))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /^User: arn:aws:sts::000000000000:assumed-role\/.*WebFunction is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:/,
      ),
    });
    const { body } = await local('calls');
    expect(body).toContainEqual(
      expect.objectContaining({ function: 'fixture-WebFunction', action: 'Scan', allowed: false }),
    );
  });

  test('knows no caller without a key of its own', async () => {
    const { AWS_ENDPOINT_URL } = await parsed(act('environment'));
    const response = await fetch(AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20300101/eu-central-1/dynamodb/aws4_request',
      },
      body: '{}',
    });
    expect(await response.json()).toMatchObject({ __type: 'UnrecognizedClientException' });
  });

  test('serves the generated secret, the same at each call', async () => {
    const first = await parsed(act('secret'));
    expect(JSON.parse(first)).toMatchObject({ current: '1', 1: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(await parsed(act('secret'))).toBe(first);
  });

  test('throttles when asked to', async () => {
    runner.faults({ dynamodb: { throttle: 1 } });
    expect(await parsed(act('put'))).toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    expect(await parsed(act('count', { id: 'throttled' }))).toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ThrottlingError' }],
    });
  });

  test('lets overlapping transactions on one item conflict when asked to, and none without', async () => {
    runner.faults({ dynamodb: { conflict: true } });
    const outcomes: string[] = await parsed(act('race', { id: 'contended', runners: 8 }));
    expect(new Set(outcomes)).toEqual(new Set(['done', 'TransactionConflict']));
    const done = outcomes.filter((outcome) => outcome === 'done').length;
    expect(await parsed(act('get', { id: 'contended' }))).toMatchObject({ n: { N: String(done) } });

    runner.faults({});
    expect(await parsed(act('race', { id: 'calm', runners: 8 }))).toEqual(Array(8).fill('done'));
  });

  test('commits once when the answer is lost: the SDK repeats the transaction with its token', async () => {
    await runner.settle();
    runner.faults({ dynamodb: { failAfterCommit: 0.5 }, seed: 8 });
    for (let number = 0; number < 6; number += 1)
      expect((await act('count', { id: 'lost' })).status).toBe(200);
    runner.faults({});
    expect(await parsed(act('get', { id: 'lost' }))).toMatchObject({ n: { N: '6' } });
  });
});

describe('mail', () => {
  const mailTo = async (to: string) => (await local(`mailbox/messages?to=${encodeURIComponent(to)}`)).body;

  test('goes from the stream to the mailbox, and its notice comes back', async () => {
    await act('put', { id: 'm1', to: 'm1@b.example' });
    await runner.settle();
    const [mail, ...more] = await mailTo('M1@b.example');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      from: 'office@mail.example',
      to: ['m1@b.example'],
      subject: 'mail#m1',
      text: 'Grüße\n',
    });
    expect(mail.headers['message-id']).toBe(`<${mail.id}@eu-central-1.amazonses.com>`);
    expect(mail.headers).not.toHaveProperty('bcc');
    expect(await parsed(act('get', { id: 'm1' }))).toMatchObject({
      messageId: { S: mail.id },
      told: { SS: ['Delivery'] },
    });
  });

  test.each([
    ['bounce@simulator.amazonses.com', ['Bounce']],
    ['complaint@simulator.amazonses.com', ['Complaint', 'Delivery']],
    ['suppressionlist@simulator.amazonses.com', ['Bounce']],
    ['success@simulator.amazonses.com', ['Delivery']],
    ['anybody@nowhere.invalid', ['Bounce']],
    ['anybody@invalid.example', ['Delivery']],
  ])('to %s comes back as %s', async (to, told) => {
    const name = to.replaceAll(/[@.]/g, '-');
    await act('put', { id: name, to });
    await runner.settle();
    const { told: found } = await parsed(act('get', { id: name }));
    expect(found.SS.toSorted()).toEqual(told);
  });

  test('that the function never takes is set aside after its retries, and the others pass', async () => {
    await act('put', { id: 'p0', to: 'p0@b.example' });
    await act('put', { id: 'p1', to: 'poison@b.example' });
    await act('put', { id: 'p2', to: 'p2@b.example' });
    await runner.settle();
    expect(await mailTo('p0@b.example')).toHaveLength(1);
    // As on AWS, what follows a record that fails in one batch with it may come again with it.
    expect((await mailTo('p2@b.example')).length).toBeGreaterThanOrEqual(1);
    const [letter] = runner.deadLetters();
    expect(letter).toMatchObject({ function: 'fixture-RelayFunction' });
  });

  test('whose worker crashes after SES took it is sent again: only the function can prevent that', async () => {
    runner.faults({ crash: { function: 'relay', after: 1 } });
    await act('put', { id: 'crash', to: 'crash@b.example' });
    await runner.settle();
    expect(await mailTo('crash@b.example')).toHaveLength(2);
    expect((await local('faults')).body).toEqual({});
  });
});

describe('the clock', () => {
  const plan = (dueAt: string[]) =>
    fetch(runner.databaseUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        'x-amz-date': '20270101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20270101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x',
      },
      body: JSON.stringify({
        TableName: 'fixture-Table',
        Item: { pk: { S: 'plan' }, sk: { S: 'plan' }, dueAt: { L: dueAt.map((S) => ({ S })) } },
      }),
    });
  const inDays = (days: number) => new Date(runner.clock.now().getTime() + days * 86_400_000).toISOString();

  test('jumps half a year in seconds, runs what is due on the way at its time, and functions see that time', async () => {
    const due = inDays(100);
    await plan([due]);
    const started = performance.now();
    const { status, body } = await local('clock', 'POST', { advance: 'P180D' });
    expect([status, performance.now() - started < 5000]).toEqual([200, true]);
    const { now } = await parsed(act('environment'));
    expect(now.slice(0, 16)).toBe(body.now.slice(0, 16));
    const response = await runner.invoke('tick', {});
    expect(response).toEqual({ ok: true, payload: { nextDueAt: null, worked: false } });
  });

  test('refuses to go back, and what is no duration', async () => {
    expect(await local('clock', 'POST', { set: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 422 });
    expect(await local('clock', 'POST', { advance: 'tomorrow' })).toMatchObject({ status: 422 });
    expect(await local('clock', 'POST', { advance: 'P1D', set: '2030-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
    });
  });

  test('removes what has passed its time to live', async () => {
    await act('put', { id: 'old', expiresAt: Math.floor(Date.parse(inDays(1)) / 1000) });
    await act('put', { id: 'new', expiresAt: Math.floor(Date.parse(inDays(9)) / 1000) });
    await local('clock', 'POST', { advance: 'P2D' });
    expect(await parsed(act('get', { id: 'old' }))).toBeNull();
    expect(await parsed(act('get', { id: 'new' }))).toMatchObject({ pk: { S: 'mail#new' } });
  });
});

describe('the local pages', () => {
  test('list themselves, as a page and as JSON', async () => {
    const json = await parsed(call('/_local', { headers: { accept: 'application/json' } }));
    expect(json).toMatchObject({ organiserToken: null, links: { mailbox: `${runner.url}/_local/mailbox` } });
    expect(await (await call('/_local')).text()).toContain('Eventbote on this machine');
  });

  test('take only faults that they know', async () => {
    expect(await local('faults', 'PUT', { ses: { throttel: 1 } })).toMatchObject({ status: 422 });
    expect(await local('faults', 'PUT', { ses: { maxSendRate: 14 } })).toMatchObject({ status: 200 });
    expect((await local('faults')).body).toEqual({ ses: { maxSendRate: 14 } });
  });

  test("are closed to other websites' pages", async () => {
    const response = await call('/_local/clock', { headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
  });

  test('show a mail with its HTML shut off from everything', async () => {
    await act('put', { id: 'shown', to: 'shown@b.example' });
    await runner.settle();
    const [mail] = await runner.mailbox.messages({ to: 'shown@b.example' });
    const text = await (await call(`/_local/mailbox/messages/${mail?.id}`)).text();
    expect(text).toContain('<iframe sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(await (await call(`/_local/mailbox/messages/${mail?.id}/raw`)).text()).toContain(
      'Subject: mail#shown',
    );
  });
});
