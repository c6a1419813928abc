import { registeredDomain } from '../../../functions/core/registration/hold-shares.ts';
import { RegistrationItem } from '../../../functions/core/table/items.ts';
import type { Hoarder } from './strangers.ts';

/** Unconfirmed places of one event that invented addresses hold. */
export interface HeldPlaces {
  client: number;
  domain: number;
  all: number;
}

/** What the table's items say that invented addresses hold: of one client, of one mail domain, and all together. */
export function heldPlaces(
  items: readonly Record<string, unknown>[],
  eventId: string,
  invented: ReadonlyMap<string, Hoarder>,
): HeldPlaces {
  const held = items.flatMap((item) => {
    const one = RegistrationItem.safeParse(item).data;
    const isHeld = one?.state === 'pending' && one.holdsPlace && one.eventId === eventId;
    return isHeld && invented.has(one.email) ? [one.email] : [];
  });
  const byDomain = Map.groupBy(held, registeredDomain);
  return {
    all: held.length,
    client: held.filter((email) => invented.get(email) === 'one client').length,
    domain: Math.max(0, ...[...byDomain.values()].map((all) => all.length)),
  };
}
