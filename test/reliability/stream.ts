import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deliveryId, transactionalDelivery } from '../../functions/core/delivery/outbox.ts';
import type { DeliveryItem } from '../../functions/core/table/items.ts';
import { after } from '../../functions/core/values/time.ts';
import { synthesize } from '../../scripts/synthesize.ts';
import { demoSeries } from '../../scripts/with-runner.ts';
import { dice } from '../setup/random.ts';
import { without } from './deaf.ts';
import { progress, type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, personOf, type World } from './world.ts';

/** Deliveries whose records come in disorder, and those that tell what each kind comes to in clean order. */
const sizes = { small: { wild: 120, clean: 120 }, full: { wild: 100_000, clean: 10_000 } };
const people = 40;

/**
 * What a delivery meets, in turn: half are to be sent, a quarter has to be left out, and what is due later waits. The
 * numbers of both orders are multiples of these, so that those of the same number are of the same kind.
 */
const kinds = [
  'welcome',
  'late',
  'welcome',
  'tomorrow',
  'welcome',
  'suppressed',
  'welcome',
  'tomorrow',
] as const;
type Kind = (typeof kinds)[number];

const poison = [
  null,
  'text',
  {},
  { dynamodb: {} },
  { dynamodb: { SequenceNumber: '1', NewImage: { notificationId: 7 } } },
];

/**
 * Stream: each record comes 1 to 5 times, in any order, with one in a hundred that nobody can read. Each delivery
 * stands in the end as it does when every record comes once and in order, and what is to be sent is sent once. Records
 * alone cause mails here: dispatch does not run, and no SES notice settles what relay left.
 */
export async function stream({ seed, size, assembly }: Wanted): Promise<Shown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-stream-'));
  try {
    const given = assembly ?? path.join(folder, 'cdk.out');
    if (assembly === undefined) synthesize(given);
    const still = path.join(folder, 'still');
    without(['stream', 'schedule', 'sesNotices'], given, still);
    return await inWorld(still, (world) => play(world, seed, sizes[size]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(world: World, seed: number, counts: { wild: number; clean: number }): Promise<Shown> {
  const random = dice(seed);
  world.runner.faults({ ses: { maxSendRate: 100_000, max24HourSend: 10_000_000 }, seed });
  await world.audience('stream', people);
  await suppress(world);
  const clean = await deliveriesFor(world, 'clean', counts.clean);
  const cleanRun = await relay(world, clean.map(recordOf), 'records in order');
  const wild = await deliveriesFor(world, 'wild', counts.wild);
  const records: unknown[] = wild.flatMap((one, index) =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => recordOf(one, index)),
  );
  const unreadable = Math.ceil(records.length / 100);
  for (let index = 0; index < unreadable; index++) records.push(poison[index % poison.length]);
  const shuffled = records
    .map((record) => ({ record, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ record }) => record);
  const wildRun = await relay(world, shuffled, 'records in disorder');
  // What was left over would go out now.
  await world.tick();
  await world.settle();

  const broken = [...cleanRun.broken, ...wildRun.broken];
  const all = await world.deliveries();
  const stateOf = (one: DeliveryItem) => standing(all.get(deliveryId(one)));
  const mails = tally(world.accepted().map((mail) => mail.deliveryId));
  const states = { clean: clean.map(stateOf), wild: wild.map(stateOf) };
  for (const [index, state] of states.wild.entries()) {
    const wanted = states.clean[index % states.clean.length];
    if (state !== wanted) broken.push(`${state} where the clean order gives ${wanted}`);
  }
  for (const list of [clean, wild]) {
    for (const [index, one] of list.entries()) {
      const wanted = kindOf(index) === 'welcome' ? 1 : 0;
      const sent = mails.get(deliveryId(one)) ?? 0;
      if (sent !== wanted) broken.push(`a delivery (${kindOf(index)}) was sent ${sent} times`);
    }
  }
  return {
    lines: [
      `${wild.length} records that came ${shuffled.length - unreadable} times, and ${unreadable} that nobody can read: ${told(tally(states.wild))}; ${wildRun.seconds} s`,
      `${clean.length} records in clean order: ${told(tally(states.clean))}; ${cleanRun.seconds} s`,
    ],
    broken,
  };
}

const kindOf = (index: number): Kind => kinds[index % kinds.length] ?? 'welcome';

/** All that a delivery may differ in but its ids and times. */
const standing = (one: DeliveryItem | undefined) =>
  one === undefined
    ? 'lost'
    : [one.state, one.reason && `(${one.reason})`, `at attempt ${one.attempts}`].filter(Boolean).join(' ');

/** The person of every delivery that meets a suppression gets no other. */
async function suppress(world: World): Promise<void> {
  const item = {
    type: 'suppression',
    scope: 'everything',
    reason: 'bounce',
    createdAt: world.now(),
  } as const;
  await world.put([{ ...item, personHash: suppressed }]);
}

const suppressed = personOf('stream', 0);

async function deliveriesFor(world: World, name: string, count: number): Promise<DeliveryItem[]> {
  const now = world.now();
  const items = Array.from({ length: count }, (_, index) => {
    const kind = kindOf(index);
    const personHash = kind === 'suppressed' ? suppressed : personOf('stream', 1 + (index % (people - 1)));
    return transactionalDelivery(
      {
        notificationId: `link-${name}-${index}`,
        recipientId: personHash,
        template: 'link',
        purpose: kind === 'late' ? 'data' : 'registration',
        seriesId: demoSeries,
        personHash,
        eventIds: [],
        expiresAt: Math.floor(Date.parse(now) / 1000) + 86_400 * 30,
      },
      // A link to one's data lives for an hour.
      kind === 'late' ? after(now, '-PT2H') : now,
      kind === 'tomorrow' ? after(now, 'P1D') : kind === 'late' ? after(now, '-PT2H') : now,
    );
  });
  await world.put(items);
  return items;
}

const recordOf = ({ notificationId, recipientId }: DeliveryItem, index: number) => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: String(1000 + index),
    NewImage: { notificationId: { S: notificationId }, recipientId: { S: recipientId } },
  },
});

/** Hands records to relay as the event source mapping of the template does, three batches at a time. */
async function relay(
  world: World,
  records: readonly unknown[],
  what: string,
): Promise<{ broken: string[]; seconds: number }> {
  const began = performance.now();
  const mapping = world.runner.stack
    .all('AWS::Lambda::EventSourceMapping')
    .find(({ EventSourceArn }) => EventSourceArn.includes('/stream/'));
  if (mapping?.BatchSize === undefined)
    throw new Error('the template has no event source mapping of the stream');
  const { BatchSize } = mapping;
  const broken: string[] = [];
  const tell = progress(what, records.length);
  let next = 0;
  const worker = async () => {
    for (let from = next; from < records.length; from = next) {
      next = from + BatchSize;
      const result = await world.runner.invoke('Relay', { Records: records.slice(from, next) });
      if (!result.ok) broken.push(`relay failed: ${result.error.errorMessage}`);
      else if (Object(result.payload).batchItemFailures.length > 0)
        broken.push('relay would not take a batch');
      tell(from);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return { broken, seconds: Math.round((performance.now() - began) / 1000) };
}

export const run = () => show('stream', stream);
if (import.meta.main) await run();
