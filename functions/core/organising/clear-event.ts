import type { Context } from '../table/context.ts';
import type { NumbersItem } from '../table/numbers.ts';
import { mailCounters, numbersOf, signUpCounter } from '../table/numbers.ts';
import type { Change, Lists, Page, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';

type Place = { pk: string; sk: string };

/** Leaves room for the condition in a transaction of a hundred. */
const removedAtOnce = 99;
const pageSize = 100;

/**
 * Takes away what a deleted event left, so that another one of its id begins with nothing: what it counted, what it
 * sent to many, and mails about it alone; announcements stay with their series. Each step is on condition that there
 * is no such event. Its erasure goes last, and as long as that stands no event of this id can be made: whoever comes
 * second, or after a crash, goes on.
 */
export async function clearDeletedEvent(eventId: string, { store }: Pick<Context, 'store'>): Promise<void> {
  for await (const days of pages((from) => store.list(numbersOf.signUps(eventId), from))) {
    if (
      !(await remove(
        days.map((one: NumbersItem) => signUpCounter(eventId, one.day ?? '')),
        eventId,
        store,
      ))
    )
      return;
  }
  if (!(await remove(mailCounters(numbersOf.eventMails(eventId)), eventId, store))) return;
  for await (const entries of pages((from) => store.listed(`DELIVERIES#${eventId}`, from))) {
    const found = await store.getMany(
      entries.map(({ pk, sk }) =>
        refs.delivery(pk.slice('NOTIFICATION#'.length), sk.slice('DELIVERY#'.length)),
      ),
    );
    const alone = entries.filter((_, index) => found[index]?.eventIds.length === 1);
    if (!(await remove(alone, eventId, store))) return;
  }
  for await (const traces of pages((from) => store.listed(`MOVED#${eventId}`, from))) {
    if (!(await remove(traces, eventId, store))) return;
  }
  for await (const entries of pages((from) => store.listed(`NOTIFICATIONS#${eventId}`, from))) {
    const ids = entries.map(({ pk }) => pk.slice('NOTIFICATION#'.length));
    const found = await store.getMany(ids.map(refs.notification));
    for (const notification of found.filter((one) => one !== undefined)) {
      if (notification.announcementId !== undefined) continue;
      if (!(await removeNotification(notification.notificationId, eventId, store))) return;
    }
  }
  await remove([refs.erasure(eventId)], eventId, store);
}

async function removeNotification(
  notificationId: string,
  eventId: string,
  store: Store & Lists,
): Promise<boolean> {
  for await (const deliveries of pages((from) => store.list(collections.deliveries(notificationId), from))) {
    const all = deliveries.map((one) => refs.delivery(notificationId, one.recipientId));
    if (!(await remove(all, eventId, store))) return false;
  }
  const counters = mailCounters(numbersOf.notificationMails(notificationId));
  return remove([...counters, refs.notification(notificationId)], eventId, store);
}

/** Whether they are gone; they stay when there is an event of this id again. */
async function remove(places: readonly Place[], eventId: string, store: Store): Promise<boolean> {
  for (let at = 0; at < places.length; at += removedAtOnce) {
    const some = places.slice(at, at + removedAtOnce);
    const { committed } = await store.commit([
      { change: 'remove', ref: refs.event(eventId), when: 'absent' },
      ...some.map(({ pk, sk }): Change => ({ change: 'remove', ref: { pk, sk } })),
    ]);
    if (!committed) return false;
  }
  return true;
}

async function* pages<T>(
  read: (from: { after?: string; limit: number }) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  let after: string | undefined;
  do {
    const { items, next } = await read({ limit: pageSize, after });
    yield items;
    after = next;
  } while (after !== undefined);
}
