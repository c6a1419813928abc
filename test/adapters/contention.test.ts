import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { persistently, withPatience } from '../../functions/adapters/retry.ts';
import { writeAll } from '../../functions/adapters/statements.ts';
import type { Table } from '../../functions/adapters/table.ts';
import { stored } from '../../functions/adapters/transaction-steps.ts';
import { Busy, type Step } from '../../functions/core/table/ports.ts';
import { collections, refs } from '../../functions/core/table/refs.ts';
import { sampleEvent } from '../core/samples.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';
import { cancelled, type Fate, LossyProxy, refused } from './proxy.ts';
import { delivery } from './table-contract.ts';

let database: TestDatabase;
let proxy: LossyProxy;
/** The table behind the proxy. */
let table: Table;
beforeAll(async () => {
  database = await startTestDatabase();
  proxy = await LossyProxy.start(database.url);
  table = database.tableAt(proxy.url);
});
afterAll(async () => {
  await proxy.stop();
  await database.stop();
});
afterEach(() => vi.restoreAllMocks());

let number = 0;
const newId = () => `e-${++number}`;
const counters = (eventId: string): Step => ({
  step: 'put',
  item: {
    type: 'counters',
    eventId,
    taken: 0,
    pending: 0,
    confirmed: 0,
    waitlisted: 0,
    cancelled: 0,
    nextPosition: 1,
    groups: {},
  },
  when: 'absent',
});
const takeOne = (eventId: string): Step => ({ step: 'count', eventId, add: { taken: 1 } });
const putEvent = (eventId: string): Step => ({
  step: 'put',
  item: sampleEvent({ eventId }),
  when: 'absent',
});
const tokens = () => new Set(proxy.calls.map(({ body }) => body.ClientRequestToken));

test('a call that nobody answers is made again after three seconds', async () => {
  const id = newId();
  proxy.meet((_, index) => (index === 0 ? 'hang' : 'pass'));
  const began = performance.now();
  expect(await table.commit([putEvent(id), counters(id)])).toEqual({ committed: true });
  expect(proxy.calls).toHaveLength(2);
  // The same transaction, by its token.
  expect(tokens().size).toBe(1);
  expect(performance.now() - began).toBeLessThan(8000);
});

test('what becomes of many attempts within a moment goes out as a few calls', async () => {
  const id = newId();
  const attempts = Array.from({ length: 60 }, (_, index) =>
    delivery(id, { recipientId: `r${index}`, state: 'sending', attemptId: `a${index}`, walk: 0 }),
  );
  await database.table.insert(attempts);
  proxy.meet(() => 'pass');
  await Promise.all(attempts.map((one) => table.conclude(one, { ...one, state: 'sent', messageId: 'm' })));
  expect(proxy.calls.map(({ body }) => Object(body.Statements).length)).toEqual([25, 25, 10]);
});

describe('an answer that is lost', () => {
  test.each([1, 2, 7])('%i times is asked for again, and the transaction happened once', async (times) => {
    const eventId = newId();
    await database.table.commit([counters(eventId)]);
    proxy.meet((_, call) => (call < times ? 'loseAnswer' : 'pass'));
    expect(await table.commit([takeOne(eventId), putEvent(eventId)])).toEqual({ committed: true });
    expect(proxy.calls).toHaveLength(times + 1);
    expect(tokens().size).toBe(1);
    expect(await database.table.get(refs.counters(eventId))).toMatchObject({ taken: 1 });
  });

  test('of an insert is found again by what it wrote, and another’s is not taken for one’s own', async () => {
    const id = newId();
    const own = delivery(id, { recipientId: 'own', attemptId: 'ours' });
    const other = delivery(id, { recipientId: 'other', attemptId: 'theirs' });
    await database.table.commit([{ step: 'put', item: other, when: 'absent' }]);
    proxy.meet(({ operation }, call) =>
      operation === 'BatchExecuteStatement' && call < 4 ? 'loseAnswer' : 'pass',
    );
    expect(await table.insert([own, { ...other, attemptId: 'ours' }])).toEqual([true, false]);
    expect(await database.table.get(refs.delivery(id, 'other'))).toEqual(other);
  });

  test('of what became of attempts is found again by what it wrote', async () => {
    const id = newId();
    const attempt = (recipientId: string) =>
      delivery(id, { recipientId, state: 'sending', attemptId: recipientId, walk: 0 });
    const sent = (recipientId: string) =>
      ({ ...attempt(recipientId), state: 'sent', messageId: 'ours' }) as const;
    const theirs = { ...attempt('other'), state: 'delivered' } as const;
    await database.table.insert([attempt('own'), theirs]);
    proxy.meet(({ operation }, call) =>
      operation === 'BatchExecuteStatement' && call < 4 ? 'loseAnswer' : 'pass',
    );
    const written = ['own', 'other'].map((one) => table.conclude(attempt(one), sent(one)));
    expect(await Promise.all(written)).toEqual([true, false]);
    expect(await database.table.get(refs.delivery(id, 'other'))).toEqual(theirs);
  });

  test('of a lone put is found again by what it wrote', async () => {
    const event = sampleEvent({ eventId: newId(), version: 0 });
    proxy.meet((_, call) => (call < 4 ? 'loseAnswer' : 'pass'));
    expect(await table.commit([{ step: 'put', item: event, when: 'absent' }])).toEqual({ committed: true });
    const next = {
      ...event,
      version: 1,
      capacity: 30,
      reminders: ['P1D'],
      workingGroups: [],
      summary: { de: 'ü' },
    };
    proxy.meet((_, call) => (call < 4 ? 'loseAnswer' : 'pass'));
    expect(await table.commit([{ step: 'put', item: next, when: { version: 0 } }])).toEqual({
      committed: true,
    });
    // Somebody else's is not taken for one's own.
    proxy.meet(() => 'pass');
    expect(
      await table.commit([{ step: 'put', item: { ...next, capacity: 31 }, when: { version: 0 } }]),
    ).toEqual({
      committed: false,
      failed: [0],
    });
  });

  test('of one that did not happen is told as it is', async () => {
    const eventId = newId();
    await database.table.commit([putEvent(eventId)]);
    proxy.meet((_, call) => (call < 4 ? 'loseAnswer' : 'pass'));
    expect(await table.commit([putEvent(eventId), counters(eventId)])).toEqual({
      committed: false,
      failed: [0],
    });
    expect(await database.table.get(refs.counters(eventId))).toBeUndefined();
  });

  test('of a read is asked for again', async () => {
    const eventId = newId();
    await database.table.commit([putEvent(eventId)]);
    for (const fate of ['loseAnswer', 'loseCall'] as const) {
      proxy.meet((_, call) => (call < 5 ? fate : 'pass'));
      expect(await table.get(refs.event(eventId))).toMatchObject({ eventId });
    }
  });
});

describe('contention', () => {
  test('inside a transaction is waited out, with the same request and the same token', async () => {
    const eventId = newId();
    await database.table.commit([counters(eventId)]);
    const answers = [
      cancelled('TransactionConflict', 'None'),
      cancelled('None', 'ThrottlingError'),
      cancelled('ProvisionedThroughputExceeded', 'TransactionConflict'),
      refused('TransactionInProgressException'),
      refused('InternalServerError', 500),
    ];
    proxy.meet((_, call) => answers[call] ?? 'pass');
    expect(await table.commit([takeOne(eventId), putEvent(eventId)])).toEqual({ committed: true });
    expect(proxy.calls.length).toBeGreaterThan(answers.length);
    expect(new Set(proxy.calls.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await database.table.get(refs.counters(eventId))).toMatchObject({ taken: 1 });
  });

  test('beside a condition that does not hold is not waited for', async () => {
    proxy.meet(() => cancelled('TransactionConflict', 'ConditionalCheckFailed'));
    expect(await table.commit([takeOne(newId()), takeOne(newId())])).toEqual({
      committed: false,
      failed: [1],
    });
    expect(proxy.calls).toHaveLength(1);
  });

  test('of a lone put is waited out too', async () => {
    const eventId = newId();
    proxy.meet((_, call) => (call < 3 ? refused('TransactionConflictException') : 'pass'));
    expect(await table.commit([putEvent(eventId)])).toEqual({ committed: true });
  });

  test('a reason that nobody knows is an error, not a loss', async () => {
    proxy.meet(() => cancelled('ItemCollectionSizeLimitExceeded', 'None'));
    await expect(table.commit([takeOne(newId()), takeOne(newId())])).rejects.toThrow(
      TransactionCanceledException,
    );
  });

  test('that leaves keys of a batch unread has them asked for again', async () => {
    const ids = Array.from({ length: 6 }, newId);
    await Promise.all(ids.map((id) => database.table.commit([putEvent(id)])));
    // Two keys a call are read, the rest comes back.
    proxy.meet(() => {
      let left: unknown[] = [];
      return {
        rewrite: (body) => {
          const { RequestItems } = Object(body);
          const request = RequestItems[database.tableName];
          left = request.Keys.slice(2);
          return { RequestItems: { [database.tableName]: { ...request, Keys: request.Keys.slice(0, 2) } } };
        },
        change: (answer) =>
          left.length === 0
            ? answer
            : { ...answer, UnprocessedKeys: { [database.tableName]: { Keys: left, ConsistentRead: true } } },
      };
    });
    const found = await table.getMany(ids.map(refs.event));
    expect(found.map((event) => event?.eventId)).toEqual(ids);
    expect(proxy.calls).toHaveLength(3);
  });
});

describe('a batch of inserts', () => {
  const some = (id: string) =>
    ['r0', 'r1', 'r2', 'r3'].map((recipientId) => delivery(id, { recipientId, attemptId: 'ours' }));
  const there = async (id: string) =>
    (await database.table.list(collections.deliveries(id))).items.map((one) => one.recipientId);
  const asked = () =>
    proxy.calls.flatMap(({ body }) => (body.Statements ? [Object(body.Statements).length] : []));

  /** Those of a call's statements fail whose index is named; the others are carried out. */
  function failing(codes: Record<number, string>): Fate {
    const isMade = (index: number) => codes[index] === undefined;
    return {
      rewrite: (body) => ({
        ...body,
        Statements: Object(body.Statements).filter((_: unknown, at: number) => isMade(at)),
      }),
      change: ({ Responses }) => {
        const answers = Object(Responses).values();
        const all = Array.from(
          { length: Object(Responses).length + Object.keys(codes).length },
          (_, index) =>
            isMade(index) ? answers.next().value : { Error: { Code: codes[index], Message: 'x' } },
        );
        return { Responses: all };
      },
    };
  }
  const onlyInserts = (fate: (number: number) => Fate) => {
    let number = 0;
    proxy.meet(({ operation }) => (operation === 'BatchExecuteStatement' ? fate(number++) : 'pass'));
  };

  test.each([
    'ThrottlingError',
    'ProvisionedThroughputExceeded',
    'RequestLimitExceeded',
    'TransactionConflict',
    'InternalServerError',
  ])('asks again for those alone that met %s', async (code) => {
    const id = newId();
    onlyInserts((number) =>
      number === 0 ? failing({ 1: code, 3: code }) : number === 1 ? failing({ 0: code }) : 'pass',
    );
    expect(await table.insert(some(id))).toEqual([true, true, true, true]);
    expect(asked()).toEqual([4, 2, 1]);
    expect(await there(id)).toEqual(['r0', 'r1', 'r2', 'r3']);
  });

  test.each([
    'ConditionalCheckFailed',
    'DuplicateItem',
    'ValidationError',
    'ItemCollectionSizeLimitExceeded',
    'AccessDenied',
  ])('does not ask again for one that met %s, and writes the others', async (code) => {
    const id = newId();
    onlyInserts(() => failing({ 2: code }));
    expect(await table.insert(some(id))).toEqual([true, true, false, true]);
    expect(asked()).toEqual([4]);
    expect(await there(id)).toEqual(['r0', 'r1', 'r3']);
  });

  test('tells what stood against all of them', async () => {
    const wrong = { Error: { Code: 'ValidationError', Message: 'x' } };
    onlyInserts(() => ({ status: 200, answer: { Responses: [wrong, wrong, wrong, wrong] } }));
    await expect(table.insert(some(newId()))).rejects.toThrow('a statement failed: ValidationError');
  });

  test('that one statement never gets through is answered for the others', async () => {
    const id = newId();
    const writes = some(id).map((item) => ({
      row: stored(item),
      statement: {
        Statement: `INSERT INTO "${database.tableName}" VALUE {'pk': ?, 'sk': ?}`,
        Parameters: [`NOTIFICATION#${id}`, item.recipientId],
      },
    }));
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: proxy.url,
        region: 'eu-central-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
        maxAttempts: 1,
      }),
      { marshallOptions: { removeUndefinedValues: true } },
    );
    const find = async (wanted: readonly object[]) => wanted.map(() => undefined);
    onlyInserts((number) =>
      number === 0 ? failing({ 1: 'ThrottlingError' }) : refused('ThrottlingException'),
    );
    expect(await writeAll(client, writes, find, 200)).toEqual([true, false, true, true]);
    proxy.meet(() => refused('ThrottlingException'));
    await expect(writeAll(client, writes, find, 200)).rejects.toThrow(Busy);
    client.destroy();
  });
});

describe('patience', () => {
  const conflict = () =>
    new TransactionCanceledException({
      $metadata: {},
      message: 'conflict',
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
  const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name }, more);

  /** Runs a call that always fails against a clock of its own, and notes how long it waited between its tries. */
  async function waits(random: () => number, error: () => Error = conflict) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    vi.spyOn(Math, 'random').mockImplementation(random);
    const tries: number[] = [];
    const failing = persistently(async () => {
      tries.push(performance.now());
      throw error();
    }).catch((caught: unknown) => caught);
    await vi.runAllTimersAsync();
    const caught = await failing;
    vi.useRealTimers();
    return { caught, waits: tries.slice(1).map((at, index) => Math.round(at - (tries[index] ?? 0))), tries };
  }

  test('has full jitter under 20 ms doubling to a second, for 25 seconds, and then says busy', async () => {
    const { caught, waits: most, tries } = await waits(() => 1);
    expect(most.slice(0, 9)).toEqual([20, 40, 80, 160, 320, 640, 1000, 1000, 1000]);
    const lasted = (tries.at(-1) ?? 0) - (tries[0] ?? 0);
    expect(lasted).toBeGreaterThan(23_000);
    expect(lasted).toBeLessThanOrEqual(25_000);
    expect(caught).toBeInstanceOf(Busy);
    expect(caught).toMatchObject({ retryAfterSeconds: 2, cause: { name: 'TransactionCanceledException' } });
  });

  test('is what the work around it says, however far down the call is, and asked anew by each', async () => {
    const left = [5000, 0];
    const work = async () => [await waits(() => 1), await waits(() => 1)];
    const [first, second] = await withPatience(() => left.shift() ?? 25_000, work);
    expect(first?.tries.at(-1)).toBeLessThanOrEqual((first?.tries[0] ?? 0) + 5000);
    expect(first?.tries.length).toBeGreaterThan(5);
    expect(second?.tries).toHaveLength(1);
    for (const one of [first, second]) expect(one?.caught).toBeInstanceOf(Busy);
  });

  test('spreads those who wait', async () => {
    let state = 1;
    const { waits: spread } = await waits(() => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    });
    for (const [index, wait] of spread.entries()) {
      expect(wait).toBeLessThanOrEqual(Math.min(20 * 2 ** index, 1000));
    }
    expect(new Set(spread.slice(6)).size).toBeGreaterThan(15);
  });

  test.each([
    ['TransactionConflictException', named('TransactionConflictException')],
    ['TransactionInProgressException', named('TransactionInProgressException')],
    ['ProvisionedThroughputExceededException', named('ProvisionedThroughputExceededException')],
    ['ThrottlingException', named('ThrottlingException')],
    ['RequestLimitExceeded', named('RequestLimitExceeded')],
    ['InternalServerError', named('InternalServerError')],
    ['any answer of 5xx', named('Strange', { $metadata: { httpStatusCode: 503 } })],
    ['a connection that was reset', named('Error', { code: 'ECONNRESET' })],
    ['a connection that was refused', named('Error', { code: 'ECONNREFUSED' })],
    ['a call that took too long', named('TimeoutError')],
  ])('waits out %s', async (_, error) => {
    const { tries, caught } = await waits(
      () => 0.5,
      () => error,
    );
    expect(tries.length).toBeGreaterThan(10);
    expect(caught).toBeInstanceOf(Busy);
  });

  test.each([
    ['a condition that does not hold', new ConditionalCheckFailedException({ $metadata: {}, message: 'x' })],
    ['what is not allowed', named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } })],
    ['a request that is wrong', named('ValidationException', { $metadata: { httpStatusCode: 400 } })],
    ['a table that is not there', named('ResourceNotFoundException')],
    ['a fault of our own', new TypeError('undefined is not a function')],
  ])('has none with %s', async (_, error) => {
    const { tries, caught } = await waits(
      () => 0.5,
      () => error,
    );
    expect(tries).toHaveLength(1);
    expect(caught).toBe(error);
  });
});
