import { signUpOf } from '../../scripts/with-runner.ts';
import { progress, type Shown, show, tally, type Wanted } from './show.ts';
import { inWorld } from './world.ts';

const sizes = {
  small: { mails: 15, quota: 10, signUps: 1, days: 1 },
  full: { mails: 1000, quota: 200, signUps: 3, days: 5 },
};
const day = 86_400_000;

/**
 * Daily quota: a mail to several times as many as SES takes in 24 hours, and sign-ups each day. 24 hours never hold more
 * than the quota, each day uses it up, verification mails go first, and none is lost.
 */
export async function dailyQuota({ size, seed, assembly }: Wanted): Promise<Shown> {
  return inWorld(assembly, async (world) => {
    const { mails, quota, signUps, days } = sizes[size];
    await world.audience('daily', mails);
    world.runner.faults({ ses: { maxSendRate: 500, max24HourSend: quota }, seed });
    // At eight o'clock (UTC) of the next day, so that a run is the same whenever it is made.
    const began = Math.ceil(world.runner.clock.now().getTime() / day) * day + 8 * 3_600_000;
    await world.runner.clock.set(new Date(began));
    const broken: string[] = [];
    const waits: number[] = [];
    await world.remind('daily');
    const perDay: number[] = [];
    let asked = 0;
    const tell = progress('days', days + 1);
    for (let number = 0; number < days; number++) {
      // Once in the morning, after mail to many has had its turn.
      await world.runner.clock.set(new Date(began + number * day + 3_600_000));
      for (let index = 0; index < signUps; index++) {
        const email = `waiting-${asked++}@daily.example`;
        const at = world.runner.clock.now().getTime();
        await world.client.signUp(signUpOf(email, ['daily']));
        await world.settle();
        const sent = world.accepted().find((mail) => mail.to === email);
        if (sent !== undefined) waits.push(sent.at - at);
      }
      await world.runner.clock.set(new Date(began + (number + 1) * day));
      perDay.push(
        world
          .accepted()
          .filter((mail) => mail.at >= began + number * day && mail.at < began + (number + 1) * day).length,
      );
      tell(number + 1);
    }
    // The verification mails had their share of the five days: what they displaced follows.
    await world.runner.clock.advance(day);
    const all = world.accepted();
    // Those who don't confirm are nudged once; that is a mail of its own.
    const accepted = all.filter((mail) => !mail.deliveryId.startsWith('nudge-'));
    const counts = tally(accepted.map((mail) => mail.deliveryId));
    if (counts.size !== mails + asked) broken.push(`${counts.size} of ${mails + asked} mails arrived`);
    if (accepted.length !== counts.size) broken.push('some were sent twice');
    if (waits.length !== asked)
      broken.push(`${asked - waits.length} verification mails had to wait for the next day`);
    let first = 0;
    for (const [index, mail] of all.entries()) {
      while (mail.at - (all[first]?.at ?? 0) >= day) first++;
      if (index - first + 1 > quota) broken.push(`${index - first + 1} mails within 24 hours`);
    }
    for (const [number, count] of perDay.entries())
      if (count !== quota) broken.push(`${count} mails on day ${number + 1}`);
    return {
      lines: [
        `${mails} mails and ${asked} sign-ups on a quota of ${quota} a day: ${perDay.join(', ')} a day; verification mails left after ${Math.max(0, ...waits)} ms at most`,
      ],
      broken,
    };
  });
}

export const run = () => show('daily-quota', dailyQuota);
if (import.meta.main) await run();
