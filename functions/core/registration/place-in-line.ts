import type { RegistrationItem } from '../table/items.ts';
import type { Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';

/** A person's one-based place on an event's waiting list; undefined when not on it. */
export async function placeInLine(
  registration: RegistrationItem | undefined,
  store: Store,
): Promise<number | undefined> {
  if (registration?.waitingPosition === undefined) return undefined;
  const { eventId, waitingPosition } = registration;
  const own = refs.waiting(eventId, waitingPosition);
  const [entry, place] = await Promise.all([
    store.get(own),
    store.countTo(collections.waiting(eventId), own),
  ]);
  return entry === undefined ? undefined : place;
}
