import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesize } from '../../scripts/synthesize.ts';
import { signUpOf } from '../../scripts/with-runner.ts';
import { Gun } from '../measure/load.ts';
import { percentile } from '../measure/percentile.ts';
import { without } from './deaf.ts';
import { type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, type World } from './world.ts';

const sizes = { small: { mails: 60, signUps: 30 }, full: { mails: 1000, signUps: 200 } };

/** What a new account of AWS may run at a time, of all functions together; here of each. */
const executions = 10;
const peopleAtOnce = 8;
/** How many notices at a time SNS handed over, each by itself, before there was a queue. */
const singlesAtOnce = 8;

/**
 * SES's notices and the website: people sign up by themselves, while the notices of many mails come through their queue, and
 * while as many come one by one as SNS would hand them over. Two workers at most take the queue's in, and each mail is
 * settled.
 */
export async function notices({ size, seed, assembly }: Wanted): Promise<Shown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-notices-'));
  const gun = new Gun();
  try {
    const given = assembly ?? path.join(folder, 'cdk.out');
    if (assembly === undefined) synthesize(given);
    // SES itself says nothing: its notices come when they are wanted.
    const deaf = path.join(folder, 'deaf');
    without(['sesNotices'], given, deaf);
    const options = { measure: true, concurrency: executions };
    return await inWorld(deaf, (world) => sideBySide(world, gun, sizes[size], seed), options);
  } finally {
    await gun.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sideBySide(
  world: World,
  gun: Gun,
  { mails, signUps }: { mails: number; signUps: number },
  seed: number,
): Promise<Shown> {
  const { runner } = world;
  await world.audience('notices', mails);
  runner.faults({
    ses: { maxSendRate: 100_000, max24HourSend: 10_000_000 },
    feedback: { shuffle: true, duplicate: 0.1 },
    seed,
  });
  const [queued, singles] = [await sent(world, 'P30D'), await sent(world, 'P31D')];
  let people = 0;
  const signUp = async () => {
    const shots = Array.from({ length: signUps }, () => {
      people += 1;
      const body = JSON.stringify(signUpOf(`person-${seed}-${people}@notices.example`, ['notices']));
      const headers = {
        'content-type': 'application/json',
        'x-forwarded-for': `10.1.${people >> 8}.${people & 255}`,
      };
      return { headers, body };
    });
    const url = `${runner.url}/v1/registrations`;
    const { milliseconds } = await gun.fire({ url, shots, concurrency: peopleAtOnce, wantedStatus: 202 });
    return `p50 ${percentile(milliseconds, 0.5).toFixed(0)} ms, p99 ${percentile(milliseconds, 0.99).toFixed(0)} ms`;
  };
  await signUp();
  await world.settle();
  const lines = [`alone: ${await signUp()}`];
  await world.settle();

  const began = performance.now();
  for (const notice of queued) runner.publish('Notices', JSON.stringify(notice));
  const beside = await signUp();
  await world.settle();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const workers = runner.usage.mostAtOnce('SesNotices');
  lines.push(
    `beside ${queued.length} notices of ${mails} mails by the queue: ${beside}; ${workers} workers at most, all taken in after ${seconds} s`,
  );
  const states = tally(
    [...(await world.deliveries()).values()].filter(isIn(queued)).map(({ state }) => state),
  );

  const left = [...singles];
  const single = async () => {
    for (let notice = left.pop(); notice !== undefined; notice = left.pop())
      await runner.invoke('SesNotices', { Records: [{ messageId: 'one', body: JSON.stringify(notice) }] });
  };
  const [oneByOne] = await Promise.all([signUp(), ...Array.from({ length: singlesAtOnce }, single)]);
  lines.push(`beside as many one by one, ${singlesAtOnce} at a time, as without the queue: ${oneByOne}`);

  const broken: string[] = [];
  if (workers > 2) broken.push(`${workers} workers took in notices at a time`);
  if (states.size !== 1 || states.get('delivered') !== mails)
    broken.push(`of ${mails} mails: ${told(states)}`);
  return { lines, broken };
}

interface Notice {
  eventType: 'Send' | 'Delivery';
  mail: { messageId: string | undefined; tags: { deliveryId: string[] } };
}

/** Sends a mail to everybody; answers what SES would tell of it. */
async function sent(world: World, offset: string): Promise<Notice[]> {
  const notificationId = await world.remind('notices', offset);
  await world.sendAll(notificationId);
  const deliveries = [...(await world.deliveries())].filter(
    ([, one]) => one.notificationId === notificationId,
  );
  return deliveries.flatMap(([id, { messageId }]) =>
    (['Send', 'Delivery'] as const).map((eventType) => ({
      eventType,
      mail: { messageId, tags: { deliveryId: [id] } },
    })),
  );
}

function isIn(all: readonly Notice[]): (delivery: { messageId?: string | undefined }) => boolean {
  const messageIds = new Set(all.map(({ mail }) => mail.messageId));
  return ({ messageId }) => messageId !== undefined && messageIds.has(messageId);
}

export const run = () => show('notices', notices);
if (import.meta.main) await run();
