import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesize } from '../../scripts/synthesize.ts';
import { signUpOf } from '../../scripts/with-runner.ts';
import { dice } from '../setup/random.ts';
import { without } from './deaf.ts';
import { progress, type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, type World } from './world.ts';

/** One way for the mailer to end. */
interface Ending {
  function: 'dispatch' | 'relay';
  when: 'before' | 'after';
  /** Of its AWS calls, from 1. */
  call: number;
}

const said = (ending: Ending) => `${ending.function} ended ${ending.when} call ${ending.call}`;

/**
 * Crash: ends the mailer before and after each of its AWS calls (every await of its path is one), and lets it go on.
 * In the end the counts are what the deliveries say. Without SES’s notices, `unknown` is what was accepted and not recorded, or written and not sent; with them only the
 * never accepted remain, and the policy of their kind takes those.
 */
export async function crash({ seed, size, assembly }: Wanted): Promise<Shown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-crash-'));
  try {
    const withNotices = assembly ?? path.join(folder, 'cdk.out');
    if (assembly === undefined) synthesize(withNotices);
    const shown: Shown = { lines: [], broken: [] };
    const deaf = path.join(folder, 'deaf');
    without(['sesNotices'], withNotices, deaf);
    // Each in a world of its own, at the same time: most of an ending is waiting for what is started again.
    const all = await Promise.all([
      inWorld(deaf, (world) => bulk(world, seed, size, false)),
      inWorld(withNotices, (world) => bulk(world, seed, size, true)),
      inWorld(withNotices, (world) => transactional(world, seed, size)),
    ]);
    for (const one of all) {
      shown.lines.push(...one.lines);
      shown.broken.push(...one.broken);
    }
    return shown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function endings(
  of: Ending['function'],
  calls: number,
  size: Wanted['size'],
  random: () => number,
): Ending[] {
  const all = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((when): Ending => ({ function: of, when, call })),
  );
  if (size === 'full') return all;
  const few = 8;
  return all.filter((_, index) => (index + Math.floor(random() * 3)) % Math.ceil(all.length / few) === 0);
}

const audienceSize = { small: 6, full: 10 };

/** Mail to many: dispatch ends, and the next tick goes on. */
async function bulk(world: World, seed: number, size: Wanted['size'], hasNotices: boolean): Promise<Shown> {
  const random = dice(seed);
  const count = audienceSize[size];
  const generous = { maxSendRate: 1000, max24HourSend: 1_000_000 };
  world.runner.faults({ ses: generous, seed });
  await world.audience('crash', count);
  await world.nextMinute();
  // How many calls the path has when nothing goes wrong.
  await world.remind('crash', 'PT1H');
  const before = world.callsOf('dispatch');
  await world.tick();
  const calls = world.callsOf('dispatch') - before;
  const all = endings('dispatch', calls, size, random);
  const broken: string[] = [];
  let unreached = 0;
  const seen = new Map<string, Ending>();
  const known = new Set((await world.deliveries()).keys());
  const tell = progress(`endings, SES notices ${hasNotices ? 'on' : 'off'}`, all.length);
  for (const [index, ending] of all.entries()) {
    const notificationId = await world.remind('crash', `PT${index + 2}H`);
    seen.set(notificationId, ending);
    world.runner.faults({
      ses: generous,
      crash: crashOf(ending),
      seed,
    });
    const { failed } = await world.tick();
    // A path that is a call shorter this time (a quota that is known still) was not ended at all.
    if (!failed) unreached++;
    world.runner.faults({ ses: generous, seed });
    // The next minute's tick, and another for what its first walk had to leave.
    await world.nextMinute(4);
    tell(index + 1);
  }
  await world.settle();
  const deliveries = await world.deliveries();
  const counts = await world.counts();
  const mails = tally(world.accepted().map((mail) => mail.deliveryId));
  let unknownAccepted = 0;
  let unknownNot = 0;
  for (const [notificationId, ending] of seen) {
    const own = [...deliveries].filter(([, one]) => one.notificationId === notificationId);
    const { total, waiting, byState = {} } = counts.get(notificationId) ?? {};
    const counted = told(new Map(Object.entries(byState).map(([state, count = 0]) => [state, count])));
    const standing = told(tally(own.map(([, one]) => one.state)));
    if (sorted(counted) !== sorted(standing) || total !== own.length || waiting !== 0)
      broken.push(`${said(ending)}: ${standing}, and counted as ${counted} of ${total}`);
    if (own.length !== count) broken.push(`${said(ending)}: ${own.length} deliveries of ${count}`);
    for (const [id, delivery] of own) {
      const sent = mails.get(id) ?? 0;
      if (sent > 1) broken.push(`${said(ending)}: sent ${sent} times`);
      const isUnknown = delivery.state === 'unknown';
      if (isUnknown && sent === 1) unknownAccepted++;
      if (isUnknown && sent === 0) unknownNot++;
      if (isUnknown && hasNotices && sent === 1) broken.push(`${said(ending)}: accepted, and still unknown`);
      if (isUnknown && delivery.attempts === 0) broken.push(`${said(ending)}: unknown without an attempt`);
      if (!isUnknown && sent === 0) broken.push(`${said(ending)}: lost (${delivery.state})`);
      if (!isUnknown && delivery.state !== 'sent' && delivery.state !== 'delivered')
        broken.push(`${said(ending)}: ended as ${delivery.state}`);
    }
  }
  const states = tally([...deliveries].filter(([id]) => !known.has(id)).map(([, one]) => one.state));
  return {
    lines: [
      `bulk, SES notices ${hasNotices ? 'on' : 'off'}: ${all.length - unreached} endings at ${calls} calls, ${all.length * count} deliveries: ${told(states)};` +
        ` unknown: ${unknownAccepted} accepted and not recorded, ${unknownNot} written and not sent`,
    ],
    broken,
  };
}

const sorted = (list: string) => list.split(', ').toSorted().join(', ');

const crashOf = ({ function: name, when, call }: Ending) => ({
  function: name,
  ...(when === 'before' ? { before: call } : { after: call }),
});

/** Mail to single persons: relay ends, the stream's retry or dispatch goes on; the policy sends what was never accepted. */
async function transactional(world: World, seed: number, size: Wanted['size']): Promise<Shown> {
  const random = dice(seed);
  const generous = { maxSendRate: 1000, max24HourSend: 1_000_000 };
  world.runner.faults({ ses: generous, seed });
  await world.audience('crash', 0);
  const signUp = async (round: string) => {
    const emails = ['a', 'b'].map((who) => `${who}-${round}@crash.example`);
    await Promise.all(emails.map((email) => world.client.signUp(signUpOf(email, ['crash']))));
    return emails;
  };
  await world.nextMinute();
  const before = world.callsOf('relay');
  await signUp('first');
  await world.settle();
  const calls = world.callsOf('relay') - before;
  const all = endings('relay', calls, size, random);
  const broken: string[] = [];
  const wanted = new Map<string, Ending>();
  const tell = progress('endings of relay', all.length);
  for (const [index, ending] of all.entries()) {
    world.runner.faults({ ses: generous, crash: crashOf(ending), seed });
    for (const email of await signUp(String(index))) wanted.set(email, ending);
    await world.settle();
    world.runner.faults({ ses: generous, seed });
    await world.nextMinute(8);
    tell(index + 1);
  }
  await world.settle();
  const mails = tally(world.accepted().map((mail) => mail.to));
  for (const [email, ending] of wanted) {
    const sent = mails.get(email) ?? 0;
    if (sent === 0) broken.push(`${said(ending)}: a verification was lost`);
    if (sent > 1) broken.push(`${said(ending)}: a verification was sent ${sent} times`);
  }
  const states = tally([...(await world.deliveries()).values()].map((one) => one.state));
  return {
    lines: [
      `transactional, SES notices on: ${all.length} endings at ${calls} calls, ${wanted.size} verifications: ${told(states)}`,
    ],
    broken,
  };
}

export const run = () => show('crash', crash);
if (import.meta.main) await run();
