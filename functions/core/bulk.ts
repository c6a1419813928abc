import { attempt, type Sending, unanswered } from './attempt.ts';
import type { Context } from './context.ts';
import { endsAt } from './event.ts';
import type { DeliveryItem, NotificationItem, RegistrationItem } from './items.ts';
import { type Shared, sharedReads } from './mail-facts.ts';
import type { Change, Deadline, Pace } from './ports.ts';
import { collections, refs } from './refs.ts';
import type { Instant } from './time.ts';

/** Registrations that one step of an audience resolves: the cursor is saved after as many. */
const pageSize = 100;
/** Mails under way at once. */
const mostAtOnce = 16;
/** What is left when a run stops taking up work. */
const reserveMilliseconds = 4000;

/** What a run of dispatch works with. */
export interface Run {
  /** The context at this moment. */
  at(): Context;
  deadline: Deadline;
  pace: Pace;
  sending: Sending;
}

export type BulkResult = 'done' | 'deadline' | 'paused' | 'day';

/** Whether a person belongs to a notification's audience now. */
export function isInAudience(
  registration: RegistrationItem,
  audience: NotificationItem['audience'],
): boolean {
  const { state } = registration;
  if (audience === 'confirmedOrWaitlisted') return state === 'confirmed' || state === 'waitlisted';
  return state === audience;
}

/** The delivery of a notification to one registration: its key is made from the cause (promise 3). */
export function bulkDelivery(
  notification: NotificationItem,
  registration: RegistrationItem,
  now: Instant,
): DeliveryItem {
  const isLate =
    notification.kind === 'reminder' && (registration.confirmedAt ?? now) > notification.plannedAt;
  return {
    type: 'delivery',
    notificationId: notification.notificationId,
    recipientId: registration.registrationId,
    kind: notification.kind,
    template: notification.template,
    lane: 'bulk',
    state: isLate ? 'skipped' : 'queued',
    ...(isLate ? { reason: 'confirmedAfterDue' } : {}),
    seriesId: registration.seriesId,
    personHash: registration.personHash,
    eventIds: [registration.eventId],
    registrationId: registration.registrationId,
    createdAt: now,
    attempts: 0,
    ...(registration.expiresAt === undefined ? {} : { expiresAt: registration.expiresAt }),
  };
}

/**
 * Carries a due notification on: writes its audience's deliveries page by page, sends each page, and saves its
 * cursor. Whoever goes on writes the page again that this one stopped in: the keys are made from the cause, so
 * no delivery is written or sent twice.
 */
export async function carryOn(notification: NotificationItem, run: Run): Promise<BulkResult> {
  const { store, now } = run.at();
  const shared = sharedReads(run.at());
  const event = await shared.event(notification.eventId);
  const isStale =
    event === undefined ||
    (notification.kind === 'reminder' &&
      (event.status !== 'published' || event.sequence !== notification.sequence || now >= endsAt(event)));
  let current = notification;
  if (isStale) {
    await save(withoutDue({ ...current, state: 'cancelled' }), run);
    return 'done';
  }
  for (;;) {
    if (run.deadline.remainingMilliseconds() < reserveMilliseconds) return 'deadline';
    const page = await store.list(collections.registrations(notification.eventId), {
      limit: pageSize,
      ...(current.settledUpTo === undefined ? {} : { after: current.settledUpTo }),
    });
    const wanted = page.items.filter((registration) => isInAudience(registration, current.audience));
    await writePage(current, wanted, run);
    const lastId = page.items.at(-1)?.registrationId;
    const deliveries = await store.getMany(
      wanted.map((one) => refs.delivery(current.notificationId, one.registrationId)),
    );
    const result = await sendPage(
      deliveries.filter((one) => one !== undefined),
      run,
      shared,
    );
    if (result !== 'done') return result;
    const isLast = page.next === undefined;
    const cursor = lastId === undefined ? {} : { settledUpTo: lastId };
    const next: NotificationItem = {
      ...current,
      ...cursor,
      state: isLast ? 'done' : 'sending',
      version: current.version + 1,
    };
    const item = isLast ? withoutDue(next) : next;
    const { committed } = await store.commit([{ change: 'put', item, when: { version: current.version } }]);
    // Cancelled, or taken over by another run: it is theirs now.
    if (!committed || isLast) return 'done';
    current = next;
  }
}

async function save(item: NotificationItem, run: Run): Promise<void> {
  const { store } = run.at();
  await store.commit([
    { change: 'put', item: { ...item, version: item.version + 1 }, when: { version: item.version } },
  ]);
}

function withoutDue(notification: NotificationItem): NotificationItem {
  const { dueLane, dueAt, ...rest } = notification;
  return rest;
}

async function writePage(
  notification: NotificationItem,
  registrations: RegistrationItem[],
  run: Run,
): Promise<void> {
  const { store, now } = run.at();
  const changes = registrations.map(
    (registration): Change => ({
      change: 'put',
      item: bulkDelivery(notification, registration, now),
      when: 'absent',
    }),
  );
  await inParallel(changes, (change) => store.commit([change]).then(() => undefined));
}

/** Sends what of a page is still queued; what an ended run left behind becomes unknown, never a second mail. */
async function sendPage(deliveries: DeliveryItem[], run: Run, shared: Shared): Promise<BulkResult> {
  let waiting = deliveries.filter((one) => one.state === 'queued');
  let isUnderWay = false;
  for (const left of deliveries.filter((one) => one.state === 'sending')) {
    const { store, now } = run.at();
    if ((left.leaseUntil ?? now) > now) {
      isUnderWay = true;
      continue;
    }
    const item = unanswered(left, 'the attempt was not answered', now);
    await store.commit([{ change: 'put', item, when: { attempt: left.attemptId ?? '' } }]);
  }
  while (waiting.length > 0) {
    if (run.deadline.remainingMilliseconds() < reserveMilliseconds) return 'deadline';
    const leave = await run.pace.take('bulk', Math.min(mostAtOnce, waiting.length), run.deadline);
    if (leave === 0) return run.deadline.remainingMilliseconds() < reserveMilliseconds ? 'deadline' : 'day';
    const batch = waiting.slice(0, leave);
    const results = await Promise.all(batch.map((one) => attempt(one, run.at(), shared, run.sending)));
    if (results.includes('rate')) run.pace.throttled();
    if (results.includes('paused')) return 'paused';
    if (results.includes('day')) return 'day';
    waiting = [...batch.filter((_, index) => results[index] === 'rate'), ...waiting.slice(leave)];
  }
  // An attempt of a run that ended has its lease to run out first: the page is not settled before.
  return isUnderWay ? 'deadline' : 'done';
}

/** Runs a call for each, a few at once. */
export async function inParallel<T>(all: readonly T[], call: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await call(one);
  };
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, all.length) }, worker));
}
