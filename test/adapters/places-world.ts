import fc from 'fast-check';
import { expect } from 'vitest';
import type { Table } from '../../functions/adapters/table.ts';
import { addPart } from '../../functions/core/add-part.ts';
import { cancel, sweepWaitingList } from '../../functions/core/cancel.ts';
import { changeRegistration } from '../../functions/core/change.ts';
import { confirm, deleteSignUp } from '../../functions/core/confirm.ts';
import type { Context } from '../../functions/core/context.ts';
import { endsAt, isPromoting, startsAt } from '../../functions/core/event.ts';
import { newEvent, publish } from '../../functions/core/event-life.ts';
import type {
  CountersItem,
  DeliveryItem,
  EventItem,
  RegistrationItem,
  SignUpItem,
  WaitingItem,
} from '../../functions/core/items.ts';
import { replaceEvent } from '../../functions/core/organiser-events.ts';
import { identities } from '../../functions/core/person.ts';
import { Problem } from '../../functions/core/problem.ts';
import { collections, refs } from '../../functions/core/refs.ts';
import { signUp } from '../../functions/core/sign-up.ts';
import { stepSignUp } from '../../functions/core/sign-up-steps.ts';
import { sweepDue } from '../../functions/core/sweep.ts';
import { after, type Instant } from '../../functions/core/time.ts';
import { formUrl, keyRing, publicUrl, sampleEvent, sampleSeries, stage } from '../core/samples.ts';

/** What anybody can do to an event; numbers choose among those who are there. */
export type Operation =
  | { do: 'signUp'; person: number; parts: 'one' | 'both' | 'other'; group: number | undefined }
  | { do: 'confirm' | 'deleteSignUp'; signUp: number }
  | { do: 'cancel'; person: number; seat: number }
  | { do: 'addPart'; person: number; seat: number; group: number | undefined }
  | { do: 'changeGroup'; person: number; group: number | undefined }
  | { do: 'capacity'; to: number | undefined }
  | { do: 'advance'; by: string };

const person = fc.nat({ max: 4 });
const group = fc.option(fc.nat({ max: 1 }), { nil: undefined });
const seat = fc.constantFrom(1, 1, 1, 2);

export const operations: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('signUp' as const),
      person,
      parts: fc.constantFrom('one' as const, 'both' as const, 'other' as const),
      group,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('confirm' as const), signUp: fc.nat({ max: 7 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), person, seat }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('deleteSignUp' as const), signUp: fc.nat({ max: 7 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('addPart' as const), person, seat, group }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('changeGroup' as const), person, group }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('capacity' as const),
      to: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      by: fc.constantFrom('PT1M', 'PT20H', 'PT25H', 'P3D', 'P8D'),
    }),
  },
);

/** How everything stands at one moment. */
interface Snapshot {
  event: EventItem;
  counters: CountersItem;
  /** Of both events, by event and registration. */
  registrations: Map<string, RegistrationItem>;
  waiting: WaitingItem[];
  deliveries: Map<string, DeliveryItem>;
}

export interface Setting {
  capacity: number;
  waitingList: boolean;
  groupCapacities: number[];
  seatsPerAddress: number;
}

/** What one operation came to. */
interface Outcome {
  operation: Operation;
  person: number | undefined;
  isRefused: boolean;
  /** Of a confirmation: the sign-up that counts from now on. */
  confirmed?: SignUpItem;
}

let worlds = 0;
const start: Instant = '2027-03-01T09:00:00.000Z';
const owner = { tokenHash: 'x', name: 'test', role: 'owner', seriesIds: undefined } as const;

/** One event with few places beside one without a limit, five people, and a clock; on the real table. */
export class World {
  readonly #table: Table;
  readonly #eventId: string;
  readonly #otherId: string;
  readonly #seriesId: string;
  readonly #groups: string[];
  readonly #emails: string[];
  #now: Instant = start;
  #signUps: { id: string; person: number }[] = [];
  #before: Snapshot;
  #after: Snapshot;
  #outcomes: Outcome[] = [];
  /** The order in which registrations came onto the waiting list, each stay once. */
  #queue: string[] = [];
  /** The most places that the event had in the operations since the last check. */
  #mostCapacity = 0;

  private constructor(table: Table, setting: Setting, number: number) {
    this.#table = table;
    this.#eventId = `event-${number}`;
    this.#otherId = `other-${number}`;
    this.#seriesId = `series-${number}`;
    this.#groups = setting.groupCapacities.map((_, index) => `g${index}`);
    this.#emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}${number}@x.example`);
    const nothing = { registrations: new Map(), waiting: [], deliveries: new Map() };
    const event = sampleEvent();
    const counters: CountersItem = {
      type: 'counters',
      eventId: '',
      taken: 0,
      pending: 0,
      confirmed: 0,
      waitlisted: 0,
      cancelled: 0,
      nextPosition: 1,
      groups: {},
    };
    this.#before = { event, counters, ...nothing };
    this.#after = this.#before;
  }

  static async create(table: Table, setting: Setting): Promise<World> {
    const world = new World(table, setting, ++worlds);
    const series = sampleSeries({ seriesId: world.#seriesId, verificationNudge: 'P1D' });
    await table.commit([{ change: 'put', item: series, when: 'absent' }]);
    const { type, status, sequence, version, createdAt, updatedAt, ...input } = sampleEvent({
      eventId: world.#eventId,
      seriesId: world.#seriesId,
      startsAtLocal: '2027-03-20T17:00',
      endsAtLocal: '2027-03-20T19:00',
      capacity: setting.capacity,
      waitingList: setting.waitingList,
      seatsPerAddress: setting.seatsPerAddress,
      workingGroups: world.#groups.map((workingGroupId, index) => ({
        workingGroupId,
        title: { de: workingGroupId },
        capacity: setting.groupCapacities[index],
      })),
    });
    const { capacity, ...unlimited } = input;
    const other = { ...unlimited, eventId: world.#otherId, waitingList: false, workingGroups: [] };
    for (const one of [input, other]) {
      await table.commit(newEvent(one, series, start));
      const event = await table.get(refs.event(one.eventId));
      if (event) await table.commit(publish(event, series, 90, start));
    }
    world.#after = await world.#snapshot();
    return world;
  }

  get #context(): Context {
    return { store: this.#table, keys: keyRing('1', '1'), stage, publicUrl, now: this.#now };
  }

  /** Does these at the same time, and then what has become due. */
  async perform(batch: readonly Operation[]): Promise<void> {
    this.#before = this.#after;
    this.#mostCapacity = this.#before.counters.capacity ?? Number.POSITIVE_INFINITY;
    for (const operation of batch) {
      if (operation.do === 'advance') this.#now = after(this.#now, operation.by);
      if (operation.do === 'capacity')
        this.#mostCapacity = Math.max(this.#mostCapacity, operation.to ?? Number.POSITIVE_INFINITY);
    }
    this.#outcomes = await Promise.all(batch.map((operation) => this.#attempt(operation)));
    await this.#runDue();
    this.#after = await this.#snapshot();
  }

  async #attempt(operation: Operation): Promise<Outcome> {
    const chosen =
      'signUp' in operation
        ? this.#signUps.at(operation.signUp % Math.max(1, this.#signUps.length))
        : undefined;
    const person = 'person' in operation ? operation.person : chosen?.person;
    try {
      const confirmed = await this.#do(operation, chosen);
      return { operation, person, isRefused: false, ...(confirmed ? { confirmed } : {}) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { operation, person, isRefused: true };
    }
  }

  async #do(operation: Operation, chosen: { id: string } | undefined): Promise<SignUpItem | undefined> {
    const context = this.#context;
    switch (operation.do) {
      case 'signUp': {
        const eventIds = {
          one: [this.#eventId],
          both: [this.#eventId, this.#otherId],
          other: [this.#otherId],
        }[operation.parts];
        const wish = this.#groups[operation.group ?? 9];
        const request = {
          eventIds,
          name: `Person ${operation.person}`,
          email: this.#emails[operation.person],
          workingGroups: wish === undefined || operation.parts === 'other' ? {} : { [this.#eventId]: wish },
          notices: { privacy: '2027-01' },
          formUrl,
        };
        const done = await signUp(request, context);
        this.#signUps.push({ id: done.signUp.signUpId, person: operation.person });
        return undefined;
      }
      case 'confirm':
      case 'deleteSignUp': {
        const item = chosen && (await this.#table.get(refs.signUp(chosen.id)));
        if (item === undefined) return undefined;
        if (operation.do === 'deleteSignUp') {
          await deleteSignUp(item, context);
          return undefined;
        }
        const done = await confirm(item, context);
        return done.isRepeat ? undefined : item;
      }
      case 'cancel': {
        const registration = await this.#table.get(
          refs.registration(this.#eventId, this.#registrationId(operation.person, operation.seat)),
        );
        if (registration) await cancel(registration, context);
        return undefined;
      }
      case 'addPart':
      case 'changeGroup': {
        const attendee = await this.#table.get(
          refs.attendee(this.#identity(operation.person).personHash, this.#seriesId),
        );
        if (attendee === undefined) return undefined;
        const choice = { workingGroupId: this.#groups[operation.group ?? 9], answers: {} };
        const seat = operation.do === 'addPart' ? operation.seat : 1;
        const where = { eventId: this.#eventId, seat };
        if (operation.do === 'changeGroup') await changeRegistration(attendee, where, choice, context);
        else
          await addPart(
            attendee,
            where,
            seat === 1 ? choice : { ...choice, name: `Guest of ${operation.person}` },
            context,
          );
        return undefined;
      }
      case 'capacity': {
        const event = await this.#table.get(refs.event(this.#eventId));
        if (event === undefined) throw new Error('the event is gone');
        const {
          type,
          status,
          sequence,
          version,
          createdAt,
          updatedAt,
          formerlySensitive,
          capacity,
          ...input
        } = event;
        const body =
          operation.to === undefined
            ? { ...input, waitingList: false }
            : { ...input, capacity: operation.to };
        await replaceEvent(this.#eventId, body, { version: undefined, notice: undefined }, owner, context);
        return undefined;
      }
      case 'advance':
        return undefined;
    }
  }

  #identity(person: number) {
    const [identity] = identities(this.#context.keys, this.#emails[person] ?? '');
    if (identity === undefined) throw new Error('a key ring has a current version');
    return identity;
  }

  #registrationId(person: number, seat = 1): string {
    return this.#identity(person).registrationId(this.#eventId, seat);
  }

  /** What dispatch does each minute with sign-ups and waiting lists, until nothing of this world is due. */
  async #runDue(): Promise<void> {
    const context = this.#context;
    for (const { id } of this.#signUps) {
      for (
        let item = await this.#table.get(refs.signUp(id)), round = 0;
        isDue(item, this.#now) && round < 9;
        round++
      ) {
        for (const eventId of await stepSignUp(item, context)) await sweepWaitingList(eventId, context);
        item = await this.#table.get(refs.signUp(id));
      }
    }
    if (await this.#table.get(refs.sweep(this.#eventId))) await sweepDue(this.#eventId, context);
  }

  async #snapshot(): Promise<Snapshot> {
    const found = await this.#table.load({
      event: refs.event(this.#eventId),
      counters: refs.counters(this.#eventId),
    });
    if (found.event === undefined || found.counters === undefined) throw new Error('the event is gone');
    const registrations = new Map<string, RegistrationItem>();
    for (const eventId of [this.#eventId, this.#otherId]) {
      const { items } = await this.#table.list(collections.registrations(eventId));
      for (const item of items) registrations.set(`${eventId} ${item.registrationId}`, item);
    }
    const { items: waiting } = await this.#table.list(collections.waiting(this.#eventId));
    const deliveries = new Map<string, DeliveryItem>();
    for (const person of this.#emails.keys()) {
      const entries = await this.#table.ofPerson(this.#identity(person).personHash);
      const wanted = entries.filter(({ sk }) => sk.startsWith('DELIVERY#'));
      const items = await this.#table.getMany(
        wanted.map(({ pk, sk }) =>
          refs.delivery(pk.slice('NOTIFICATION#'.length), sk.slice('DELIVERY#'.length)),
        ),
      );
      for (const item of items)
        if (item && item.lane === 'transactional')
          deliveries.set(`${item.notificationId} ${item.recipientId}`, item);
    }
    return { event: found.event, counters: found.counters, registrations, waiting, deliveries };
  }

  /** Everything that must be true after each operation. */
  async check(): Promise<void> {
    const { event, counters } = this.#after;
    const own = [...this.#after.registrations.values()].filter((one) => one.eventId === this.#eventId);
    const many = (state: RegistrationItem['state']) => own.filter((one) => one.state === state);
    const taken = own.filter((one) => one.holdsPlace);

    // Never oversold; what was taken when the capacity was lowered stays taken, and nothing is added to it.
    expect(counters.capacity).toBe(event.capacity);
    expect(counters.taken).toBeLessThanOrEqual(Math.max(this.#mostCapacity, this.#before.counters.taken));
    for (const [id, group] of Object.entries(counters.groups)) {
      const before = this.#before.counters.groups[id]?.taken ?? 0;
      expect(group.taken).toBeLessThanOrEqual(Math.max(group.capacity ?? Number.POSITIVE_INFINITY, before));
    }

    // The counters are what counting gives.
    expect(counters).toMatchObject({
      taken: taken.length,
      pending: many('pending').length,
      confirmed: many('confirmed').length,
      waitlisted: many('waitlisted').length,
      cancelled: many('cancelled').length,
    });
    for (const id of this.#groups) {
      expect(counters.groups[id]?.taken).toBe(taken.filter((one) => one.workingGroupId === id).length);
    }

    // A state says whether a place is held.
    for (const one of own) {
      if (one.state === 'confirmed') expect(one.holdsPlace).toBe(true);
      else if (one.state !== 'pending') expect(one.holdsPlace).toBe(false);
      expect(one.waitingPosition !== undefined).toBe(one.state === 'waitlisted');
    }

    this.#checkWaitingList(many('waitlisted'));
    await this.#checkHolds(many('pending'));
    this.#checkOutbox();
    this.#checkOutcomes();
  }

  #checkWaitingList(waitlisted: RegistrationItem[]): void {
    const { event, counters, waiting } = this.#after;
    // One entry for each who waits, and none besides.
    expect(waiting.map((entry) => `${entry.registrationId} ${entry.position}`).toSorted()).toEqual(
      waitlisted.map((one) => `${one.registrationId} ${one.waitingPosition}`).toSorted(),
    );
    expect(new Set(waiting.map((entry) => entry.position)).size).toBe(waiting.length);
    for (const entry of waiting) expect(entry.position).toBeLessThan(counters.nextPosition);
    // First come, first served: newcomers queue up behind, and who is moved up was ahead of all who go on waiting.
    const stay = (one: { registrationId: string; position: number }) =>
      `${one.registrationId} ${one.position}`;
    const now = waiting.map(stay);
    const kept = this.#queue.filter((one) => now.includes(one));
    expect(now.slice(0, kept.length)).toEqual(kept);
    const movedUp = this.#queue.filter((one) => {
      const registration = this.#after.registrations.get(`${this.#eventId} ${one.split(' ')[0]}`);
      return (
        !now.includes(one) &&
        registration?.state === 'confirmed' &&
        !this.#isOwnDoing(registration.personHash)
      );
    });
    const behind = this.#queue.filter((one) => movedUp.includes(one) || kept.includes(one));
    expect(behind.slice(0, movedUp.length)).toEqual(movedUp);
    this.#queue = now;
    // No place lies idle while somebody waits for it.
    const isFree = counters.capacity === undefined || counters.taken < counters.capacity;
    if (isPromoting(event, this.#now) && isFree) expect(waiting).toEqual([]);
  }

  /** Whether somebody did something in this step that brings them a place by another way than the list. */
  #isOwnDoing(personHash: string): boolean {
    return this.#outcomes.some(
      ({ person, isRefused }) =>
        person !== undefined && !isRefused && this.#identity(person).personHash === personHash,
    );
  }

  /** A pending sign-up holds its place for 24 hours, and never past the start (promise 2). */
  async #checkHolds(pending: RegistrationItem[]): Promise<void> {
    for (const one of pending) {
      const signUp = await this.#table.get(refs.signUp(one.signUpId));
      expect(signUp?.state).toBe('pending');
      const heldUntil = signUp?.events.find((entry) => entry.eventId === this.#eventId)?.heldUntil;
      expect(heldUntil !== undefined).toBe(one.holdsPlace);
      if (signUp === undefined || heldUntil === undefined) continue;
      expect(heldUntil > this.#now).toBe(true);
      expect(heldUntil <= after(signUp.createdAt, 'PT24H')).toBe(true);
      expect(heldUntil <= startsAt(this.#after.event)).toBe(true);
    }
  }

  /** Every change that a person has to be told is in the outbox, once (promises 1 and 3). */
  #checkOutbox(): void {
    const written = [...this.#after.deliveries].flatMap(([key, item]) =>
      this.#before.deliveries.has(key) ? [] : [item],
    );
    for (const person of this.#emails.keys()) {
      const { personHash } = this.#identity(person);
      const mails = written.filter((one) => one.personHash === personHash);
      const told = (eventId: string) =>
        mails.filter((one) => one.kind === 'confirmation' && one.eventIds.includes(eventId));
      const acts = this.#outcomes.filter((one) => one.person === person && !one.isRefused);
      for (const [key, now] of this.#after.registrations) {
        if (now.personHash !== personHash) continue;
        const before = this.#before.registrations.get(key);
        const isSame = before?.state === now.state && before.round === now.round;
        if (isSame) continue;
        if (now.state === 'confirmed' || now.state === 'waitlisted') {
          expect(told(now.eventId).length, `${key} became ${now.state}`).toBeGreaterThanOrEqual(1);
          // More than once only when the same person did more than one thing at once.
          if (acts.length <= 1) expect(told(now.eventId).length, `${key} became ${now.state}`).toBe(1);
        }
        if (now.state === 'cancelled' && (before?.state === 'confirmed' || before?.state === 'waitlisted')) {
          const cancellations = mails.filter(
            (one) => one.template === 'cancellation' && one.registrationId === now.registrationId,
          );
          expect(cancellations).toHaveLength(1);
        }
      }
      // Nothing was written that nobody caused.
      const changed = [...this.#after.registrations].some(([key, now]) => {
        const before = this.#before.registrations.get(key);
        return now.personHash === personHash && (before?.state !== now.state || before.round !== now.round);
      });
      if (!changed && acts.length === 0) expect(mails.filter((one) => one.template !== 'nudge')).toEqual([]);
      expect(mails.filter((one) => one.template === 'verification').length).toBeLessThanOrEqual(
        acts.filter((one) => one.operation.do === 'signUp').length,
      );
    }
  }

  #checkOutcomes(): void {
    const isAlone = this.#outcomes.length === 1;
    for (const { isRefused, confirmed, person } of this.#outcomes) {
      // What is refused changes nothing.
      if (isRefused && isAlone) expect(this.#after).toEqual(this.#before);
      // A sign-up that was accepted and confirmed came to something: a place, a position, or nothing was to be had.
      if (confirmed === undefined || !isAlone || person === undefined) continue;
      for (const { eventId } of confirmed.events) {
        const registration = this.#after.registrations.get(
          `${eventId} ${this.#identity(person).registrationId(eventId)}`,
        );
        const isLate = !isPromoting(this.#after.event, this.#now) || this.#now >= endsAt(this.#after.event);
        const states = ['confirmed', 'waitlisted', 'cancelled', ...(isLate ? ['expired', undefined] : [])];
        expect(states).toContain(registration?.state);
      }
    }
  }
}

function isDue(item: SignUpItem | undefined, now: Instant): item is SignUpItem {
  return item?.state === 'pending' && item.dueAt !== undefined && item.dueAt <= now;
}
