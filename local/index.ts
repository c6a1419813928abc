import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { keyUses } from './access/encryption.ts';
import type { Stack } from './assembly/stack.ts';
import { readStack } from './assembly/stack.ts';
import { Clock } from './clock/clock.ts';
import { Jumper } from './clock/jump.ts';
import { schedulesOf, Ticker } from './clock/schedules.ts';
import { Expiry } from './dynamodb/expiry.ts';
import { startDatabase } from './dynamodb/process.ts';
import { createTables, tablesOf } from './dynamodb/tables.ts';
import { Upstream } from './dynamodb/upstream.ts';
import { CallBook } from './endpoint/calls.ts';
import { DynamoDbService } from './endpoint/dynamodb.ts';
import { SecretsService } from './endpoint/secrets.ts';
import { AwsEndpoint } from './endpoint/server.ts';
import { Usage } from './endpoint/usage.ts';
import { Functions } from './functions/functions.ts';
import type { Internet, InvocationResult } from './functions/protocol.ts';
import { HttpApi } from './gateway/api.ts';
import { Front } from './gateway/front.ts';
import { Mailbox } from './mail/mailbox.ts';
import { Notices } from './mail/notices.ts';
import { type ParsedMail, parseMail } from './mail/parsed.ts';
import { Quota } from './mail/quota.ts';
import { SesService } from './mail/ses.ts';
import { Topics } from './mail/sns.ts';
import { LocalPages } from './pages/local-pages.ts';
import { MailboxPages } from './pages/mailbox.ts';
import { Queues } from './queues/queues.ts';
import { Demo } from './seed.ts';
import { reporter } from './state/console.ts';
import { FaultBox, Faults } from './state/faults.ts';
import { Services } from './state/services.ts';
import { Store } from './state/store.ts';
import { shardsOfNewTable } from './stream/shards.ts';
import { Streams } from './stream/streams.ts';

export interface RunnerOptions {
  /** What `cdk synth` wrote. */
  readonly cloudAssembly?: string;
  /** Where everything is kept between two starts. */
  readonly directory?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Forgets what the folder holds. */
  readonly fresh?: boolean;
  /** Puts the demo series into an empty table. */
  readonly seed?: boolean;
  /** Says nothing on the console. */
  readonly quiet?: boolean;
  /** Workers of one function at most; one more than there are processors unless said otherwise. */
  readonly concurrency?: number;
  /** Functions, by part of their names, of which each call that finds no idle worker boots one at once, as on AWS. */
  readonly eager?: readonly string[];
  /** Shards of a table's stream, which are worked off side by side: as many as a new table has unless said otherwise. */
  readonly shards?: number;
  /** What functions reach by https beside AWS; the machine's own unless a test plays it. */
  readonly internet?: Internet;
  /** Counts what each function uses of what AWS bills. */
  readonly measure?: boolean;
  /** Called when the runner can't go on by itself. */
  readonly onFailure?: (why: string) => void;
}

export interface Runner {
  readonly url: string;
  readonly stack: Stack;
  /** The address at which the database itself answers, past the endpoint's checks. */
  readonly databaseUrl: string;
  readonly mailbox: {
    /** Oldest first. */
    messages(filter?: { to?: string }): Promise<ParsedMail[]>;
    clear(): void;
  };
  readonly clock: {
    now(): Date;
    /** Jumps forward, and answers when all is quiet. */
    set(instant: Date | string): Promise<Date>;
    advance(milliseconds: number): Promise<Date>;
  };
  readonly calls: CallBook;
  /** Empty unless the runner measures. */
  readonly usage: Usage;
  faults(faults: Faults): void;
  /** From the next look-up on; for a runner that was started with one. */
  internet(internet: Internet): void;
  /** Waits until nothing runs and nothing waits, without moving the clock. */
  settle(): Promise<void>;
  /** Replaces the functions' instances, once all is quiet: keys are read anew, for one. */
  renew(): Promise<void>;
  /** Invokes the function whose name or logical id contains the text. */
  invoke(functionNamePart: string, payload: unknown): Promise<InvocationResult>;
  /** Publishes to the topic whose ARN contains the text, as SES would. */
  publish(topicPart: string, message: string): void;
  /** An access key with the role of the function whose name or logical id contains the text. */
  actAs(functionNamePart: string): { endpointUrl: string; accessKeyId: string };
  /** An access key of a person who may take these actions, such as `secretsmanager:PutSecretValue`. */
  actAsOperator(actions: readonly string[]): { endpointUrl: string; accessKeyId: string };
  deadLetters(): ReturnType<Store['deadLetters']>;
  organiserToken(): string | undefined;
  stop(): Promise<void>;
}

/**
 * Runs a synthesized stack on this machine. Only what its template declares is started, and each function may do only
 * what its role allows.
 * @throws when something can't start; whatever had started has been ended by then
 */
export async function startRunner(options: RunnerOptions = {}): Promise<Runner> {
  const services = new Services();
  try {
    return await start(options, services);
  } catch (error) {
    await services.end();
    throw error;
  }
}

async function start(options: RunnerOptions, services: Services): Promise<Runner> {
  const report = reporter(options.quiet ?? false);
  const front = services.add(new Front());
  await front.listen(options.port ?? 3000);
  const stack = readStack(options.cloudAssembly ?? 'cdk.out', front.url);
  const store = services.add(new Store(options.directory ?? '.local', { fresh: options.fresh ?? false }));
  const clock = new Clock(store);
  const faults = new FaultBox(store);

  const database = services.add(await startDatabase(store, options.onFailure ?? report));
  const upstream = services.add(new Upstream(database.url, stack.deployment.region));
  const tables = tablesOf(stack);
  await createTables(upstream, tables, database.file);
  const expiry = services.add(new Expiry(upstream, clock, tables, database.file));

  const calls = new CallBook();
  const usage = new Usage();
  const measuring = options.measure ? usage : undefined;
  const endpoint = services.add(new AwsEndpoint({ calls, faults, clock, keyUses: keyUses(stack) }));
  const endpointUrl = await endpoint.listen();
  const internetFile = options.internet && store.file('internet.json');
  const playInternet = (internet: Internet) => {
    if (internetFile === undefined) throw new Error('the runner was started without an internet');
    writeFileSync(internetFile, JSON.stringify(internet));
  };
  if (options.internet) playInternet(options.internet);
  const functions = services.add(
    new Functions(stack, {
      store,
      clock,
      endpoint,
      endpointUrl,
      report,
      concurrency: options.concurrency ?? availableParallelism() + 1,
      eager: options.eager ?? [],
      usage: measuring,
      internet: internetFile,
    }),
  );
  const schedules = schedulesOf(stack, functions);
  const queues = services.add(new Queues(stack, { store, functions, clock }));
  const topics = new Topics(stack, { queues, clock, faults });
  const mailbox = new Mailbox(store, clock, stack.deployment.region);
  const streams = services.add(
    new Streams(stack, upstream, {
      store,
      functions,
      clock,
      faults,
      expiry,
      region: stack.deployment.region,
      shards: options.shards ?? shardsOfNewTable,
    }),
  );

  let writes = 0;
  const scheduled = new Set(schedules.map(({ functionName }) => functionName));
  const onWrite = (functionName: string) => {
    if (!scheduled.has(functionName)) writes += 1;
    streams.nudge();
  };
  endpoint.serve(
    'dynamodb',
    new DynamoDbService(upstream, {
      faults,
      tables,
      deployment: stack.deployment,
      onWrite,
      usage: measuring,
    }),
  );
  endpoint.serve('secretsmanager', new SecretsService(store, stack));
  const quota = new Quota(mailbox, faults, clock);
  endpoint.serve(
    'ses',
    new SesService(stack, { mailbox, quota, faults, notices: new Notices(topics, stack) }),
  );

  const sweep = async () => {
    if ((await expiry.sweep()) > 0) streams.nudge();
  };
  const ticker = services.add(new Ticker(schedules, clock, sweep));
  const isQuiet = () => [functions, streams, queues].every((part) => part.isQuiet);
  const hiddenUntil = () => queues.hiddenUntil;
  const jumper = new Jumper({ clock, schedules, ticker, sweep, isQuiet, hiddenUntil, writes: () => writes });

  const demo = new Demo(store);
  const api = new HttpApi(stack, functions, clock);
  const pages = new LocalPages({
    baseUrl: front.url,
    mailbox: new MailboxPages(mailbox),
    functionNames: functions.names,
    ...{ clock, jumper, faults, calls, demo, store },
  });
  front.open(async (request) => (await pages.answer(request)) ?? api.answer(request));
  queues.work();
  streams.start();
  ticker.start();
  if (options.seed ?? false) {
    await demo
      .seed({ functions, clock, baseUrl: front.url })
      .catch((error: unknown) => report(String(error)));
  }

  return {
    url: front.url,
    stack,
    databaseUrl: database.url,
    mailbox: {
      messages: (filter = {}) => Promise.all(mailbox.list(filter).map(parseMail)),
      clear: () => mailbox.clear(),
    },
    clock: {
      now: () => new Date(clock.now()),
      set: async (instant) => new Date(await jumper.to(() => new Date(instant).getTime())),
      advance: async (milliseconds) => new Date(await jumper.to((now) => now + milliseconds)),
    },
    calls,
    usage,
    faults: (wanted) => faults.replace(Faults.parse(wanted)),
    internet: playInternet,
    settle: () => jumper.drain(),
    renew: async () => {
      await jumper.drain();
      await functions.renew();
    },
    invoke: (part, payload) => functions.invoke(functions.find(part) ?? part, payload),
    publish: (part, message) => topics.publish(topics.find(part) ?? part, message),
    actAs: (part) => functions.actAs(functions.find(part) ?? part),
    actAsOperator: (actions) => functions.actAsOperator(actions),
    deadLetters: () => store.deadLetters(),
    organiserToken: () => demo.token,
    stop: () => services.end(),
  };
}
