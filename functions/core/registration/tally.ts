import type { CountersItem, EventItem, RegistrationItem } from '../table/items.ts';
import type { Counter, PlaceNeeds, Step, WayCounter } from '../table/ports.ts';
import type { Way } from '../table/way.ts';
import type { Instant } from '../values/time.ts';
import {
  type ByWay,
  countedWay,
  hasGroupPlace,
  hasPlace,
  isPlaceFree,
  type Places,
  placesFor,
} from './places.ts';

type CountStep = Extract<Step, { step: 'count' }>;

type CountsOfWay = NonNullable<NonNullable<CountStep['ways']>[Way]>;

/** An event with what is counted of it. */
export interface Counted {
  event: EventItem;
  counters: CountersItem;
}

/** What is counted by way, too. */
function isByWay(counter: Counter): counter is WayCounter {
  return counter === 'taken' || counter === 'confirmed' || counter === 'waitlisted';
}

/**
 * One event's step of counting in a transaction: DynamoDB takes each item once, so steps add up here. Who is counted says by
 * which way; whether their place is one of the event or of their way follows from the counters.
 */
export class Tally {
  readonly #of: Counted;
  readonly #step: CountStep;

  constructor(of: Counted) {
    const { event, counters } = of;
    this.#of = of;
    const countsWays = counters.ways !== undefined;
    this.#step = {
      ...{ step: 'count', eventId: event.eventId, countsWays },
      ...{ add: {}, addToGroups: {}, needsGroups: [] },
    };
  }

  add(counter: Counter, by: number, who: ByWay): this {
    this.#step.add[counter] = (this.#step.add[counter] ?? 0) + by;
    if (this.#step.countsWays && isByWay(counter)) {
      const { add = {}, ...needs } = this.#way(who);
      this.#setWay(who, { ...needs, add: { ...add, [counter]: (add[counter] ?? 0) + by } });
    }
    return this;
  }

  /** Takes a place (and one in the group), or the whole transaction fails. */
  takePlace(who: ByWay, workingGroupId?: string): this {
    this.needPlace(this.#placesOf(who)).add('taken', 1, who);
    return workingGroupId === undefined ? this : this.takeGroup(workingGroupId);
  }

  takeGroup(workingGroupId: string): this {
    this.#step.needsGroups = [...(this.#step.needsGroups ?? []), workingGroupId];
    return this.#addToGroup(workingGroupId, 1);
  }

  /** The step fails when no place is free. */
  needPlace(places: Places): this {
    return this.#need(places, { needsPlace: true });
  }

  /** The step fails when, after the capacity was lowered, more is taken than there is. */
  needNoExcess(places: Places): this {
    return this.#need(places, { needsNoExcess: true });
  }

  /** The step fails when nothing is one too many any more. */
  needExcess(places: Places): this {
    return this.#need(places, { needsExcess: true });
  }

  /**
   * Joins the waiting list; the step fails when a place came free since these counters were read. Where one is free
   * already, whoever moves those up who wait for it must not be done with them: nobody would come for this one.
   */
  queueUp(who: ByWay): this {
    const places = this.#placesOf(who);
    const needs = hasPlace(places) ? { needsWaitlisted: places.waitlisted } : { needsFull: true as const };
    return this.#need(places, needs).add('waitlisted', 1, who);
  }

  /** The step fails when somebody waits for these places: the same number may be other people. */
  needNobodyWaiting(places: Places): this {
    return this.#need(places, { needsWaitlisted: 0 });
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

  givePlaceBack(place: Pick<RegistrationItem, 'holdsPlace' | 'way' | 'workingGroupId'>): this {
    if (!place.holdsPlace) return this;
    return this.add('taken', -1, place).leaveGroup(place.workingGroupId);
  }

  /** Brings a place that somebody has been confirmed over to another way: one of its own, where it has them. */
  moveWay(from: ByWay, to: ByWay): this {
    const places = this.#placesOf(to);
    if (places.way !== undefined) this.needPlace(places);
    this.add('taken', -1, from).add('taken', 1, to);
    return this.add('confirmed', -1, from).add('confirmed', 1, to);
  }

  /** Counts what is known of somebody's attendance, or takes it back. */
  countAttendance({ attended }: Pick<RegistrationItem, 'attended'>, by: 1 | -1): this {
    return attended === undefined ? this : this.add(attended ? 'attended' : 'absent', by, {});
  }

  #addToGroup(workingGroupId: string, by: number): this {
    const groups = { ...this.#step.addToGroups };
    groups[workingGroupId] = (groups[workingGroupId] ?? 0) + by;
    this.#step.addToGroups = groups;
    return this;
  }

  #placesOf(who: ByWay): Places {
    return placesFor(this.#of.event, this.#of.counters, who);
  }

  #need({ way }: Places, needs: PlaceNeeds): this {
    if (way === undefined) Object.assign(this.#step, needs);
    else this.#setWay({ way }, { ...this.#way({ way }), ...needs });
    return this;
  }

  #way(who: ByWay): CountsOfWay {
    return this.#step.ways?.[countedWay(this.#of.event, who)] ?? {};
  }

  #setWay(who: ByWay, counts: CountsOfWay): void {
    this.#step.ways = { ...this.#step.ways, [countedWay(this.#of.event, who)]: counts };
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

/** The way of a confirmed place; a wish for another is granted while its places last, and the old one never lost before. */
export function wayKept(
  held: ByWay,
  wish: Way | undefined,
  of: Counted,
  tally: Tally,
  now: Instant,
): Way | undefined {
  const { event, counters } = of;
  const to = { way: wish };
  if (countedWay(event, held) === countedWay(event, to)) return wish;
  const places = placesFor(event, counters, to);
  if (places.way !== undefined && !isPlaceFree(event, places, now)) return held.way;
  tally.moveWay(held, to);
  return wish;
}
