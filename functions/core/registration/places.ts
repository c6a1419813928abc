import { endsAt, isDirectEntry, isPromoting } from '../table/event.ts';
import type { CountersItem, EventItem, RegistrationItem, WaitingItem } from '../table/items.ts';
import type { Counter, Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';

/** Whether one more place is to be had, as far as these counters know; the commit decides. */
export function hasPlace(counters: CountersItem): boolean {
  return counters.capacity === undefined || counters.taken < counters.capacity;
}

/**
 * Whether a place is to be had by somebody new. A place that comes free while others wait is theirs, first come
 * first served, even in the moment before they are moved up.
 */
export function isPlaceFree(event: EventItem, counters: CountersItem, now: Instant): boolean {
  return hasPlace(counters) && !(counters.waitlisted > 0 && isPromoting(event, now));
}

/** So many places left are "few": this part of all, and always so many. */
const few = { part: 1 / 10, least: 3 };

/** What the public is told of an event's places. */
export type Availability = 'free' | 'few' | 'waitingList' | 'full';

/**
 * What anybody may know of an event's places (promise 6). It goes by confirmed places alone: what sign-ups hold for a
 * while shows nowhere, and nobody makes an event look full without confirming. Where a sign-up takes its place at once,
 * all that are taken count; when it is over, there is none.
 */
export function availability(event: EventItem, counters: CountersItem, now: Instant): Availability {
  const { capacity, confirmed, taken } = counters;
  if (now >= endsAt(event)) return 'full';
  if (capacity === undefined) return 'free';
  const left = capacity - (isDirectEntry(event, now) ? taken : confirmed);
  if (left <= 0) return event.waitingList && isPromoting(event, now) ? 'waitingList' : 'full';
  return left > Math.max(few.least, Math.ceil(capacity * few.part)) ? 'free' : 'few';
}

/** Whether somebody for whom no place is free waits for one: as long as anybody is moved up. */
export function mayWait(event: EventItem, counters: CountersItem, now: Instant): boolean {
  return isPromoting(event, now) && availability(event, counters, now) !== 'full';
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

/** Whether there is an end of places, in the event or in the working group. */
export function isLimited({ capacity, groups }: CountersItem, workingGroupId: string | undefined): boolean {
  const group = workingGroupId === undefined ? undefined : groups[workingGroupId];
  return capacity !== undefined || group?.capacity !== undefined;
}

/** Whether a place given back in a working group is one for somebody else, not one too many. */
export function isGroupPlaceFreed(counters: CountersItem, workingGroupId: string): boolean {
  const group = counters.groups[workingGroupId];
  return group !== undefined && (group.capacity === undefined || group.taken <= group.capacity);
}

type CountStep = Extract<Step, { step: 'count' }>;

/** One event's step of counting in a transaction: DynamoDB takes each item once, so steps add up here. */
export class Tally {
  readonly #step: CountStep;

  constructor(eventId: string) {
    this.#step = { step: 'count', eventId, add: {}, addToGroups: {}, needsGroups: [] };
  }

  add(counter: Counter, by: number): this {
    this.#step.add[counter] = (this.#step.add[counter] ?? 0) + by;
    return this;
  }

  /** Takes a place (and one in the group), or the whole transaction fails. */
  takePlace(workingGroupId?: string): this {
    this.#step.needsPlace = true;
    this.add('taken', 1);
    return workingGroupId === undefined ? this : this.takeGroup(workingGroupId);
  }

  takeGroup(workingGroupId: string): this {
    this.#step.needsGroups = [...(this.#step.needsGroups ?? []), workingGroupId];
    return this.#addToGroup(workingGroupId, 1);
  }

  /** The step fails when no place is free. */
  needPlace(): this {
    this.#step.needsPlace = true;
    return this;
  }

  /** The step fails when, after the capacity was lowered, more is taken than there is. */
  needNoExcess(): this {
    this.#step.needsNoExcess = true;
    return this;
  }

  /** The step fails when nothing is one too many any more. */
  needExcess(): this {
    this.#step.needsExcess = true;
    return this;
  }

  /**
   * Joins the waiting list; the step fails when a place came free since these counters were read. Where one is free
   * already, whoever moves those up who wait for it must not be done with them: nobody would come for this one.
   */
  queueUp(counters: CountersItem): this {
    if (hasPlace(counters)) this.#step.needsWaitlisted = counters.waitlisted;
    else this.#step.needsFull = true;
    return this.add('waitlisted', 1);
  }

  /** The step fails when somebody waits: the same number may be other people. */
  needNobodyWaiting(): this {
    this.#step.needsWaitlisted = 0;
    return this;
  }

  /** Takes a group's place; one that this transaction gives back in it is taken again, if it is not one too many. */
  moveIntoGroup(workingGroupId: string): this {
    if ((this.#step.addToGroups?.[workingGroupId] ?? 0) >= 0) return this.takeGroup(workingGroupId);
    this.#step.needsNoExcessIn = [...(this.#step.needsNoExcessIn ?? []), workingGroupId];
    return this.#addToGroup(workingGroupId, 1);
  }

  leaveGroup(workingGroupId: string | undefined): this {
    return workingGroupId === undefined ? this : this.#addToGroup(workingGroupId, -1);
  }

  /** Writes the counters as they are, which takes as long as changing them. */
  touch(): this {
    this.#step.isWritten = true;
    return this;
  }

  givePlaceBack(registration: Pick<RegistrationItem, 'holdsPlace' | 'workingGroupId'>): this {
    if (!registration.holdsPlace) return this;
    return this.add('taken', -1).leaveGroup(registration.workingGroupId);
  }

  /** Counts what is known of somebody's attendance, or takes it back. */
  countAttendance({ attended }: Pick<RegistrationItem, 'attended'>, by: 1 | -1): this {
    return attended === undefined ? this : this.add(attended ? 'attended' : 'absent', by);
  }

  #addToGroup(workingGroupId: string, by: number): this {
    const groups = { ...this.#step.addToGroups };
    groups[workingGroupId] = (groups[workingGroupId] ?? 0) + by;
    this.#step.addToGroups = groups;
    return this;
  }

  get step(): Step {
    return this.#step;
  }
}

/** The working group of a held place; a wish for another is granted while it lasts, and the old one never lost before. */
export function groupKept(
  { workingGroupId: held }: Pick<RegistrationItem, 'workingGroupId'>,
  wish: string | undefined,
  counters: CountersItem,
  tally: Tally,
): string | undefined {
  if (wish === held) return held;
  if (wish === undefined) {
    tally.leaveGroup(held);
    return undefined;
  }
  if (!hasGroupPlace(counters, wish)) return held;
  tally.leaveGroup(held).takeGroup(wish);
  return wish;
}

/** The entry by which the head of an event's waiting list is found. */
export function waitingEntry(registration: RegistrationItem, position: number): WaitingItem {
  return {
    type: 'waiting',
    eventId: registration.eventId,
    position,
    registrationId: registration.registrationId,
  };
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
