import { Agent, request } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Runner } from '../local/index.ts';
import type { Client } from './client.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { percentile } from './load.ts';
import { Chance } from './random.ts';
import { publishEvent, signUpOf, withRunner } from './with-runner.ts';

const eventId = 'timing';

export interface TimingResult {
  /** Of the answers to addresses that have their place already, and to new ones. */
  known: number[];
  unknown: number[];
  /** Every different answer that came: status, headers but the date, body. */
  answers: Set<string>;
  distance: number;
  p: number;
}

/** Signs known and unknown addresses up in turns, one after the other, and compares the answers and their times. */
export async function timing(
  runner: Runner,
  client: Client,
  { requests, seed }: { requests: number; seed: number },
): Promise<TimingResult> {
  const chance = new Chance(seed);
  await publishEvent(client, { eventId, capacity: 100_000, waitingList: true });
  runner.faults({ ses: { maxSendRate: 5000, max24HourSend: 1_000_000 } });
  const address = (kind: string, number: number) => `${kind}-${number}-${chance.hex(6)}@timing.example`;
  const known = Array.from({ length: requests }, (_, number) => address('person', number));
  await inParallel(known, 8, (email) => client.signUp(signUpOf(email, [eventId])));
  await runner.settle();
  const mails = await client.mails();
  await inParallel(mails, 8, async (mail) => {
    if (mail.text.includes('/confirm/')) await client.must('POST', client.link(mail, '/confirm/'));
  });
  await runner.settle();
  // Those mails count for an hour.
  await client.advance('PT2H');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  const answers = new Set<string>();
  const measure = async (kind: 'known' | 'unknown' | 'warm', email: string) => {
    const { milliseconds, answer } = await post(
      `${runner.url}/v1/registrations`,
      signUpOf(email, [eventId]),
      agent,
    );
    if (kind === 'warm') return;
    times[kind].push(milliseconds);
    answers.add(answer);
  };
  for (let number = 0; number < 100; number++) await measure('warm', address('warming', number));
  for (const [number, email] of known.entries()) {
    const other = address('person', number);
    const turns = [() => measure('known', email), () => measure('unknown', other)];
    if (chance.next() < 0.5) turns.reverse();
    for (const turn of turns) await turn();
  }
  agent.destroy();
  return { ...times, answers, ...kolmogorovSmirnov(times.known, times.unknown) };
}

async function inParallel<T>(
  all: readonly T[],
  many: number,
  step: (one: T) => Promise<void>,
): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await step(one);
  };
  await Promise.all(Array.from({ length: many }, worker));
}

function post(url: string, body: unknown, agent: Agent): Promise<{ milliseconds: number; answer: string }> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const from = performance.now();
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('end', () => {
        const milliseconds = performance.now() - from;
        const { date, ...shown } = response.headers;
        resolve({ milliseconds, answer: JSON.stringify([response.statusCode, shown, answer]) });
      });
    });
    call.on('error', reject);
    call.end(text);
  });
}

/** `node scripts/timing.ts --requests 1000 --seed 1`; --assembly FOLDER instead of synthesizing. */
if (process.argv[1] === path.resolve(import.meta.filename)) {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      assembly: { type: 'string' },
    },
  });
  const wanted = { requests: Number(values.requests), seed: Number(values.seed) };
  const result = await withRunner({ assembly: values.assembly }, (runner, client) =>
    timing(runner, client, wanted),
  );
  const median = (times: number[]) => percentile(times, 0.5).toFixed(2);
  console.log(
    `seed ${wanted.seed}: ${wanted.requests} known, median ${median(result.known)} ms, and as many unknown, median ` +
      `${median(result.unknown)} ms; distance ${result.distance.toFixed(4)}, p ${result.p.toFixed(4)}; ` +
      `${result.answers.size} different answers`,
  );
  for (const answer of result.answers) console.log(answer);
  process.exitCode = result.p > 0.01 && result.answers.size === 1 ? 0 : 1;
}
