import type { Context } from '../table/context.ts';
import type { CountersItem, EventItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { formerWay } from '../table/way.ts';

/**
 * The counters of an event, counted by way from now on: before any registration says its own. Whoever is counted already takes
 * part as those do who say nothing.
 * @throws Busy
 */
export async function countedByWay(
  event: EventItem,
  found: CountersItem,
  { store }: Pick<Context, 'store'>,
): Promise<CountersItem> {
  let counters: CountersItem | undefined = found;
  return retrying('event', async () => {
    if (counters === undefined || counters.ways !== undefined) return counters ?? found;
    const { eventId } = event;
    const { taken, confirmed, waitlisted } = counters;
    const read = { taken, confirmed, waitlisted };
    await store.commit([{ step: 'beginWays', eventId, way: formerWay(event), read }]);
    counters = await store.get(refs.counters(eventId));
    return 'again';
  });
}
