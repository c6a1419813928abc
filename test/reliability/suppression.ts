import { dice } from '../setup/random.ts';
import { progress, type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, personOf, type World } from './world.ts';

const sizes = {
  // Fewer mails than a hundred have no rate that pauses a lane.
  small: { notices: 200, people: 120 },
  full: { notices: 10_000, people: 1000 },
};
type Ending = 'hard' | 'soft' | 'complaint' | 'fine';

/**
 * Suppression: notices duplicated and in any order, while two mails to many go out. Nobody gets a mail whose attempt
 * was written after their suppression, and what each was suppressed for is what their notices say.
 */
export async function suppression({ seed, size, assembly }: Wanted): Promise<Shown> {
  return inWorld(assembly, async (world) => {
    const random = dice(seed);
    const { notices, people } = sizes[size];
    world.runner.faults({
      ses: { maxSendRate: 1000, max24HourSend: 1_000_000 },
      feedback: { duplicate: 0.3, shuffle: true },
      seed,
    });
    await world.audience('suppression', people);
    const first = await world.remind('suppression', 'P1D');
    await world.sendAll(first);
    await world.settle();
    const endings = Array.from({ length: people }, (): Ending => {
      const drawn = random();
      return drawn < 0.2 ? 'hard' : drawn < 0.35 ? 'complaint' : drawn < 0.5 ? 'soft' : 'fine';
    });
    const told0 = await noticesOf(world, first, endings);
    const all = Array.from({ length: Math.max(1, Math.ceil(notices / told0.length)) }, () => told0).flat();
    shuffle(all, random);
    // Mail to many goes out while half of the notices come, and again when all have.
    const during = all.slice(0, all.length / 2);
    const after = all.slice(all.length / 2);
    const second = await world.remind('suppression', 'P2D');
    await Promise.all([deliver(world, during), world.tick()]);
    await deliver(world, after);
    // So many bounces have paused the lane; an organiser resumes it.
    const lane = await world.client.organise('GET', '/lane');
    await world.client.organise('POST', '/lane/resume', {});
    const third = await world.remind('suppression', 'P3D');
    await world.sendAll(third);
    await world.settle();
    return judged(world, { endings, second, third, count: all.length, lane: String(lane.state) });
  });
}

/** The notices that SES would publish of the first mail, for each person by their ending. */
async function noticesOf(
  world: World,
  notificationId: string,
  endings: readonly Ending[],
): Promise<object[]> {
  const deliveries = [...(await world.deliveries())].filter(
    ([, one]) => one.notificationId === notificationId,
  );
  const byPerson = new Map(deliveries.map(([id, one]) => [one.personHash, { id, one }]));
  return endings.flatMap((ending, index) => {
    const found = byPerson.get(personOf('suppression', index));
    if (found === undefined) return [];
    const mail = { messageId: found.one.messageId ?? '', tags: { deliveryId: [found.id] } };
    const timestamp = world.now();
    const bouncedRecipients = [{ status: '4.4.7' }];
    const bounce = (bounceType: string, messageId = mail.messageId) => ({
      eventType: 'Bounce',
      mail: { ...mail, messageId },
      bounce: { bounceType, bounceSubType: 'General', bouncedRecipients, timestamp },
    });
    const base = [
      { eventType: 'Send', mail },
      { eventType: 'Delivery', mail },
      { eventType: 'DeliveryDelay', mail },
    ];
    if (ending === 'hard') return [...base, bounce('Permanent')];
    if (ending === 'complaint') return [...base, { eventType: 'Complaint', mail, complaint: { timestamp } }];
    // The same soft bounce any number of times is one.
    if (ending === 'soft') return [...base, bounce('Transient'), bounce('Transient')];
    return base;
  });
}

async function deliver(world: World, notices: readonly object[]): Promise<void> {
  const waiting = [...notices];
  const tell = progress('notices', notices.length);
  const worker = async () => {
    for (let notice = waiting.pop(); notice !== undefined; notice = waiting.pop()) {
      const Records = [{ messageId: 'one', body: JSON.stringify(notice) }];
      const result = await world.runner.invoke('SesNotices', { Records });
      if (!result.ok || Object(result.payload).batchItemFailures.length > 0) waiting.push(notice);
      tell(notices.length - waiting.length);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

async function judged(
  world: World,
  run: { endings: readonly Ending[]; second: string; third: string; count: number; lane: string },
): Promise<Shown> {
  const broken: string[] = [];
  const deliveries = [...(await world.deliveries()).values()];
  const suppressions = new Map<string, string>();
  for (const item of world.history())
    if (item.type === 'suppression') suppressions.set(String(item.personHash), String(item.reason));
  const sentTo = new Set(world.accepted().map((mail) => mail.deliveryId));
  const { takenBack, handedOver } = attemptsAfterSuppression(world);
  broken.push(...handedOver.map((id) => `${id} was handed over after its suppression was recorded`));
  if (run.lane !== 'paused') broken.push(`the bulk lane was ${run.lane} after so many bounces`);
  for (const [index, ending] of run.endings.entries()) {
    const person = personOf('suppression', index);
    const reason = suppressions.get(person);
    const wanted = { hard: 'bounce', complaint: 'complaint', soft: undefined, fine: undefined }[ending];
    if (reason !== wanted) broken.push(`${ending}: suppressed for ${reason}`);
    const third = deliveries.find((one) => one.notificationId === run.third && one.personHash === person);
    if (third === undefined) broken.push(`${ending}: no third delivery`);
    else if (wanted === undefined ? third.state !== 'delivered' : third.state !== 'skipped') {
      broken.push(`${ending}: the third mail is ${third.state} (${third.reason})`);
    } else if (wanted !== undefined && sentTo.has(`${third.notificationId}_${third.recipientId}`)) {
      broken.push(`${ending}: the third mail was sent`);
    }
  }
  const states = tally(deliveries.filter((one) => one.notificationId !== run.third).map((one) => one.state));
  return {
    lines: [
      `${run.count} notices about ${run.endings.length} people (${told(tally(run.endings))}): ${suppressions.size} suppressed`,
      `deliveries before the last mail: ${told(states)}; ${takenBack} attempts met a suppression of the same moment and were taken back, none was handed over`,
      `the guard had the bulk lane ${run.lane}`,
    ],
    broken,
  };
}

/** In the order of the table's stream: attempts that were written after their address was suppressed. */
function attemptsAfterSuppression(world: World): { takenBack: number; handedOver: string[] } {
  const suppressed = new Set<string>();
  const late = new Map<string, string>();
  for (const item of world.history()) {
    if (item.type === 'suppression') suppressed.add(String(item.personHash));
    if (item.type !== 'delivery') continue;
    const id = `${item.notificationId}_${item.recipientId}`;
    if (item.state === 'sending' && suppressed.has(String(item.personHash))) late.set(id, 'sending');
    else if (late.has(id)) late.set(id, String(item.state));
  }
  const handedOver = [...late].filter(([, state]) => state !== 'skipped').map(([id]) => id);
  return { takenBack: late.size - handedOver.length, handedOver };
}

function shuffle<T>(all: T[], random: () => number): void {
  for (let index = all.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [all[index], all[other]];
    if (a !== undefined && b !== undefined) {
      all[index] = b;
      all[other] = a;
    }
  }
}

export const run = () => show('suppression', suppression);
if (import.meta.main) await run();
