import { mailOfStep } from '../delivery/allowed-mail.ts';
import { enqueue, registrationCause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import { endsAt, isPromoting } from '../table/event.ts';
import type { CountersItem, EventItem, RegistrationItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import type { Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { holdEnded } from './hold-shares.ts';
import { leavingEvent } from './own-term.ts';
import {
  countedWay,
  eachPlaces,
  hasGroupPlace,
  hasPlace,
  isGroupPlaceFreed,
  leaveWaitingList,
  type Places,
  placesFor,
  replaced,
} from './places.ts';
import { hasSensitive, strippedSignUp, withoutSensitive } from './sensitive.ts';
import { skippedOnMovingUp } from './skipped-reminders.ts';
import { type Counted, Tally } from './tally.ts';
import { isUnconfirmed, withoutTyped } from './verified-entry.ts';

/**
 * Cancels one registration, tells it, and moves the head of the waiting list up in the same transaction. Its sensitive
 * answers go with it, and its person's term counts from what they still take part in. Of what nobody answered for, nothing
 * that was typed stays.
 * Cancelled already: nothing happens, and the answer says so (promise 5).
 * @param byOrganiser their act, with what goes into the same transaction: its audit entry
 * @throws Problem when the event is over; Busy
 */
export async function cancel(
  registration: RegistrationItem,
  context: Context,
  byOrganiser?: { alongside: readonly Step[] },
): Promise<{ registration: RegistrationItem; isRepeat: boolean; mailAt?: Instant }> {
  const { store, now } = context;
  const ref = refs.registration(registration.eventId, registration.registrationId);
  let current: RegistrationItem | undefined = registration;
  return retrying('event', async () => {
    if (current === undefined) throw new Problem('link-expired');
    if (current.state === 'cancelled' || current.state === 'expired')
      return { registration: current, isRepeat: true };
    const { event, counters } = await store.load({
      event: refs.event(current.eventId),
      counters: refs.counters(current.eventId),
    });
    if (event === undefined || counters === undefined) throw new Problem('link-expired');
    if (now >= endsAt(event)) throw new Problem('not-possible-now');
    const { cancelled, steps } = await cancellation(current, { event, counters }, context);
    const mail = await cancellationMail(current, byOrganiser && true, context);
    if ((await store.commit([...steps, ...mail.steps, ...(byOrganiser?.alongside ?? [])])).committed)
      return { registration: cancelled, isRepeat: false, mailAt: mail.at };
    current = await store.get(ref);
    return 'again';
  });
}

/**
 * Cancels a registration in a restored table, as it had been cancelled before, and tells nobody once more. One that was
 * taken up anew since stays.
 * @param at when it was cancelled
 */
export async function cancelAgain(
  eventId: string,
  registrationId: string,
  at: Instant,
  context: Context,
): Promise<void> {
  const { store } = context;
  return retrying('event', async () => {
    const { registration, event, counters } = await store.load({
      registration: refs.registration(eventId, registrationId),
      event: refs.event(eventId),
      counters: refs.counters(eventId),
    });
    if (registration === undefined || event === undefined || counters === undefined) return;
    const { state, confirmedAt, createdAt } = registration;
    if (state === 'cancelled' || state === 'expired' || (confirmedAt ?? createdAt) > at) return;
    const { steps } = await cancellation(registration, { event, counters }, context, at);
    return (await store.commit(steps)).committed ? undefined : 'again';
  });
}

async function cancellation(
  registration: RegistrationItem,
  { event, counters }: { event: EventItem; counters: CountersItem },
  context: Context,
  at: Instant = context.now,
): Promise<{ cancelled: RegistrationItem; steps: Step[] }> {
  const { now, store } = context;
  const { state, eventId, registrationId, seriesId, personHash, answers } = registration;
  const person = isUnconfirmed(registration)
    ? await store.get(refs.attendee(personHash, seriesId))
    : undefined;
  const { waitingPosition, attended, heldBy, heldWay, heldGroupId, ...rest } = withoutTyped(
    registration,
    person,
  );
  const { steps: leaving, expiresAt = registration.expiresAt } = await leavingEvent(
    registration,
    event,
    at,
    context,
  );
  const tally = new Tally({ event, counters }).add('cancelled', 1, {}).countAttendance(registration, -1);
  if (state === 'pending' || state === 'confirmed' || state === 'waitlisted')
    tally.add(state, -1, registration);
  const cancelled: RegistrationItem = {
    ...rest,
    ...{ state: 'cancelled', holdsPlace: false, cancelledAt: now },
    hadPlace: rest.hadPlace || state === 'confirmed' || undefined,
    answers: withoutSensitive(rest.answers, event),
    expiresAt,
  };
  const steps: Step[] = [
    replaced(cancelled, {}),
    ...leaveWaitingList(registration),
    ended({ what: 'registration', eventId, registrationId }, now),
    ...leaving,
  ];
  if (hasSensitive(answers, event))
    steps.push(
      ...(await strippedSignUp(registration, event, store)),
      ended({ what: 'sensitive', eventId, registrationId }, now),
    );
  steps.push(...holdEnded(registration, now));
  steps.push(...(await handOn(registration, { event, counters }, tally, context)));
  return { cancelled, steps: [...steps, tally.step] };
}

/**
 * Gives a registration's place back on the caller's tally, and hands it to the head of the waiting list in the same
 * transaction; a place that is one too many after the capacity was lowered goes to nobody. Where it goes to nobody,
 * the transaction fails when somebody waits: whoever joins the list at this moment is not left beside a free place.
 */
export async function handOn(
  registration: Pick<RegistrationItem, 'holdsPlace' | 'way' | 'workingGroupId'> &
    Partial<Pick<RegistrationItem, 'registrationId'>>,
  { event, counters }: { event: EventItem; counters: CountersItem },
  tally: Tally,
  context: Context,
): Promise<Step[]> {
  tally.givePlaceBack(registration);
  if (!registration.holdsPlace || event.status !== 'published' || !isPromoting(event, context.now)) return [];
  const places = placesFor(event, counters, registration);
  if (places.capacity !== undefined && places.taken > places.capacity) {
    tally.needExcess(places);
    return [];
  }
  const moves = await moveUp({ event, counters, places }, tally, registration, context);
  if (moves.length > 0) tally.needNoExcess(places);
  else tally.needNobodyWaiting(places);
  return moves;
}

/**
 * Nobody is told of what was never confirmed. What an organiser does is told at once: no typed address and no public
 * button causes it, unless that is all that is known of the address.
 */
async function cancellationMail(
  registration: RegistrationItem,
  isByOrganiser: true | undefined,
  context: Context,
): Promise<{ at?: Instant; steps: Step[] }> {
  const { registrationId, email, round, state, isUnverified, signUpId } = registration;
  if (state === 'pending') return { steps: [] };
  // What is gone with its sign-up begins anew with the next one's.
  const life = isUnverified ? `${round}-${signUpId}` : `${round}`;
  const of = registrationCause('cancellation', `cancellation-${registrationId}-${life}`, registration);
  const cause = isByOrganiser ? { ...of, isByOrganiser } : of;
  if (isByOrganiser && !isUnverified) return { steps: [enqueue(cause, context.now)] };
  return mailOfStep(cause, email, context);
}

/**
 * The steps that give one of these places to the head of those who wait for them, counted on the caller's tally; none when nobody
 * waits or it is too late to move up.
 * @param leaving whose place it is, with the working group that the same transaction gives one place back in; who waits
 *   under the same id has left already, and what the caller knows is old
 */
async function moveUp(
  { event, counters, places }: Counted & { places: Places },
  tally: Tally,
  leaving: Partial<Pick<RegistrationItem, 'registrationId' | 'workingGroupId'>>,
  { store, now }: Context,
): Promise<Step[]> {
  if (event.status !== 'published' || !isPromoting(event, now)) return [];
  const head = await headOf(event, places, store);
  if (head === undefined || head.registration.registrationId === leaving.registrationId) return [];
  const { registration, stale } = head;
  const wish = registration.workingGroupId;
  const isFreed = wish !== undefined && wish === leaving.workingGroupId && isGroupPlaceFreed(counters, wish);
  const hasGroup = wish !== undefined && (isFreed || hasGroupPlace(counters, wish));
  tally.add('waitlisted', -1, registration).add('confirmed', 1, registration).add('taken', 1, registration);
  if (hasGroup) tally.moveIntoGroup(wish);
  return [...stale, ...(await movedUp(event, registration, hasGroup ? wish : undefined, { store, now }))];
}

/** Entries of a waiting list that are read at once: mostly the first is it, unless many wait who take part by the other way. */
const readAtOnce = { first: 5, later: 500 };

/** Who waits first for these places, and the few entries before that stand for nobody any more. */
async function headOf(
  event: EventItem,
  { way }: Places,
  store: Store,
): Promise<{ registration: RegistrationItem; stale: Step[] } | undefined> {
  const { eventId } = event;
  let limit = readAtOnce.first;
  let after: string | undefined;
  for (;;) {
    const { items, next } = await store.list(collections.waiting(eventId), { limit, after });
    const entries = items.filter((one) => way === undefined || countedWay(event, one) === way);
    const found = await store.getMany(entries.map((one) => refs.registration(eventId, one.registrationId)));
    const isWaiting = (one: (typeof found)[number], index: number) =>
      one?.state === 'waitlisted' && one.waitingPosition === entries[index]?.position;
    const at = found.findIndex(isWaiting);
    const before = at < 0 ? entries : entries.slice(0, at);
    const stale = before.map(({ position, registrationId }): Step => {
      // Whoever has another address by now stands there under another id.
      return { step: 'remove', ref: refs.waiting(eventId, position), when: { registrationId } };
    });
    const registration = found[at];
    if (registration !== undefined) return { registration, stale };
    // An entry whose registration is gone must not block those behind it.
    if (stale.length > 0) await store.commit(stale.slice(0, 100));
    if (stale.length === 0 && next === undefined) return undefined;
    if (stale.length === 0) after = next;
    limit = stale.length === 0 ? readAtOnce.later : limit;
  }
}

/** The steps that bring one person from the waiting list to a place, and tell them; what is counted is the caller's. */
export async function movedUp(
  event: EventItem,
  registration: RegistrationItem,
  group: string | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
  by: { isByOrganiser?: true } = {},
): Promise<Step[]> {
  const { waitingPosition, workingGroupId, ...rest } = registration;
  const notificationId = `promoted-${registration.registrationId}-${registration.round}`;
  return [
    replaced(rest, {
      state: 'confirmed',
      holdsPlace: true,
      confirmedAt: now,
      workingGroupId: group,
    }),
    ...leaveWaitingList(registration),
    ...(await skippedOnMovingUp(event, registration, { store, now })),
    enqueue({ ...registrationCause('promoted', notificationId, registration), ...by }, now),
  ];
}

/**
 * Moves the waiting list up into every free place: after a capacity was raised, a hold ended, or something was
 * missed. One transaction a place, so that each is told as soon as it is sure.
 */
export async function sweepWaitingList(eventId: string, context: Context): Promise<number> {
  let moved = 0;
  while (await hasMovedUp(eventId, context)) moved++;
  return moved;
}

/** Gives one free place to the head of the waiting list; a place that is contended for long is left to dispatch. */
function hasMovedUp(eventId: string, context: Context): Promise<boolean> {
  const { store } = context;
  const round = async () => {
    const { event, counters } = await store.load({
      event: refs.event(eventId),
      counters: refs.counters(eventId),
    });
    if (event === undefined || counters === undefined) return false;
    for (const places of eachPlaces(event, counters)) {
      if (places.waitlisted === 0 || !hasPlace(places)) continue;
      const tally = new Tally({ event, counters }).needPlace(places);
      const steps = await moveUp({ event, counters, places }, tally, {}, context);
      if (steps.length === 0) continue;
      return (await store.commit([...steps, tally.step])).committed || 'again';
    }
    return false;
  };
  return retrying('event', round, () => false);
}
