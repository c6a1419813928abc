import type { CountersItem, RegistrationItem } from '../table/items.ts';
import { addingUpTo, type Numbers } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Way } from '../table/way.ts';
import type { KeyRing } from '../values/key-ring.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import type { Places } from './places.ts';

/**
 * What sign-ups that nobody has confirmed may hold of an event's places, and of those of each working group that has a
 * limit of its own, all together: a share, and always a few.
 */
const shares = {
  /** Of one client: an office behind one address confirms soon, and its holds end with that. */
  client: { part: 1 / 5, least: 2 },
  /** Of one mail domain, be it a municipality's or a large provider's. */
  domain: { part: 1 / 3, least: 5 },
} as const;
/** Holds last for a day; what is counted of them goes when nothing was added for longer. */
const keptFor = 'P2D';

/** What a sign-up takes a place of: an event, and its way and a working group of it where these have a limit of their own. */
export interface WantedPlace {
  eventId: string;
  capacity: number | undefined;
  way: { way: Way; capacity: number } | undefined;
  group: { workingGroupId: string; capacity: number } | undefined;
}

/** The place that a sign-up for a working group, or none, takes among these by these counters. */
export function wantedPlace(
  { way, capacity: ofPlaces }: Pick<Places, 'way' | 'capacity'>,
  workingGroupId: string | undefined,
  { eventId, capacity, groups }: Pick<CountersItem, 'eventId' | 'capacity' | 'groups'>,
): WantedPlace {
  const most = workingGroupId === undefined ? undefined : groups[workingGroupId]?.capacity;
  const isLimited = workingGroupId !== undefined && most !== undefined;
  const own = way === undefined || ofPlaces === undefined ? undefined : { way, capacity: ofPlaces };
  return { eventId, capacity, way: own, group: isLimited ? { workingGroupId, capacity: most } : undefined };
}

/** By which name a share is counted: an event's, or a working group's of it; a way's is no group's id. */
function shareName(eventId: string, workingGroupId?: string): string {
  return workingGroupId === undefined ? eventId : `${eventId}/${workingGroupId}`;
}

const wayName = (eventId: string, way: Way) => `${eventId}|${way}`;

/** The shares that a place counts in, each with the places that it is a share of. */
function sharesOf({ eventId, capacity, way, group }: WantedPlace) {
  return [
    { name: shareName(eventId), capacity },
    ...(way === undefined ? [] : [{ name: wayName(eventId, way.way), capacity: way.capacity }]),
    ...(group === undefined
      ? []
      : [{ name: shareName(eventId, group.workingGroupId), capacity: group.capacity }]),
  ];
}

/**
 * Who holds places: a client or a mail domain, as a keyed hash of its own in each series, and what it holds of each event
 * and working group.
 */
export class Holder {
  readonly hash: string;
  readonly #kind: keyof typeof shares;
  readonly #held: Numbers;

  constructor(hash: string, kind: keyof typeof shares, held: Numbers) {
    this.hash = hash;
    this.#kind = kind;
    this.#held = held;
  }

  /** The most places of an event or a working group that it may hold; no limit where there is none of places. */
  most(capacity: number | undefined): number {
    const { part, least } = shares[this.#kind];
    return capacity === undefined ? Number.POSITIVE_INFINITY : Math.max(least, Math.ceil(capacity * part));
  }

  hasRoom(place: WantedPlace): boolean {
    return sharesOf(place).every(({ name, capacity }) => (this.#held[name] ?? 0) < this.most(capacity));
  }

  /** Counts one more of each of these places, and fails where that is too many; of the others it is written alone. */
  step(seriesId: string, places: readonly (WantedPlace & { holds: boolean })[], now: Instant): Step {
    const all = places.flatMap(({ holds, ...place }) =>
      sharesOf(place).map((share) => ({ ...share, holds })),
    );
    const limited = all.filter(({ holds, capacity }) => holds && capacity !== undefined);
    return addingUpTo(refs.holds(seriesId, this.hash), {
      add: Object.fromEntries(all.map(({ name, holds }) => [name, holds ? 1 : 0])),
      atMost: Object.fromEntries(limited.map(({ name, capacity }) => [name, this.most(capacity)])),
      expiresAt: epochSeconds(after(now, keptFor)),
    });
  }
}

/** The hashes of a sign-up's holders, in its series. @param client undefined where there is none to be told apart */
export function holderHashes(
  keys: KeyRing,
  { seriesId, email, client }: { seriesId: string; email: string; client: string | undefined },
): { hash: string; kind: keyof typeof shares }[] {
  const hash = (kind: keyof typeof shares, who: string) => ({
    hash: keyedHash(keys, 'holder', `${seriesId}|${kind}|${who}`),
    kind,
  });
  const domain = hash('domain', registeredDomain(email));
  return client === undefined ? [domain] : [hash('client', client), domain];
}

/**
 * The part of an address' domain that somebody registered, as far as its labels tell: the last two, or three where the
 * second is short and below a country's (`co.uk`, `gv.at`). Whoever owns a domain makes as many below it as they like.
 */
export function registeredDomain(email: string): string {
  const normal = normaliseEmail(email);
  const labels = normal.slice(normal.lastIndexOf('@') + 1).split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}

type Held = Pick<RegistrationItem, 'heldBy' | 'heldWay' | 'heldGroupId' | 'seriesId' | 'eventId'>;

/**
 * The steps that end what a registration counts as held by somebody; whoever takes them takes `heldBy`, `heldWay` and
 * `heldGroupId` off it.
 */
export function holdEnded(held: Held, now: Instant): Step[] {
  return ended(held, [shareName(held.eventId), ...partsOf(held)], now);
}

/**
 * What a registration whose place goes on in another group, or by another way, counts as held by then, and the steps that
 * end its shares of what it left.
 */
export function sharesLeft(
  held: Held,
  { isGroup, isWay }: { isGroup: boolean; isWay: boolean },
  now: Instant,
): { left: Pick<RegistrationItem, 'heldBy' | 'heldWay' | 'heldGroupId'>; steps: Step[] } {
  const { heldBy, heldWay, heldGroupId, seriesId, eventId } = held;
  const over = { heldWay: isWay ? heldWay : undefined, heldGroupId: isGroup ? heldGroupId : undefined };
  return {
    left: {
      heldBy,
      heldWay: isWay ? undefined : heldWay,
      heldGroupId: isGroup ? undefined : heldGroupId,
    },
    steps: ended(held, partsOf({ ...over, seriesId, eventId }), now),
  };
}

function partsOf({ eventId, heldWay, heldGroupId }: Held): string[] {
  return [
    ...(heldWay === undefined ? [] : [wayName(eventId, heldWay)]),
    ...(heldGroupId === undefined ? [] : [shareName(eventId, heldGroupId)]),
  ];
}

function ended({ heldBy = [], seriesId }: Held, names: readonly string[], now: Instant): Step[] {
  if (names.length === 0) return [];
  const add = Object.fromEntries(names.map((name) => [name, -1]));
  const expiresAt = epochSeconds(after(now, keptFor));
  return heldBy.map((hash) => addingUpTo(refs.holds(seriesId, hash), { add, expiresAt }));
}
