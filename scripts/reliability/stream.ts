import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeliveryItem } from '../../functions/core/items.ts';
import { deliveryId, transactional } from '../../functions/core/outbox.ts';
import { synthesize } from '../synthesize.ts';
import { demoSeries } from '../with-runner.ts';
import { withoutStream } from './deaf.ts';
import { dice, type Shown, show, tally, told, type Wanted } from './show.ts';
import { inWorld, personOf, type World } from './world.ts';

const sizes = { small: 240, full: 100_000 };
/** As the event source mapping has it. */
const batchSize = 10;

/**
 * Stream: records that come 1 to 5 times, in any order, with one in a hundred that nobody can read. Each delivery is
 * sent once, and stands as it does when every record comes once and in order.
 */
export async function stream({ seed, size, assembly }: Wanted): Promise<Shown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-stream-'));
  try {
    const given = assembly ?? path.join(folder, 'cdk.out');
    if (assembly === undefined) synthesize(given);
    const still = path.join(folder, 'still');
    withoutStream(given, still);
    return await inWorld(still, (world) => play(world, seed, sizes[size]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(world: World, seed: number, wanted: number): Promise<Shown> {
  const random = dice(seed);
  world.runner.faults({ ses: { maxSendRate: 100_000, max24HourSend: 10_000_000 }, seed });
  // 1 to 5 times each is 3 on average.
  const count = Math.ceil(wanted / 3);
  await world.audience('stream', count);
  const clean = await deliveriesFor(world, 'clean', count);
  const wild = await deliveriesFor(world, 'wild', count);
  const cleanRecords = clean.map((one, index) => recordOf(one, index));
  const wildRecords: unknown[] = wild.flatMap((one, index) =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => recordOf(one, index)),
  );
  const poison = [
    null,
    'text',
    {},
    { dynamodb: {} },
    { dynamodb: { SequenceNumber: '1', NewImage: { notificationId: 7 } } },
  ];
  for (let index = 0; index < wildRecords.length / 100; index++)
    wildRecords.push(poison[index % poison.length]);
  const shuffled = wildRecords
    .map((record) => ({ record, order: random() }))
    .toSorted((a, b) => a.order - b.order);
  const broken = [
    ...(await relay(world, cleanRecords)),
    ...(await relay(
      world,
      shuffled.map(({ record }) => record),
    )),
  ];
  await world.runner.settle();
  const all = await world.deliveries();
  const stateOf = (one: DeliveryItem) => all.get(deliveryId(one))?.state ?? 'lost';
  for (const [index, one] of wild.entries()) {
    const other = clean[index];
    if (other !== undefined && stateOf(one) !== stateOf(other))
      broken.push(`${stateOf(one)} where the clean order gives ${stateOf(other)}`);
  }
  const mails = tally(world.accepted().map((mail) => mail.deliveryId));
  for (const one of [...clean, ...wild]) {
    const sent = mails.get(deliveryId(one)) ?? 0;
    if (sent !== 1) broken.push(`a delivery was sent ${sent} times`);
  }
  return {
    lines: [
      `${wildRecords.length} records for ${count} deliveries, ${Math.ceil(wildRecords.length / 100)} of them poison: ${told(tally(wild.map(stateOf)))}; in clean order: ${told(tally(clean.map(stateOf)))}`,
    ],
    broken,
  };
}

async function deliveriesFor(world: World, name: string, count: number): Promise<DeliveryItem[]> {
  const now = world.now();
  const items = Array.from({ length: count }, (_, index) =>
    transactional(
      {
        notificationId: `link-${name}-${index}`,
        recipientId: personOf('stream', index),
        kind: 'confirmation',
        template: 'link',
        purpose: 'registration',
        seriesId: demoSeries,
        personHash: personOf('stream', index),
        eventIds: [],
        expiresAt: Math.floor(Date.parse(now) / 1000) + 86_400 * 30,
      },
      now,
    ),
  );
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

async function relay(world: World, records: readonly unknown[]): Promise<string[]> {
  const broken: string[] = [];
  let next = 0;
  const worker = async () => {
    for (let from = next; from < records.length; from = next) {
      next = from + batchSize;
      const result = await world.runner.invoke('Relay', { Records: records.slice(from, from + batchSize) });
      if (!result.ok) broken.push(`relay failed: ${result.error.errorMessage}`);
      else if (Object(result.payload).batchItemFailures.length > 0)
        broken.push('relay would not take a batch');
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return broken;
}

export const run = () => show('stream', stream);
if (import.meta.main) await run();
