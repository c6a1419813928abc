import type { Item } from './items.ts';
import type { Collection, Ref } from './refs.ts';
import type { Instant } from './time.ts';

/** What an event's counters rise or fall by. */
export type Counted = 'taken' | 'pending' | 'confirmed' | 'waitlisted' | 'cancelled' | 'nextPosition';

/** One step of a transaction; its condition is part of it. */
export type Change =
  | {
      change: 'put';
      item: Item;
      /**
       * `version` and `state`: the stored item still has this one. `attempt`: the delivery's attempt of that id is
       * still without an answer, so that a late answer settles it and never takes back what feedback said.
       */
      when: 'absent' | 'any' | { version: number } | { state: string } | { attempt: string };
    }
  | {
      change: 'count';
      eventId: string;
      add: Partial<Record<Counted, number>>;
      /** Working groups' taken places. */
      addToGroups?: Record<string, number>;
      /** The step fails when no place is free at the moment of the commit (promise 2). */
      needsPlace?: boolean;
      /** The same for a step that gives a place back and takes it again: it fails when the event holds more than it may. */
      needsNoExcess?: boolean;
      /** The step fails when one of these working groups is full. */
      needsGroups?: string[];
      /** The step fails when somebody else took this position on the waiting list. */
      nextPosition?: number;
    }
  | {
      change: 'setLimits';
      eventId: string;
      capacity: number | undefined;
      /** By working group; `isNew` starts its count. */
      groups: Record<string, { capacity: number | undefined; isNew: boolean }>;
    }
  | { change: 'remove'; ref: Ref<Item>; mustExist?: boolean }
  | { change: 'removeVersion'; ref: Ref<Item>; version: number };

/** A commit happened whole, or not at all because these steps' conditions did not hold. */
export type Committed = { committed: true } | { committed: false; failed: number[] };

export interface Page<T> {
  items: T[];
  /** Where to go on; absent at the end. */
  next?: string;
}

/** Reads are consistent except through an index. */
export interface Store {
  get<T>(ref: Ref<T>): Promise<T | undefined>;
  /** All in one call: `load({event: refs.event('a'), counters: refs.counters('a')})`. */
  load<R extends Record<string, Ref<unknown>>>(
    wanted: R,
  ): Promise<{ [K in keyof R]: (R[K] extends Ref<infer T> ? T : never) | undefined }>;
  getMany<T>(wanted: readonly Ref<T>[]): Promise<(T | undefined)[]>;
  list<T>(collection: Collection<T>, from?: { after?: string; limit?: number }): Promise<Page<T>>;
  /** Up to 100 steps at once. Conflicts are tried again for up to 25 s; then {@link Busy}. */
  commit(changes: readonly Change[]): Promise<Committed>;
}

/** The keys of an index, whose entries hold nothing else. */
export interface IndexEntry {
  pk: string;
  sk: string;
}

export interface DueWork {
  /** What is due by then, oldest first, in one lane. */
  due(lane: string, until: Instant, limit: number): Promise<(IndexEntry & { dueAt: Instant })[]>;
  /** When the next of a lane is due after then. */
  nextDue(lane: string, after: Instant): Promise<Instant | undefined>;
}

export interface Lists {
  listed(listKey: string, from: { after?: string; limit: number }): Promise<Page<IndexEntry>>;
  ofPerson(personHash: string): Promise<IndexEntry[]>;
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
  send(mail: { from: string; to: string; raw: Uint8Array; deliveryId: string }): Promise<SendOutcome>;
  quota(): Promise<{ maxSendRate: number; max24HourSend: number; sentLast24Hours: number }>;
}

/** The pace that SES allows, shared by both lanes and all functions. */
export interface Pace {
  /**
   * Waits for leave to send up to `wanted` mails now, and answers how many. 0 when the day's quota is used up, or
   * nothing comes free before the deadline.
   */
  take(lane: 'transactional' | 'bulk', wanted: number, deadline: Deadline): Promise<number>;
  /** After a throttle: the quota is read again before the next leave. */
  throttled(): void;
}

/** When a function has to stop taking up work: its own time limit, less what finishing takes. */
export interface Deadline {
  remainingMilliseconds(): number;
}
