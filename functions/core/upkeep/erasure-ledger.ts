import { erasePersonInSeries } from '../attendee/erase.ts';
import type { Context } from '../table/context.ts';
import type { ErasedItem } from '../table/ledger-items.ts';
import type { Lists, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';

/**
 * The erasure ledger of a table, oldest first. After a restore it is read from the table that was in use until
 * then; the restored one lacks what was erased since the backup.
 */
export async function* readLedger(store: Store & Lists): AsyncGenerator<ErasedItem> {
  let after: string | undefined;
  do {
    const page = await store.listed('ERASED', { limit: 100, after });
    const found = await store.getMany(
      page.items.map(({ pk, sk }) => refs.erased(pk.slice('PERSON#'.length), sk.slice('ERASED#'.length))),
    );
    for (const item of found) if (item !== undefined) yield item;
    after = page.next;
  } while (after !== undefined);
}

/**
 * Erases from a restored table what the ledger says was erased before: all that a person had left in a series until
 * then, and nothing that came later. The entries go over into the restored table. Twice is as good as once.
 * @returns how many entries were replayed
 */
export async function replayErasures(
  ledger: AsyncIterable<ErasedItem> | Iterable<ErasedItem>,
  context: Context,
): Promise<number> {
  let replayed = 0;
  for await (const { dueLane, dueAt, ...entry } of ledger) {
    await erasePersonInSeries(entry.personHash, entry.seriesId, context, entry.erasedAt);
    await context.store.commit([{ change: 'put', item: entry, when: 'any' }]);
    replayed++;
  }
  return replayed;
}
