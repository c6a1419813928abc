import type { Page } from './ports.ts';

/** Read at once, of which few may be what is looked for. */
const readAtOnce = 100;
/** Then whoever asked says whether to look on. */
const mostLookedAt = 2500;

/**
 * A page of what is sought in a list that holds much else: reads on until as many are found as are wanted, or a part of
 * the list is looked through that can be waited for. `next` says that there is more to look through.
 */
export async function gathered<T>(
  { after }: { after?: string | undefined },
  wanted: number,
  read: (from: { limit: number; after?: string }) => Promise<Page<T>>,
): Promise<Page<T>> {
  const items: T[] = [];
  let next = after;
  for (let lookedAt = 0; lookedAt < mostLookedAt; lookedAt += readAtOnce) {
    const page = await read({ limit: readAtOnce, after: next });
    items.push(...page.items);
    next = page.next;
    if (next === undefined) return { items };
    if (items.length >= wanted) break;
  }
  return { items, next };
}
