import { handOn } from '../registration/cancel.ts';
import { endDecoys } from '../registration/decoy-places.ts';
import { holdEnded } from '../registration/hold-shares.ts';
import { leaveWaitingList, Tally } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { AttendeeItem, DeliveryItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import type { ErasedItem } from '../table/ledger-items.ts';
import type { MovedDeliveryItem } from '../table/moved-items.ts';
import type { Step } from '../table/ports.ts';
import { type Ref, refOf, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** When a person is looked for once more: an index may not have shown what was written a moment before. */
const secondLook = 'PT15M';
/** Longer than any backup lives. */
const ledgerDays = 'P40D';

/** The ledger's entry of a person's erasure, written before it begins: it is also what carries it on after a crash. */
export function erasedEntry(personHash: string, seriesId: string, now: Instant): Step {
  const item: ErasedItem = {
    type: 'erased',
    personHash,
    seriesId,
    erasedAt: now,
    dueLane: 'erasure',
    dueAt: after(now, secondLook),
    expiresAt: epochSeconds(after(now, ledgerDays)),
  };
  return { step: 'put', item, when: 'any' };
}

/** The second look, a while after a person was erased. */
export async function eraseAgain(entry: ErasedItem, context: Context): Promise<void> {
  await erasePersonInSeries(entry.personHash, entry.seriesId, context, entry.erasedAt);
  const { dueLane, dueAt, ...rest } = entry;
  await context.store.commit([{ step: 'put', item: rest, when: 'any' }]);
}

/**
 * Removes what one person left in one series until an instant: suppression and subscriptions are not a series'. Places
 * in events to come go back, and to whoever waits for them.
 */
export async function erasePersonInSeries(
  personHash: string,
  seriesId: string,
  context: Context,
  upTo: Instant = context.now,
): Promise<void> {
  const { store } = context;
  const { subscriptions, ...wanted } = await store.ofPerson(personHash);
  const found = await Promise.all(
    Object.values<Ref<PersonalItem>[]>(wanted)
      .flat()
      .map((ref) => store.get(ref)),
  );
  const own = found
    .filter((item) => item !== undefined)
    .filter((item) => item.seriesId === seriesId && sinceWhen(item) <= upTo);
  for (const item of own) {
    if (item.type === 'registration') await removeRegistration(item, context);
    if (item.type === 'signUp') await endDecoys(item, context);
  }
  // What waits for another address to be confirmed is that address', and tells of this person.
  const asked = own.flatMap((item) => (item.type === 'attendee' ? [item.newAddressId, item.addressId] : []));
  const removed = [
    ...own.filter(({ type }) => type !== 'registration').map(refOf),
    ...asked.filter((id) => id !== undefined).map(refs.signUp),
  ];
  // After a change of address the sign-up of the new one is found both ways.
  const distinct = new Map(removed.map((ref) => [`${ref.pk} ${ref.sk}`, ref]));
  const steps = [...distinct.values()].map((ref): Step => ({ step: 'remove', ref }));
  for (let from = 0; from < steps.length; from += 50) await store.commit(steps.slice(from, from + 50));
}

/** What a person has in a series. */
type PersonalItem = AttendeeItem | RegistrationItem | SignUpItem | DeliveryItem | MovedDeliveryItem;

/** Since when an item is what it is: an attendee who was erased comes back as a new one. */
function sinceWhen(item: PersonalItem): Instant {
  return item.type === 'attendee' ? item.updatedAt : item.createdAt;
}

/**
 * Removes a registration without a word: its place and its position go back in the same transaction. What an event
 * that is over has counted stays, as its statistics.
 */
export async function removeRegistration(found: RegistrationItem, context: Context): Promise<void> {
  const { store, now } = context;
  const { eventId, registrationId } = found;
  const ref = refs.registration(eventId, registrationId);
  let current: RegistrationItem | undefined = found;
  return retrying('event', async () => {
    if (current === undefined) return;
    const { event, counters } = await store.load({
      event: refs.event(eventId),
      counters: refs.counters(eventId),
    });
    const { waitingPosition, state, version } = current;
    const steps: Step[] = [{ step: 'removeVersion', ref, version }, ...holdEnded(current, now)];
    if (event === undefined || counters === undefined || now >= endsAt(event)) {
      if (waitingPosition !== undefined)
        steps.push({ step: 'remove', ref: refs.waiting(eventId, waitingPosition) });
    } else {
      const tally = new Tally(eventId).countAttendance(current, -1);
      if (state !== 'expired') tally.add(state, -1);
      steps.push(...leaveWaitingList(current));
      steps.push(...(await handOn(current, { event, counters }, tally, context)));
      if (state !== 'expired') steps.push(tally.step);
    }
    if ((await store.commit(steps)).committed) return;
    current = await store.get(ref);
    return 'again';
  });
}
