import type { Context } from './context.ts';
import type { DeliveryItem } from './items.ts';
import { allow, type Organiser } from './organiser-access.ts';
import { readEvent } from './organiser-events.ts';
import { deliveryId } from './outbox.ts';
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
