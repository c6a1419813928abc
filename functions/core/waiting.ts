import type { RegistrationItem } from './items.ts';
import type { Store } from './ports.ts';
import { collections } from './refs.ts';

/** A person's one-based place on an event's waiting list; undefined when not on it. */
export async function placeInLine(
  registration: RegistrationItem | undefined,
  store: Store,
): Promise<number | undefined> {
  if (registration?.waitingPosition === undefined) return undefined;
  let place = 0;
  let after: string | undefined;
  do {
    const page = await store.list(
      collections.waiting(registration.eventId),
      after === undefined ? {} : { after },
    );
    for (const entry of page.items) {
      place++;
      if (entry.position === registration.waitingPosition) return place;
    }
    after = page.next;
  } while (after !== undefined);
  return undefined;
}
