import { Busy, type Store } from '../core/table/ports.ts';
import { refs } from '../core/table/refs.ts';

/** How soon a function looks again whether the ledger was replayed, and callers are told to come again. */
const againSeconds = 10;

/** A restored table in which what people had ended may live again. */
class NotReplayed extends Error {
  override readonly name = 'NotReplayed';
  constructor(tableName: string) {
    super(`${tableName} was restored, and its ledger is not replayed: npm run replay:erasures`);
  }
}

/**
 * The gate of a stage on a restored table: until its ledger was replayed (promise 7), nothing is sent and nothing shown.
 * A restore makes a table of another name, so the mark that an earlier one left in the backup opens nothing.
 * @returns what throws Busy as long as it is shut
 */
export function restoredGate(tableName: string, isRestored: boolean, store: Pick<Store, 'get'>) {
  let isOpen = !isRestored;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async (): Promise<void> => {
    if (isOpen) return;
    if (performance.now() >= lookedAt + againSeconds * 1000) {
      lookedAt = performance.now();
      isOpen = (await store.get(refs.replayed()))?.tableName === tableName;
    }
    if (!isOpen) throw new Busy(new NotReplayed(tableName), againSeconds);
  };
}
