import type { Context } from '../table/context.ts';
import { lists } from '../table/lists.ts';
import { mailCounters, signUpCounter } from '../table/numbers.ts';
import { everyPage, readList } from '../table/pages.ts';
import type { Lists, Step, Store } from '../table/ports.ts';
import { collections, type Key, numbersOf, refs } from '../table/refs.ts';

/** Leaves room for the condition in a transaction of a hundred. */
const removedAtOnce = 99;

/**
 * Takes away what a deleted event left, so that another one of its id begins with nothing: what it counted, what it
 * sent to many, and mails about it alone; announcements stay with their series. Each step is on condition that there
 * is no such event. Its erasure goes last, and as long as that stands no event of this id can be made: whoever comes
 * second, or after a crash, goes on.
 */
export async function clearDeletedEvent(eventId: string, { store }: Pick<Context, 'store'>): Promise<void> {
  for await (const days of everyPage((from) => store.list(numbersOf.signUps(eventId), from))) {
    const counters = days.map((one) => signUpCounter(eventId, one.day ?? ''));
    if (!(await remove(counters, eventId, store))) return;
  }
  for await (const decoys of everyPage((from) => store.list(collections.decoys(eventId), from)))
    if (!(await remove(decoys.map(refs.decoy), eventId, store))) return;
  if (!(await remove(mailCounters(numbersOf.eventMails(eventId)), eventId, store))) return;
  for await (const deliveries of everyPage((from) => store.listed(lists.deliveriesOfEvent(eventId), from))) {
    const found = await store.getMany(deliveries);
    const alone = deliveries.filter((_, index) => found[index]?.eventIds.length === 1);
    if (!(await remove(alone, eventId, store))) return;
  }
  for await (const traces of everyPage((from) => store.listed(lists.movedDeliveriesOfEvent(eventId), from))) {
    if (!(await remove(traces, eventId, store))) return;
  }
  const notifications = lists.notificationsOfEvent(eventId);
  for await (const some of everyPage((from) => readList(notifications, from, store))) {
    for (const notification of some) {
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
  for await (const deliveries of everyPage((from) =>
    store.list(collections.deliveries(notificationId), from),
  )) {
    const all = deliveries.map((one) => refs.delivery(notificationId, one.recipientId));
    if (!(await remove(all, eventId, store))) return false;
  }
  const counters = mailCounters(numbersOf.notificationMails(notificationId));
  return remove([...counters, refs.notification(notificationId)], eventId, store);
}

/** Whether they are gone; they stay when there is an event of this id again. */
async function remove(places: readonly Key[], eventId: string, store: Store): Promise<boolean> {
  for (let at = 0; at < places.length; at += removedAtOnce) {
    const some = places.slice(at, at + removedAtOnce);
    const { committed } = await store.commit([
      { step: 'remove', ref: refs.event(eventId), when: 'absent' },
      ...some.map(({ pk, sk }): Step => ({ step: 'remove', ref: { pk, sk } })),
    ]);
    if (!committed) return false;
  }
  return true;
}
