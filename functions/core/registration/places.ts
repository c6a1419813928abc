import { endsAt, isDirectEntry, isPromoting } from '../table/event.ts';
import type { CountersItem, EventItem, RegistrationItem, WaitingItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { formerWay, Way } from '../table/way.ts';
import type { Instant } from '../values/time.ts';

/** The places that somebody shares with others: all of an event's, or those of their way where each way has its own. */
export interface Places extends Pick<CountersItem, 'capacity' | 'taken' | 'confirmed' | 'waitlisted'> {
  waitingList: boolean;
  /** Whose they are alone. */
  way?: Way;
}

/** What says how somebody takes part: a registration, what a sign-up says of an event, or a place that it holds. */
export type ByWay = Pick<RegistrationItem, 'way'>;

/** By which way somebody is counted, also where both share the event's places. */
export function countedWay(event: EventItem, { way }: ByWay): Way {
  return way ?? formerWay(event);
}

/** Whether each way has places of its own: then the event has no capacity beside theirs. */
function hasOwnPlaces({ capacity, ways }: CountersItem): boolean {
  return ways !== undefined && capacity === undefined;
}

/** Among which places somebody's is one, or would be. */
export function placesFor(event: EventItem, counters: CountersItem, who: ByWay): Places {
  return placesOf(event, counters, countedWay(event, who));
}

function placesOf(event: EventItem, counters: CountersItem, way: Way): Places {
  const own = counters.ways?.[way];
  if (own === undefined || !hasOwnPlaces(counters)) return { ...counters, waitingList: event.waitingList };
  return { ...own, way, waitingList: event.ways?.[way].waitingList ?? event.waitingList };
}

/** All places of an event, as they are shared: together, or by each way. */
export function eachPlaces(event: EventItem, counters: CountersItem): Places[] {
  return hasOwnPlaces(counters)
    ? Way.options.map((way) => placesOf(event, counters, way))
    : [placesOf(event, counters, 'online')];
}

/** Whether one more place is to be had, as far as these counters know; the commit decides. */
export function hasPlace({ capacity, taken }: Pick<Places, 'capacity' | 'taken'>): boolean {
  return capacity === undefined || taken < capacity;
}

/**
 * Whether a place is to be had by somebody new. A place that comes free while others wait is theirs, first come
 * first served, even in the moment before they are moved up.
 */
export function isPlaceFree(event: EventItem, places: Places, now: Instant): boolean {
  return hasPlace(places) && !(places.waitlisted > 0 && isPromoting(event, now));
}

/** So many places left are "few": this part of all, and always so many. */
const few = { part: 1 / 10, least: 3 };

/** What the public is told of an event's places. */
export type Availability = (typeof availabilities)[number];
/** The best first. */
const availabilities = ['free', 'few', 'waitingList', 'full'] as const;

/** What anybody may know of an event: the best that one of its ways has. */
export function availability(event: EventItem, counters: CountersItem, now: Instant): Availability {
  const all = eachPlaces(event, counters).map((places) => availabilityOf(event, places, now));
  return availabilities.find((one) => all.includes(one)) ?? 'full';
}

/**
 * What anybody may know of places (promise 6). It goes by confirmed ones alone: what sign-ups hold for a
 * while shows nowhere, and nobody makes an event look full without confirming. Where a sign-up takes its place at once,
 * all that are taken count; when it is over, there is none.
 */
export function availabilityOf(event: EventItem, places: Places, now: Instant): Availability {
  const { capacity, confirmed, taken, waitingList } = places;
  if (now >= endsAt(event)) return 'full';
  if (capacity === undefined) return 'free';
  const left = capacity - (isDirectEntry(event, now) ? taken : confirmed);
  if (left <= 0) return waitingList && isPromoting(event, now) ? 'waitingList' : 'full';
  return left > Math.max(few.least, Math.ceil(capacity * few.part)) ? 'free' : 'few';
}

/** The same of each way, be the places shared or not. */
export function availabilityByWay(
  event: EventItem,
  counters: CountersItem,
  now: Instant,
): Record<Way, Availability> {
  const of = (way: Way) => availabilityOf(event, placesOf(event, counters, way), now);
  return { onsite: of('onsite'), online: of('online') };
}

/** Whether somebody for whom no place is free waits for one: as long as anybody is moved up. */
export function mayWait(event: EventItem, places: Places, now: Instant): boolean {
  return isPromoting(event, now) && availabilityOf(event, places, now) !== 'full';
}

/** Whether a working group takes one more. */
export function hasGroupPlace(counters: CountersItem, workingGroupId: string): boolean {
  const group = counters.groups[workingGroupId];
  return group !== undefined && (group.capacity === undefined || group.taken < group.capacity);
}

/** What anybody may know of a working group's places: whether one is to be had. */
export function isGroupFull(
  event: EventItem,
  counters: CountersItem,
  workingGroupId: string,
  now: Instant,
): boolean {
  return now >= endsAt(event) || !hasGroupPlace(counters, workingGroupId);
}

/** Whether there is an end of places, of these or in the working group. */
export function isLimited(
  { capacity }: Places,
  { groups }: CountersItem,
  workingGroupId: string | undefined,
): boolean {
  const group = workingGroupId === undefined ? undefined : groups[workingGroupId];
  return capacity !== undefined || group?.capacity !== undefined;
}

/** Whether there is an end of the places among which somebody's is one, by the event alone. */
export function hasEndOfPlaces(event: EventItem, who: ByWay): boolean {
  const { capacity, ways } = event;
  return (ways === undefined ? capacity : ways[countedWay(event, who)].capacity) !== undefined;
}

/** Whether a place given back in a working group is one for somebody else, not one too many. */
export function isGroupPlaceFreed(counters: CountersItem, workingGroupId: string): boolean {
  const group = counters.groups[workingGroupId];
  return group !== undefined && (group.capacity === undefined || group.taken <= group.capacity);
}

/** The entry by which the head of an event's waiting list is found. */
export function waitingEntry(registration: RegistrationItem, position: number): WaitingItem {
  const { eventId, registrationId, way } = registration;
  return { type: 'waiting', eventId, position, registrationId, way };
}

/** A registration's next version, in a transaction that fails when somebody changed it meanwhile. */
export function replaced(old: RegistrationItem, changed: Partial<RegistrationItem>): Step {
  return {
    step: 'put',
    item: { ...old, ...changed, version: old.version + 1 },
    when: { version: old.version },
  };
}

/** Takes a registration's entry off the waiting list. */
export function leaveWaitingList(registration: RegistrationItem): Step[] {
  const { eventId, waitingPosition } = registration;
  return waitingPosition === undefined
    ? []
    : [{ step: 'remove', ref: refs.waiting(eventId, waitingPosition), mustExist: true }];
}
