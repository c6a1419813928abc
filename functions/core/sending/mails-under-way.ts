import { bulkDelivery, dueByItself, recipientOf, settled } from '../delivery/bulk-delivery.ts';
import { countedAsRead, isUnderWay, outOfPage, stepped, steppedOut, written } from '../delivery/counts.ts';
import { nextState } from '../delivery/states.ts';
import { addressees, isInAudience } from '../mail/audience.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, NotificationItem, RegistrationItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import type { MovedDeliveryItem } from '../table/moved-items.ts';
import { readList } from '../table/pages.ts';
import { Busy, type Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { after, type Instant } from '../values/time.ts';
import { isAhead } from './notification-progress.ts';

/** What begins within this is under way: the transaction may be committed that much later. */
const soon = 'PT1M';
/** More than any event has. */
const mostNotifications = 200;

/** A registration as it was, and as it is under its new address. */
export interface Moved {
  from: RegistrationItem;
  to: RegistrationItem;
}

/**
 * The notifications to many of these events that are going out, or about to. Read through an index: one that was made
 * this instant may be missing, and is taken up after the address is changed.
 */
export async function notificationsUnderWay(
  eventIds: readonly string[],
  { store, now }: Context,
): Promise<NotificationItem[]> {
  const found = await Promise.all(
    eventIds.map((id) => readList(lists.notificationsOfEvent(id), { limit: mostNotifications }, store)),
  );
  return found
    .flatMap(({ items }) => items)
    .filter(
      ({ state, dueAt }) =>
        state === 'sending' || (state === 'planned' && dueAt !== undefined && dueAt <= after(now, soon)),
    );
}

/**
 * What becomes of mails under way when registrations get new ids: a walk through the audience goes by them, so that it
 * may have passed the new one already, or is about to meet it although the old one got its mail. Each mail is settled
 * here, in the transaction of the move: what went out is known under the new id, what did not is due by itself.
 * @throws Busy while one of them is handed over: its answer is to be written where it was begun
 */
export async function mailsMoved(
  moved: readonly Moved[],
  underWay: readonly NotificationItem[],
  context: Context,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const notification of underWay) {
    const eventIds = await audienceEvents(notification, context);
    let isPageOpen = false;
    for (const one of await recipients(moved, notification, context)) {
      const { notificationId } = notification;
      const to = recipientOf(notification, one.to);
      const { old, present, trace } = await context.store.load({
        old: refs.delivery(notificationId, recipientOf(notification, one.from)),
        present: refs.delivery(notificationId, to),
        trace: refs.movedDelivery(notificationId, to),
      });
      const isUncounted = old !== undefined && isAhead(old, notification, eventIds);
      isPageOpen ||= isUncounted && !isUnderWay(old);
      steps.push(...moveSteps(one, notification, { old, present, trace, isUncounted }, context.now));
    }
    if (isPageOpen) steps.push(pageReadAgain(notification));
  }
  return steps;
}

/** Those moved registrations that a notification goes to, or went to: of an announcement, one for each person. */
async function recipients(
  moved: readonly Moved[],
  notification: NotificationItem,
  { store }: Context,
): Promise<readonly Moved[]> {
  const { announcementId, notificationId, audience, eventId } = notification;
  if (announcementId === undefined)
    return moved.filter(({ from }) => from.eventId === eventId && isInAudience(from, audience));
  const [first] = moved;
  if (first === undefined) return [];
  const { announcement, series, delivery } = await store.load({
    announcement: refs.announcement(announcementId),
    series: refs.series(notification.seriesId),
    delivery: refs.delivery(notificationId, first.from.personHash),
  });
  if (announcement === undefined || series === undefined) return [];
  if (delivery !== undefined)
    return moved.filter(({ from }) => from.registrationId === delivery.registrationId);
  const own = moved
    .map(({ from }) => from)
    .filter((one) => announcement.audience.eventIds.includes(one.eventId));
  const found = await store.getMany([...new Set(own.map(({ eventId }) => eventId))].map(refs.event));
  const events = found.filter((one) => one !== undefined);
  const addressed = await addressees(own, { announcement, series, events }, store);
  return moved.filter(({ from }) => addressed.includes(from));
}

function moveSteps(
  { from, to }: Moved,
  notification: NotificationItem,
  {
    old,
    present,
    trace,
    isUncounted,
  }: {
    old: DeliveryItem | undefined;
    present: DeliveryItem | undefined;
    trace: MovedDeliveryItem | undefined;
    isUncounted: boolean;
  },
  now: Instant,
): Step[] {
  const ref = refs.delivery(notification.notificationId, recipientOf(notification, from));
  const dueAt = (notification.dueAt ?? now) > now ? (notification.dueAt ?? now) : now;
  if (old === undefined) {
    if (present !== undefined) return [];
    const made = dueByItself(bulkDelivery(notification, to, now), dueAt);
    // Nobody wrote one under the old id meanwhile.
    return [{ step: 'remove', ref, when: 'absent' }, ...written([made])];
  }
  if (old.state === 'sending') throw new Busy('a mail to the old address is under way');
  const when = { state: old.state, attempts: old.attempts };
  if (present !== undefined) {
    if (old.state !== 'queued') return [];
    const state = nextState(old.state, 'skip');
    const skipped: DeliveryItem = { ...settled(old), state, reason: 'addressChanged' };
    return isUncounted ? steppedOut(old, skipped, when) : stepped(old, skipped, when);
  }
  const { personHash, registrationId } = to;
  const item = { ...old, personHash, registrationId, recipientId: recipientOf(notification, to) };
  return movedTo(old, dueByItself(item, dueAt), { isUncounted, trace });
}

/**
 * The steps that bring a delivery to another key, where SES's notices find it from the one that its mails bear.
 * @param how `isUncounted`: its page is open, and counts it no more; `trace`: it, or another, was there before
 */
export function movedTo(
  from: DeliveryItem,
  to: DeliveryItem,
  how: { isUncounted: boolean; trace: MovedDeliveryItem | undefined },
): Step[] {
  const { notificationId, recipientId, state, attempts } = from;
  const when = countedAsRead(from, { state, attempts });
  const put = how.isUncounted
    ? steppedOut(from, to, 'absent')
    : stepped(outOfPage(from), outOfPage(to), 'absent');
  const steps: Step[] = [{ step: 'remove', ref: refs.delivery(notificationId, recipientId), when }, ...put];
  if (how.trace !== undefined)
    steps.push({ step: 'remove', ref: refs.movedDelivery(notificationId, to.recipientId) });
  // Nothing comes of a mail that was never handed over.
  if (attempts > 0) steps.push({ step: 'put', item: traceOf(from, to), when: 'any' });
  return steps;
}

function traceOf(from: DeliveryItem, to: DeliveryItem): MovedDeliveryItem {
  const { notificationId, recipientId, seriesId, createdAt, expiresAt, eventIds, kind } = from;
  const [eventId, ...others] = eventIds;
  const isOfEvent = eventId !== undefined && others.length === 0 && kind !== 'announcement';
  return {
    type: 'movedDelivery',
    notificationId,
    recipientId,
    to: to.recipientId,
    seriesId,
    personHash: to.personHash,
    eventId: isOfEvent ? eventId : undefined,
    createdAt,
    version: 0,
    expiresAt,
  };
}

/** The step that has a walk read its open pages again, because it counts from what it knows. */
export function pageReadAgain(notification: NotificationItem): Step {
  const { version } = notification;
  return { step: 'put', item: { ...notification, version: version + 1 }, when: { version } };
}

/** The events of an announcement's audience, in the order of its walk. */
export async function audienceEvents(
  { announcementId }: NotificationItem,
  { store }: Pick<Context, 'store'>,
): Promise<readonly string[] | undefined> {
  if (announcementId === undefined) return undefined;
  return (await store.get(refs.announcement(announcementId)))?.audience.eventIds;
}
