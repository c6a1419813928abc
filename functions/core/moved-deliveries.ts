import { dueByItself } from './bulk-delivery.ts';
import type { Context } from './context.ts';
import { isOpen } from './delivery-counts.ts';
import { mostSeats } from './event.ts';
import type { AttendeeItem, DeliveryItem } from './items.ts';
import { audienceEvents, movedTo, pageReadAgain } from './mails-under-way.ts';
import { isAhead } from './notification-progress.ts';
import { type Identity, identityOf } from './person.ts';
import type { Change } from './ports.ts';
import { refs } from './refs.ts';

/** Why a mail was left out that found its person gone, who had only moved. */
const gone: ReadonlySet<string> = new Set(['registrationGone', 'attendeeGone']);

/**
 * Brings a person's deliveries of a series over to a new address. Their keys name the registration: moved along, a
 * reminder that was sent to the old address is not sent again to the new one, and what was not sent goes to the new
 * one, also when somebody just looked for the old one in vain. An attempt under way is left to its answer, and to TTL.
 * Done twice is as good as once.
 */
export async function moveDeliveries(
  from: Pick<AttendeeItem, 'email' | 'personHash' | 'seriesId'>,
  to: { personHash: string; identity: Identity },
  eventIds: readonly string[],
  { store, keys, now }: Context,
): Promise<void> {
  const old = identityOf(keys, from);
  const newIds = new Map<string, string>();
  for (const eventId of eventIds) {
    for (let seat = 1; seat <= mostSeats; seat++)
      newIds.set(old.registrationId(eventId, seat), to.identity.registrationId(eventId, seat));
  }
  const entries = (await store.ofPerson(from.personHash)).filter(({ sk }) => sk.startsWith('DELIVERY#'));
  const found = await store.getMany(
    entries.map(({ pk, sk }) =>
      refs.delivery(pk.slice('NOTIFICATION#'.length), sk.slice('DELIVERY#'.length)),
    ),
  );
  for (const delivery of found) {
    if (delivery?.seriesId !== from.seriesId || delivery.state === 'sending') continue;
    const registrationId = newIds.get(delivery.registrationId ?? '');
    if (registrationId !== undefined) {
      const isByPerson = delivery.recipientId === from.personHash;
      const recipientId = isByPerson ? to.personHash : registrationId;
      const ids = { personHash: to.personHash, registrationId, recipientId };
      await store.commit(await moved(delivery, ids, { store, now }));
    } else if (delivery.signUpId !== undefined) {
      const item = { ...delivery, personHash: to.personHash };
      await store.commit([{ change: 'put', item, when: { state: delivery.state } }]);
    }
  }
}

async function moved(
  delivery: DeliveryItem,
  to: Pick<DeliveryItem, 'personHash' | 'registrationId' | 'recipientId'>,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Change[]> {
  const { reason, ...rest } = delivery;
  const isMissed = delivery.state === 'skipped' && gone.has(reason ?? '');
  const item: DeliveryItem = isMissed ? { ...rest, ...to, state: 'queued' } : { ...delivery, ...to };
  const moving = item.dueAt === undefined ? dueByItself(item, now) : item;
  const notification =
    delivery.walk === undefined ? undefined : await store.get(refs.notification(delivery.notificationId));
  const isUncounted =
    notification !== undefined &&
    isAhead(delivery, notification, await audienceEvents(notification, { store }));
  const steps = movedTo(delivery, moving, isUncounted);
  return isUncounted && !isOpen(delivery) ? [...steps, pageReadAgain(notification)] : steps;
}
