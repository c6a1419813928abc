import type { Context } from './context.ts';
import { type DeliveryCause, deliverySteps } from './delivery-states.ts';
import type { DeliveryItem, SuppressionItem } from './items.ts';
import { senderIdOf } from './links.ts';
import { parseDeliveryId } from './outbox.ts';
import { Busy } from './ports.ts';
import { refs } from './refs.ts';
import type { SesNotice } from './ses-notice.ts';
import { withdraw } from './subscription.ts';

type Settling = Pick<Context, 'store' | 'now'>;

/** What each notice is to a delivery's state machine. A soft bounce is a delay that SES gave up on. */
const causes: Record<SesNotice['eventType'], DeliveryCause> = {
  Send: 'feedbackSent',
  Delivery: 'feedbackDelivered',
  DeliveryDelay: 'feedbackDelayed',
  Bounce: 'feedbackBounced',
  Complaint: 'feedbackComplained',
  Reject: 'feedbackRejected',
  'Rendering Failure': 'feedbackRejected',
};

/**
 * Takes one notice in: settles its delivery where that is a step forward, and suppresses what must not be
 * written to again. The same notice twice, or late, changes nothing.
 */
export async function settleFeedback(notice: SesNotice, context: Settling): Promise<void> {
  const key = parseDeliveryId(notice.mail.tags.deliveryId?.[0] ?? '');
  if (key === undefined) return;
  const { store } = context;
  const ref = refs.delivery(key.notificationId, key.recipientId);
  for (let round = 0; round < 20; round++) {
    const delivery = await store.get(ref);
    if (delivery === undefined) return;
    await suppress(notice, delivery, context);
    const next = deliverySteps[delivery.state][causes[notice.eventType]];
    if (next === undefined) return;
    const { dueLane, dueAt, leaseUntil, ...rest } = delivery;
    const item: DeliveryItem = {
      ...rest,
      state: next,
      messageId: notice.mail.messageId,
      ...(reasonOf(notice) === undefined ? {} : { reason: reasonOf(notice) }),
    };
    if ((await store.commit([{ change: 'put', item, when: { state: delivery.state } }])).committed) return;
  }
  throw new Busy('a delivery is contended');
}

function reasonOf(notice: SesNotice): string | undefined {
  if (notice.eventType === 'Bounce')
    return `${notice.bounce.bounceType} ${notice.bounce.bounceSubType}`.trim();
  if (notice.eventType === 'Complaint') return notice.complaint.complaintFeedbackType ?? 'complaint';
  return undefined;
}

/** A hard bounce ends everything; a complaint about news ends the news, any other ends everything. */
async function suppress(notice: SesNotice, delivery: DeliveryItem, context: Settling): Promise<void> {
  const { store, now } = context;
  const isHardBounce = notice.eventType === 'Bounce' && notice.bounce.bounceType === 'Permanent';
  if (!isHardBounce && notice.eventType !== 'Complaint') return;
  if (notice.eventType === 'Complaint' && delivery.template === 'documentation') {
    const series = await store.get(refs.series(delivery.seriesId));
    const sender = series?.notices.news?.sender;
    const ended =
      sender === undefined ? undefined : await withdraw(delivery.personHash, senderIdOf(sender), context);
    // A mail that carried news; without a subscription it carried none, and the complaint is about us.
    if (ended?.subscription !== undefined) return;
  }
  const item: SuppressionItem = {
    type: 'suppression',
    personHash: delivery.personHash,
    scope: 'everything',
    reason: isHardBounce ? 'bounce' : 'complaint',
    createdAt: now,
    ...(reasonOf(notice) === undefined ? {} : { detail: reasonOf(notice) }),
  };
  await store.commit([{ change: 'put', item, when: 'absent' }]);
}
