/**
 * `npm run bench:signup`: sign-ups a second through the local runner, and beside them, in turns in the same run, the
 * bare transaction of three items on the same table of the same engine. relay sends the verification mails meanwhile.
 * Options: --count 2000 sign-ups at each concurrency, --assembly FOLDER instead of synthesizing, --runner-profile FILE.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tablesOf } from '../local/dynamodb/tables.ts';
import { type Runner, startRunner } from '../local/index.ts';
import { percentile, type Shots, startGun } from './load.ts';
import { synthesize } from './synthesize.ts';

const eventId = 'bench';
const wantedRatio = 0.5;
const mostMedianMilliseconds = 50;
/** Sign-ups and bare transactions take turns, so that both see the table grow. */
const turns = 4;

/** A published event that takes everybody, in the demo series. */
async function publishEvent({ url, organiserToken }: Runner): Promise<void> {
  const post = async (where: string, body: object) => {
    const answer = await fetch(`${url}/v1/organiser${where}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${organiserToken()}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${where}: ${answer.status} ${await answer.text()}`);
  };
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await post('/events', {
    eventId,
    seriesId: 'gemeinsam-stark',
    title: { de: 'Messung', en: 'Benchmark' },
    startsAtLocal: `${day}T17:00`,
    endsAtLocal: `${day}T18:00`,
    capacity: 100_000,
  });
  await post(`/events/${eventId}/publish`, {});
}

let people = 0;

function signUps({ url }: Runner, count: number, concurrency: number): Shots {
  const bodies = Array.from({ length: count }, () => {
    people += 1;
    return JSON.stringify({
      eventIds: [eventId],
      name: `Person ${people}`,
      email: `person-${people}@bench.example`,
      locale: 'de',
      notices: { privacy: '2027-01' },
      formUrl: 'https://www.stiftung-marktplatz.example/seminare',
    });
  });
  const headers = { 'content-type': 'application/json' };
  return { url: `${url}/v1/registrations`, headers, bodies, concurrency, wantedStatus: 202 };
}

let transactions = 0;

/** Two puts and one update on condition, straight to the database. */
function bareTransactions({ databaseUrl, stack }: Runner, count: number, concurrency: number): Shots {
  const TableName = tablesOf(stack)[0]?.ref;
  const put = (pk: string, sk: string) => ({
    Put: {
      TableName,
      Item: { pk: { S: pk }, sk: { S: sk }, name: { S: 'A person of the benchmark' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  const bodies = Array.from({ length: count }, () => {
    transactions += 1;
    return JSON.stringify({
      TransactItems: [
        put(`BARE#${transactions}`, 'ONE'),
        put(`BARE#${transactions}`, 'TWO'),
        {
          Update: {
            TableName,
            Key: { pk: { S: 'BARE' }, sk: { S: 'COUNTER' } },
            UpdateExpression: 'ADD taken :one',
            ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
            ExpressionAttributeValues: { ':one': { N: '1' }, ':most': { N: '1000000' } },
          },
        },
      ],
    });
  });
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.TransactWriteItems',
    'x-amz-date': '20270101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20270101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
  };
  return { url: databaseUrl, headers, bodies, concurrency, wantedStatus: 200 };
}

async function compare(runner: Runner, count: number, concurrency: number) {
  const gun = startGun();
  const sum = { signUps: [] as number[], signUpSeconds: 0, bareSeconds: 0 };
  try {
    await gun.fire(signUps(runner, 100, concurrency));
    await gun.fire(bareTransactions(runner, 100, concurrency));
    await runner.settle();
    for (let turn = 0; turn < turns; turn += 1) {
      const ours = await gun.fire(signUps(runner, count / turns, concurrency));
      sum.signUps.push(...ours.milliseconds);
      sum.signUpSeconds += ours.seconds;
      await runner.settle();
      sum.bareSeconds += (await gun.fire(bareTransactions(runner, count / turns, concurrency))).seconds;
      await runner.settle();
    }
  } finally {
    await gun.end();
  }
  return {
    rate: count / sum.signUpSeconds,
    bareRate: count / sum.bareSeconds,
    p50: percentile(sum.signUps, 0.5),
    p99: percentile(sum.signUps, 0.99),
  };
}

const { values } = parseArgs({
  options: { count: { type: 'string', default: '2000' }, assembly: { type: 'string' } },
});
const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-bench-'));
try {
  const assembly = values.assembly ?? path.join(directory, 'cdk.out');
  if (values.assembly === undefined) synthesize(assembly);
  process.env.TZ = 'UTC';
  const runner = await startRunner({
    cloudAssembly: assembly,
    directory: path.join(directory, 'data'),
    port: 0,
    seed: true,
    quiet: true,
  });
  try {
    await publishEvent(runner);
    let isGood = true;
    for (const concurrency of [1, 8]) {
      const { rate, bareRate, p50, p99 } = await compare(runner, Number(values.count), concurrency);
      const ratio = rate / bareRate;
      console.log(
        `${concurrency} at a time: ${rate.toFixed(0)} sign-ups/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
          `bare transaction ${bareRate.toFixed(0)}/s; ratio ${ratio.toFixed(2)} (aim ${wantedRatio})`,
      );
      isGood &&= p50 < mostMedianMilliseconds && (concurrency === 1 || ratio >= wantedRatio);
    }
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await runner.stop();
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
