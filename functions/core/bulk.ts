import type { AnnouncementItem } from './announcement-items.ts';
import { type Attempted, attemptAll, backoff, type Sending } from './attempt.ts';
import { addressees, audiencePage, type Cursor, isInAudience, type Recipient } from './audience.ts';
import { bulkDelivery, recipientOf } from './bulk-delivery.ts';
import { stepped, written as writtenSteps } from './delivery-counts.ts';
import { endsAt } from './event.ts';
import { countIn } from './guard.ts';
import type { DeliveryItem, NotificationItem } from './items.ts';
import { type Shared, sharedReads } from './mail-facts.ts';
import type { Deadline, Pace, Store } from './ports.ts';
import { refs } from './refs.ts';
import { recipientOfSubscription, subscribersPage } from './subscribers.ts';
import { after, type Instant } from './time.ts';
import { unanswered } from './unknown.ts';

/** Registrations that one step of an audience resolves: the cursor is saved after as many. */
const pageSize = 200;
/** Mails of one batch, and batches under way at once: while one waits for its answers, another is made. */
const batchSize = 16;
const batchesAtOnce = 3;
/** What is left when a run stops taking up work. */
const reserveMilliseconds = 5000;
/** When a walk through the audience left something behind, the next begins after this; attempts are settled by then. */
export const againAfter = 'PT2M';

/** What a run that sends in bulk works with. */
export interface BulkRun extends Sending {
  deadline: Deadline;
  pace: Pace;
  /** Called between batches: says that this run is at work still; false when another took over. */
  carriesOn(): Promise<boolean>;
}

export type BulkResult = 'done' | 'deadline' | 'paused' | 'day' | 'guarded';

/**
 * Carries a due notification on: writes its audience's deliveries page by page, sends each page, and saves its
 * cursor. Whoever goes on begins with the page that this one stopped in: the keys are made from the cause, so no
 * delivery is written or sent twice. What could not be settled is left to a further walk, and holds nobody up.
 */
export async function carryOn(notification: NotificationItem, run: BulkRun): Promise<BulkResult> {
  const { now } = run.at();
  const shared = sharedReads(run.at());
  const event = await shared.event(notification.eventId);
  const announcement = await announcementOf(notification, shared);
  const isStale =
    event === undefined ||
    (notification.announcementId !== undefined && announcement === undefined) ||
    (notification.kind === 'reminder' &&
      (event.status !== 'published' || event.sequence !== notification.sequence || now >= endsAt(event)));
  if (isStale) {
    await save(withoutDue({ ...notification, state: 'cancelled' }), run);
    return 'done';
  }
  let current = notification;
  for (;;) {
    const stop = await standstill(run);
    if (stop !== undefined) return putOff(current, stop, run);
    const page = await recipientsPage(current, announcement, run, shared);
    const deliveries = await written(current, page.recipients, run);
    const { result, isSettled } = await sendPage(deliveries, run, shared);
    if (result !== 'done') return putOff(current, result, run);
    const next = advanced(current, page, isSettled, run.at().now);
    // Cancelled, or taken over by another run: it is theirs now.
    if (!(await save(next, run)) || page.next === undefined) return 'done';
    current = { ...next, version: next.version + 1 };
  }
}

interface RecipientsPage {
  recipients: Recipient[];
  /** The last registration that the page was chosen from. */
  lastId?: string | undefined;
  next?: Cursor;
}

/** The next page of those whom a notification is for. */
async function recipientsPage(
  notification: NotificationItem,
  announcement: AnnouncementItem | undefined,
  run: BulkRun,
  shared: Shared,
): Promise<RecipientsPage> {
  const { store, now } = run.at();
  const series = await shared.series(notification.seriesId);
  if (announcement?.audience.allSubscribers === true && series !== undefined) {
    const from = { after: notification.settledUpTo, limit: pageSize };
    const { subscriptions, next } = await subscribersPage(announcement, series, from, store);
    const recipients = subscriptions.map((one) => recipientOfSubscription(one, announcement, now));
    return { recipients, ...(next === undefined ? {} : { next: { settledUpTo: next } }) };
  }
  const eventIds = announcement?.audience.eventIds ?? [notification.eventId];
  const { registrations, next } = await audiencePage(eventIds, notification, pageSize, store);
  const recipients =
    announcement === undefined || series === undefined
      ? registrations.filter((one) => isInAudience(one, notification.audience))
      : await addressees(registrations, announcement, series, store);
  const lastId = registrations.at(-1)?.registrationId;
  return { recipients, lastId, ...(next === undefined ? {} : { next }) };
}

/** Why a run stops before the next page, if it does. */
async function standstill(run: BulkRun): Promise<Exclude<BulkResult, 'done'> | undefined> {
  if (run.deadline.remainingMilliseconds() < reserveMilliseconds) return 'deadline';
  if (!(await run.carriesOn())) return 'deadline';
  const held = await countIn({ sent: 0, bounced: 0, complained: 0 }, run.at());
  if (held === undefined) return undefined;
  // Said at each tick, so that the alarm stands until an organiser resumes the lane.
  run.report(new Error(`the bulk lane is paused: ${held}`));
  return 'guarded';
}

async function announcementOf({ announcementId, notificationId }: NotificationItem, shared: Shared) {
  return announcementId === undefined ? undefined : shared.announcement(notificationId);
}

function advanced(
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

export async function save(item: NotificationItem, run: BulkRun): Promise<boolean> {
  const { store } = run.at();
  const { committed } = await store.commit([
    { change: 'put', item: { ...item, version: item.version + 1 }, when: { version: item.version } },
  ]);
  return committed;
}

/** A lane that can't go on for a while is not looked at each minute. */
async function putOff(
  notification: NotificationItem,
  result: Exclude<BulkResult, 'done'>,
  run: BulkRun,
): Promise<BulkResult> {
  if (result === 'day' || result === 'paused') {
    await save({ ...notification, dueAt: after(run.at().now, backoff[result]) }, run);
  }
  return result;
}

export function withoutDue(notification: NotificationItem): NotificationItem {
  const { dueLane, dueAt, ...rest } = notification;
  return rest;
}

/** New deliveries of one transaction, which counts them too. */
const writtenAtOnce = 90;

/** A page's deliveries, those that weren't there yet written now. */
async function written(
  notification: NotificationItem,
  wanted: readonly Recipient[],
  run: BulkRun,
): Promise<DeliveryItem[]> {
  const { store, now } = run.at();
  const refOf = (one: Recipient) =>
    refs.delivery(notification.notificationId, recipientOf(notification, one));
  const found = await store.getMany(wanted.map(refOf));
  const missing = wanted.filter((_, index) => found[index] === undefined);
  const made = missing.map((one) => bulkDelivery(notification, one, now));
  const own: DeliveryItem[] = [];
  for (let from = 0; from < made.length; from += writtenAtOnce) {
    own.push(...(await insert(made.slice(from, from + writtenAtOnce), store)));
  }
  const isOwn = new Set(own.map((one) => one.recipientId));
  const others = missing.filter((one) => !isOwn.has(recipientOf(notification, one)));
  const met = await store.getMany(others.map(refOf));
  return [...found, ...own, ...met].filter((one) => one !== undefined);
}

/** Writes those deliveries that nobody else wrote meanwhile, and answers them. */
async function insert(deliveries: readonly DeliveryItem[], store: Store): Promise<readonly DeliveryItem[]> {
  let left = deliveries;
  while (left.length > 0) {
    const result = await store.commit(writtenSteps(left));
    if (result.committed) return left;
    left = left.filter((_, index) => !result.failed.includes(index));
  }
  return left;
}

/** Sends what of a page is still queued; what an ended run left behind becomes unknown, never a second mail. */
async function sendPage(
  deliveries: DeliveryItem[],
  run: BulkRun,
  shared: Shared,
): Promise<{ result: BulkResult; isSettled: boolean }> {
  const waiting = deliveries.filter((one) => one.state === 'queued');
  let isSettled = await settleLeft(deliveries, run);
  let result: BulkResult = 'done';
  const sent = { sent: 0, bounced: 0, complained: 0 };
  const worker = async () => {
    while (result === 'done' && waiting.length > 0) {
      if (run.deadline.remainingMilliseconds() < reserveMilliseconds || !(await run.carriesOn())) {
        result = 'deadline';
        return;
      }
      const turns = await run.pace.take('bulk', Math.min(batchSize, waiting.length), run.deadline);
      if (typeof turns === 'string') {
        if (waiting.length > 0) result = turns;
        return;
      }
      const batch = waiting.splice(0, turns.length);
      const results = await attemptAll(batch, turns, shared, run);
      for (const [index, one] of batch.entries()) {
        const became: Attempted | undefined = results[index];
        if (became === 'sent' || became === 'unknown') sent.sent += 1;
        if (became === 'rate') waiting.unshift(one);
        if (became === 'paused' || became === 'day') result = became;
        if (became === 'broken' || became === 'taken') isSettled = false;
      }
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, worker));
  // Others may have put something back while the last were under way.
  if (result === 'done' && waiting.length > 0) await worker();
  if (sent.sent > 0) await countIn(sent, run.at());
  return { result, isSettled };
}

/** Gives up the attempts of runs that ended; answers whether none is under way. */
export async function settleLeft(deliveries: DeliveryItem[], run: BulkRun): Promise<boolean> {
  let isSettled = true;
  for (const left of deliveries.filter((one) => one.state === 'sending')) {
    const { store, now } = run.at();
    if ((left.leaseUntil ?? now) > now) isSettled = false;
    else {
      const item = unanswered(left, 'the attempt was not answered', now);
      await store.commit(stepped(left, item, { attempt: left.attemptId ?? '', state: 'sending' }));
    }
  }
  return isSettled;
}
