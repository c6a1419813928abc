import { enterAgain } from '../attendee/rights-requests.ts';
import type { Context } from '../table/context.ts';
import { lists } from '../table/lists.ts';
import { everyPage, readList } from '../table/pages.ts';
import type { Lists, Store } from '../table/ports.ts';

/**
 * Takes the register of requests over into a restored table, as the one that was in use until then has it: whoever asked
 * since the backup waits for an answer still, and what was answered is. Doing it again changes nothing.
 * @returns how many entries there are
 */
export async function carryOverRegister(
  from: Store & Lists,
  { store }: Pick<Context, 'store'>,
): Promise<number> {
  let entries = 0;
  for (const list of [lists.openRequests(), lists.answeredRequests()])
    for await (const page of everyPage((at) => readList(list, at, from)))
      for (const item of page) {
        await enterAgain(item, { store });
        entries++;
      }
  return entries;
}
