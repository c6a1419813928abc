import { Change } from '../table/change-items.ts';
import type { Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';

/** An item that was written or taken away: its type, and of its ids those that it has. */
export interface Written {
  type: string;
  action: Change['action'];
  seriesId?: string | undefined;
  eventId?: string | undefined;
  registrationId?: string | undefined;
  announcementId?: string | undefined;
}

/** What the feed tells of items that were written, each once, in the order of their last time. */
export async function changesOf(written: readonly Written[], store: Pick<Store, 'get'>): Promise<Change[]> {
  const told = new Map<string, Change>();
  for (const { type: kind, action, ...ids } of written) {
    const seriesId = ids.seriesId ?? (await seriesOf(ids, store));
    const change = Change.safeParse({ kind, action, ...ids, seriesId });
    if (!change.success) continue;
    const key = JSON.stringify(change.data);
    told.delete(key);
    told.set(key, change.data);
  }
  return [...told.values()];
}

/** Documentation names its event alone; with the event it goes, and that is told. */
async function seriesOf({ eventId }: Pick<Written, 'eventId'>, store: Pick<Store, 'get'>) {
  return eventId === undefined ? undefined : (await store.get(refs.event(eventId)))?.seriesId;
}
