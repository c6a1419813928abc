import type { Instant } from '../values/time.ts';
import type { DeliveryItem, Item } from './items.ts';
import type { DueItems, Lane, List, RefsOfPerson } from './lists.ts';
import type { Collection, Key, Ref } from './refs.ts';
import type { Way } from './way.ts';

/** What an event's counters rise or fall by. */
export type Counter = 'taken' | 'pending' | 'confirmed' | 'waitlisted' | 'cancelled' | 'attended' | 'absent';

/** What of it is counted by way of taking part, too. */
export type WayCounter = 'taken' | 'confirmed' | 'waitlisted';

/** Which walk's page counts a delivery, and as what. */
export interface InPage {
  walk: number;
  countedAs: string | undefined;
}

/** What must be so of places at the moment of the commit. */
export interface PlaceNeeds {
  /** The step fails when no place is free (promise 2). */
  needsPlace?: boolean;
  /** The same for a step that gives a place back and takes it again: it fails when more is held than may be. */
  needsNoExcess?: boolean;
  /** The other way round, for a step that frees a place: it fails once no more is held than may be. */
  needsExcess?: true;
  /** For a step onto the waiting list: it fails when a place is free after all. */
  needsFull?: true;
  /** For a step that frees a place: it fails unless exactly this many wait. */
  needsWaitlisted?: number;
}

/** One step of a transaction; its condition is part of it. */
export type Step =
  | {
      step: 'put';
      item: Item;
      /**
       * `version` and `state`: the stored item still has this one. `attempt`: the delivery's attempt of that id is
       * still without an answer, or in this very state, so that a late answer settles it and never takes back what
       * an SES notice said.
       * `attempts`: a queued delivery has had this many, so that what was read before another's attempt claims nothing.
       * `inPage`: its page counts it as it did when it was read.
       */
      when:
        | 'absent'
        | 'any'
        | { version: number }
        | { state: string; attempts?: number; inPage?: InPage }
        /** A version that isn't there is 0. */
        | { state: string; version: number }
        | { attempt: string; state?: 'sending' | 'unknown'; inPage?: InPage }
        /** The suppression is the one that was made, or lifted, at this moment. */
        | { suppressedAt: string }
        | { lifted: string };
    }
  | ({
      step: 'count';
      eventId: string;
      add: Partial<Record<Counter, number>>;
      /** Working groups' taken places. */
      addToGroups?: Record<string, number>;
      /** The step fails when one of these working groups is full. */
      needsGroups?: string[];
      /** It fails when one of these holds more than it may: a place in it is given back and taken again. */
      needsNoExcessIn?: string[];
      /** The counters are written even when none of them changes. */
      isWritten?: true;
      /** Whether the event is counted by way, as it was read: the step fails when it is otherwise. */
      countsWays?: boolean;
      /** The same by way; what is needed of one, where each has its own places, and of the event where they share them. */
      ways?: Partial<Record<Way, { add?: Partial<Record<WayCounter, number>> } & PlaceNeeds>>;
    } & PlaceNeeds)
  | {
      step: 'setLimits';
      eventId: string;
      capacity: number | undefined;
      /** By working group; `isNew` starts its count. */
      groups: Record<string, { capacity: number | undefined; isNew: boolean }>;
      /** By way, of an event that is counted so. */
      ways?: Record<Way, { capacity: number | undefined }>;
    }
  /** Counts an event by way from now on: all that is counted yet is of one. It fails when something else was counted since it was read. */
  | { step: 'beginWays'; eventId: string; way: Way; read: Record<WayCounter, number> }
  /** Takes an item of counts away, which fails unless this one is nothing. */
  | { step: 'removeZero'; ref: Key; name: string }
  /** Adds to counts, each by its name; an item that isn't there begins with nothing. */
  | {
      step: 'addNumbers';
      ref: Key;
      add: Record<string, number>;
      day?: string;
      /** What some of them may be at most afterwards, or the step fails. */
      atMost?: Record<string, number>;
      expiresAt?: number;
    }
  | {
      step: 'remove';
      ref: Key;
      mustExist?: boolean;
      /** As of a put. `absent`: nothing is there to be removed, or the commit fails. */
      when?:
        | 'absent'
        | { state: string; attempts?: number; inPage?: InPage }
        | { state: string; version: number }
        /** A waiting list's entry: it is this one's still. */
        | { registrationId: string };
    }
  /** Takes an event's counters away, which fails as soon as anybody holds a place, waits or is pending. */
  | { step: 'removeUncounted'; eventId: string }
  /** Changes nothing: the commit fails when the item isn't there, or is in another of these states. */
  | { step: 'check'; ref: Ref<Item>; states?: readonly string[] }
  | { step: 'removeVersion'; ref: Ref<Item>; version: number };

/** A commit happened whole, or not at all because these steps' conditions did not hold. */
export type Committed = { committed: true } | { committed: false; failed: number[] };

export interface Page<T> {
  items: T[];
  /** Where to go on; absent at the end. */
  next?: string;
}

/** A part of a collection: what lies behind `after`, up to `upTo` and including it, as far as they are given. */
export interface Range {
  after?: string;
  upTo?: string;
}

/** Reads are consistent except through an index. */
export interface Store {
  get<T>(ref: Ref<T>): Promise<T | undefined>;
  /** All in one call: `load({event: refs.event('a'), counters: refs.counters('a')})`. */
  load<R extends Record<string, Ref<unknown>>>(
    wanted: R,
  ): Promise<{ [K in keyof R]: (R[K] extends Ref<infer T> ? T : never) | undefined }>;
  /** `isEventual`: for what an index named, whose own delay it then has. It costs half. */
  getMany<T>(wanted: readonly Ref<T>[], how?: { isEventual: boolean }): Promise<(T | undefined)[]>;
  list<T>(collection: Collection<T>, from?: Range & { limit?: number }): Promise<Page<T>>;
  /** How many of a collection there are up to one of them, which counts too. */
  countTo(collection: Collection<unknown>, last: Ref<unknown>): Promise<number>;
  /**
   * The next position of an event's waiting list, which is nobody else's: it only rises. It is taken before the
   * transaction that uses it, so that those who confirm at once don't make each other's plans void.
   */
  takePosition(eventId: string): Promise<number>;
  /**
   * Up to 100 steps at once. Conflicts are tried again for up to 25 s; then {@link Busy}.
   * @throws TooMuchAtOnce for more, whatever the table would say
   */
  commit(steps: readonly Step[]): Promise<Committed>;
  /**
   * Brings an attempt on that this run wrote as `from`, as long as it is without an answer; answers whether it did.
   * What is asked for within a few hundredths of a second goes out together.
   */
  conclude(from: DeliveryItem, to: DeliveryItem): Promise<boolean>;
  /** Writes new items, each a step of its own; answers for each whether it is there as given: another's stays. */
  insert(items: readonly Item[]): Promise<boolean[]>;
}

/** An index holds nothing but keys: it says where an item lies, which may be gone since. */
export interface DueWork {
  /** What is due by then, oldest first, in one lane. */
  due<L extends Lane>(
    lane: L,
    until: Instant,
    limit: number,
  ): Promise<(Ref<DueItems[L]> & { dueAt: Instant })[]>;
  /** Puts off what is due as it was found, whatever it is and even if it can't be read; answers whether it was that still. */
  postpone(entry: Key & { dueAt: Instant }, until: Instant): Promise<boolean>;
  /** When the next of a lane is due after then. */
  nextDue(lane: Lane, after: Instant): Promise<Instant | undefined>;
}

/** The other indexes, of which the same holds. */
export interface Lists {
  listed<T>(list: List<T>, from: { after?: string; limit: number }): Promise<Page<Ref<T>>>;
  ofPerson(personHash: string): Promise<RefsOfPerson>;
}

/** Plain counts beside everything else: they are in no transaction, and TTL alone takes them away. */
export interface Counts {
  /** Raises these fields of an item by one, and answers what they are now; tried again, one may be raised twice. */
  countUp(item: Key, names: readonly string[], expiresAt: number): Promise<Record<string, number>>;
}

/** The store was contended, throttled or out of reach for longer than a caller should wait. */
export class Busy extends Error {
  readonly retryAfterSeconds: number;
  constructor(cause: unknown, retryAfterSeconds = 2) {
    super('the store is busy', { cause });
    this.name = 'Busy';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What became of one attempt to send. */
export type SendOutcome =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'throttled'; quota: 'rate' | 'day' }
  /** The lane has to stop: an account or configuration fault. */
  | { outcome: 'paused'; reason: string }
  | { outcome: 'rejected'; reason: string }
  /** It can't be known whether it was accepted. */
  | { outcome: 'unknown'; reason: string };

export interface Mailer {
  /** @param mail `deliveryId` and `personHash`, whose address it goes to, come back with each notice of it */
  send(mail: {
    from: string;
    to: string;
    raw: Uint8Array;
    deliveryId: string;
    personHash: string;
  }): Promise<SendOutcome>;
  quota(): Promise<{ maxSendRate: number; max24HourSend: number; sentLast24Hours: number }>;
}

/** One mail's turn within the pace. Each is used or left, once. */
export interface Turn {
  /**
   * Makes the call when the turn comes, and once more, as the pace allows and for a few seconds, while SES refuses it
   * for its rate alone. Answers what became of it; the turn of a mail that SES did not take goes to another.
   */
  use(call: () => Promise<SendOutcome | 'unused'>): Promise<SendOutcome | 'unused'>;
  leave(): void;
}

type SendLane = 'transactional' | 'bulk';

/** The pace that SES allows, shared by both lanes and all functions. */
export interface Pace {
  /**
   * Waits for turns for up to `wanted` mails, all of them within the next second or so. `day`: the quota of the last
   * 24 hours is used up, as far as this lane may use it. `deadline`: nothing comes free before it.
   */
  take(lane: SendLane, wanted: number, deadline: Deadline): Promise<readonly Turn[] | 'day' | 'deadline'>;
  /** Whether the quota of the last 24 hours has room for this lane. */
  hasRoomToday(lane: SendLane): Promise<boolean>;
}

/** When a function has to stop taking up work: its own time limit, less what finishing takes. */
export interface Deadline {
  remainingMilliseconds(): number;
}
