import type { RegistrationItem } from '../table/items.ts';
import { addingUpTo, type Numbers } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { KeyRing } from '../values/key-ring.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** What sign-ups that nobody has confirmed may hold of an event's places, all together: a share, and always a few. */
const shares = {
  /** Of one client: an office behind one address confirms soon, and its holds end with that. */
  client: { part: 1 / 5, least: 2 },
  /** Of one mail domain, be it a municipality's or a large provider's. */
  domain: { part: 1 / 3, least: 5 },
} as const;
/** Holds last for a day; what is counted of them goes when nothing was added for longer. */
const keptFor = 'P2D';

/** Who holds places: a client or a mail domain, as a keyed hash of its own in each series, and what it holds of each event. */
export class Holder {
  readonly hash: string;
  readonly #kind: keyof typeof shares;
  readonly #held: Numbers;

  constructor(hash: string, kind: keyof typeof shares, held: Numbers) {
    this.hash = hash;
    this.#kind = kind;
    this.#held = held;
  }

  /** The most places of an event that it may hold; no limit where there is none of places. */
  most(capacity: number | undefined): number {
    const { part, least } = shares[this.#kind];
    return capacity === undefined ? Number.POSITIVE_INFINITY : Math.max(least, Math.ceil(capacity * part));
  }

  hasRoom(eventId: string, capacity: number | undefined): boolean {
    return (this.#held[eventId] ?? 0) < this.most(capacity);
  }

  /** Counts one more of each of these events, and fails where that is too many; of the others it is written alone. */
  step(
    seriesId: string,
    parts: readonly { eventId: string; capacity: number | undefined; holds: boolean }[],
    now: Instant,
  ): Step {
    const limited = parts.filter(({ holds, capacity }) => holds && capacity !== undefined);
    return addingUpTo(refs.holds(seriesId, this.hash), {
      add: Object.fromEntries(parts.map(({ eventId, holds }) => [eventId, holds ? 1 : 0])),
      atMost: Object.fromEntries(limited.map((one) => [one.eventId, this.most(one.capacity)])),
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

/** The steps that end what a registration counts as held by somebody; whoever takes them takes `heldBy` off it. */
export function holdEnded(
  { heldBy = [], seriesId, eventId }: Pick<RegistrationItem, 'heldBy' | 'seriesId' | 'eventId'>,
  now: Instant,
): Step[] {
  const expiresAt = epochSeconds(after(now, keptFor));
  return heldBy.map((hash) => addingUpTo(refs.holds(seriesId, hash), { add: { [eventId]: -1 }, expiresAt }));
}
