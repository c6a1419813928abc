import { roomComesSoon } from '../delivery/guard.ts';
import type { Cursor } from '../mail/audience.ts';
import type { DeliveryItem, NotificationItem } from '../table/items.ts';
import { adding, type Numbers, pageCounter } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { doubling } from '../table/retrying.ts';
import { after, type Instant } from '../values/time.ts';
import { backoff } from './attempt.ts';
import type { BulkResult, BulkRun } from './bulk-run.ts';

/** When a walk through the audience left something behind, the next begins after this; attempts are settled by then. */
export const againAfter = 'PT2M';
/** A walk that always leaves something behind begins again after twice as long each time, up to six hours. */
const againAfterWalks = (walks: number) => doubling(120, walks, 6 * 3600);
/** While mails of a day ago leave the quota of 24 hours, each tick may have room. */
const soon = 'PT30S';

/** The notification with its cursor behind a page. */
export function advanced(
  current: NotificationItem,
  page: { next?: Cursor; lastId?: string | undefined },
  isSettled: boolean,
  now: Instant,
): NotificationItem {
  const { settledUpTo, isAgain, eventAt, walk = 0, ...passed } = current;
  const rest = walk === 0 ? passed : { ...passed, walk };
  const lastId = page.lastId ?? settledUpTo;
  const isLeft = isAgain === true || !isSettled;
  if (page.next !== undefined) {
    return {
      ...rest,
      state: 'sending',
      ...page.next,
      isAgain: isLeft || undefined,
    };
  }
  return isLeft
    ? { ...rest, state: 'sending', walk: walk + 1, dueAt: after(now, againAfterWalks(walk)) }
    : withoutDue({ ...rest, state: 'done', settledUpTo: lastId });
}

/**
 * Answers whether it was written: not when another run, or an organiser, wrote it meanwhile.
 * @param counts of its mails, which rise with it or not at all
 */
export async function save(item: NotificationItem, run: BulkRun, counts: Numbers = {}): Promise<boolean> {
  const { store } = run.at();
  const steps: Step[] = [
    { step: 'put', item: { ...item, version: item.version + 1 }, when: { version: item.version } },
  ];
  if (Object.keys(counts).length > 0) steps.push(adding(pageCounter(item.notificationId), counts));
  return (await store.commit(steps)).committed;
}

/** Whether the page that holds a delivery is still to be left, and counted. @param eventIds of an announcement */
export function isAhead(
  delivery: DeliveryItem,
  { state, walk = 0, eventAt = 0, settledUpTo }: NotificationItem,
  eventIds: readonly string[] = [],
): boolean {
  if (delivery.walk !== walk || state === 'done') return false;
  const at = Math.max(0, eventIds.indexOf(delivery.eventIds[0] ?? ''));
  if (at !== eventAt) return at > eventAt;
  return settledUpTo === undefined || positionOf(delivery) > settledUpTo;
}

/** Where a walk through an audience meets a delivery: at the registration, or the subscriber, that it was written for. */
export const positionOf = ({ registrationId, recipientId }: DeliveryItem) => registrationId ?? recipientId;

/** A lane that can't go on for a while is not looked at each minute. */
export async function putOff(
  notification: NotificationItem,
  result: BulkResult,
  run: BulkRun,
): Promise<BulkResult> {
  if (result === 'day' || result === 'paused') {
    const { store, now } = run.at();
    const isSoon = result === 'day' && roomComesSoon(await store.get(refs.guard()), now);
    await save({ ...notification, dueAt: after(now, isSoon ? soon : backoff[result]) }, run);
  }
  return result;
}

export function withoutDue(notification: NotificationItem): NotificationItem {
  const { dueLane, dueAt, ...rest } = notification;
  return rest;
}
