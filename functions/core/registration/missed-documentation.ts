import { enqueue, registrationCause } from '../delivery/outbox.ts';
import type { DeliveryItem, RegistrationItem } from '../table/items.ts';
import type { Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';

/** The id of what one release of an event's documentation is told by. */
export function documentationId(eventId: string, release: number): string {
  return `documentation-${eventId}-${release}`;
}

/** The id of what tells of documentation whoever confirmed an entry after it was released. */
export function lateDocumentationId(eventId: string): string {
  return `documentation-late-${eventId}`;
}

/** Releases that are looked through for what its reader has got, and for what is still to come. */
const mostReleases = 20;

/** The ids of the latest releases of an event's documentation, the last first. */
export function releaseIds(eventId: string, releases: number): string[] {
  const count = Math.min(releases, mostReleases);
  return Array.from({ length: count }, (_, index) => documentationId(eventId, releases - index));
}

/**
 * The mails with documentation that were left out because nobody had confirmed these entries: they go out once somebody does,
 * one for each event.
 */
export async function missedDocumentation(
  entries: readonly RegistrationItem[],
  { store, now }: { store: Store; now: Instant },
): Promise<Step[]> {
  const documentations = await store.getMany(entries.map(({ eventId }) => refs.documentation(eventId)));
  const missed = await Promise.all(
    entries.map(async (entry, index) => {
      const { registrationId, eventId } = entry;
      const late = lateDocumentationId(eventId);
      const ids = [late, ...releaseIds(eventId, documentations[index]?.releases ?? 0)];
      if (ids.length === 1) return [];
      const [sent, ...found] = await store.getMany(ids.map((id) => refs.delivery(id, registrationId)));
      if (sent !== undefined || !found.some(isLeftOut)) return [];
      return [enqueue(registrationCause('documentation', late, entry), now)];
    }),
  );
  return missed.flat();
}

function isLeftOut(delivery: DeliveryItem | undefined): boolean {
  return delivery?.state === 'skipped' && delivery.reason === 'notVerified';
}
