import { Agent, request } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CountersItem, RegistrationItem, WaitingItem } from '../../functions/core/table/items.ts';
import { Way } from '../../functions/core/table/way.ts';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { publishEvent, signUpOf, withRunner } from '../../scripts/with-runner.ts';
import { everyItem } from './every-item.ts';

const eventId = 'race';

/** `ways`: each has so many places of its own, and they have none together. */
interface Wanted {
  signUps: number;
  places: number;
  ways?: Record<Way, number> | undefined;
}

function placesOf({ places, ways }: Wanted) {
  if (ways === undefined) return { capacity: places, waitingList: true };
  return {
    attendanceMode: 'hybrid',
    place: { name: 'Rathaus', address: ['Markt 1'] },
    ways: {
      onsite: { capacity: ways.onsite, waitingList: true },
      online: { capacity: ways.online, waitingList: true },
    },
  };
}

/** One half comes, the other takes part online. */
const waysOf = (index: number, { ways }: Wanted) =>
  ways === undefined ? {} : { ways: { [eventId]: index % 2 === 0 ? 'onsite' : 'online' } };

/** What a race ended in, beside everything that is wrong with it. */
export interface RaceResult {
  faults: string[];
  signUpSeconds: number;
  confirmSeconds: number;
}

/**
 * Signs many people up for few places at once, or for those of two ways, with conflicts on, confirms all of them at once, and
 * reads every item: as many places as there are, of each way, positions in an order without gap or double, counters that say the same, no 5xx.
 */
export async function race(runner: Runner, client: Client, wanted: Wanted): Promise<RaceResult> {
  await publishEvent(client, { eventId, ...placesOf(wanted) });
  runner.faults({
    ses: { maxSendRate: 5000, max24HourSend: 1_000_000 },
    dynamodb: { conflict: true },
  });
  const people = Array.from({ length: wanted.signUps }, (_, index) => `racer-${index}@race.example`);
  const signedUp = await allAtOnce(
    people.map((email, index) => ({
      url: `${runner.url}/v1/registrations`,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(index) },
      body: JSON.stringify(signUpOf(email, [eventId], waysOf(index, wanted))),
    })),
  );
  const faults = unwanted(signedUp.statuses, 202, 'sign-up');
  await quiet(runner);
  const mails = await client.mails();
  const links = mails.flatMap((mail) =>
    mail.text.includes('/confirm/') ? [client.link(mail, '/confirm/')] : [],
  );
  if (links.length !== wanted.signUps) faults.push(`${links.length} verification mails`);
  const confirmed = await allAtOnce(links.map((url) => ({ url, headers: {}, body: '' })));
  faults.push(...unwanted(confirmed.statuses, 200, 'confirmation'));
  await quiet(runner);
  faults.push(...(await faultsOfItems(runner, wanted)));
  return { faults, signUpSeconds: signedUp.seconds, confirmSeconds: confirmed.seconds };
}

/** Until all mails are out; on a slow machine a thousand take longer than the runner waits for at once. */
async function quiet(runner: Runner): Promise<void> {
  for (let time = 1; ; time++) {
    try {
      return await runner.settle();
    } catch (error) {
      if (time === 5) throw error;
    }
  }
}

/** An address of its own for each, so that they are not many from one client. */
function addressOf(index: number): string {
  return `198.18.${index >> 8}.${index & 255}`;
}

function unwanted(statuses: number[], wanted: number, what: string): string[] {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].flatMap(([status, times]) =>
    status === wanted ? [] : [`${times} × ${status} for a ${what}`],
  );
}

interface Shot {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Posts all of them at the same time, each on a connection of its own. */
async function allAtOnce(shots: Shot[]): Promise<{ statuses: number[]; seconds: number }> {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const from = performance.now();
  const statuses = await Promise.all(shots.map((shot) => post(shot, agent)));
  return { statuses, seconds: (performance.now() - from) / 1000 };
}

function post({ url, headers, body }: Shot, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Reads every item of the event past all of our own code, and says what does not add up. */
async function faultsOfItems(runner: Runner, { signUps, places, ways }: Wanted): Promise<string[]> {
  const items = await everyItem(runner);
  const registrations = items.flatMap((item) => RegistrationItem.safeParse(item).data ?? []);
  const own = registrations.filter((one) => one.eventId === eventId);
  const waiting = items
    .flatMap((item) => WaitingItem.safeParse(item).data ?? [])
    .filter((one) => one.eventId === eventId);
  const counters = items
    .flatMap((item) => CountersItem.safeParse(item).data ?? [])
    .find((one) => one.eventId === eventId);
  const count = (is: (one: RegistrationItem) => boolean) => own.filter(is).length;
  const read = {
    taken: count((one) => one.holdsPlace),
    pending: count((one) => one.state === 'pending'),
    confirmed: count((one) => one.state === 'confirmed'),
    waitlisted: count((one) => one.state === 'waitlisted'),
    cancelled: count((one) => one.state === 'cancelled'),
  };
  const faults: string[] = [];
  const { taken, pending, confirmed, waitlisted, cancelled } = counters ?? {};
  const counted = { taken, pending, confirmed, waitlisted, cancelled };
  if (JSON.stringify(read) !== JSON.stringify(counted)) {
    faults.push(`items say ${JSON.stringify(read)}, counters ${JSON.stringify(counted)}`);
  }
  for (const way of ways === undefined ? [] : Way.options) {
    const of = (is: (one: RegistrationItem) => boolean) => count((one) => one.way === way && is(one));
    const found = {
      taken: of((one) => one.holdsPlace),
      confirmed: of((one) => one.state === 'confirmed'),
      waitlisted: of((one) => one.state === 'waitlisted'),
    };
    const { taken, confirmed, waitlisted } = counters?.ways?.[way] ?? {};
    if (JSON.stringify(found) !== JSON.stringify({ taken, confirmed, waitlisted }))
      faults.push(
        `items say ${JSON.stringify(found)} ${way}, counters ${JSON.stringify(counters?.ways?.[way])}`,
      );
    if (found.taken !== ways?.[way] || found.confirmed !== ways[way])
      faults.push(`${found.confirmed} places ${way} of ${ways?.[way]}`);
  }
  const most = ways === undefined ? Math.min(places, signUps) : ways.onsite + ways.online;
  if (read.confirmed !== most || read.taken !== most) faults.push(`${read.confirmed} places of ${most}`);
  const onList = new Map(waiting.map((one) => [one.position, one.registrationId]));
  const positions = own.flatMap((one) =>
    one.waitingPosition !== undefined && onList.get(one.waitingPosition) === one.registrationId
      ? [one.waitingPosition]
      : [],
  );
  const sorted = positions.toSorted((a, b) => a - b);
  const first = sorted[0] ?? 0;
  const isInOrder = sorted.every((position, index) => position === first + index);
  if (sorted.length !== signUps - most || !isInOrder || waiting.length !== sorted.length) {
    faults.push(
      `${sorted.length} positions from ${first} to ${sorted.at(-1)}, ${waiting.length} on the list`,
    );
  }
  return faults;
}

/** `npm run race -- --sign-ups 1000 --places 100`, or `--onsite 50 --online 100`; --assembly FOLDER instead of synthesizing. */
if (process.argv[1] === path.resolve(import.meta.filename)) {
  const { values } = parseArgs({
    options: {
      'sign-ups': { type: 'string', default: '1000' },
      places: { type: 'string', default: '100' },
      onsite: { type: 'string' },
      online: { type: 'string' },
      assembly: { type: 'string' },
    },
  });
  const { onsite, online } = values;
  const ways =
    onsite === undefined || online === undefined
      ? undefined
      : { onsite: Number(onsite), online: Number(online) };
  const wanted = { signUps: Number(values['sign-ups']), places: Number(values.places), ways };
  const result = await withRunner({ assembly: values.assembly }, (runner, client) =>
    race(runner, client, wanted),
  );
  console.log(
    `${wanted.signUps} sign-ups for ${ways ? `${onsite} places on site, ${online} online` : `${wanted.places} places`}: ` +
      `signed up in ${result.signUpSeconds.toFixed(1)} s, confirmed in ${result.confirmSeconds.toFixed(1)} s; ` +
      (result.faults.length === 0 ? 'all in order' : result.faults.join('; ')),
  );
  process.exitCode = result.faults.length === 0 ? 0 : 1;
}
