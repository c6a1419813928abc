import { ensureFirstOwners } from '../access/organisers.ts';
import { type Cause, enqueue } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import { lists } from '../table/lists.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { everyPage, readList } from '../table/pages.ts';
import { personHash } from '../values/keys.ts';
import { after, epochSeconds } from '../values/time.ts';

/** Mails something to each organiser whom it concerns, once for its `notificationId`, however often it is asked for. */
export async function mailOrganisers(
  concerns: (organiser: OrganiserItem) => boolean,
  mail: Omit<Cause, 'recipientId' | 'personHash' | 'eventIds' | 'expiresAt'>,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const { store, keys, now } = context;
  await ensureFirstOwners(firstOwners, context);
  for await (const some of everyPage((from) => readList(lists.organisers(), from, store))) {
    for (const { organiserId: recipientId, email } of some.filter(concerns)) {
      const own = { recipientId, personHash: personHash(keys, email), eventIds: [] };
      const cause: Cause = { ...mail, ...own, expiresAt: epochSeconds(after(now, 'P90D')) };
      await store.commit([enqueue(cause, now)]);
    }
  }
}
