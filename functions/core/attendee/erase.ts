import { handOn } from '../registration/cancel.ts';
import { endDecoys } from '../registration/decoy-places.ts';
import { holdEnded } from '../registration/hold-shares.ts';
import { leaveWaitingList } from '../registration/places.ts';
import { Tally } from '../registration/tally.ts';
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

/**
 * The ledger's entry of a person's erasure, written before it begins: it is also what carries it on after a crash.
 * @param sparedSignUpIds what is not erased with them
 */
export function erasedEntry(
  personHash: string,
  seriesId: string,
  now: Instant,
  sparedSignUpIds: readonly string[] = [],
): Step {
  const item: ErasedItem = {
    type: 'erased',
    personHash,
    seriesId,
    erasedAt: now,
    ...(sparedSignUpIds.length > 0 ? { sparedSignUpIds: [...sparedSignUpIds] } : {}),
    dueLane: 'erasure',
    dueAt: after(now, secondLook),
    expiresAt: epochSeconds(after(now, ledgerDays)),
  };
  return { step: 'put', item, when: 'any' };
}

/** The second look, a while after a person was erased. */
export async function eraseAgain(entry: ErasedItem, context: Context): Promise<void> {
  await eraseEntered(entry, context);
  const { dueLane, dueAt, ...rest } = entry;
  await context.store.commit([{ step: 'put', item: rest, when: 'any' }]);
}

/** Erases what an entry of the ledger says was erased: once more, or in a restored table. */
export async function eraseEntered(
  { personHash, seriesId, erasedAt, sparedSignUpIds = [] }: ErasedItem,
  context: Context,
): Promise<void> {
  const own = await itemsOf(personHash, seriesId, erasedAt, context);
  await removeItems(
    own.filter((item) => !isSpared(item, sparedSignUpIds)),
    context,
  );
}

/**
 * Erases a person at the end of their term, and enters it into the ledger. What they signed up for anew and have not
 * confirmed yet stays: it has its own few days, and begins a new term. So does what is held of that.
 * @param before done first, with the events whose registrations go
 */
export async function erasePersonWhoseTermIsOver(
  personHash: string,
  seriesId: string,
  context: Context,
  before: (eventIds: readonly string[]) => Promise<void> = async () => {},
): Promise<void> {
  const { store, now } = context;
  const own = await itemsOf(personHash, seriesId, now, context);
  const person = await store.get(refs.restrictedPerson(personHash));
  const isHeld = ({ state, createdAt }: SignUpItem) =>
    state === 'pending' && person !== undefined && createdAt <= person.upTo;
  const spared = own.flatMap((item) =>
    item.type === 'signUp' && (isWaiting(item, now) || isHeld(item)) ? [item.signUpId] : [],
  );
  const ending = own.filter((item) => isEntered(item) || !isSpared(item, spared));
  await before([...new Set(ending.flatMap((item) => (item.type === 'registration' ? [item.eventId] : [])))]);
  await store.commit([erasedEntry(personHash, seriesId, now, spared)]);
  await removeItems(ending, context);
}

function isWaiting({ state, takesOver, deletedAt }: SignUpItem, now: Instant): boolean {
  return state === 'pending' && takesOver === undefined && now < deletedAt;
}

/** Whether an item belongs to a sign-up that is spared. */
function isSpared(item: PersonalItem, spared: readonly string[]): boolean {
  if (item.type === 'attendee' || !('signUpId' in item) || item.signUpId === undefined) return false;
  return spared.includes(item.signUpId);
}

/** A place that was had at once, without a confirmation, is part of what ends. */
function isEntered(item: PersonalItem): boolean {
  return item.type === 'registration' && item.state !== 'pending';
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
  await removeItems(await itemsOf(personHash, seriesId, upTo, context), context);
}

async function itemsOf(
  personHash: string,
  seriesId: string,
  upTo: Instant,
  { store }: Context,
): Promise<PersonalItem[]> {
  const { subscriptions, requests, ...wanted } = await store.ofPerson(personHash);
  const found = await Promise.all(
    Object.values<Ref<PersonalItem>[]>(wanted)
      .flat()
      .map((ref) => store.get(ref)),
  );
  return found
    .filter((item) => item !== undefined)
    .filter((item) => item.seriesId === seriesId && sinceWhen(item) <= upTo);
}

async function removeItems(own: readonly PersonalItem[], context: Context): Promise<void> {
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
  for (let from = 0; from < steps.length; from += 50)
    await context.store.commit(steps.slice(from, from + 50));
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
      const tally = new Tally({ event, counters }).countAttendance(current, -1);
      if (state !== 'expired') tally.add(state, -1, current);
      steps.push(...leaveWaitingList(current));
      steps.push(...(await handOn(current, { event, counters }, tally, context)));
      if (state !== 'expired') steps.push(tally.step);
    }
    if ((await store.commit(steps)).committed) return;
    current = await store.get(ref);
    return 'again';
  });
}
