import { enqueue, signUpCause } from '../delivery/outbox.ts';
import { endsAt, isPromoting } from '../table/event.ts';
import type {
  AttendeeItem,
  CountersItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
} from '../table/items.ts';
import { linkGenerationOf } from '../table/links.ts';
import { addedUp } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import type { Restriction } from '../table/restriction.ts';
import type { Term } from '../table/retention.ts';
import type { NamedSender } from '../table/senders.ts';
import type { Locale } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import { type Chosen, subscriptionPut, withoutRefused } from './confirm-choices.ts';
import { blank, takenUp, written } from './confirmed-registration.ts';
import { decoyEnded, type HeldPlace, placeGivenBack } from './decoy-places.ts';
import { holdEnded } from './hold-shares.ts';
import {
  hasGroupPlace,
  isGroupPlaceFreed,
  isPlaceFree,
  leaveWaitingList,
  placesFor,
  replaced,
  waitingEntry,
} from './places.ts';
import { changed } from './sign-up-item.ts';
import { isOnClosedList } from './stored-registrations.ts';
import { groupKept, Tally } from './tally.ts';
import { isOwnEntry, isTypedByAnother, knownOf, takesUp, verifiedEntry } from './verified-entry.ts';

interface ConfirmPart {
  event: EventItem;
  counters: CountersItem;
  registration: RegistrationItem | undefined;
  registrationId: string;
}

export interface ConfirmFacts {
  signUp: SignUpItem;
  series: SeriesItem;
  parts: ConfirmPart[];
  attendee: AttendeeItem | undefined;
  subscription: SubscriptionItem | undefined;
  /** Of whoever signed up; what their attendee has says so itself. */
  restriction: Restriction | undefined;
  /** What the end of that goes by from now on. */
  term: Term;
  /** When all that is kept of this person in this series ends, as TTL. */
  expiresAt: number;
  /** Whose news are consented to; absent: the series asks for none. */
  sender: NamedSender | undefined;
  /** The positions on waiting lists that this confirmation may use, by event. */
  positions: ReadonlyMap<string, number>;
  now: Instant;
  /** What its person agrees to beside taking part. */
  agreed: Chosen;
}

/**
 * The transaction of a confirmation: each pending registration becomes a place or a position on the waiting
 * list, the consent to news becomes a subscription, one mail tells all outcomes (promise 2).
 */
export function planConfirm(given: ConfirmFacts): Step[] {
  const facts = { ...given, signUp: given.agreed.signUp };
  const { signUp, now, expiresAt } = facts;
  const outcomes = facts.parts.map((part) => planOutcome(part, facts));
  const { dueLane, dueAt, nudgeAt, ...rest } = signUp;
  const confirmed: SignUpItem = {
    ...rest,
    state: 'confirmed',
    verifiedAt: now,
    // The registrations have the answers now; one copy is easier to erase than two.
    events: signUp.events.map(({ heldUntil, decoy, takesUp, ...entry }) => ({ ...entry, answers: {} })),
    expiresAt,
  };
  const steps: Step[] = [
    changed(given.signUp, confirmed),
    attendeePut(facts),
    ...outcomes.flatMap((outcome) => outcome.steps),
    ...facts.parts.flatMap(({ registration }) => heldBefore(registration, facts)),
    ...given.signUp.events.flatMap((entry) => decoyEnded(entry, signUp, now)),
    ...subscriptionPut({ ...facts, locale: localeOf(facts) }),
  ];
  const told = outcomes.filter((outcome) => outcome.isNew).map((outcome) => outcome.eventId);
  if (told.length > 0) {
    steps.push(enqueue({ ...signUpCause('confirmation', signUp), eventIds: told, expiresAt }, now));
  }
  // Many parts are of the same holders.
  return addedUp(steps);
}

/** What a registration that this confirmation settles was counted as held by. */
function heldBefore(registration: RegistrationItem | undefined, { now }: ConfirmFacts): Step[] {
  if (registration === undefined) return [];
  const { state, isUnverified } = registration;
  return state === 'pending' || isUnverified !== undefined ? holdEnded(registration, now) : [];
}

interface Outcome {
  eventId: string;
  steps: Step[];
  /** Whether the mail has to tell it. */
  isNew: boolean;
}

function planOutcome(part: ConfirmPart, facts: ConfirmFacts): Outcome {
  const { event, counters, registration } = part;
  const { signUp, now, expiresAt } = facts;
  const { eventId } = event;
  const entry = signUp.events.find((one) => one.eventId === eventId);
  const state = registration?.state;
  const isToCome = event.status === 'published' && now < endsAt(event);
  const isSettled = state === 'confirmed' || state === 'waitlisted' || state === 'cancelled';
  const isTakenUp = takesUp(signUp, registration);
  const isOpen =
    isTakenUp || isTypedByAnother(registration, signUp) || isOnClosedList(registration, event, now);
  if (isSettled && !(isToCome && isOpen)) {
    const steps = verified(registration, part.event, facts);
    return { eventId, steps: [...steps, ...givenBack(entry?.decoy, part, facts)], isNew: false };
  }
  if (!isToCome) return { eventId, ...lapsed(part, signUp, entry?.decoy) };
  // Gone with an earlier sign-up of the same address, or expired: this one was accepted, so it counts.
  const current = isTakenUp ? takenUp(registration, signUp) : (registration ?? blank(part, signUp));
  const who = { way: entry?.way ?? current.way };
  const ofPlaces = placesFor(event, counters, who);
  const tally = new Tally(part);
  if (state !== undefined && state !== 'expired') tally.add(state, -1, registration ?? {});
  // What this sign-up said counts: an earlier one of the same address may have been somebody else's.
  const said = {
    name: signUp.name,
    email: signUp.email,
    locale: localeOf(facts),
    ...who,
    answers: entry?.answers ?? current.answers,
    signUpId: signUp.signUpId,
    // What its mails told before: the one that follows says what is other now.
    toldSequence: current.toldSequence ?? event.sequence,
    linkGeneration: linkGenerationOf(facts),
    expiresAt,
  };
  const isGroup = event.workingGroups.some((one) => one.workingGroupId === entry?.workingGroupId);
  const wish = isGroup ? entry?.workingGroupId : undefined;
  const outcome = (changed: Partial<RegistrationItem>, group: string | undefined, more: Step[] = []) => ({
    eventId,
    steps: [
      written(registration, current, changed, group),
      tally.step,
      ...leaveWaitingList(current),
      ...more,
    ],
    isNew: true,
  });
  // Its own place, and one that this sign-up holds beside it: one of them stays.
  const places: HeldPlace[] = [current.holdsPlace ? current : undefined, entry?.decoy].filter(
    (place) => place !== undefined,
  );
  const fitting = places.filter((place) => placesFor(event, counters, place).way === ofPlaces.way);
  const kept = fitting.find((place) => place.workingGroupId === wish) ?? fitting[0];
  const more = places
    .filter((place) => place !== kept)
    .flatMap((place) => placeGivenBack(place, part, tally, now));
  if (kept !== undefined) {
    tally.add('confirmed', 1, who).add('taken', -1, kept).add('taken', 1, who);
    const group = groupKept(kept, wish, counters, tally);
    return outcome({ ...said, state: 'confirmed', holdsPlace: true, confirmedAt: now }, group, more);
  }
  if (isPlaceFree(event, ofPlaces, now)) {
    const isOwn = places.some((place) => place.workingGroupId === wish);
    const isFreed = wish !== undefined && isOwn && isGroupPlaceFreed(counters, wish);
    const group = wish !== undefined && (isFreed || hasGroupPlace(counters, wish)) ? wish : undefined;
    tally.add('confirmed', 1, who).takePlace(who);
    if (group !== undefined) tally.moveIntoGroup(group);
    return outcome({ ...said, state: 'confirmed', holdsPlace: true, confirmedAt: now }, group, more);
  }
  // Nobody is moved up any more: a position would promise what can't come.
  if (!isPromoting(event, now)) return { eventId, ...lapsed(part, signUp, entry?.decoy) };
  const position = facts.positions.get(eventId);
  if (position === undefined) throw new Error('a position is taken before it is used');
  tally.queueUp(who);
  const waiting = waitingEntry({ ...current, ...who }, position);
  const entryOnList: Step = { step: 'put', item: waiting, when: 'absent' };
  const onList = { ...said, state: 'waitlisted', holdsPlace: false } as const;
  return outcome({ ...onList, confirmedAt: now, waitingPosition: position }, wish, [...more, entryOnList]);
}

function givenBack(place: HeldPlace | undefined, part: ConfirmPart, { now }: ConfirmFacts): Step[] {
  if (place === undefined) return [];
  const tally = new Tally(part);
  return [...placeGivenBack(place, part, tally, now), tally.step];
}

/** The events in which this confirmation gives a place back that others may wait for. */
export function freedBy({ signUp, parts }: Pick<ConfirmFacts, 'signUp' | 'parts'>): string[] {
  return parts
    .filter(({ counters }) => counters.waitlisted > 0)
    .map(({ event }) => event.eventId)
    .filter((eventId) => signUp.events.some((entry) => entry.eventId === eventId && entry.decoy));
}

/** What was entered directly by this sign-up is confirmed by its button. */
function verified(
  registration: RegistrationItem | undefined,
  event: EventItem,
  { signUp, agreed, expiresAt }: ConfirmFacts,
): Step[] {
  if (registration === undefined || !isOwnEntry(signUp, registration)) return [];
  return [replaced(verifiedEntry(withoutRefused(registration, event, agreed)), { expiresAt })];
}

/** The events whose waiting list this confirmation ends on, as things stand: it needs a position on each. */
export function waitsFor({ signUp, parts, now }: Pick<ConfirmFacts, 'signUp' | 'parts' | 'now'>): string[] {
  return parts.flatMap(({ event, counters, registration }) => {
    const isOver = event.status !== 'published' || now >= endsAt(event) || !isPromoting(event, now);
    const isOpen =
      registration === undefined ||
      registration.state === 'pending' ||
      registration.state === 'expired' ||
      (registration.state === 'cancelled' && takesUp(signUp, registration));
    const entry = signUp.events.find((one) => one.eventId === event.eventId);
    const places = placesFor(event, counters, { way: entry?.way ?? registration?.way });
    const isOfThem = (place: HeldPlace) => placesFor(event, counters, place).way === places.way;
    const hasPlace =
      (registration?.holdsPlace && isOfThem(registration)) ||
      (entry?.decoy && isOfThem(entry.decoy)) ||
      isPlaceFree(event, places, now);
    return isOver || !isOpen || hasPlace ? [] : [event.eventId];
  });
}

/** There is nothing to be had any more: what was pending ends, and gives back what it holds. */
function lapsed(
  { registration, ...of }: ConfirmPart,
  { name, email, locale, signUpId }: SignUpItem,
  decoy: HeldPlace | undefined,
): Omit<Outcome, 'eventId'> {
  const tally = new Tally(of);
  if (decoy !== undefined) tally.givePlaceBack({ ...decoy, holdsPlace: true });
  if (registration?.state !== 'pending')
    return { steps: decoy === undefined ? [] : [tally.step], isNew: true };
  tally.add('pending', -1, registration).givePlaceBack(registration);
  const { workingGroupId, heldBy, heldWay, heldGroupId, ...rest } = registration;
  // What another sign-up typed goes; answers to an event that they had no place in are nobody's to keep.
  const ended = { ...rest, name, email, locale, signUpId, answers: {} };
  return { steps: [replaced(ended, { state: 'expired', holdsPlace: false }), tally.step], isNew: true };
}

/** The language of whom the address is known as; of anybody else, that of the form. */
function localeOf({ attendee, signUp }: Pick<ConfirmFacts, 'attendee' | 'signUp'>): Locale {
  return knownOf(attendee)?.locale ?? signUp.locale;
}

function attendeePut(facts: ConfirmFacts): Step {
  const { attendee, signUp, term, now, expiresAt } = facts;
  const item: AttendeeItem = {
    type: 'attendee',
    seriesId: signUp.seriesId,
    personHash: signUp.personHash,
    name: knownOf(attendee)?.name ?? signUp.name,
    email: signUp.email,
    locale: localeOf(facts),
    ...term,
    signUpId: signUp.signUpId,
    seats: attendee?.seats,
    newAddressId: attendee?.newAddressId,
    addressesAskedAt: attendee?.addressesAskedAt,
    addressId: attendee?.addressId,
    objectedAt: attendee?.objectedAt,
    objectionId: attendee?.objectionId,
    restriction: attendee?.restriction ?? facts.restriction,
    linkGeneration: linkGenerationOf(facts),
    updatedAt: now,
    version: (attendee?.version ?? -1) + 1,
    expiresAt,
  };
  return { step: 'put', item, when: attendee === undefined ? 'absent' : { version: attendee.version } };
}
