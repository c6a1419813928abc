import { isOwnerOfAll } from '../access/organisers.ts';
import { eraseEntered, erasePersonInSeries } from '../attendee/erase.ts';
import { widens } from '../delivery/suppression.ts';
import { stripOf } from '../registration/sensitive.ts';
import { withdraw } from '../registration/subscription.ts';
import type { Context } from '../table/context.ts';
import type { EndedItem, ErasedItem } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import type { OwnersItem } from '../table/organiser-items.ts';
import { everyPage, readList } from '../table/pages.ts';
import type { Lists, Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import type { Instant } from '../values/time.ts';

/** What somebody ended, and when: an entry of the ledger. */
export type LedgerEntry = ErasedItem | EndedItem;

/**
 * The ledger of a table: whom it erased, and whatever else people or organisers ended, oldest first each. After a restore
 * it is read from the table that was in use until then; the restored one lacks what ended since the backup.
 */
export async function* readLedger(store: Store & Lists): AsyncGenerator<LedgerEntry> {
  for await (const page of everyPage((from) => readList(lists.erased(), from, store))) yield* page;
  for await (const page of everyPage((from) => readList(lists.ended(), from, store))) yield* page;
}

/**
 * Ends in a restored table what the ledger says was ended before: as it was then, and nothing that came later. The entries
 * go over into the restored table. Doing it again changes nothing. One that fails holds up no other.
 * @returns how many entries were replayed, and those that were not
 */
export async function replayLedger(
  ledger: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  context: Context,
): Promise<{ replayed: number; failed: { entry: LedgerEntry; error: unknown }[] }> {
  let replayed = 0;
  const failed: { entry: LedgerEntry; error: unknown }[] = [];
  for await (const entry of ledger) {
    try {
      if (entry.type === 'ended') await endAgain(entry, context);
      else await eraseOnceMore(entry, context);
      replayed++;
    } catch (error) {
      failed.push({ entry, error });
    }
  }
  return { replayed, failed };
}

/** Lets a restored table's mail and pages begin, once its ledger was replayed whole. */
export async function openRestored(tableName: string, { store, now }: Pick<Context, 'store' | 'now'>) {
  await store.commit([{ step: 'put', item: { type: 'replayed', tableName, replayedAt: now }, when: 'any' }]);
}

async function eraseOnceMore({ dueLane, dueAt, ...entry }: ErasedItem, context: Context): Promise<void> {
  await eraseEntered(entry, context);
  await context.store.commit([{ step: 'put', item: entry, when: 'any' }]);
}

async function endAgain(entry: EndedItem, context: Context): Promise<void> {
  const { store } = context;
  const { of, endedAt } = entry;
  switch (of.what) {
    case 'subscription': {
      const found = await store.get(refs.subscription(of.personHash, of.senderId));
      if (found !== undefined && found.createdAt <= endedAt)
        await withdraw(of.personHash, of.senderId, { store, now: endedAt });
      break;
    }
    case 'suppression':
      await suppressAgain(of.suppression, endedAt, store);
      break;
    case 'sensitive': {
      const { registration, event } = await store.load({
        registration: refs.registration(of.eventId, of.registrationId),
        event: refs.event(of.eventId),
      });
      const givenAt = registration?.sensitiveConsent?.givenAt ?? registration?.createdAt ?? endedAt;
      if (registration !== undefined && event !== undefined && givenAt <= endedAt)
        await stripOf(registration, event, context);
      break;
    }
    case 'address':
      await erasePersonInSeries(of.personHash, of.seriesId, context, endedAt);
      break;
    case 'token':
      await revokeAgain(of.tokenHash, endedAt, store);
      break;
    case 'organiser':
      await removeAgain(of.organiserId, endedAt, store);
      break;
    default:
      return of satisfies never;
  }
  await store.commit([{ step: 'put', item: entry, when: 'any' }]);
}

/** One that an organiser lifted after it was made stays lifted. */
async function suppressAgain(item: SuppressionItem, endedAt: Instant, store: Store): Promise<void> {
  return retrying('item', async () => {
    const current = await store.get(refs.suppression(item.personHash));
    const when = current === undefined ? ('absent' as const) : whenSuppressed(item, current, endedAt);
    if (when === undefined) return;
    return (await store.commit([{ step: 'put', item, when }])).committed ? undefined : 'again';
  });
}

function whenSuppressed(item: SuppressionItem, current: SuppressionItem, endedAt: Instant) {
  const { liftedAt, createdAt } = current;
  if (liftedAt === undefined) return widens(item, current) ? { suppressedAt: createdAt } : undefined;
  return liftedAt < endedAt ? { lifted: liftedAt } : undefined;
}

async function revokeAgain(tokenHash: string, revokedAt: Instant, store: Store): Promise<void> {
  return retrying('item', async () => {
    const token = await store.get(refs.token(tokenHash));
    if (token === undefined || token.revokedAt !== undefined) return;
    const item = { ...token, revokedAt, version: token.version + 1 };
    const { committed } = await store.commit([{ step: 'put', item, when: { version: token.version } }]);
    return committed ? undefined : 'again';
  });
}

/** Whoever was made an organiser anew since stays. Without any owner left, the stage's own begin again at their login. */
async function removeAgain(organiserId: string, endedAt: Instant, store: Store): Promise<void> {
  return retrying('item', async () => {
    const { organiser, owners } = await store.load({
      organiser: refs.organiser(organiserId),
      owners: refs.owners(),
    });
    if (organiser === undefined || organiser.createdAt > endedAt) return;
    const { version } = organiser;
    const gone: Step = { step: 'removeVersion', ref: refs.organiser(organiserId), version };
    const { committed } =
      isOwnerOfAll(organiser) && owners !== undefined
        ? await store.commit([gone, withOneLess(owners)])
        : await store.commit([gone]);
    return committed ? undefined : 'again';
  });
}

function withOneLess({ version, count, ...owners }: OwnersItem): Step {
  if (count <= 1) return { step: 'removeVersion', ref: refs.owners(), version };
  return { step: 'put', item: { ...owners, count: count - 1, version: version + 1 }, when: { version } };
}
