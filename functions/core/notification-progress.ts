import { backoff } from './attempt.ts';
import type { BulkResult, BulkRun } from './bulk.ts';
import type { RecipientsPage } from './bulk-deliveries.ts';
import { roomComesSoon } from './guard.ts';
import type { NotificationItem } from './items.ts';
import { refs } from './refs.ts';
import { after, type Instant } from './time.ts';

/** When a walk through the audience left something behind, the next begins after this; attempts are settled by then. */
export const againAfter = 'PT2M';
/** While mails of a day ago leave the quota of 24 hours, each tick may have room. */
const soon = 'PT30S';

/** The notification with its cursor behind a page. */
export function advanced(
  current: NotificationItem,
  page: RecipientsPage,
  isSettled: boolean,
  now: Instant,
): NotificationItem {
  const { settledUpTo, isAgain, eventAt, ...rest } = current;
  const lastId = page.lastId ?? settledUpTo;
  const isLeft = isAgain === true || !isSettled;
  if (page.next !== undefined) {
    return {
      ...rest,
      state: 'sending',
      ...page.next,
      ...(isLeft ? { isAgain: true } : {}),
    };
  }
  return isLeft
    ? { ...rest, state: 'sending', dueAt: after(now, againAfter) }
    : withoutDue({ ...rest, state: 'done', ...(lastId === undefined ? {} : { settledUpTo: lastId }) });
}

/** Answers whether it was written: not when another run, or an organiser, wrote it meanwhile. */
export async function save(item: NotificationItem, run: BulkRun): Promise<boolean> {
  const { store } = run.at();
  const { committed } = await store.commit([
    { change: 'put', item: { ...item, version: item.version + 1 }, when: { version: item.version } },
  ]);
  return committed;
}

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
