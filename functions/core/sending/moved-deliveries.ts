import { dueByItself } from '../delivery/bulk-delivery.ts';
import { countedAsRead, isUnderWay } from '../delivery/counts.ts';
import type { Context } from '../table/context.ts';
import { mostSeats } from '../table/event.ts';
import type { AttendeeItem, DeliveryItem } from '../table/items.ts';
import type { MovedDeliveryItem } from '../table/moved-items.ts';
import { type Identity, identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { audienceEvents, movedTo, pageReadAgain } from './mails-under-way.ts';
import { isAhead } from './notification-progress.ts';

/** Why a mail was left out that found its person gone, who had only moved. */
const gone: ReadonlySet<string> = new Set(['registrationGone', 'attendeeGone']);

type Former = Pick<AttendeeItem, 'email' | 'personHash' | 'seriesId'>;

/**
 * Brings a person's deliveries of a series over to a new address. Those whose keys name the registration move along: a
 * reminder that was sent to the old address is not sent again to the new one, and what was not sent goes to the new
 * one, also when somebody just looked for the old one in vain. An attempt under way is left to its answer, and to TTL.
 * Doing it again changes nothing.
 */
export async function moveDeliveries(
  from: Former,
  to: { personHash: string; identity: Identity },
  eventIds: readonly string[],
  context: Context,
): Promise<void> {
  const { store, keys } = context;
  const old = identityOf(keys, from);
  const newIds = new Map<string, string>();
  for (const eventId of eventIds) {
    for (let seat = 1; seat <= mostSeats; seat++)
      newIds.set(old.registrationId(eventId, seat), to.identity.registrationId(eventId, seat));
  }
  const { deliveries, traces } = await mailsOf(from, context);
  for (const found of deliveries) {
    const ref = refs.delivery(found.notificationId, found.recipientId);
    let delivery: DeliveryItem | undefined = found;
    const bring = async () => {
      if (delivery?.personHash !== from.personHash || delivery.state === 'sending') return;
      const steps = await brought(delivery, to.personHash, newIds, context);
      if (steps.length === 0 || (await store.commit(steps)).committed) return;
      delivery = await store.get(ref);
      return 'again' as const;
    };
    await retrying('delivery', bring, () => undefined);
  }
  for (const { version, ...trace } of traces) {
    const item = { ...trace, personHash: to.personHash, version: version + 1 };
    await store.commit([{ step: 'put', item, when: { version } }]);
  }
}

/** Whether a mail to a person is being handed to SES, as far as the index shows. */
export async function isHandedOver(person: Former, context: Context): Promise<boolean> {
  const { deliveries } = await mailsOf(person, context);
  return deliveries.some(({ state }) => state === 'sending');
}

async function mailsOf({ personHash, seriesId }: Former, { store }: Context) {
  const found = await store.ofPerson(personHash);
  const [deliveries, traces] = await Promise.all([
    store.getMany(found.deliveries),
    store.getMany(found.movedDeliveries),
  ]);
  const isOwn = (one: { seriesId: string } | undefined) => one?.seriesId === seriesId;
  return {
    deliveries: deliveries.filter((one) => one !== undefined).filter(isOwn),
    traces: traces.filter((one) => one !== undefined).filter(isOwn),
  };
}

async function brought(
  delivery: DeliveryItem,
  personHash: string,
  newIds: ReadonlyMap<string, string>,
  context: Context,
): Promise<Step[]> {
  const { state, attempts, signUpId, dueAt } = delivery;
  const registrationId = newIds.get(delivery.registrationId ?? '');
  if (registrationId !== undefined) {
    const recipientId = delivery.recipientId === delivery.personHash ? personHash : registrationId;
    const { present, trace } = await context.store.load({
      present: refs.delivery(delivery.notificationId, recipientId),
      trace: refs.movedDelivery(delivery.notificationId, recipientId),
    });
    if (present === undefined)
      return moved(delivery, { personHash, registrationId, recipientId }, trace, context);
  }
  // What is still to be sent to the old address alone finds it gone.
  if (signUpId === undefined && dueAt !== undefined) return [];
  const when = countedAsRead(delivery, { state, attempts });
  return [{ step: 'put', item: { ...delivery, personHash }, when }];
}

async function moved(
  delivery: DeliveryItem,
  to: Pick<DeliveryItem, 'personHash' | 'registrationId' | 'recipientId'>,
  trace: MovedDeliveryItem | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Step[]> {
  const { reason, ...rest } = delivery;
  const isMissed = delivery.state === 'skipped' && gone.has(reason ?? '');
  const item: DeliveryItem = isMissed ? { ...rest, ...to, state: 'queued' } : { ...delivery, ...to };
  const moving = item.dueAt === undefined ? dueByItself(item, now) : item;
  const notification =
    delivery.walk === undefined ? undefined : await store.get(refs.notification(delivery.notificationId));
  const isUncounted =
    notification !== undefined &&
    isAhead(delivery, notification, await audienceEvents(notification, { store }));
  const steps = movedTo(delivery, moving, { isUncounted, trace });
  return isUncounted && !isUnderWay(delivery) ? [...steps, pageReadAgain(notification)] : steps;
}
