import { setTimeout as pause } from 'node:timers/promises';
import { signUpOf } from '../../scripts/with-runner.ts';
import { percentile } from '../measure/percentile.ts';
import { progress, type Shown, show, tally, type Wanted } from './show.ts';
import { inWorld } from './world.ts';

const sizes = {
  small: { mails: 250, signUps: 12, rate: 50, everyMilliseconds: 300 },
  full: { mails: 10_000, signUps: 300, rate: 100, everyMilliseconds: 300 },
};

/** Mail that somebody waits for leaves within this, at the 99th percentile. */
const aimMilliseconds = 2000;

/** Lanes: people sign up while a mail to many takes the whole rate; their verification mails leave within 2 s at p99. */
export async function lanes({ size, seed, assembly }: Wanted): Promise<Shown> {
  return inWorld(assembly, async (world) => {
    const { mails, signUps, rate, everyMilliseconds } = sizes[size];
    await world.audience('lanes', mails);
    world.runner.faults({ ses: { maxSendRate: rate, max24HourSend: 1_000_000 }, seed });
    const notificationId = await world.remind('lanes');
    let isOver = false;
    const bulk = (async () => {
      const givesUpAt = performance.now() + 1000 * (120 + (5 * mails) / rate);
      while (!(await world.isDone(notificationId)) && performance.now() < givesUpAt) {
        // The schedule's own tick may have the lease: then this one does nothing.
        if (!(await world.tick()).worked) await pause(500);
      }
      isOver = true;
    })();
    const tell = progress('sign-ups', signUps);
    const signedUpAt = new Map<string, number>();
    let duringBulk = 0;
    for (let index = 0; index < signUps; index++) {
      const email = `waiting-${index}@lanes.example`;
      await world.client.send('POST', '/v1/registrations', {
        json: signUpOf(email, ['lanes']),
        headers: { 'x-forwarded-for': `198.51.100.${index % 250}` },
      });
      signedUpAt.set(email, world.runner.clock.now().getTime());
      if (!isOver) duringBulk++;
      tell(index + 1);
      await pause(everyMilliseconds);
    }
    await bulk;
    await world.settle();
    const accepted = world.accepted();
    const latencies = accepted.flatMap((mail) => {
      const since = signedUpAt.get(mail.to);
      return since === undefined ? [] : [Math.max(0, mail.at - since)];
    });
    const p99 = percentile(latencies, 0.99);
    const broken: string[] = [];
    if (latencies.length !== signUps) broken.push(`${latencies.length} verification mails of ${signUps}`);
    // What a busy machine takes for a few sign-ups tells nothing of it.
    if (size === 'full' && p99 >= aimMilliseconds) broken.push(`${p99} ms at p99`);
    const twice = [...tally(accepted.map((mail) => mail.deliveryId)).values()].filter((count) => count > 1);
    if (twice.length > 0) broken.push(`${twice.length} deliveries were sent twice`);
    if (accepted.length !== mails + signUps) broken.push(`${accepted.length} mails of ${mails + signUps}`);
    return {
      lines: [
        `${mails} mails to many at ${rate} a second, ${signUps} sign-ups, ${duringBulk} of them meanwhile:` +
          ` p50 ${percentile(latencies, 0.5)} ms, p99 ${p99} ms, most ${percentile(latencies, 1)} ms from the 202 to SES`,
      ],
      broken,
    };
  });
}

export const run = () => show('lanes', lanes);
if (import.meta.main) await run();
