import { stepped } from '../delivery/counts.ts';
import { guardOf, guardStep, guardWithNotice } from '../delivery/guard.ts';
import { parseDeliveryId } from '../delivery/outbox.ts';
import {
  isHard,
  isNothing,
  isOfMailbox,
  judged,
  noticeTime,
  reasonOf,
  type SesNotice,
} from '../delivery/ses-notice.ts';
import { forgetSoftBounces, hasBouncedTooOften, isOfStrangers } from '../delivery/soft-bounces.ts';
import { type DeliveryCause, deliverySteps } from '../delivery/states.ts';
import { widens } from '../delivery/suppression.ts';
import { withdraw } from '../registration/subscription.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import type { Instant } from '../values/time.ts';

type Settling = Pick<Context, 'store' | 'now'>;

/** What each notice is to a delivery's state machine. A soft bounce is a delay that SES gave up on. */
const causes: Record<SesNotice['eventType'], DeliveryCause> = {
  Send: 'sesSent',
  Delivery: 'sesDelivered',
  DeliveryDelay: 'sesDelayed',
  Bounce: 'sesBounced',
  Complaint: 'sesComplained',
  Reject: 'sesRejected',
  'Rendering Failure': 'sesRejected',
};

/** More changes of one address than anybody makes while a notice is on its way. */
const mostMoves = 20;

/**
 * Takes one notice in: suppresses what must not be written to again, or forgets soft bounces of before a mail arrived,
 * then settles its delivery where that is a step forward, and counts it for the guard in the same transaction. The same
 * notice twice, or late, changes nothing.
 * The address that it is about is the one that the mail went to, also where its person has another by now.
 * Answers why the bulk lane is paused, when this notice paused it.
 */
export async function settleSesNotice(notice: SesNotice, context: Settling): Promise<string | undefined> {
  const key = parseDeliveryId(notice.mail.tags.deliveryId?.[0] ?? '');
  if (key === undefined) return undefined;
  if (isNothing(notice)) return undefined;
  const { store, now } = context;
  const { messageId } = notice.mail;
  return retrying('delivery', async () => {
    const delivery = await deliveryOf(key, messageId, context);
    if (delivery === undefined) return undefined;
    const mailedHash = mailedTo(notice, key, delivery);
    if (mailedHash !== undefined) await suppress(notice, { ...delivery, personHash: mailedHash }, context);
    // It was tried again at the new address: what comes of the old one is nothing to that attempt.
    if (mailedHash !== delivery.personHash && (delivery.messageId ?? messageId) !== messageId)
      return undefined;
    const next = deliverySteps[delivery.state][causes[notice.eventType]];
    if (next === undefined) return undefined;
    const { dueLane, dueAt, leaseUntil, reason, ...rest } = delivery;
    const given = reasonOf(notice);
    const item: DeliveryItem = {
      ...rest,
      state: next,
      messageId,
      sentAt: delivery.sentAt ?? notice.mail.timestamp ?? now,
      reason: given,
    };
    const changes = stepped(delivery, item, { state: delivery.state });
    const what = judged(notice);
    if (what === undefined) return (await store.commit(changes)).committed ? undefined : 'again';
    const guard = await store.get(refs.guard(guardOf(delivery)));
    const person = { personHash: mailedHash ?? delivery.personHash, what };
    const nextGuard = guardWithNotice(guard, person, now, guardOf(delivery));
    const steps = nextGuard === undefined ? changes : [...changes, guardStep(nextGuard)];
    if (!(await store.commit(steps)).committed) return 'again';
    return guard?.paused === undefined ? nextGuard?.paused?.reason : undefined;
  });
}

type Key = Pick<DeliveryItem, 'notificationId' | 'recipientId'>;

/**
 * The delivery that a notice under a key is about: the one that lies there, unless its mail is that of the one which
 * moved on from there when its person's address changed.
 */
async function deliveryOf(
  key: Key,
  messageId: string,
  context: Settling,
  moves = 0,
): Promise<DeliveryItem | undefined> {
  const { store, now } = context;
  const { notificationId, recipientId } = key;
  const here = await store.get(refs.delivery(notificationId, recipientId));
  if (here?.messageId === messageId || moves === mostMoves) return here;
  const trace = present(await store.get(refs.movedDelivery(notificationId, recipientId)), now);
  if (trace === undefined) return here;
  const there = await deliveryOf({ notificationId, recipientId: trace.to }, messageId, context, moves + 1);
  return there !== undefined && (there.messageId ?? messageId) === messageId ? there : (here ?? there);
}

/** Whose address a mail went to. Mails from before they said so went to whose key they bear. */
function mailedTo({ mail }: SesNotice, { recipientId }: Key, delivery: DeliveryItem): string | undefined {
  const [tagged] = mail.tags.personHash ?? [];
  return tagged ?? (delivery.recipientId === recipientId ? delivery.personHash : undefined);
}

/**
 * A hard bounce and the third soft one end everything, and so does a complaint, but one about news ends the news. What
 * comes of mail to an address that nobody had verified ends such mail alone (promise 10).
 */
async function suppress(notice: SesNotice, delivery: DeliveryItem, context: Settling): Promise<void> {
  const arrivedAt = notice.eventType === 'Delivery' ? noticeTime(notice) : undefined;
  if (arrivedAt !== undefined) await forgetSoftBounces(delivery.personHash, arrivedAt, context);
  if (notice.eventType === 'Complaint') {
    if (await endNews(delivery, context)) return;
    const scope = delivery.isUnverified ? 'unverified' : 'everything';
    await record(notice, delivery, { scope, reason: 'complaint' }, context);
  }
  if (notice.eventType !== 'Bounce' || !isOfMailbox(notice.bounce)) return;
  const isOver = isHard(notice.bounce);
  if (!isOver && !(await hasBouncedTooOften(notice, delivery, context))) return;
  const isNarrow = isOver ? delivery.isUnverified : isOfStrangers(delivery);
  const scope = isNarrow ? 'unverified' : 'everything';
  await record(notice, delivery, { scope, reason: 'bounce' }, context);
}

/** Withdraws the consent to the news that a mail carried; answers whether there was one. */
async function endNews(delivery: DeliveryItem, context: Settling): Promise<boolean> {
  const { seriesId, personHash, carriesNews } = delivery;
  const series = carriesNews ? await context.store.get(refs.series(seriesId)) : undefined;
  const senderId = delivery.senderId ?? series?.notices.news?.senderId;
  if (senderId === undefined) return false;
  const { subscription } = await withdraw(personHash, senderId, context);
  return subscription !== undefined;
}

async function record(
  notice: SesNotice,
  { personHash }: DeliveryItem,
  what: Pick<SuppressionItem, 'scope' | 'reason'>,
  { store, now }: Settling,
): Promise<void> {
  const at = noticeTime(notice);
  const detail = reasonOf(notice);
  const item: SuppressionItem = {
    type: 'suppression',
    personHash,
    ...what,
    createdAt: now,
    notice: { messageId: notice.mail.messageId, at },
    detail,
  };
  const entry = ended({ what: 'suppression', suppression: item }, now);
  if ((await store.commit([{ step: 'put', item, when: 'absent' }, entry])).committed) return;
  const current = await store.get(refs.suppression(personHash));
  const when = current && whenReplaced(item, current, at ?? now);
  if (when !== undefined) await store.commit([{ step: 'put', item, when }, entry]);
}

/** On what condition a suppression takes the place of another, if it does. */
function whenReplaced(item: SuppressionItem, current: SuppressionItem, at: Instant) {
  if (current.liftedAt === undefined)
    return widens(item, current) ? { suppressedAt: current.createdAt } : undefined;
  return isNewer(at, current.liftedAt) ? { lifted: current.liftedAt } : undefined;
}

/** A notice from before an organiser lifted the suppression was known to them. */
function isNewer(at: Instant, liftedAt: Instant): boolean {
  return at > liftedAt;
}
