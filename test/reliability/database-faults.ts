import { signUpOf } from '../../scripts/with-runner.ts';
import { progress, type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, type World } from './world.ts';

const sizes = { small: 600, full: 100_000 };
const atOnce = 8;

/**
 * Database faults: throttles, conflicts, lost answers and unprocessed items at every function, while people sign up.
 * As many registrations as entries of the outbox as mails, and everybody who was answered 202 is among them.
 */
export async function databaseFaults({ seed, size, assembly }: Wanted): Promise<Shown> {
  const play = async (world: World) => {
    const wanted = sizes[size];
    await world.audience('faults', 0);
    world.runner.faults({
      ses: { maxSendRate: 1000, max24HourSend: 1_000_000 },
      dynamodb: { throttle: 0.05, conflict: true, failAfterCommit: 0.02, unprocessed: 0.05 },
      seed,
    });
    const answers = new Map<string, number>();
    const tell = progress('calls', wanted);
    let asked = 0;
    const person = async () => {
      while (callsMade(world) < wanted) {
        const email = `person-${asked++}@faults.example`;
        const answer = await world.client.send('POST', '/v1/registrations', {
          json: signUpOf(email, ['faults']),
          headers: { 'x-forwarded-for': `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}` },
        });
        answers.set(email, answer.status);
        tell(callsMade(world));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, person));
    const calls = callsMade(world);
    world.runner.faults({ ses: { maxSendRate: 1000, max24HourSend: 1_000_000 }, seed });
    await world.settle();
    await world.nextMinute(2);
    await world.nextMinute(8);
    return judged(world, answers, calls);
  };
  // As on AWS nobody waits for another's sign-up: most of each is waiting to try again.
  return inWorld(assembly, play, { concurrency: atOnce });
}

function callsMade(world: World): number {
  return world.runner.calls
    .list()
    .filter((call) => call.service === 'dynamodb')
    .reduce((sum, call) => sum + call.count, 0);
}

async function judged(world: World, answers: Map<string, number>, calls: number): Promise<Shown> {
  const broken: string[] = [];
  const registrations = new Set<string>();
  for (const item of world.history()) {
    if (item.type === 'registration' && item.eventId === 'faults') registrations.add(String(item.email));
  }
  const outbox = [...(await world.deliveries()).values()].filter((one) => one.eventIds[0] === 'faults');
  const mails = tally(world.accepted().map((mail) => mail.to));
  for (const [email, status] of answers) {
    const isRegistered = registrations.has(email);
    const sent = mails.get(email) ?? 0;
    if (status === 202 && !isRegistered) broken.push(`${email}: 202, and no registration`);
    if (isRegistered && sent !== 1) broken.push(`${email}: registered, and ${sent} mails`);
    if (!isRegistered && sent > 0) broken.push(`${email}: a mail without a registration`);
  }
  if (outbox.length !== registrations.size) broken.push(`${outbox.length} in the outbox`);
  return {
    lines: [
      `${calls} calls, ${answers.size} sign-ups (${told(tally([...answers.values()].map(String)))}): ${registrations.size} registrations = ${outbox.length} in the outbox = ${mails.size} mails`,
    ],
    broken,
  };
}

export const run = () => show('database-faults', databaseFaults);
if (import.meta.main) await run();
