import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { publishEvent, signUpOf, withRunner } from '../../scripts/with-runner.ts';
import { percentile } from '../measure/percentile.ts';
import { Chance } from '../setup/random.ts';
import { type Asked, inParallel, Line } from './ask.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';

const eventId = 'timing';
/** Every public form that takes an address. */
const forms = {
  json: (email: string): Asked => ({ path: '/v1/registrations', json: signUpOf(email, [eventId]) }),
  form: (email: string): Asked => {
    const { notices, eventIds, ...rest } = signUpOf(email, [eventId]);
    return {
      path: '/v1/registrations',
      form: { ...rest, 'notices.privacy': notices.privacy, eventIds: eventId },
    };
  },
  link: (email: string): Asked => ({ path: '/link', form: { email, eventId } }),
};
const every = ['json', 'form', 'link'] as const;
type Form = (typeof every)[number];

export interface TimingResult {
  form: Form;
  /** Of the answers to addresses that have their place already, and to new ones. */
  known: number[];
  unknown: number[];
  /** Every different answer that came: status, headers but the date, body without the address. */
  answers: Set<string>;
  distance: number;
  p: number;
}

/** Sends each form for known and unknown addresses in turns, one after the other, and compares answers and times. */
export async function timing(
  runner: Runner,
  client: Client,
  { requests, seed, only }: { requests: number; seed: number; only?: Form[] },
): Promise<TimingResult[]> {
  const chance = new Chance(seed);
  await publishEvent(client, { eventId, capacity: 100_000, waitingList: true });
  runner.faults({ ses: { maxSendRate: 5000, max24HourSend: 1_000_000 } });
  // All of one length: the answer to a form names the address.
  const address = (kind: string, number: number) =>
    `${kind}-${String(number).padStart(6, '0')}-${chance.hex(6)}@timing.example`;
  const known = Array.from({ length: requests }, (_, number) => address('person', number));
  await inParallel(known, 8, (email) => client.signUp(signUpOf(email, [eventId])));
  await runner.settle();
  const mails = await client.mails();
  await inParallel(mails, 8, async (mail) => {
    if (mail.text.includes('/confirm/')) await client.must('POST', client.link(mail, '/confirm/'));
  });
  const line = new Line(runner.url);
  const results: TimingResult[] = [];
  for (const form of only ?? every) {
    await runner.settle();
    // The mails of before count for an hour.
    await client.advance('PT2H');
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const answers = new Set<string>();
    const measure = async (kind: 'known' | 'unknown' | 'warm', email: string) => {
      const { milliseconds, ...shown } = await line.ask(forms[form](email));
      if (kind === 'warm') return;
      const answer = JSON.stringify([shown.status, shown.headers, shown.body]);
      times[kind].push(milliseconds);
      answers.add(answer.replaceAll(email, 'ADDRESS'));
    };
    for (let number = 0; number < 100; number++) await measure('warm', address('warmed', number));
    for (const [number, email] of known.entries()) {
      const other = address('person', number);
      const turns = [() => measure('known', email), () => measure('unknown', other)];
      if (chance.next() < 0.5) turns.reverse();
      for (const turn of turns) await turn();
    }
    results.push({ form, ...times, answers, ...kolmogorovSmirnov(times.known, times.unknown) });
  }
  line.close();
  return results;
}

/** `npm run timing -- --requests 1000 --seed 1 --form json`, else every form; --assembly FOLDER instead of synthesizing. */
if (process.argv[1] === path.resolve(import.meta.filename)) {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      form: { type: 'string', multiple: true, default: [...every] },
      assembly: { type: 'string' },
    },
  });
  const only = every.filter((one) => values.form.includes(one));
  const wanted = { requests: Number(values.requests), seed: Number(values.seed), only };
  const results = await withRunner({ assembly: values.assembly }, (runner, client) =>
    timing(runner, client, wanted),
  );
  const median = (times: number[]) => percentile(times, 0.5).toFixed(2);
  for (const { form, known, unknown, distance, p, answers } of results) {
    console.log(
      `${form}, seed ${wanted.seed}: ${wanted.requests} known, median ${median(known)} ms, and as many unknown, ` +
        `median ${median(unknown)} ms; distance ${distance.toFixed(4)}, p ${p.toFixed(4)}; ` +
        `${answers.size} different answers`,
    );
    for (const answer of answers) console.log(answer.slice(0, 400));
    if (p <= 0.01 || answers.size !== 1) process.exitCode = 1;
  }
}
