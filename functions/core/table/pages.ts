import type { Context } from './context.ts';
import type { List } from './lists.ts';
import type { Lists, Page, Store } from './ports.ts';
import type { Key } from './refs.ts';
import { isUnreadable } from './schema-version.ts';

/** How many are read at once; few of them may be what is looked for. */
const readAtOnce = 100;
/** More items than the megabyte of DynamoDB's answer holds. */
const mostAtOnce = 10_000;
/** Then whoever asked says whether to look on. */
const mostLookedAt = 2500;

/**
 * A page of what is sought in a list that holds much else: reads on until as many are found as are wanted, and no more, or
 * a part of the list is looked through that can be waited for. `next` says that there is more to look through.
 */
export async function fullPage<T>(
  { after }: { after?: string },
  wanted: number,
  read: (from: { limit: number; after?: string }) => Promise<Page<T>>,
): Promise<Page<T>> {
  const items: T[] = [];
  let next = after;
  let limit = wanted;
  let most = Math.max(wanted, readAtOnce);
  for (let lookedAt = 0; lookedAt < mostLookedAt && items.length < wanted; ) {
    const page = await read({ limit, after: next });
    if (items.length + page.items.length > wanted) {
      // Where to go on is known after what was read, and not in the middle of it: less is read.
      most = Math.max(wanted - items.length, Math.floor(limit / 2));
    } else {
      lookedAt += limit;
      items.push(...page.items);
      next = page.next;
      if (next === undefined) return { items };
    }
    limit = most;
  }
  return { items, next };
}

/** A page of a list with what lies there; what is gone since is left out. */
export async function readList<T>(
  list: List<T>,
  from: { after?: string; limit: number },
  store: Pick<Store & Lists, 'listed' | 'getMany'>,
  how?: { isEventual: boolean },
): Promise<Page<NonNullable<T>>> {
  const { items, next } = await store.listed(list, from);
  const found = await store.getMany(items, how);
  return { items: found.flatMap((one) => one ?? []), next };
}

/**
 * The same for whoever is shown the rest: what can't be read is left out, and reported by where it lies.
 * @param check throws for what can't be told, though it was read
 */
export async function readableList<T>(
  list: List<T>,
  from: { after?: string; limit: number },
  { store, report }: Pick<Context, 'store' | 'report'>,
  check: (item: NonNullable<T>) => void = () => {},
): Promise<Page<NonNullable<T>>> {
  const { items, next } = await store.listed(list, from);
  const leaveOut = ({ pk }: Key, error: unknown): undefined => {
    report?.(new Error(`a list went without ${pk}`, { cause: error }));
  };
  const found = await Promise.all(
    items.map(async (ref) => {
      const item = await store.load({ item: ref }).then(
        (read) => read.item,
        (error: unknown) => {
          if (!isUnreadable(error)) throw error;
          return leaveOut(ref, error);
        },
      );
      if (item === undefined || item === null) return [];
      try {
        check(item);
        return [item];
      } catch (error) {
        leaveOut(ref, error);
        return [];
      }
    }),
  );
  return { items: found.flat(), next };
}

/** Page after page, to the last. */
export async function* everyPage<T>(
  read: (from: { after?: string; limit: number }) => Promise<Page<T>>,
  limit = readAtOnce,
): AsyncGenerator<T[]> {
  let after: string | undefined;
  do {
    const { items, next } = await read({ limit, after });
    yield items;
    after = next;
  } while (after !== undefined);
}

/** All there is, of what has an end that memory holds. */
export async function everything<T>(
  read: (from: { after?: string; limit: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  for await (const some of everyPage(read, mostAtOnce)) items.push(...some);
  return items;
}

/** A page of what was read whole. @param idOf names an item: a page goes on after it */
export function pageOf<T>(
  all: readonly T[],
  { after, limit }: { after?: string; limit: number },
  idOf: (item: T) => string,
): Page<T> {
  const from = after === undefined ? 0 : all.findIndex((one) => idOf(one) === after) + 1;
  const items = all.slice(from, from + limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && from + limit < all.length ? idOf(last) : undefined };
}
