import { erasePersonInSeries } from '../attendee/erase.ts';
import type { Context } from '../table/context.ts';
import type { ErasedItem } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { everyPage, readList } from '../table/pages.ts';
import type { Lists, Store } from '../table/ports.ts';

/**
 * The erasure ledger of a table, oldest first. After a restore it is read from the table that was in use until
 * then; the restored one lacks what was erased since the backup.
 */
export async function* readLedger(store: Store & Lists): AsyncGenerator<ErasedItem> {
  for await (const page of everyPage((from) => readList(lists.erased(), from, store))) yield* page;
}

/**
 * Erases from a restored table what the ledger says was erased before: all that a person had left in a series until
 * then, and nothing that came later. The entries go over into the restored table. Doing it again changes nothing.
 * One that fails holds up no other.
 * @returns how many entries were replayed, and those that were not
 */
export async function replayErasures(
  ledger: AsyncIterable<ErasedItem> | Iterable<ErasedItem>,
  context: Context,
): Promise<{ replayed: number; failed: { entry: ErasedItem; error: unknown }[] }> {
  let replayed = 0;
  const failed: { entry: ErasedItem; error: unknown }[] = [];
  for await (const { dueLane, dueAt, ...entry } of ledger) {
    try {
      await erasePersonInSeries(entry.personHash, entry.seriesId, context, entry.erasedAt);
      await context.store.commit([{ step: 'put', item: entry, when: 'any' }]);
      replayed++;
    } catch (error) {
      failed.push({ entry, error });
    }
  }
  return { replayed, failed };
}
