import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Properties, schemas } from '../../local/assembly/resources.ts';
import { Clock } from '../../local/clock/clock.ts';
import type { Functions } from '../../local/functions/functions.ts';
import type { InvocationResult } from '../../local/functions/protocol.ts';
import { startRunner } from '../../local/index.ts';
import { Queue } from '../../local/queues/queue.ts';
import { QueueMapping } from '../../local/queues/queue-mapping.ts';
import { Store } from '../../local/state/store.ts';
import { writeFixture } from './fixture/assembly.ts';

const names = { logicalId: 'Queue', ref: 'https://sqs.local/queue', arn: 'arn:aws:sqs:eu-central-1:0:queue' };

type Batch = { messageId: string; body: string; attributes: { ApproximateReceiveCount: string } }[];

let store: Store;
let clock: Clock;
let queue: Queue;
let mapping: QueueMapping | undefined;
/** What the function was handed, and what it answers. */
let batches: Batch[];
let answer: (batch: Batch) => Promise<InvocationResult>;
let atOnce: { now: number; most: number };

beforeEach(() => {
  store = new Store(mkdtempSync(path.join(tmpdir(), 'eventbote-queue-')));
  clock = new Clock(store);
  batches = [];
  answer = async () => ({ ok: true, payload: { batchItemFailures: [] } });
  atOnce = { now: 0, most: 0 };
  queue = open();
});
afterEach(() => {
  mapping?.end();
  store.end();
});

const open = (more: object = {}) =>
  new Queue(
    {
      ...schemas['AWS::SQS::Queue'].parse({
        ...{ VisibilityTimeout: 60, RedrivePolicy: { maxReceiveCount: 3 }, ...more },
      }),
      ...names,
    },
    { store, clock },
  );

const functions: Pick<Functions, 'invoke' | 'nameOf'> = {
  nameOf: (name) => name,
  invoke: async (_, payload) => {
    const batch: Batch = Object(payload).Records;
    batches.push(batch);
    atOnce.now += 1;
    atOnce.most = Math.max(atOnce.most, atOnce.now);
    const result = await answer(batch);
    atOnce.now -= 1;
    return result;
  },
};

function start(properties: Partial<Properties<'AWS::Lambda::EventSourceMapping'>> = {}): void {
  const declared = schemas['AWS::Lambda::EventSourceMapping'].parse({
    ...{ EventSourceArn: names.arn, FunctionName: 'fn', BatchSize: 10 },
    ...{ FunctionResponseTypes: ['ReportBatchItemFailures'], ...properties },
  });
  mapping = new QueueMapping({ ...declared, logicalId: 'Mapping', ref: 'Mapping', arn: 'Mapping' }, queue, {
    functions,
    clock,
    region: 'eu-central-1',
  });
  mapping.work();
}
const send = (count: number) => {
  for (let index = 0; index < count; index++) queue.send(`body ${index}`, 0);
};
const quiet = async () => {
  while (!mapping?.isQuiet) await pause(5);
};
const later = (seconds: number) => {
  clock.step(clock.now() + seconds * 1000);
  mapping?.work();
};
const left = () => store.database.prepare('SELECT body, receives FROM messages ORDER BY number').all();

describe('an event source mapping of a queue', () => {
  test('hands over batches, no more at a time than its maximum concurrency, and deletes what was taken', async () => {
    send(50);
    answer = async () => {
      await pause(20);
      return { ok: true, payload: { batchItemFailures: [] } };
    };
    start({ ScalingConfig: { MaximumConcurrency: 2 } });
    await quiet();
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 10, 10, 10]);
    expect(atOnce.most).toBe(2);
    expect(left()).toEqual([]);
  });

  test('waits for its batching window where a batch is not full', async () => {
    send(3);
    start({ MaximumBatchingWindowInSeconds: 1 });
    await pause(200);
    expect(batches).toEqual([]);
    send(7);
    mapping?.work();
    await quiet();
    expect(batches.map((batch) => batch.length)).toEqual([10]);
    send(2);
    const began = performance.now();
    mapping?.work();
    await quiet();
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(batches[1]).toHaveLength(2);
  });

  test('hands over again what was not taken, once the visibility timeout is over, and that alone', async () => {
    send(3);
    answer = async ([first]) => ({
      ok: true,
      payload: { batchItemFailures: [{ itemIdentifier: first?.messageId }] },
    });
    start();
    await quiet();
    expect(batches).toHaveLength(1);
    later(59);
    await quiet();
    expect(batches).toHaveLength(1);
    answer = async () => ({ ok: true, payload: null });
    later(2);
    await quiet();
    expect(batches[1]).toMatchObject([{ body: 'body 0', attributes: { ApproximateReceiveCount: '2' } }]);
    expect(left()).toEqual([]);
  });

  test.each<[string, InvocationResult]>([
    ['an error', { ok: false, error: { errorType: 'Error', errorMessage: 'no' } }],
    ['an unknown message', { ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'another' }] } }],
    ['an empty name', { ok: true, payload: { batchItemFailures: [{ itemIdentifier: '' }] } }],
    ['a wrong key', { ok: true, payload: { batchItemFailures: [{ item: 'x' }] } }],
  ])('hands over the whole batch again after %s', async (_, result) => {
    send(2);
    answer = async () => result;
    start();
    await quiet();
    expect(left()).toHaveLength(2);
    later(61);
    await quiet();
    expect(batches).toHaveLength(2);
    expect(batches[1]).toHaveLength(2);
  });

  test('sets aside what was received as often as the redrive policy says', async () => {
    send(1);
    answer = async () => ({ ok: false, error: { errorType: 'Error', errorMessage: 'no' } });
    start();
    for (let times = 0; times < 5; times++) {
      await quiet();
      later(61);
    }
    expect(batches).toHaveLength(3);
    expect(left()).toEqual([]);
    expect(store.deadLetters()).toEqual([
      { function: 'Queue', reason: 'received 3 times', input: { body: 'body 0' } },
    ]);
  });

  test('hands over nothing that is older than the queue keeps it: four days unless it says longer', async () => {
    for (const [days, MessageRetentionPeriod] of [
      [5, undefined],
      [11, 12 * 86_400],
      [13, 12 * 86_400],
    ] as const) {
      queue = open({ MessageRetentionPeriod });
      send(1);
      clock.step(clock.now() + days * 86_400_000);
      start();
      await quiet();
      mapping?.end();
    }
    expect(batches).toHaveLength(1);
    expect(left()).toEqual([]);
  });

  test('is over with a runner, and the next one hands over what nobody took', async () => {
    send(2);
    answer = () => new Promise(() => {});
    start();
    mapping?.end();
    queue = open();
    answer = async () => ({ ok: true, payload: undefined });
    start();
    await quiet();
    expect(batches[1]?.map(({ attributes }) => attributes.ApproximateReceiveCount)).toEqual(['2', '2']);
  });
});

describe('a template that AWS would refuse is not started', () => {
  test.each<[string, (resources: Record<string, { Properties: Record<string, unknown> }>) => void, RegExp]>([
    [
      'a queue that its topic may not write into',
      (resources) => {
        Object.assign(resources.NoticesQueuePolicy?.Properties ?? {}, { Queues: [] });
      },
      /may not write into/,
    ],
    [
      'a queue that shows messages again while the function is at work',
      ({ NoticesQueue }) => Object.assign(NoticesQueue?.Properties ?? {}, { VisibilityTimeout: 5 }),
      /visibility timeout is shorter/,
    ],
    [
      'a maximum concurrency of one',
      ({ NoticesMapping }) =>
        Object.assign(NoticesMapping?.Properties ?? {}, { ScalingConfig: { MaximumConcurrency: 1 } }),
      /at least 2/,
    ],
    [
      'large batches without a window',
      ({ NoticesMapping }) => Object.assign(NoticesMapping?.Properties ?? {}, { BatchSize: 100 }),
      /need a batching window/,
    ],
    [
      'a role that may not read the queue',
      ({ SesNoticesFunctionPolicy }) =>
        Object.assign(SesNoticesFunctionPolicy?.Properties ?? {}, { PolicyDocument: { Statement: [] } }),
      /must be allowed sqs:ReceiveMessage/,
    ],
    [
      'a permission for routes of three parts alone, with the route $default',
      ({ ApiPermission, Route0 }) => {
        const api = {
          'Fn::Join': ['', ['arn:aws:execute-api:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }]],
        };
        Object.assign(ApiPermission?.Properties ?? {}, {
          SourceArn: { 'Fn::Join': ['', [api, ':', { Ref: 'Api' }, '/*/*/*']] },
        });
        Object.assign(Route0?.Properties ?? {}, { RouteKey: '$default' });
      },
      /apigateway\.amazonaws\.com may not invoke .* for arn:aws:execute-api:.*\/\$default\/\$default/,
    ],
    [
      'a role that may list no streams',
      ({ RelayFunctionPolicy }) => {
        const document = Object(RelayFunctionPolicy?.Properties.PolicyDocument);
        document.Statement = document.Statement.filter(
          ({ Action }: { Action: unknown }) => Action !== 'dynamodb:ListStreams',
        );
      },
      /must be allowed dynamodb:ListStreams on \*/,
    ],
  ])('%s', async (_, breakIt, message) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-refused-'));
    const cloudAssembly = writeFixture(directory);
    const file = path.join(cloudAssembly, 'fixture.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    breakIt(template.Resources);
    writeFileSync(file, JSON.stringify(template));
    const started = startRunner({
      ...{ cloudAssembly, directory: path.join(directory, '.local'), port: 0, quiet: true },
    });
    await expect(started).rejects.toThrow(message);
  });
});
