import { audited } from './audit.ts';
import type { Context } from './context.ts';
import { stepped } from './delivery-counts.ts';
import { deliverySteps } from './delivery-states.ts';
import type { DeliveryItem } from './items.ts';
import { allow, type Organiser } from './organiser-access.ts';
import { readEvent } from './organiser-events.ts';
import { deliveryId, parseDeliveryId } from './outbox.ts';
import type { Page } from './ports.ts';
import { Problem, problemOf } from './problem.ts';
import { collections, refs } from './refs.ts';

export interface DeliveryQuery {
  eventId?: string | undefined;
  notificationId?: string | undefined;
  state?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/**
 * Deliveries of one notification, or those of an event to one person each. @throws Problem 422 when neither is
 * named: there is no walk over everything
 */
export async function listDeliveries(
  query: DeliveryQuery,
  organiser: Organiser,
  context: Context,
): Promise<Page<DeliveryItem>> {
  const from = { limit: query.limit, ...(query.after === undefined ? {} : { after: query.after }) };
  const page = await deliveries(query, from, organiser, context);
  return query.state === undefined
    ? page
    : { ...page, items: page.items.filter((one) => one.state === query.state) };
}

async function deliveries(
  { eventId, notificationId }: DeliveryQuery,
  from: { after?: string; limit: number },
  organiser: Organiser,
  context: Context,
): Promise<Page<DeliveryItem>> {
  const { store } = context;
  if (notificationId !== undefined) {
    const page = await store.list(collections.deliveries(notificationId), from);
    const [first] = page.items;
    if (first === undefined) throw new Problem('not-found');
    allow(organiser, 'viewer', first.seriesId);
    return page;
  }
  if (eventId === undefined) throw problemOf([{ pointer: '/eventId', code: 'required' }]);
  await readEvent(eventId, organiser, context);
  const { items, next } = await store.listed(`DELIVERIES#${eventId}`, from);
  const found = await store.getMany(
    items.map(({ pk, sk }) => refs.delivery(pk.slice('NOTIFICATION#'.length), sk.slice('DELIVERY#'.length))),
  );
  return { items: found.filter((one) => one !== undefined), ...(next === undefined ? {} : { next }) };
}

/**
 * Sends a delivery once more that failed or whose outcome stayed unknown: the organiser decides it, nobody else does
 * for mail to many. It goes with the next tick. @throws Problem 404, 409 when it stands otherwise
 */
export async function resendDelivery(
  id: string,
  organiser: Organiser,
  context: Context,
): Promise<DeliveryItem> {
  const { store, now } = context;
  const key = parseDeliveryId(id);
  const ref = key && refs.delivery(key.notificationId, key.recipientId);
  const delivery = ref && (await store.get(ref));
  if (delivery === undefined) throw new Problem('not-found');
  allow(organiser, 'editor', delivery.seriesId);
  const next = deliverySteps[delivery.state].retry;
  if (next === undefined) throw new Problem('not-possible-now', { detail: `it is ${delivery.state}` });
  const item: DeliveryItem = { ...delivery, state: next, dueLane: 'delivery', dueAt: now };
  const when = { state: delivery.state, attempts: delivery.attempts };
  const deed = { action: 'delivery.resend', item: `deliveries/${id}`, seriesId: delivery.seriesId };
  const { committed } = await store.commit([
    ...stepped(delivery, item, when),
    audited(organiser, deed, context),
  ]);
  if (!committed) throw new Problem('not-possible-now');
  return item;
}

/** A delivery as organisers see it. */
export function deliveryView(delivery: DeliveryItem) {
  const {
    kind,
    template,
    state,
    reason,
    eventIds,
    createdAt,
    sentAt,
    attempts,
    registrationId,
    notificationId,
  } = delivery;
  return {
    deliveryId: deliveryId(delivery),
    notificationId,
    kind,
    template,
    state,
    ...(reason === undefined ? {} : { reason }),
    eventIds,
    ...(registrationId === undefined ? {} : { registrationId }),
    createdAt,
    ...(sentAt === undefined ? {} : { sentAt }),
    attempts,
  };
}
