import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TablePace } from '../../functions/adapters/pace.ts';
import { SharedQuota } from '../../functions/adapters/shared-quota.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';

/** SES as it is asked: one call a second in an account and region, whoever makes it. */
class Account {
  calls = 0;
  refused = 0;
  limits = { maxSendRate: 14, max24HourSend: 200, sentLast24Hours: 10 };
  isOut = false;
  #lastAt = Number.NEGATIVE_INFINITY;

  readonly quota = async () => {
    this.calls += 1;
    const now = performance.now();
    const isTooSoon = now - this.#lastAt < 1000;
    if (isTooSoon || this.isOut) {
      this.refused += 1;
      throw Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });
    }
    this.#lastAt = now;
    return this.limits;
  };
}

let database: TestDatabase;
let client: DynamoDBClient;
let account: Account;
beforeAll(async () => {
  database = await startTestDatabase();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: database.url, region: 'eu-central-1', credentials });
});
beforeEach(async () => {
  account = new Account();
  await holds({});
});
afterAll(async () => {
  client.destroy();
  await database.stop();
});

const holds = (quota: object) => database.restore([{ pk: 'QUOTA', sk: 'QUOTA', ...quota }]);
/** What was known so many seconds ago, and asked for then. */
const known = (seconds: number, changes: object = {}) => {
  const at = Date.now() - seconds * 1000;
  return holds({ ...account.limits, readAt: at, askedAt: at, ...changes });
};
const shared = () => new SharedQuota(database.tableName, account, DynamoDBDocumentClient.from(client));
const deadline = () => {
  const until = performance.now() + 60_000;
  return { remainingMilliseconds: () => until - performance.now() };
};

test('eight functions that start together ask once, and each has its turn within five seconds', async () => {
  const paces = Array.from({ length: 8 }, () => new TablePace(database.tableName, account, client));
  const began = performance.now();
  const taken = await Promise.all(paces.map((pace) => pace.take('transactional', 1, deadline())));
  expect(performance.now() - began).toBeLessThan(5000);
  for (const turns of taken) expect(turns).toHaveLength(1);
  for (const turns of taken) if (typeof turns !== 'string') for (const turn of turns) turn.leave();
  expect([account.calls, account.refused]).toEqual([1, 0]);
});

test('a quota that somebody read lately is not asked for again', async () => {
  await known(5);
  expect(await shared().read(30_000)).toMatchObject(account.limits);
  expect(account.calls).toBe(0);
});

test('one that is too old is asked for anew, by one of all', async () => {
  await known(60, { sentLast24Hours: 1 });
  const read = await Promise.all(Array.from({ length: 5 }, () => shared().read(30_000)));
  expect(read.map(({ sentLast24Hours }) => sentLast24Hours)).toEqual([10, 10, 10, 10, 10]);
  expect(account.calls).toBe(1);
});

test('where SES refuses, the last known is gone on with at once', async () => {
  await known(3600, { maxSendRate: 50 });
  account.isOut = true;
  const began = performance.now();
  expect(await shared().read(10_000)).toMatchObject({ maxSendRate: 50, sentLast24Hours: 10 });
  // Another one finds that somebody asks, and has something to go on with.
  expect(await shared().read(10_000)).toMatchObject({ maxSendRate: 50 });
  expect(performance.now() - began).toBeLessThan(2500);
  expect(account.calls).toBe(1);
});

test('what was sent in a day that is over holds nothing back', async () => {
  await known(25 * 3600, { sentLast24Hours: 200 });
  account.isOut = true;
  expect(await shared().read(10_000)).toMatchObject({ sentLast24Hours: 0 });
});

test('where nothing is known, a refusal is tried again after a second', async () => {
  // Another application of the account asked just now.
  await account.quota();
  expect(await shared().read(10_000)).toMatchObject(account.limits);
  expect(account.refused).toBeGreaterThanOrEqual(1);
});

test('where nothing is ever known, what SES said is what fails', async () => {
  account.isOut = true;
  const began = performance.now();
  await expect(shared().read(10_000)).rejects.toThrow('Rate exceeded');
  expect(performance.now() - began).toBeLessThan(7500);
  expect(account.calls).toBeLessThanOrEqual(5);
});

test('who asked with a clock that was plainly wrong keeps nobody waiting', async () => {
  await known(60, { askedAt: Date.now() + 3_600_000 });
  const { readAt } = await shared().read(30_000);
  expect(Math.abs(readAt - Date.now())).toBeLessThan(2000);
});

test('a day is not used up by turns that an answer asked for by another function has counted', async () => {
  account.limits = { maxSendRate: 14, max24HourSend: 4, sentLast24Hours: 0 };
  const pace = new TablePace(database.tableName, account, client);
  const send = async () => {
    const turns = await pace.take('transactional', 2, deadline());
    if (typeof turns === 'string') return turns;
    for (const turn of turns) await turn.use(async () => ({ outcome: 'accepted', messageId: 'm' }));
    return turns.length;
  };
  expect(await send()).toBe(2);
  // Another function's reading of a moment later holds both.
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await known(0, { max24HourSend: 4, sentLast24Hours: 2 });
  expect(await send()).toBe(2);
  expect(await send()).toBe('day');
});
