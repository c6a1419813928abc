import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Runner, startRunner } from '../../local/index.ts';
import { Client } from '../client.ts';

/** What was used, in units that AWS bills; everything counts, nothing is priced. */
export interface Measured {
  mails: number;
  attachmentBytes: number;
  readUnits: number;
  writeUnits: number;
  /** Memory × time as on this machine. */
  gigabyteSeconds: number;
  invocations: number;
  requests: number;
  logBytes: number;
  notices: number;
  /** What SNS writes into queues, and what Lambda receives and deletes of them. */
  queueRequests: number;
  secretCalls: number;
  tableBytes: number;
}

const Demo = z.object({
  series: z.looseObject({ seriesId: z.string() }),
  events: z.array(z.looseObject({ eventId: z.string() })).min(1),
});
const demo = new URL('../../local/demo/series.json', import.meta.url);
const formUrl = 'https://www.stiftung-marktplatz.example/gemeinsam-stark';
const eventId = 'part';
const ofAttendees = '@publikum.example';

/** One event's life with that many attendees, from the form to the erasure, and one tick of both schedules that finds nothing to do. */
export async function measure(
  assembly: string,
  directory: string,
  attendees: number,
): Promise<{ event: Measured; idleTick: Measured }> {
  const runner = await startRunner({
    ...{ cloudAssembly: assembly, directory, port: 0, seed: false, quiet: true, measure: true },
  });
  try {
    const token = /eb_[\w-]{43}/.exec(
      JSON.stringify(await runner.invoke('IssueToken', { name: 'cost', role: 'owner' })),
    );
    const client = new Client(runner.url, token?.[0] ?? '');
    await client.clock('2027-03-01T09:00:00Z');
    const before = await taken(runner, directory);
    await setUp(client, attendees);
    for (let number = 0; number < attendees; number++) await attend(client, number);
    const full = await taken(runner, directory);
    await client.clock('2027-05-03T09:00:00Z');
    const links = [{ title: { de: 'Folien' }, url: 'https://files.example/slides.pdf' }];
    const documentation = { links, audience: 'confirmed', release: 'now' };
    await client.organise('PUT', `/events/${eventId}/documentation`, documentation);
    await client.advance('PT10M');
    await client.clock('2027-09-01T09:00:00Z');
    const event = { ...minus(await taken(runner, directory), before), tableBytes: full.tableBytes };
    return { event, idleTick: await idleTick(runner, directory) };
  } finally {
    await runner.stop();
  }
}

async function setUp(client: Client, capacity: number): Promise<void> {
  const { series, events } = Demo.parse(JSON.parse(readFileSync(demo, 'utf8')));
  await client.organise('POST', '/series', series);
  const event = {
    ...events[0],
    eventId,
    seriesId: series.seriesId,
    capacity,
    questions: [],
    workingGroups: [],
  };
  await client.organise('POST', '/events', event);
  await client.organise('POST', `/events/${eventId}/publish`);
}

/** Looks at the form, signs up, confirms, looks at the own page, joins. */
async function attend(client: Client, number: number): Promise<void> {
  const email = `person${number}${ofAttendees}`;
  await client.must('GET', '/v1/series/gemeinsam-stark');
  const notices = { privacy: '2027-01' };
  await client.signUp({
    name: `Person ${number}`,
    email,
    locale: 'de',
    eventIds: [eventId],
    notices,
    formUrl,
  });
  await client.advance('PT1M');
  await client.confirm(email);
  await client.advance('PT1M');
  const confirmation = (await client.mails(email)).at(-1);
  if (confirmation === undefined) throw new Error(`no confirmation to ${email}`);
  await client.must('GET', client.link(confirmation, '/registration/'));
  await client.must('GET', client.link(confirmation, '/go/'));
}

async function idleTick(runner: Runner, directory: string): Promise<Measured> {
  const ticks = 20;
  const each = async () => {
    for (const name of ['Dispatch', 'Webhooks']) await runner.invoke(name, {});
  };
  await each();
  const before = await taken(runner, directory);
  for (let tick = 0; tick < ticks; tick++) await each();
  return times(minus(await taken(runner, directory), before), 1 / ticks);
}

async function taken(runner: Runner, directory: string): Promise<Measured> {
  await runner.settle();
  const memory = new Map(
    runner.stack.all('AWS::Lambda::Function').map((fn) => [fn.ref, fn.MemorySize / 1024]),
  );
  const answering = new Set(
    runner.stack.all('AWS::ApiGatewayV2::Integration').map(({ IntegrationUri }) => nameIn(IntegrationUri)),
  );
  const behindQueues = new Set(
    runner.stack
      .all('AWS::Lambda::EventSourceMapping')
      .filter(({ EventSourceArn }) => EventSourceArn.split(':')[2] === 'sqs')
      .map(({ FunctionName }) => nameIn(FunctionName)),
  );
  const used = [...runner.usage.byFunction()];
  const sum = (of: (name: string, one: (typeof used)[number][1]) => number) =>
    used.reduce((total, [name, one]) => total + of(name, one), 0);
  // What owners are told of the erasure is one mail a series, however many attend.
  const mails = (await runner.mailbox.messages()).filter(({ to }) =>
    to.every((one) => one.endsWith(ofAttendees)),
  );
  const logs = path.join(directory, 'logs');
  return {
    mails: mails.length,
    attachmentBytes: mails
      .flatMap((mail) => mail.attachments)
      .reduce((total, { content }) => total + content.length, 0),
    readUnits: sum((_, one) => one.readUnits),
    writeUnits: sum((_, one) => one.writeUnits),
    gigabyteSeconds: sum((name, one) => ((memory.get(name) ?? 0) * one.milliseconds) / 1000),
    invocations: sum((_, one) => one.invocations),
    requests: sum((name, one) => (answering.has(name) ? one.invocations : 0)),
    logBytes: readdirSync(logs).reduce((total, file) => total + statSync(path.join(logs, file)).size, 0),
    // SES tells of each mail that it was sent and that it was delivered.
    notices: 2 * mails.length,
    queueRequests: 2 * mails.length + 2 * sum((name, one) => (behindQueues.has(name) ? one.invocations : 0)),
    secretCalls: runner.calls
      .list()
      .reduce((total, { service, count }) => total + (service === 'secretsmanager' ? count : 0), 0),
    tableBytes: statSync(path.join(directory, 'table.db')).size,
  };
}

const nameIn = (uri: string) => /:function:([^:/]+)/.exec(uri)?.[1] ?? uri;

export function combine(
  left: Measured,
  right: Measured,
  by: (left: number, right: number) => number,
): Measured {
  return {
    mails: by(left.mails, right.mails),
    attachmentBytes: by(left.attachmentBytes, right.attachmentBytes),
    readUnits: by(left.readUnits, right.readUnits),
    writeUnits: by(left.writeUnits, right.writeUnits),
    gigabyteSeconds: by(left.gigabyteSeconds, right.gigabyteSeconds),
    invocations: by(left.invocations, right.invocations),
    requests: by(left.requests, right.requests),
    logBytes: by(left.logBytes, right.logBytes),
    notices: by(left.notices, right.notices),
    queueRequests: by(left.queueRequests, right.queueRequests),
    secretCalls: by(left.secretCalls, right.secretCalls),
    tableBytes: by(left.tableBytes, right.tableBytes),
  };
}

const minus = (left: Measured, right: Measured) => combine(left, right, (a, b) => a - b);
export const times = (measured: Measured, factor: number) => combine(measured, measured, (a) => a * factor);
