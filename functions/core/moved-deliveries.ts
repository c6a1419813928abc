import type { Context } from './context.ts';
import { mostSeats } from './event.ts';
import type { AttendeeItem, DeliveryItem } from './items.ts';
import { type Identity, identityOf } from './person.ts';
import type { Change } from './ports.ts';
import { refs } from './refs.ts';

/**
 * Brings a person's deliveries of a series over to a new address. Their keys name the registration: moved along, a
 * reminder that was sent to the old address is not sent again to the new one. An attempt under way is left to its
 * answer, and to TTL. Done twice is as good as once.
 */
export async function moveDeliveries(
  from: Pick<AttendeeItem, 'email' | 'personHash' | 'seriesId'>,
  to: { personHash: string; identity: Identity },
  eventIds: readonly string[],
  { store, keys }: Context,
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
    if (registrationId === undefined && delivery.signUpId === undefined) continue;
    await store.commit(rewritten(delivery, registrationId, to.personHash));
  }
}

function rewritten(delivery: DeliveryItem, registrationId: string | undefined, personHash: string): Change[] {
  const when = { state: delivery.state };
  if (registrationId === undefined) return [{ change: 'put', item: { ...delivery, personHash }, when }];
  const item = { ...delivery, personHash, registrationId, recipientId: registrationId };
  const ref = refs.delivery(delivery.notificationId, delivery.recipientId);
  return [
    { change: 'remove', ref, mustExist: true },
    { change: 'put', item, when: 'absent' },
  ];
}
