import type { EventItem, RegistrationItem } from '../table/items.ts';
import { everything } from '../table/pages.ts';
import type { Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { countedWay } from './places.ts';

/** A person's one-based place among those who wait for the same places; undefined when not on the waiting list. */
export async function placeInLine(
  event: EventItem,
  registration: RegistrationItem | undefined,
  store: Store,
): Promise<number | undefined> {
  if (registration?.waitingPosition === undefined) return undefined;
  const { eventId, waitingPosition } = registration;
  const own = refs.waiting(eventId, waitingPosition);
  const all = collections.waiting(eventId);
  const [entry, place] = await Promise.all([
    store.get(own),
    event.ways === undefined ? store.countTo(all, own) : amongWay(),
  ]);
  return entry === undefined ? undefined : place;

  async function amongWay() {
    const way = countedWay(event, registration ?? {});
    const upTo = own.sk.slice(all.skPrefix.length);
    const waiting = await everything((from) => store.list(all, { ...from, upTo }));
    return waiting.filter((one) => countedWay(event, one) === way).length;
  }
}
