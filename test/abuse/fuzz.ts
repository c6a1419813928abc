import { Agent, request } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { contract as routes } from '../../functions/api/contract.ts';
import demo from '../../local/demo/series.json' with { type: 'json' };
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { demoSeries, publishEvent, signUpOf, withRunner } from '../../scripts/with-runner.ts';
import { type Answer, Contract } from './fuzz/contract.ts';
import { Requests, type Shot, type World } from './fuzz/requests.ts';
import { Shape } from './fuzz/values.ts';

const timeOutMilliseconds = 10_000;
const eventIds = ['eins', 'zwei', 'sichtbar-machen'];

export interface FuzzResult {
  /** How often which status was answered. */
  statuses: Map<number, number>;
  /** Requests that were answered with 5xx, late or not at all, or with what the OpenAPI document does not allow. */
  faults: string[];
}

const Api = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        requestBody: z
          .looseObject({ content: z.record(z.string(), z.looseObject({ schema: Shape })) })
          .optional(),
      }),
    ),
  ),
});

/** Sends generated requests to a runner; nothing it can be sent may break or hang it. */
export async function fuzz(
  runner: Runner,
  client: Client,
  wanted: { requests: number; seed: number },
): Promise<FuzzResult> {
  const requests = new Requests(await worldOf(runner, client), wanted.seed);
  const contract = new Contract(JSON.parse((await client.must('GET', '/openapi.json')).body));
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const result: FuzzResult = { statuses: new Map(), faults: [] };
  const shoot = async (shot: Shot) => {
    const answer = await send(runner.url, shot, agent);
    const status = typeof answer === 'string' ? 0 : answer.status;
    result.statuses.set(status, (result.statuses.get(status) ?? 0) + 1);
    const strange = typeof answer === 'string' ? undefined : contract.faultOf(shot, answer);
    if (status >= 500 || answer === 'late' || strange !== undefined) {
      result.faults.push(told(shot, strange ?? (typeof answer === 'string' ? answer : answer.status)));
    }
  };
  // Good ones first, and twice: whatever chance brings, some are taken and some are there already.
  for (let twice = 0; twice < 2; twice++) for (const shot of requests.asTheyStand()) await shoot(shot);
  let left = wanted.requests;
  const shooter = async () => {
    while (left > 0 && result.faults.length < 30) {
      left--;
      await shoot(requests.next());
    }
  };
  await Promise.all(Array.from({ length: 8 }, shooter));
  agent.destroy();
  const health = await client.send('GET', '/health');
  if (health.status !== 200) result.faults.push(`GET /health answers ${health.status} afterwards`);
  return result;
}

/** A published event, people in it, and what all of it is called. */
async function worldOf(runner: Runner, client: Client): Promise<World> {
  for (const eventId of ['eins', 'zwei', 'opfer']) {
    const [event] = demo.events;
    await publishEvent(client, {
      ...event,
      ...{
        registrationClosesAtLocal: undefined,
        startsAtLocal: '2027-05-28T17:00',
        endsAtLocal: '2027-05-28T19:00',
      },
      eventId,
      ...{ capacity: 30, waitingList: true, seatsPerAddress: 3 },
    });
  }
  const email = 'fuzz@rathaus.example';
  await client.signUp(
    signUpOf(email, ['eins'], {
      answers: { eins: { role: 'politik' } },
      notices: { privacy: '2027-01', news: '2027-01' },
    }),
  );
  await client.signUp(
    signUpOf('offen@rathaus.example', ['zwei'], { answers: { zwei: { role: 'politik' } } }),
  );
  await runner.settle();
  await client.confirm(email);
  await runner.settle();
  const mails = await client.mails();
  const links = mails
    .flatMap((mail) => mail.text.match(/https?:\/\/\S+/g) ?? [])
    .flatMap((url) => {
      const [, to = '', token = ''] = new URL(url).pathname.split('/');
      return token.includes('.') ? [{ to, token }] : [];
    });
  const tokensTo = Object.fromEntries(
    [...Map.groupBy(links, ({ to }) => to)].map(([to, all]) => [
      `${to} token`,
      [...new Set(all.map(({ token }) => token))],
    ]),
  );
  const registrations = await client.organise('GET', '/events/eins/registrations');
  const registrationIds = z.array(z.looseObject({ registrationId: z.string() })).parse(registrations.items);
  const api = Api.parse(JSON.parse((await client.must('GET', '/openapi.json')).body));
  const document: unknown = JSON.parse((await client.must('GET', '/openapi.json')).body);
  const shapeOf = (route: string): Shape | undefined => {
    const [method = '', pattern = ''] = route.split(' ');
    return api.paths[pattern]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
  };
  const text = { de: 'Ein Text', en: 'A text' };
  const sample = signUpOf('neu@rathaus.example', ['eins'], {
    answers: { eins: { role: 'politik', organisation: 'Amt', access: 'Gebärden' } },
    workingGroups: { eins: 'dorf' },
    notices: { privacy: '2027-01', news: '2027-01', sensitive: '2027-01' },
    returnUrl: 'https://www.stiftung-marktplatz.example/danke',
  });
  const events = demo.events.map((event) => ({ ...event, seriesId: demoSeries }));
  return {
    routes: Object.values(routes).flatMap(Object.keys),
    shapeOf,
    resolve: (ref) => Shape.parse(at(document, ref)),
    organiserToken: runner.organiserToken() ?? '',
    known: {
      ...tokensTo,
      token: Object.values(tokensTo).flat(),
      eventId: eventIds,
      'spoilt eventId': ['opfer', 'neu-0', 'neu-1'],
      'spoilt seriesId': ['neu'],
      eventIds: [['eins'], ['eins', 'zwei']],
      seriesId: [demoSeries],
      registrationId: registrationIds.map((one) => one.registrationId),
      email: Array.from({ length: 200 }, (_, number) => `person-${number}@rathaus.example`),
      locale: ['de', 'en'],
      lang: ['de', 'en', 'fr'],
      formUrl: ['https://www.stiftung-marktplatz.example/seminare'],
      returnUrl: ['https://www.stiftung-marktplatz.example/danke'],
      status: ['pending', 'confirmed', 'waitlisted', 'cancelled', 'expired'],
      limit: ['1', '500', '3'],
      cursor: ['ZWlucw', Buffer.from('1x0').toString('base64url')],
      notice: ['now', 'none', '2027-06-01T10:00:00.000Z'],
      state: ['queued', 'sent', 'failed'],
      'notices.privacy': ['2027-01'],
      'answers.eins.role': ['politik'],
      startsAtLocal: ['2027-06-28T17:00', '2027-03-28T02:30'],
      endsAtLocal: ['2027-06-28T19:00'],
      role: ['viewer', 'editor', 'owner'],
      title: [text],
      body: [text],
      subject: [text],
    },
    samples: {
      'POST /v1/registrations': [
        sample,
        { ...sample, eventIds: ['zwei'], answers: { zwei: { role: 'politik' } }, workingGroups: {} },
      ],
      'POST /v1/organiser/series': [{ ...demo.series, seriesId: 'neu' }],
      'PUT /v1/organiser/series/{seriesId}': [demo.series],
      'POST /v1/organiser/events': events.map((event, number) => ({ ...event, eventId: `neu-${number}` })),
      'PUT /v1/organiser/events/{eventId}': events.flatMap((event) =>
        ['opfer', 'neu-0'].map((eventId) => ({ ...event, eventId })),
      ),
      'PUT /v1/organiser/events/{eventId}/documentation': [
        {
          links: [{ title: text, url: 'https://docs.example/a' }],
          public: true,
          audience: 'confirmed',
          release: 'now',
        },
      ],
    },
    formFields: [
      ...[
        'eventIds',
        'name',
        'email',
        'locale',
        'formUrl',
        'returnUrl',
        'notices.privacy',
        'notices.news',
        'website',
      ],
      ...[
        'shownAt',
        'proof',
        'eventId',
        'news',
        'seat',
        'answers.eins.role',
        'answers.eins.__proto__',
        'workingGroups.eins',
      ],
      ...[
        '__proto__',
        '__proto__.x',
        'answers.__proto__.x',
        'answers.constructor.prototype',
        'constructor',
        'answers..',
        '.',
      ],
    ],
  };
}

/** The part of a document that a local reference (RFC 6901) names. */
function at(document: unknown, ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((part, name) => z.looseObject({}).parse(part)[name.replaceAll('~1', '/')], document);
}

/** The answer; `late` when none came in time; `closed` when the server hung up on something that is no HTTP. */
function send(
  url: string,
  { method, path: where, headers, body }: Shot,
  agent: Agent,
): Promise<Answer | 'late' | 'closed'> {
  return new Promise((resolve) => {
    try {
      const { hostname, port } = new URL(url);
      const options = {
        hostname,
        port,
        method,
        path: where,
        headers: { ...headers, 'content-length': body.length },
        agent,
      };
      const call = request(options, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          const { statusCode: status = 0, headers: head } = response;
          const body = Buffer.concat(pieces).toString('utf8');
          resolve({ status, contentType: head['content-type'] ?? '', body });
        });
        response.on('error', () => resolve('closed'));
      });
      call.setTimeout(timeOutMilliseconds, () => {
        resolve('late');
        call.destroy();
      });
      call.on('error', () => resolve('closed'));
      call.end(body);
    } catch {
      // Node's client doesn't send what is no request at all.
      resolve('closed');
    }
  });
}

function told({ method, path: where, headers, body }: Shot, answer: number | string): string {
  const { authorization, ...shown } = headers;
  return `${answer} for ${method} ${where} ${JSON.stringify(shown).slice(0, 300)} ${body.toString('latin1').slice(0, 1500)}`;
}

/** `npm run fuzz -- --requests 100000 --seed 1`; --assembly FOLDER instead of synthesizing. */
if (process.argv[1] === path.resolve(import.meta.filename)) {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      assembly: { type: 'string' },
    },
  });
  console.log(`seed ${values.seed}`);
  const wanted = { requests: Number(values.requests), seed: Number(values.seed) };
  const from = performance.now();
  const { statuses, faults } = await withRunner({ assembly: values.assembly }, (runner, client) =>
    fuzz(runner, client, wanted),
  );
  const counts = [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, times]) => `${times} × ${status || 'no HTTP'}`);
  console.log(
    `${wanted.requests} requests in ${((performance.now() - from) / 1000).toFixed(0)} s: ${counts.join(', ')}`,
  );
  for (const fault of faults) console.log(fault);
  console.log(`${faults.length} faults, seed ${wanted.seed}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
