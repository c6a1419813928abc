/**
 * `npm run bench:signup`: sign-ups a second through the local runner, one and eight at a time, and in turns with them
 * the bare transaction of three items on the same table of the same database: straight to the database, and by the SDK
 * through the runner's endpoint, which is the most that any function could reach here. relay sends the verification mails
 * meanwhile, as it does on AWS. Options: --count 2000, --assembly FOLDER takes what lies there instead of synthesizing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { tablesOf } from '../../local/dynamodb/tables.ts';
import { type Runner, startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { synthesize } from '../../scripts/synthesize.ts';
import { Gun, type Volley } from './load.ts';
import { percentile } from './percentile.ts';

const eventId = 'bench';
const wantedRatio = 0.5;
const mostMedianMilliseconds = 50;
/** Sign-ups and bare transactions take turns, so that both see the table grow. */
const turns = 4;

/** An event of the demo series that takes everybody. */
async function publishEvent({ url, organiserToken }: Runner): Promise<void> {
  const client = new Client(url, organiserToken() ?? '');
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await client.organise('POST', '/events', {
    eventId,
    seriesId: 'gemeinsam-stark',
    title: { de: 'Messung', en: 'Benchmark' },
    startsAtLocal: `${day}T17:00`,
    endsAtLocal: `${day}T18:00`,
    capacity: 100_000,
  });
  await client.organise('POST', `/events/${eventId}/publish`, {});
}

let people = 0;

/** Each from another person at another network address. */
function signUps({ url }: Runner, count: number, concurrency: number): Volley {
  const shots = Array.from({ length: count }, () => {
    people += 1;
    const body = JSON.stringify({
      eventIds: [eventId],
      name: `Person ${people}`,
      email: `person-${people}@bench.example`,
      locale: 'de',
      notices: { privacy: '2027-01' },
      formUrl: 'https://www.stiftung-marktplatz.example/seminare',
    });
    const address = `10.${people >> 16}.${(people >> 8) & 255}.${people & 255}`;
    return { headers: { 'content-type': 'application/json', 'x-forwarded-for': address }, body };
  });
  return { url: `${url}/v1/registrations`, shots, concurrency, wantedStatus: 202 };
}

let transactions = 0;

/** Two small puts and one counted update on condition, straight to the database, without the SDK. */
function bareTransactions({ databaseUrl, stack }: Runner, count: number, concurrency: number): Volley {
  const TableName = tablesOf(stack)[0]?.ref;
  const region = stack.deployment.region;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.TransactWriteItems',
    'x-amz-date': '20270101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=local/20270101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
  };
  const put = (pk: string, sk: string) => ({
    Put: {
      TableName,
      Item: { pk: { S: pk }, sk: { S: sk }, name: { S: 'A person of the benchmark' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  const Update = {
    TableName,
    Key: { pk: { S: 'BARE' }, sk: { S: 'COUNTER' } },
    UpdateExpression: 'ADD taken :one',
    ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
    ExpressionAttributeValues: { ':one': { N: '1' }, ':most': { N: '1000000' } },
  };
  const shots = Array.from({ length: count }, () => {
    transactions += 1;
    const pk = `BARE#${transactions}`;
    return { headers, body: JSON.stringify({ TransactItems: [put(pk, 'ONE'), put(pk, 'TWO'), { Update }] }) };
  });
  return { url: databaseUrl, shots, concurrency, wantedStatus: 200 };
}

/** The same by the SDK in a worker, through the endpoint with its checks; in seconds. */
async function throughSdk(runner: Runner, count: number, concurrency: number): Promise<number> {
  transactions += 1;
  const { endpointUrl: endpoint, accessKeyId } = runner.actAs('Register');
  const region = runner.stack.deployment.region;
  const table = tablesOf(runner.stack)[0]?.ref;
  const prefix = `FLOOR#${transactions}`;
  const worker = new Worker(new URL('./bench-signup-floor.ts', import.meta.url), {
    workerData: { count, concurrency, endpoint, accessKeyId, region, table, prefix },
  });
  const message = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  return Number(Object(message).seconds);
}

async function compare(runner: Runner, gun: Gun, count: number, concurrency: number): Promise<string> {
  const milliseconds: number[] = [];
  let seconds = 0;
  let bareSeconds = 0;
  let sdkSeconds = 0;
  await gun.fire(signUps(runner, 100, concurrency));
  await gun.fire(bareTransactions(runner, 100, concurrency));
  for (let turn = 0; turn < turns; turn += 1) {
    await runner.settle();
    const ours = await gun.fire(signUps(runner, count / turns, concurrency));
    milliseconds.push(...ours.milliseconds);
    seconds += ours.seconds;
    await runner.settle();
    bareSeconds += (await gun.fire(bareTransactions(runner, count / turns, concurrency))).seconds;
    sdkSeconds += await throughSdk(runner, count / turns, concurrency);
  }
  const p50 = percentile(milliseconds, 0.5);
  return [
    `${concurrency} at a time: ${(count / seconds).toFixed(0)} sign-ups/s`,
    `p50 ${p50.toFixed(1)} ms (${p50 < mostMedianMilliseconds ? 'below' : 'NOT below'} ${mostMedianMilliseconds})`,
    `p99 ${percentile(milliseconds, 0.99).toFixed(1)} ms`,
    `bare transaction ${(count / bareSeconds).toFixed(0)}/s`,
    `ratio ${(bareSeconds / seconds).toFixed(2)} (aim ${wantedRatio})`,
    `by the SDK through the runner ${(count / sdkSeconds).toFixed(0)}/s, ratio to the bare one ${(bareSeconds / sdkSeconds).toFixed(2)}, of sign-ups to it ${(sdkSeconds / seconds).toFixed(2)}`,
  ].join(', ');
}

const { values } = parseArgs({
  options: { count: { type: 'string', default: '2000' }, assembly: { type: 'string' } },
});
const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-bench-'));
// Lambda's time zone, for this process and its workers.
process.env.TZ = 'UTC';
try {
  const cloudAssembly = values.assembly ?? path.join(folder, 'cdk.out');
  if (values.assembly === undefined) synthesize(cloudAssembly);
  const directory = path.join(folder, 'local');
  const runner = await startRunner({ cloudAssembly, directory, port: 0, seed: true, quiet: true });
  const gun = new Gun();
  try {
    await publishEvent(runner);
    for (const concurrency of [1, 8])
      console.log(await compare(runner, gun, Number(values.count), concurrency));
  } finally {
    await gun.end();
    await runner.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
