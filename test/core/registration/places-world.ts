import fc from 'fast-check';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { replaceEvent } from '../../../functions/core/organising/events.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { newEvent, publish } from '../../../functions/core/registration/event-plans.ts';
import { signUp } from '../../../functions/core/registration/sign-up.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { sweepDue } from '../../../functions/core/registration/sweep.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import type { EventInput } from '../../../functions/core/table/event.ts';
import type {
  CountersItem,
  DeliveryItem,
  EventItem,
  RegistrationItem,
  SignUpItem,
  WaitingItem,
} from '../../../functions/core/table/items.ts';
import { identities } from '../../../functions/core/table/person.ts';
import { collections, refs } from '../../../functions/core/table/refs.ts';
import { Way } from '../../../functions/core/table/way.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { formUrl, keyRing, publicUrl, sampleEvent, sampleSeries, stage } from '../samples.ts';

/** What anybody can do to an event; numbers choose among those who are there. */
export type Operation =
  | { do: 'signUp'; person: number; parts: 'one' | 'both' | 'other'; group: number | undefined; way?: Way }
  | { do: 'confirm' | 'deleteSignUp'; signUp: number }
  | { do: 'cancel'; person: number; seat: number }
  | { do: 'addPart'; person: number; seat: number; group: number | undefined; way?: Way }
  | { do: 'change'; person: number; group: number | undefined; way?: Way }
  | { do: 'limits'; capacity: number | undefined; group: number | undefined }
  | {
      do: 'mode';
      to: 'online' | 'onsite' | 'hybrid';
      capacity: number;
      ways: Record<Way, number> | undefined;
    }
  | { do: 'advance'; by: string };

const person = fc.nat({ max: 4 });
const group = fc.option(fc.nat({ max: 1 }), { nil: undefined });
/** Of an event that is hybrid. */
const way = fc.constantFrom(...Way.options);
const seat = fc.constantFrom(1, 1, 1, 2);
const placesByWay = fc.record({
  onsite: fc.integer({ min: 1, max: 2 }),
  online: fc.integer({ min: 1, max: 2 }),
});
/** One of the latest sign-ups, more often than an old one. */
const latest = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 9 }));
const one = <T extends string>(name: T) => fc.constant(name);

export const operations: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: one('signUp'),
      person,
      parts: fc.constantFrom('one' as const, 'one' as const, 'both' as const, 'other' as const),
      group,
      way,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: one('confirm'), signUp: latest }) },
  { weight: 4, arbitrary: fc.record({ do: one('cancel'), person, seat }) },
  { weight: 2, arbitrary: fc.record({ do: one('deleteSignUp'), signUp: latest }) },
  { weight: 2, arbitrary: fc.record({ do: one('addPart'), person, seat, group, way }) },
  { weight: 2, arbitrary: fc.record({ do: one('change'), person, group, way }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one('limits'),
      capacity: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 8 }),
      group: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: one('mode'),
      to: fc.constantFrom('online' as const, 'onsite' as const, 'hybrid' as const, 'hybrid' as const),
      capacity: fc.integer({ min: 1, max: 4 }),
      ways: fc.option(placesByWay, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: one('advance'), by: fc.constantFrom('PT1M', 'PT20H', 'PT25H', 'P3D', 'P8D') }),
  },
);

/** How everything stands at one moment. */
export interface Snapshot {
  event: EventItem;
  counters: CountersItem;
  /** Of both events, by event and registration. */
  registrations: ReadonlyMap<string, RegistrationItem>;
  waiting: readonly WaitingItem[];
  /** Mails to one person each, by their keys. */
  deliveries: ReadonlyMap<string, DeliveryItem>;
  signUps: ReadonlyMap<string, SignUpItem>;
}

/** What one operation came to. */
export interface Outcome {
  operation: Operation;
  personHash: string | undefined;
  isRefused: boolean;
  /** Of a confirmation: the sign-up that counts from now on. */
  confirmed: SignUpItem | undefined;
}

/** What happened at the same time, with how everything stood before and after. */
export interface Step {
  now: Instant;
  before: Snapshot;
  after: Snapshot;
  outcomes: readonly Outcome[];
  /** The most places, and in each group, that there were in this step. */
  mostPlaces: { event: number; groups: Record<string, number>; ways: Record<Way, number> };
}

export const settings = fc.record({
  capacity: fc.integer({ min: 1, max: 3 }),
  waitingList: fc.boolean(),
  /** Of a hybrid event whose ways have places of their own, or undefined. */
  ways: fc.option(placesByWay, { nil: undefined }),
  groupCapacities: fc.constantFrom<number[]>([], [1], [1, 2]),
  seatsPerAddress: fc.constantFrom<number[]>(1, 1, 2),
  /** So many of the five have signed up and confirmed already, one after the other. */
  confirmed: fc.nat({ max: 5 }),
});
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;
export type Setting = Omit<Settings, 'ways'> & Partial<Pick<Settings, 'ways'>>;

const noSetting = { capacity: 1, groupCapacities: [], seatsPerAddress: 1, confirmed: 0 };
const start: Instant = '2027-03-01T09:00:00.000Z';
const owner = { tokenHash: 'x', name: 'test', role: 'owner', seriesIds: undefined } as const;
const keys = keyRing('1', '1');
let worlds = 0;

/** An event as its organiser would hand it in again. */
function inputOf(event: EventItem): EventInput {
  const { type, status, sequence, version, createdAt, updatedAt, formerlySensitive, ...input } = event;
  return input;
}

const place = { name: 'Rathaus', address: ['Markt 1'] };

/** The places of an event, or of each of its ways. */
function placesOf({ capacity, waitingList, ways }: Setting): Partial<EventItem> {
  if (ways === undefined) return { capacity, waitingList };
  const { onsite, online } = ways;
  return {
    attendanceMode: 'hybrid',
    place,
    ways: { onsite: { capacity: onsite, waitingList }, online: { capacity: online, waitingList } },
  };
}

/** One event with few places beside one without a limit, five people and a clock. */
export class World {
  readonly eventId: string;
  readonly #table: Context['store'];
  readonly #otherId: string;
  readonly #seriesId: string;
  readonly #groups: string[];
  readonly #emails: string[];
  #now: Instant = start;
  readonly #signUps: { id: string; person: number }[] = [];
  #standing: Snapshot | undefined;

  private constructor(table: Context['store'], setting: Setting, number: number) {
    this.#table = table;
    this.eventId = `event-${number}`;
    this.#otherId = `other-${number}`;
    this.#seriesId = `series-${number}`;
    this.#groups = setting.groupCapacities.map((_, index) => `g${index}`);
    this.#emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}${number}@x.example`);
  }

  static async create(table: Context['store'], setting: Setting): Promise<World> {
    const world = new World(table, setting, ++worlds);
    await world.#publish(setting);
    for (let person = 0; person < setting.confirmed; person++) {
      const joining = {
        do: 'signUp',
        person,
        parts: person === 0 ? 'both' : 'one',
        group: person % 2,
        way: person % 3 === 0 ? 'onsite' : 'online',
      } as const;
      await world.#attempt(joining);
      await world.#attempt({ do: 'confirm', signUp: 0 });
    }
    world.#standing = await world.#snapshot();
    return world;
  }

  /** How everything stands. */
  get standing(): Snapshot {
    if (this.#standing === undefined) throw new Error('the world is not there yet');
    return this.#standing;
  }

  async #publish(setting: Setting): Promise<void> {
    const series = sampleSeries({ seriesId: this.#seriesId, verificationNudge: 'P1D' });
    await this.#table.commit([{ step: 'put', item: series, when: 'absent' }]);
    const input = inputOf(
      sampleEvent({
        eventId: this.eventId,
        seriesId: this.#seriesId,
        startsAtLocal: '2027-03-20T17:00',
        endsAtLocal: '2027-03-20T19:00',
        ...placesOf(setting),
        seatsPerAddress: setting.seatsPerAddress,
        workingGroups: setting.groupCapacities.map((capacity, index) => ({
          workingGroupId: `g${index}`,
          title: { de: `Gruppe ${index}` },
          capacity,
        })),
      }),
    );
    const { capacity, ways, place, ...unlimited } = input;
    const mode = { attendanceMode: 'online' as const };
    const other = { ...unlimited, ...mode, eventId: this.#otherId, waitingList: false, workingGroups: [] };
    for (const each of [input, other]) {
      await this.#table.commit(newEvent(each, series, start));
      const event = await this.#table.get(refs.event(each.eventId));
      if (event) await this.#table.commit(publish(event, start));
    }
  }

  get #context(): Context {
    return { store: this.#table, keys, stage, publicUrl, now: this.#now };
  }

  /** Does these at the same time, and then what has become due. */
  async perform(batch: readonly Operation[]): Promise<Step> {
    const before = this.standing;
    const limits = batch.flatMap((one) => (one.do === 'limits' ? [one] : []));
    const modes = batch.flatMap((one) => (one.do === 'mode' ? [one] : []));
    // Where each way has its own, the event has no end beside theirs.
    const ofModes = modes.map(({ to, ways, capacity }) =>
      to === 'hybrid' && ways !== undefined ? undefined : capacity,
    );
    const capacities = [before.event.capacity, ...limits.map((one) => one.capacity), ...ofModes];
    const most = (all: readonly (number | undefined)[]) =>
      Math.max(...all.map((one) => one ?? Number.POSITIVE_INFINITY));
    const groups = before.event.workingGroups.map(({ workingGroupId, capacity }) => [
      workingGroupId,
      most([capacity, ...limits.map((one) => one.group)]),
    ]);
    for (const operation of batch) if (operation.do === 'advance') this.#now = after(this.#now, operation.by);
    const outcomes = await Promise.all(batch.map((operation) => this.#attempt(operation)));
    await this.#runDue();
    this.#standing = await this.#snapshot();
    const ofWay = (way: Way) =>
      most([
        before.event.ways?.[way].capacity,
        ...limits.map((one) => one.capacity),
        ...modes.map(({ ways }) => ways?.[way]),
      ]);
    const mostPlaces = {
      ...{ event: most(capacities), groups: Object.fromEntries(groups) },
      ways: { onsite: ofWay('onsite'), online: ofWay('online') },
    };
    return { now: this.#now, before, after: this.#standing, outcomes, mostPlaces };
  }

  async #attempt(operation: Operation): Promise<Outcome> {
    const chosen = 'signUp' in operation ? this.#chosen(operation.signUp) : undefined;
    const who = 'person' in operation ? operation.person : chosen?.person;
    const personHash = who === undefined ? undefined : this.#identity(who).personHash;
    try {
      const confirmed = await this.#do(operation, chosen);
      return { operation, personHash, isRefused: false, confirmed };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { operation, personHash, isRefused: true, confirmed: undefined };
    }
  }

  /** Counted from the newest. */
  #chosen(number: number) {
    return this.#signUps.at(-1 - (number % Math.max(1, this.#signUps.length)));
  }

  async #do(operation: Operation, chosen: { id: string } | undefined): Promise<SignUpItem | undefined> {
    const context = this.#context;
    switch (operation.do) {
      case 'signUp':
        await this.#signUp(operation);
        return undefined;
      case 'confirm': {
        const item = chosen && (await this.#table.get(refs.signUp(chosen.id)));
        return item && !(await confirm(item, context)).isRepeat ? item : undefined;
      }
      case 'deleteSignUp': {
        const item = chosen && (await this.#table.get(refs.signUp(chosen.id)));
        if (item) await deleteSignUp(item, context);
        return undefined;
      }
      case 'cancel': {
        const registrationId = this.#identity(operation.person).registrationId(this.eventId, operation.seat);
        const registration = await this.#table.get(refs.registration(this.eventId, registrationId));
        if (registration) await cancel(registration, context);
        return undefined;
      }
      case 'addPart':
      case 'change':
        await this.#onOwnPage(operation);
        return undefined;
      case 'limits':
        await this.#limit(operation);
        return undefined;
      case 'mode':
        await this.#change(operation);
        return undefined;
      case 'advance':
        return undefined;
    }
  }

  async #signUp({ person, parts, group, way }: Extract<Operation, { do: 'signUp' }>): Promise<void> {
    const [own, other] = [this.eventId, this.#otherId];
    const eventIds = { one: [own], both: [own, other], other: [other] }[parts];
    const wish = this.#groups[group ?? 9];
    const request = {
      eventIds,
      name: `Person ${person}`,
      email: this.#emails[person],
      workingGroups: wish === undefined || parts === 'other' ? {} : { [own]: wish },
      ways: (await this.#isHybrid()) && parts !== 'other' ? { [own]: way } : {},
      notices: { privacy: '2027-01' },
      formUrl,
    };
    const done = await signUp(request, this.#context);
    this.#signUps.push({ id: done.signUp.signUpId, person });
  }

  async #onOwnPage(operation: Extract<Operation, { do: 'addPart' | 'change' }>): Promise<void> {
    const { personHash } = this.#identity(operation.person);
    const attendee = await this.#table.get(refs.attendee(personHash, this.#seriesId));
    if (attendee === undefined) return;
    const way = (await this.#isHybrid()) ? operation.way : undefined;
    const choice = { way, workingGroupId: this.#groups[operation.group ?? 9], answers: {} };
    const where = { eventId: this.eventId, seat: operation.do === 'addPart' ? operation.seat : 1 };
    if (operation.do === 'change') {
      await changeRegistration(attendee, where, choice, this.#context);
      return;
    }
    const guest = { ...choice, name: `Guest of ${operation.person}` };
    await addPart(attendee, where, where.seat === 1 ? choice : guest, this.#context);
  }

  async #isHybrid(): Promise<boolean> {
    return (await this.#table.get(refs.event(this.eventId)))?.attendanceMode === 'hybrid';
  }

  /** People come by another way from now on, or by two: with places of the event, or of each way. */
  async #change({ to, capacity, ways }: Extract<Operation, { do: 'mode' }>): Promise<void> {
    const event = await this.#table.get(refs.event(this.eventId));
    if (event === undefined) throw new Error('the event is gone');
    const { capacity: _, ways: before, place: __, waitingList, joinUrl, ...input } = inputOf(event);
    const isListed = waitingList || before?.onsite.waitingList === true;
    const byWay = to === 'hybrid' && ways !== undefined;
    const body = {
      ...{ ...input, attendanceMode: to, ...(to === 'online' ? {} : { place }) },
      ...(byWay
        ? { waitingList: false, ...placesOf({ ...noSetting, ways, waitingList: isListed }) }
        : { waitingList: isListed, capacity }),
    };
    const how = { version: undefined, notice: 'none' as const };
    await replaceEvent(this.eventId, body, how, owner, this.#context);
  }

  async #limit({ capacity: to, group }: Extract<Operation, { do: 'limits' }>): Promise<void> {
    const event = await this.#table.get(refs.event(this.eventId));
    if (event === undefined) throw new Error('the event is gone');
    const { capacity, ways, ...input } = inputOf(event);
    const workingGroups = input.workingGroups.map(({ workingGroupId, title }) => ({
      workingGroupId,
      title,
      capacity: group,
    }));
    const body = to === undefined ? { ...input, waitingList: false } : { ...input, capacity: to };
    const eachWay = (waitingList: boolean) => ({
      capacity: to,
      waitingList: waitingList && to !== undefined,
    });
    const byWay = ways && {
      ...{ ...input, waitingList: false },
      ways: { onsite: eachWay(ways.onsite.waitingList), online: eachWay(ways.online.waitingList) },
    };
    const how = { version: undefined, notice: undefined };
    await replaceEvent(this.eventId, { ...(byWay ?? body), workingGroups }, how, owner, this.#context);
  }

  #identity(person: number) {
    const [identity] = identities(this.#context.keys, this.#emails[person] ?? '');
    if (identity === undefined) throw new Error('a key ring has a current version');
    return identity;
  }

  /** What dispatch does each minute with sign-ups and waiting lists, until nothing of this world is due. */
  async #runDue(): Promise<void> {
    const context = this.#context;
    for (const item of await this.#table.getMany(this.#signUps.map(({ id }) => refs.signUp(id)))) {
      for (let due = item, round = 0; isDue(due, this.#now) && round < 9; round++) {
        await stepSignUp(due, context);
        due = await this.#table.get(refs.signUp(due.signUpId));
      }
    }
    if (await this.#table.get(refs.sweep(this.eventId))) await sweepDue(this.eventId, context);
  }

  async #snapshot(): Promise<Snapshot> {
    const table = this.#table;
    const [{ event, counters }, own, other, waiting, signUps, ...deliveries] = await Promise.all([
      table.load({ event: refs.event(this.eventId), counters: refs.counters(this.eventId) }),
      table.list(collections.registrations(this.eventId)),
      table.list(collections.registrations(this.#otherId)),
      table.list(collections.waiting(this.eventId)),
      table.getMany(this.#signUps.map(({ id }) => refs.signUp(id))),
      ...this.#emails.map((_, who) => this.#mailsTo(who)),
    ]);
    if (event === undefined || counters === undefined) throw new Error('the event is gone');
    const registrations = [...own.items, ...other.items];
    return {
      event,
      counters,
      registrations: new Map(registrations.map((item) => [`${item.eventId} ${item.registrationId}`, item])),
      waiting: waiting.items,
      deliveries: new Map(
        deliveries.flat().map((item) => [`${item.notificationId} ${item.recipientId}`, item]),
      ),
      signUps: new Map(signUps.flatMap((item) => (item === undefined ? [] : [[item.signUpId, item]]))),
    };
  }

  async #mailsTo(person: number): Promise<DeliveryItem[]> {
    const { deliveries } = await this.#table.ofPerson(this.#identity(person).personHash);
    const items = await this.#table.getMany(deliveries);
    return items.filter((item) => item?.lane === 'transactional').filter((item) => item !== undefined);
  }
}

function isDue(item: SignUpItem | undefined, now: Instant): item is SignUpItem {
  return item?.state === 'pending' && item.dueAt !== undefined && item.dueAt <= now;
}
