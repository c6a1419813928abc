import { setTimeout as pause } from 'node:timers/promises';
import { type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, type World } from './world.ts';

/** How the quota goes: mails a second, and when the next follows. */
interface Phase {
  rate: number;
  seconds: number;
}

const sizes: Record<Wanted['size'], { mails: number; phases: Phase[] }> = {
  small: {
    mails: 200,
    phases: [
      { rate: 50, seconds: 3 },
      { rate: 1, seconds: 3 },
      { rate: 14, seconds: 0 },
    ],
  },
  full: {
    mails: 10_000,
    phases: [
      { rate: 50, seconds: 150 },
      { rate: 1, seconds: 30 },
      { rate: 14, seconds: 0 },
    ],
  },
};

/** A tick that leaves work goes on until the next begins, the seconds apart in which it comes to its end. */
const tickSeconds = 50;

/** After a change of the quota, its use is measured from here on. */
const recoverySeconds = 5;

/**
 * Storm: SES throttles 30 % of all calls while its quota goes 50 → 1 → 14 a second. What it accepts never exceeds the
 * quota in any one-second window, uses at least 95 % of it, and every mail arrives once.
 */
export async function storm({ seed, size, assembly }: Wanted): Promise<Shown> {
  return inWorld(assembly, async (world) => {
    const { mails, phases } = sizes[size];
    await world.audience('storm', mails);
    const changes: { at: number; rate: number }[] = [];
    const set = ({ rate }: Phase) => {
      world.runner.faults({ ses: { maxSendRate: rate, max24HourSend: 1_000_000, throttle: 0.3 }, seed });
      changes.push({ at: world.runner.clock.now().getTime(), rate });
    };
    await world.remind('storm');
    let isOver = false;
    const director = (async () => {
      for (const phase of phases) {
        set(phase);
        for (let second = 0; second < phase.seconds && !isOver; second++) await pause(1000);
      }
    })();
    const ticks = await sendAll(world);
    isOver = true;
    await director;
    await world.settle();
    return judged(world, mails, changes, { size, ticks });
  });
}

/** Ticks one after the other, as on AWS where the next begins as the last stops; how many seconds each worked. */
async function sendAll(world: World): Promise<number[]> {
  for (const seconds: number[] = []; ; ) {
    const began = performance.now();
    if (!(await world.tick()).worked) return seconds;
    seconds.push((performance.now() - began) / 1000);
  }
}

async function judged(
  world: World,
  mails: number,
  changes: { at: number; rate: number }[],
  { size, ticks }: { size: Wanted['size']; ticks: readonly number[] },
): Promise<Shown> {
  const accepted = world.accepted();
  const broken: string[] = [];
  const counts = tally(accepted.map((mail) => mail.deliveryId));
  if (counts.size !== mails) broken.push(`${counts.size} of ${mails} mails arrived`);
  for (const [id, count] of counts) if (count > 1) broken.push(`${id} was sent ${count} times`);
  // On AWS the rest of the minute would pass before anybody goes on.
  for (const seconds of ticks.slice(0, -1)) {
    if (seconds < tickSeconds) broken.push(`a tick stopped after ${seconds.toFixed(1)} s and left work`);
  }
  const rateAt = (at: number) => changes.findLast((change) => change.at <= at)?.rate ?? 0;
  let first = 0;
  let most = 0;
  for (const [index, mail] of accepted.entries()) {
    while (mail.at - (accepted[first]?.at ?? 0) >= 1000) first++;
    const within = index - first + 1;
    const from = accepted[first]?.at ?? mail.at;
    const limit = Math.max(rateAt(from), rateAt(mail.at));
    most = Math.max(most, within / limit);
    if (within > limit) broken.push(`${within} mails within a second at a quota of ${limit}`);
  }
  const lines = [
    `${accepted.length} mails, the fullest second held ${(most * 100).toFixed(0)} % of the quota`,
  ];
  const end = accepted.at(-1)?.at ?? 0;
  for (const [index, { at, rate }] of changes.entries()) {
    const isFirst = index === 0;
    const from = at + (isFirst ? 1000 : recoverySeconds * 1000);
    const to = Math.min(changes[index + 1]?.at ?? end, end);
    const inPhase = accepted.filter((mail) => mail.at >= from && mail.at < to);
    const seconds = Math.floor((to - from) / 1000);
    const recovered = accepted.find((mail) => mail.at >= at)?.at ?? at;
    const steady = steadyAfter(accepted, at, rate);
    if (seconds >= 3) {
      const used = inPhase.filter((mail) => mail.at < from + seconds * 1000).length / (seconds * rate);
      lines.push(
        `quota ${rate} a second: ${(used * 100).toFixed(1)} % used over ${seconds} s; at full rate ${(steady / 1000).toFixed(1)} s after the change`,
      );
      // A few seconds on a machine that does other things tell nothing of it.
      if (size === 'full' && used < 0.95)
        broken.push(`only ${(used * 100).toFixed(1)} % of ${rate} a second was used`);
    }
    if (size === 'full' && to - at > recoverySeconds * 1000 && recovered - at > recoverySeconds * 1000)
      broken.push(`no mail for ${recovered - at} ms after the quota became ${rate}`);
  }
  const states = tally([...(await world.deliveries()).values()].map((one) => one.state));
  lines.push(`deliveries: ${told(states)}`);
  return { lines, broken };
}

/** How long after a change a window of a second held what the new quota allows, within a mail. */
function steadyAfter(accepted: readonly { at: number }[], since: number, rate: number): number {
  const after = accepted.filter((mail) => mail.at >= since);
  const needed = Math.max(1, Math.floor(rate * 0.95));
  const index = after.findIndex(
    (mail, at) => at + needed - 1 < after.length && (after[at + needed - 1]?.at ?? 0) - mail.at < 1000,
  );
  return index < 0 ? Number.POSITIVE_INFINITY : (after[index]?.at ?? since) - since;
}

export const run = () => show('storm', storm);
if (import.meta.main) await run();
