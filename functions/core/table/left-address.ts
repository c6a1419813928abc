import type { Context } from './context.ts';
import type { SignUpItem } from './items.ts';
import { ended } from './ledger-items.ts';
import { refs } from './refs.ts';

/**
 * Whether the address that somebody signed up with was changed for another one since: what nobody had confirmed by then
 * ended with the move. Whoever has the old mailbox may sign up anew.
 */
export async function isOfLeftAddress(
  { state, takesOver, personHash, seriesId, createdAt }: SignUpItem,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<boolean> {
  if (state !== 'pending' || takesOver !== undefined) return false;
  const { endedId } = ended({ what: 'address', personHash, seriesId }, now).item;
  const left = await store.get(refs.ended(endedId));
  return left !== undefined && createdAt < left.endedAt;
}
