import type { Organiser } from '../access/organiser.ts';
import { allow, covers } from '../access/organiser.ts';
import { type Change, type ChangesItem, mostChangesOfPage } from '../table/change-items.ts';
import type { Context } from '../table/context.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { problemOf } from '../values/problem.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** How long the feed tells of a change. */
const keptFor = 'P30D';
/** What one call reads at most; who asks for the changes of few series gets fewer of them. */
const mostPages = 10;

/** One change as the feed tells it. */
type ToldChange = Change & { at: Instant };

/** A part of the feed: `after` is what to ask with next, `isAll` whether there is nothing more at this moment. */
export interface ChangesPart {
  changes: ToldChange[];
  after: string;
  isAll: boolean;
}

/**
 * Adds changes to the feed, behind all that is there. Pages are numbered by whoever adds them, so that nobody who asked for
 * what comes after a page misses one that was added late; what adds them is few, and no sign-up waits for it.
 * @throws Busy; then nothing was added, or all of it, and adding them again tells them twice
 */
export async function addChanges(
  changes: readonly Change[],
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<void> {
  for (let at = 0; at < changes.length; at += mostChangesOfPage)
    await addPage(changes.slice(at, at + mostChangesOfPage), { store, now });
}

function addPage(changes: Change[], { store, now }: Pick<Context, 'store' | 'now'>): Promise<true> {
  return retrying('feed', async () => {
    const head = await store.get(refs.changesHead());
    const page = (head?.version ?? 0) + 1;
    const item: ChangesItem = {
      ...{ type: 'changes', page, at: now, changes },
      expiresAt: epochSeconds(after(now, keptFor)),
    };
    const { committed } = await store.commit([
      {
        ...{ step: 'put', item: { type: 'changesHead', version: page } },
        when: head === undefined ? 'absent' : { version: head.version },
      },
      { step: 'put', item, when: 'absent' },
    ]);
    return committed ? true : 'again';
  });
}

/**
 * What changed after a page, oldest first; without one, of the last 30 days. An organiser of some series is told of those alone.
 * @param last the `after` of the part before
 * @throws Problem 422 for one that was never given, or whose next page is not kept any more: what came since has to be read anew
 */
export async function listChanges(
  last: string | undefined,
  organiser: Organiser,
  { store, now }: Context,
): Promise<ChangesPart> {
  allow(organiser, 'viewer');
  if (last !== undefined && !/^(0|[1-9]\d{0,11})$/.test(last)) throw refusedCursor('unknownCursor');
  const head = await lastPage({ store });
  const from = last === undefined ? ((await firstKept({ store, now })) ?? head + 1) - 1 : Number(last);
  if (from > head) throw refusedCursor('unknownCursor');
  const { items: found } = await store.list(collections.changes(), {
    ...{ after: pageOrder(from), limit: mostPages },
  });
  // What is taken away by its term goes in any order.
  const pages = found.filter(({ page }, index) => page === from + 1 + index);
  if (from < head && pages.length === 0) throw refusedCursor('changesGone');
  const reached = from + pages.length;
  return {
    changes: pages.flatMap(({ at, changes }) =>
      changes
        .filter(({ seriesId }) => covers(organiser.seriesIds, [seriesId]))
        .map((change) => ({ ...change, at })),
    ),
    after: String(reached),
    isAll: reached >= head,
  };
}

/** The number of the last page. */
export const lastPage = async ({ store }: Pick<Context, 'store'>) =>
  (await store.get(refs.changesHead()))?.version ?? 0;

/** After which page everything lies that was added at an instant or later, as far as it is kept. */
export async function pageBefore(
  from: Instant,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<number> {
  const head = await lastPage({ store });
  let [low, high] = [((await firstKept({ store, now })) ?? head + 1) - 1, head];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const page = await store.get(refs.changes(middle));
    // What is gone was taken away by its term, and is older than what is there.
    if (page === undefined || page.at < from) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The page after another, or the next that is kept; undefined at the end of the feed. */
export async function pageAfter(
  last: number,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<ChangesItem | undefined> {
  const page = await store.get(refs.changes(last + 1));
  if (page !== undefined || last >= (await lastPage({ store }))) return page;
  const first = await firstKept({ store, now });
  return first === undefined || first <= last ? undefined : store.get(refs.changes(first));
}

/** The first page whose term is not over: DynamoDB takes pages away within days after it. */
async function firstKept({ store, now }: Pick<Context, 'store' | 'now'>): Promise<number | undefined> {
  let after: string | undefined;
  do {
    const found = await store.list(collections.changes(), { limit: 100, ...(after && { after }) });
    const first = found.items.find(({ expiresAt }) => Date.parse(now) < expiresAt * 1000);
    if (first !== undefined) return first.page;
    after = found.next;
  } while (after !== undefined);
  return undefined;
}

const refusedCursor = (code: 'unknownCursor' | 'changesGone') => problemOf([{ pointer: '/after', code }]);

/** A page's number as it is ordered in the table. */
const pageOrder = (page: number) => String(page).padStart(12, '0');
