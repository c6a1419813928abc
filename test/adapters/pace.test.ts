import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TablePace } from '../../functions/adapters/pace.ts';
import type { SendOutcome } from '../../functions/core/table/ports.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
let client: DynamoDBClient;
beforeAll(async () => {
  database = await startTestDatabase();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: database.url, region: 'eu-central-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await database.stop();
});

const limits = { maxSendRate: 14, max24HourSend: 1000, sentLast24Hours: 0 };

/** A run that has so long, and a pace of 14 mails a second. */
function run(milliseconds: number) {
  const until = performance.now() + milliseconds;
  const quota = async () => limits;
  return {
    pace: new TablePace(database.tableName, { quota }, client),
    deadline: { remainingMilliseconds: () => until - performance.now() },
  };
}
/** Who booked last had a clock that is so far ahead; the quota is known. */
const line = (secondsAhead: number) =>
  database.restore([
    { pk: 'PACE', sk: 'PACE', freeAt: (Date.now() + secondsAhead * 1000) * 1000 },
    { pk: 'QUOTA', sk: 'QUOTA', ...limits, readAt: Date.now() },
  ]);

test.each(['bulk', 'transactional'] as const)(
  'a line that another’s clock made long is left before the run is over: %s',
  async (lane) => {
    await line(100);
    const { pace, deadline } = run(5000);
    expect(await pace.take(lane, 3, deadline)).toBe('deadline');
    expect(deadline.remainingMilliseconds()).toBeGreaterThan(3500);
  },
);

test('a line of a clock that was plainly wrong begins anew', async () => {
  await line(15 * 60);
  const { pace, deadline } = run(10_000);
  const turns = await pace.take('bulk', 3, deadline);
  expect(turns).toHaveLength(3);
  if (typeof turns !== 'string') for (const turn of turns) turn.leave();
});

test('batches that book side by side write once each, however long the line is', async () => {
  await line(0);
  const { pace, deadline } = run(20_000);
  let calls = 0;
  client.middlewareStack.add(
    (next) => (call) => {
      calls += 1;
      return next(call);
    },
    { step: 'initialize', name: 'counted' },
  );
  const began = performance.now();
  const taken = await Promise.all(Array.from({ length: 8 }, () => pace.take('bulk', 4, deadline)));
  client.middlewareStack.remove('counted');
  expect(taken.map((turns) => turns.length)).toEqual(taken.map(() => 4));
  // 32 mails at 14 a second, the last of them booked 0.3 s ahead of its turn and another batch ahead of that.
  expect(performance.now() - began).toBeGreaterThan(1400);
  // The first finds out how the line is, and what the quota.
  expect(calls).toBeLessThanOrEqual(taken.length + 3);
});

test('what another function booked meanwhile is left to it, however late it uses it', async () => {
  await line(0);
  const [dispatch, relay] = [run(20_000), run(20_000)];
  // Both know the quota, so that their bookings follow one another at once.
  await Promise.all([dispatch.pace.hasRoomToday('bulk'), relay.pace.hasRoomToday('transactional')]);
  const book = async ({ pace, deadline }: typeof dispatch, lane: 'bulk' | 'transactional') => {
    const turns = await pace.take(lane, 4, deadline);
    if (typeof turns === 'string') throw new Error(turns);
    return turns;
  };
  const first = await book(dispatch, 'bulk');
  await book(relay, 'transactional');
  const second = await book(dispatch, 'bulk');
  const bookedAt = performance.now();
  const third = await book(dispatch, 'bulk');
  const answeredAt: number[] = [];
  const call = async (): Promise<SendOutcome> => {
    answeredAt.push(performance.now() - bookedAt);
    return { outcome: 'accepted', messageId: 'm' };
  };
  // Twelve at once, all of them due; the other four of relay's may come at any moment.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await Promise.all([...first, ...second, ...third].map((turn) => turn.use(call)));
  expect(answeredAt).toHaveLength(12);
  expect(answeredAt[10]).toBeGreaterThan(1450);
});
