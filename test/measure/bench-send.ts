import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { MailPlan } from '../../functions/core/mail/mail-plan.ts';
import { Stage } from '../../functions/core/values/stage.ts';
import { synthesize } from '../../scripts/synthesize.ts';
import { without } from '../reliability/deaf.ts';
import { inWorld, type World } from '../reliability/world.ts';

/**
 * `npm run bench:send -- --mails 10000`: reminders through the runner without a quota, and beside them, in the same
 * run, the bare loop that renders, composes and calls SES and keeps no books. SES's notices are left out of both.
 */
const { values } = parseArgs({
  options: { mails: { type: 'string', default: '10000' }, assembly: { type: 'string' } },
});
const mails = Number(values.mails);
/** Mails under way at once, in the mailer and in the loop. */
const atOnce = 48;

const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-bench-'));
try {
  const assembly = values.assembly ?? path.join(folder, 'cdk.out');
  if (values.assembly === undefined) synthesize(assembly);
  const deaf = path.join(folder, 'deaf');
  without(['sesNotices'], assembly, deaf);
  await inWorld(deaf, measure, { measure: true });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(world: World): Promise<void> {
  await world.audience('warm', 200);
  await world.audience('bench', mails);
  world.runner.faults({ ses: { maxSendRate: 100_000, max24HourSend: 10_000_000 } });
  await bareLoop(world, 200);
  await world.remind('warm');
  while ((await world.tick()).worked);
  const loop = await bareLoop(world, mails);
  console.log(
    `bare loop: ${mails} mails, ${(mails / loop.seconds).toFixed(0)} a second, ${loop.cpu(mails)} ms CPU a mail`,
  );

  const before = usedBy(world);
  await world.remind('bench');
  const stop = meter(world);
  const began = performance.now();
  while ((await world.tick()).worked);
  const seconds = (performance.now() - began) / 1000;
  const metered = stop();
  const sent = [...(await world.deliveries()).values()].filter(
    (one) => one.state === 'sent' && one.eventIds[0] === 'bench',
  ).length;
  const units = (usedBy(world).writeUnits - before.writeUnits) / mails;
  const reads = (usedBy(world).readUnits - before.readUnits) / mails;
  console.log(
    `mailer: ${sent} mails, ${(mails / seconds).toFixed(0)} a second, ${metered.cpu(mails)} ms CPU a mail`,
  );
  console.log(`  ${(loop.seconds / seconds).toFixed(2)} of the bare loop`);
  console.log(
    `  ${units.toFixed(2)} write units and ${reads.toFixed(2)} read units a mail, indexes included`,
  );
  console.log(
    `  peak memory ${metered.peakMiB} MiB with the runner in it, ${metered.grownMiB} MiB above the start`,
  );
  if (sent !== mails) process.exitCode = 1;
}

function usedBy(world: World): { writeUnits: number; readUnits: number } {
  const found = [...world.runner.usage.byFunction()].find(([name]) => /dispatch/i.test(name))?.[1];
  return { writeUnits: found?.writeUnits ?? 0, readUnits: found?.readUnits ?? 0 };
}

/** CPU of this process with its workers and of the database's, and the most memory of this process. */
function meter(world: World): () => { cpu(mails: number): string; peakMiB: number; grownMiB: number } {
  const mib = () => process.memoryUsage.rss() / 2 ** 20;
  const start = mib();
  let peak = start;
  const timer = setInterval(() => {
    peak = Math.max(peak, mib());
  }, 100);
  const cpu = process.cpuUsage();
  const database = databaseCpu(world);
  return () => {
    clearInterval(timer);
    const { user, system } = process.cpuUsage(cpu);
    const other = databaseCpu(world) - database;
    return {
      cpu: (count) =>
        `${((user + system) / 1000 / count).toFixed(2)} (runner's endpoint and mailbox in it; database ${(other / count).toFixed(2)})`,
      peakMiB: Math.round(peak),
      grownMiB: Math.round(peak - start),
    };
  };
}

/** Milliseconds of CPU that the database has used. */
function databaseCpu(world: World): number {
  try {
    const fields =
      readFileSync(`/proc/${world.databaseProcess()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

async function bareLoop(world: World, count: number) {
  const variables = world.runner.stack
    .all('AWS::Lambda::Function')
    .find((one) => /dispatch/i.test(one.logicalId))?.Environment?.Variables;
  const stage = Stage.parse(JSON.parse(variables?.STAGE ?? '{}'));
  const file = path.join(folder, 'bare-loop.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, '../reliability/bare-loop.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
    },
  });
  const { endpointUrl: endpoint, accessKeyId } = world.runner.actAs('Dispatch');
  const publicUrl = world.runner.url;
  const now = world.now();
  const plan: MailPlan = {
    to: 'somebody@bare.example',
    replyTo: stage.replyTo,
    isUnverified: false,
    calendars: [],
    facts: {
      name: 'Somebody',
      frame: {
        locale: 'de',
        organisation: stage.organisation,
        series: {
          title: { text: 'Gemeinsam stark vor Ort' },
          organisers: ['Stiftung Marktplatz', 'Institut für Stadtfragen'],
        },
      },
      content: {
        ...{ template: 'reminder', madeAt: now },
        registrationUrl: `${publicUrl}/registration/${'x'.repeat(60)}`,
        event: {
          eventId: 'bench',
          title: { text: 'Probe' },
          startsAt: now,
          endsAt: now,
          timeZone: 'Europe/Berlin',
          attendanceMode: 'online',
          pageUrl: `${publicUrl}/events/bench`,
          standing: 'confirmed',
        },
      },
    },
  };
  const stop = meter(world);
  const worker = new Worker(file, {
    env: process.env,
    workerData: {
      ...{ count, atOnce, plan, stage, publicUrl, now, endpoint, accessKeyId },
      configurationSet: variables?.CONFIGURATION_SET ?? '',
    },
  });
  const seconds = await new Promise<number>((resolve, reject) => {
    worker.once('message', (message) => resolve(Number(Object(message).seconds)));
    worker.once('error', reject);
  });
  await worker.terminate();
  return { seconds, ...stop() };
}
