import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../functions/adapters/transaction-steps.ts';
import type {
  CountersItem,
  DeliveryItem,
  EventItem,
  RegistrationItem,
  RegistrationState,
  SignUpItem,
} from '../../functions/core/table/items.ts';
import { lists } from '../../functions/core/table/lists.ts';
import type { Counts, DueWork, Lists, Step, Store } from '../../functions/core/table/ports.ts';
import { collections, refs } from '../../functions/core/table/refs.ts';
import { TooMuchAtOnce } from '../../functions/core/table/transaction-limits.ts';
import { sampleEvent, sampleSeries } from '../core/samples.ts';

let number = 0;
/** An id that no other test has. */
const newId = (name = 'e') => `${name}-${++number}`;

export function counters(eventId: string, changes: Partial<CountersItem> = {}): CountersItem {
  const zero = { taken: 0, pending: 0, confirmed: 0, waitlisted: 0, cancelled: 0, nextPosition: 1 };
  return { type: 'counters', eventId, ...zero, groups: {}, ...changes };
}

export function registration(
  eventId: string,
  registrationId: string,
  changes: Partial<RegistrationItem> = {},
): RegistrationItem {
  return {
    type: 'registration',
    registrationId,
    eventId,
    seriesId: 'gemeinsam',
    personHash: `1x${registrationId}`,
    state: 'pending',
    holdsPlace: true,
    answers: {},
    name: 'Aylin',
    email: 'aylin@rathaus.example',
    locale: 'de',
    signUpId: 'abc',
    marks: [`m-${registrationId}`],
    createdAt: '2027-03-01T09:00:00.000Z',
    round: 0,
    version: 0,
    ...changes,
  };
}

export function delivery(notificationId: string, changes: Partial<DeliveryItem> = {}): DeliveryItem {
  return {
    type: 'delivery',
    notificationId,
    recipientId: 'r1',
    kind: 'confirmation',
    template: 'confirmation',
    lane: 'transactional',
    state: 'queued',
    seriesId: 'gemeinsam',
    personHash: '1xperson',
    eventIds: ['teil-1'],
    createdAt: '2027-03-01T09:00:00.000Z',
    attempts: 0,
    ...changes,
  };
}

const put = (
  item: Extract<Step, { step: 'put' }>['item'],
  when: Extract<Step, { step: 'put' }>['when'],
): Step => ({
  step: 'put',
  item,
  when,
});
const committed = { committed: true };
const notCommitted = (...failed: number[]) => ({ committed: false, failed });

/** Every condition on its own and inside a transaction, which are different calls of DynamoDB's. */
const ways: { way: string; rest: () => Step[] }[] = [
  { way: 'alone', rest: () => [] },
  { way: 'in a transaction', rest: () => [put(delivery(newId('other')), 'absent')] },
];

/** What core asks of its table. */
export type TestedTable = Store & Lists & Counts & DueWork;

/** What holds for every table behind core's ports. */
export function tableContract(open: () => Promise<{ table: TestedTable; stop(): Promise<void> }>): void {
  let database: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.stop());

  describe.each(ways)('a put $way', ({ rest }) => {
    const commit = (step: Step) => database.table.commit([step, ...rest()]);

    test('"absent" writes once', async () => {
      const event = sampleEvent({ eventId: newId() });
      expect(await commit(put(event, 'absent'))).toEqual(committed);
      expect(await commit(put({ ...event, sequence: 9 }, 'absent'))).toEqual(notCommitted(0));
      expect(await database.table.get(refs.event(event.eventId))).toEqual(event);
    });

    test('"any" writes always', async () => {
      const event = sampleEvent({ eventId: newId() });
      for (const sequence of [0, 1, 0])
        expect(await commit(put({ ...event, sequence }, 'any'))).toEqual(committed);
      expect(await database.table.get(refs.event(event.eventId))).toEqual(event);
    });

    test('a version writes over that version alone', async () => {
      const event = sampleEvent({ eventId: newId(), version: 4 });
      expect(await commit(put(event, { version: 3 }))).toEqual(notCommitted(0));
      await commit(put(event, 'absent'));
      expect(await commit(put({ ...event, version: 5 }, { version: 3 }))).toEqual(notCommitted(0));
      expect(await commit(put({ ...event, version: 5 }, { version: 4 }))).toEqual(committed);
      expect(await commit(put({ ...event, version: 6 }, { version: 4 }))).toEqual(notCommitted(0));
    });

    test('a state writes over that state alone', async () => {
      const id = newId('n');
      await commit(put(delivery(id), 'absent'));
      expect(await commit(put(delivery(id, { state: 'sending' }), { state: 'sending' }))).toEqual(
        notCommitted(0),
      );
      expect(await commit(put(delivery(id, { state: 'sending' }), { state: 'queued' }))).toEqual(committed);
      expect(await commit(put(delivery(id, { state: 'sent' }), { state: 'queued' }))).toEqual(
        notCommitted(0),
      );
    });

    test('an attempt writes while that attempt is without an answer', async () => {
      const id = newId('n');
      const of = (state: DeliveryItem['state'], attemptId: string) => delivery(id, { state, attemptId });
      await commit(put(of('sending', 'a1'), 'absent'));
      expect(await commit(put(of('sent', 'a2'), { attempt: 'a2' }))).toEqual(notCommitted(0));
      expect(await commit(put(of('unknown', 'a1'), { attempt: 'a1' }))).toEqual(committed);
      expect(await commit(put(of('sent', 'a1'), { attempt: 'a1' }))).toEqual(committed);
      // What an SES notice said before a late answer stands.
      expect(await commit(put(of('unknown', 'a1'), { attempt: 'a1' }))).toEqual(notCommitted(0));
    });
  });

  describe('what becomes of attempts', () => {
    const attempt = (id: string, recipientId = 'r') =>
      delivery(id, {
        recipientId,
        state: 'sending',
        attemptId: `a-${recipientId}`,
        walk: 0,
        leaseUntil: '2027-03-01T09:00:00.000Z',
      });
    const sent = ({ leaseUntil, ...rest }: DeliveryItem): DeliveryItem => ({
      ...rest,
      state: 'sent',
      messageId: 'm "?\' SET WHERE',
      countedAs: 'sent',
    });

    test('is written over them, each by itself, and leaves nothing of them', async () => {
      const { table } = database;
      const id = newId('n');
      const all = Array.from({ length: 60 }, (_, index) => attempt(id, `r${index}`));
      await table.insert(all);
      const isWritten = await Promise.all(all.map((one) => table.conclude(one, sent(one))));
      expect(isWritten).toEqual(all.map(() => true));
      expect(await table.getMany(all.map((one) => refs.delivery(id, one.recipientId)))).toEqual(
        all.map(sent),
      );
    });

    test.each<[string, Partial<DeliveryItem>]>([
      ['another attempt', { attemptId: 'another' }],
      ['an attempt that was settled since', { state: 'delivered' }],
      ['an attempt that was given up', { state: 'unknown' }],
      ['an attempt that its page counts no more', { walk: undefined }],
      ['an attempt of another walk', { walk: 1 }],
    ])('is not written over %s', async (_, change) => {
      const { table } = database;
      const [id, own] = [newId('n'), newId('n')];
      const read = attempt(id);
      const there = { ...read, ...change };
      await table.insert([there, attempt(own)]);
      const isWritten = [table.conclude(read, sent(read)), table.conclude(attempt(own), sent(attempt(own)))];
      expect(await Promise.all(isWritten)).toEqual([false, true]);
      expect(await table.get(refs.delivery(id, 'r'))).toEqual(there);
    });

    test('is not written over an attempt that its page counts as something else', async () => {
      const { table } = database;
      const id = newId('n');
      const read = { ...attempt(id), countedAs: 'unknown' };
      const there = { ...read, countedAs: 'failed' };
      await table.insert([there]);
      expect(await table.conclude(read, sent(read))).toBe(false);
      expect(await table.get(refs.delivery(id, 'r'))).toEqual(there);
      expect(await table.conclude(there, sent(there))).toBe(true);
    });

    test('is not written where nothing lies any more', async () => {
      const { table } = database;
      const id = newId('n');
      expect(await table.conclude(attempt(id), sent(attempt(id)))).toBe(false);
      expect(await table.get(refs.delivery(id, 'r'))).toBeUndefined();
    });
  });

  describe('inserting many', () => {
    test('writes those that are not there, each by itself, and leaves what is', async () => {
      const { table } = database;
      const id = newId('n');
      const items = Array.from({ length: 30 }, (_, index) =>
        delivery(id, { recipientId: `r${index}`, walk: 0, ...(index % 2 ? { reason: 'ü "?' } : {}) }),
      );
      const other = delivery(id, { recipientId: 'r3', attempts: 7 });
      await table.commit([put(other, 'absent')]);
      const isWritten = await table.insert(items);
      expect(isWritten).toEqual(items.map((_, index) => index !== 3));
      const stored = await table.getMany(items.map((one) => refs.delivery(id, one.recipientId)));
      expect(stored).toEqual(items.map((one, index) => (index === 3 ? other : one)));
      // Done twice is as good as once.
      expect(await table.insert(items.slice(0, 5))).toEqual([true, true, true, false, true]);
      expect(await table.insert([])).toEqual([]);
    });
  });

  describe('a step on a delivery of a page', () => {
    test('holds only while its page counts it as it was when it was read', async () => {
      const { table } = database;
      const id = newId('n');
      const stored = delivery(id, { walk: 1 });
      await table.commit([put(stored, 'absent')]);
      const when = (walk: number, countedAs?: string) => ({
        ...{ state: 'queued', attempts: 0, inPage: { walk, countedAs } },
      });
      const step = async (condition: ReturnType<typeof when>, item = stored) =>
        (await table.commit([put(item, condition)])).committed;
      expect(await step(when(0), { ...stored, reason: 'x' })).toBe(false);
      expect(await step(when(1, 'sent'), { ...stored, reason: 'x' })).toBe(false);
      expect(await step(when(1), { ...stored, countedAs: 'sent' })).toBe(true);
      expect(await step(when(1), { ...stored, reason: 'x' })).toBe(false);
      const { walk, ...out } = stored;
      expect(await step(when(1, 'sent'), out)).toBe(true);
      expect(await step(when(1, 'sent'), stored)).toBe(false);
      const ref = refs.delivery(id, stored.recipientId);
      const removal = { step: 'remove' as const, ref, when: when(1) };
      expect(await table.commit([removal])).toEqual({ committed: false, failed: [0] });
    });
  });

  describe('a removal', () => {
    test('that must find something fails when it does not; any other is as good twice', async () => {
      const { table } = database;
      const ref = refs.event(newId());
      expect(await table.commit([{ step: 'remove', ref }])).toEqual(committed);
      expect(await table.commit([{ step: 'remove', ref, mustExist: true }])).toEqual(notCommitted(0));
      await table.commit([put(sampleEvent({ eventId: ref.pk.slice('EVENT#'.length) }), 'absent')]);
      expect(await table.commit([{ step: 'remove', ref, mustExist: true }])).toEqual(committed);
      expect(await table.get(ref)).toBeUndefined();
    });

    test('of a version leaves any other', async () => {
      const { table } = database;
      const event = sampleEvent({ eventId: newId(), version: 2 });
      const ref = refs.event(event.eventId);
      await table.commit([put(event, 'absent')]);
      expect(await table.commit([{ step: 'removeVersion', ref, version: 1 }])).toEqual(notCommitted(0));
      expect(await table.commit([{ step: 'removeVersion', ref, version: 2 }])).toEqual(committed);
      expect(await table.commit([{ step: 'removeVersion', ref, version: 2 }])).toEqual(notCommitted(0));
    });
  });

  describe('counters', () => {
    const ofWay = { taken: 0, confirmed: 0, waitlisted: 0 };
    type Count = Omit<Extract<Step, { step: 'count' }>, 'step' | 'eventId'>;
    const counted = async (start: Partial<CountersItem>, step: Count) => {
      const { table } = database;
      const eventId = newId();
      await table.commit([put(counters(eventId, start), 'absent')]);
      const result = await table.commit([{ step: 'count', eventId, ...step }]);
      return { ...result, counters: await table.get(refs.counters(eventId)) };
    };

    test('rise and fall together, groups too', async () => {
      const groups = { a: { taken: 1 }, b: { taken: 2, capacity: 3 } };
      const step = {
        add: { taken: 1, pending: -1, confirmed: 2, cancelled: 0 },
        addToGroups: { a: -1, b: 1 },
      };
      const { counters: after } = await counted({ pending: 3, groups }, step);
      expect(after).toMatchObject({ taken: 1, pending: 2, confirmed: 2, cancelled: 0 });
      expect(after?.groups).toEqual({ a: { taken: 0 }, b: { taken: 3, capacity: 3 } });
    });

    test.each<[string, Partial<CountersItem>, Count, boolean]>([
      ['a place while one is free', { capacity: 2, taken: 1 }, { add: { taken: 1 }, needsPlace: true }, true],
      [
        'no place when all are taken',
        { capacity: 2, taken: 2 },
        { add: { taken: 1 }, needsPlace: true },
        false,
      ],
      [
        'no place when more are taken than there are',
        { capacity: 2, taken: 3 },
        { add: {}, needsPlace: true },
        false,
      ],
      ['a place without a limit', { taken: 1000 }, { add: { taken: 1 }, needsPlace: true }, true],
      ['no place of an event without any', { capacity: 0 }, { add: { taken: 1 }, needsPlace: true }, false],
      [
        'an exchange while no more are taken than there are',
        { capacity: 2, taken: 2 },
        { add: { confirmed: 1 }, needsNoExcess: true },
        true,
      ],
      [
        'no exchange while more are taken',
        { capacity: 2, taken: 3 },
        { add: { confirmed: 1 }, needsNoExcess: true },
        false,
      ],
      ['an exchange without a limit', { taken: 3 }, { add: {}, needsNoExcess: true }, true],
      [
        'a place in a group',
        { groups: { a: { taken: 1, capacity: 2 } } },
        { add: {}, addToGroups: { a: 1 }, needsGroups: ['a'] },
        true,
      ],
      [
        'no place in a full group',
        { groups: { a: { taken: 2, capacity: 2 } } },
        { add: {}, addToGroups: { a: 1 }, needsGroups: ['a'] },
        false,
      ],
      [
        'a place in a group without a limit',
        { groups: { a: { taken: 9 } } },
        { add: {}, addToGroups: { a: 1 }, needsGroups: ['a'] },
        true,
      ],
      [
        'a place back that is one too many',
        { capacity: 2, taken: 3 },
        { add: { taken: -1 }, needsExcess: true },
        true,
      ],
      [
        'no place back as one too many when it is not',
        { capacity: 2, taken: 2 },
        { add: { taken: -1 }, needsExcess: true },
        false,
      ],
      [
        'no place back as one too many without a limit',
        { taken: 2 },
        { add: { taken: -1 }, needsExcess: true },
        false,
      ],
      [
        'a turn when all is full',
        { capacity: 2, taken: 2 },
        { add: { waitlisted: 1 }, needsFull: true },
        true,
      ],
      [
        'no turn while a place is free',
        { capacity: 2, taken: 1 },
        { add: { waitlisted: 1 }, needsFull: true },
        false,
      ],
      ['no turn without a limit', { taken: 2 }, { add: { waitlisted: 1 }, needsFull: true }, false],
      [
        'a place back while as many wait',
        { waitlisted: 2, taken: 1 },
        { add: { taken: -1 }, needsWaitlisted: 2 },
        true,
      ],
      [
        'no place back when others wait',
        { waitlisted: 1, taken: 1 },
        { add: { taken: -1 }, needsWaitlisted: 0 },
        false,
      ],
      [
        'an exchange in a group while no more are in it than may be',
        { groups: { a: { taken: 2, capacity: 2 } } },
        { add: { confirmed: 1 }, needsNoExcessIn: ['a'] },
        true,
      ],
      [
        'no exchange in a group while more are',
        { groups: { a: { taken: 3, capacity: 2 } } },
        { add: { confirmed: 1 }, needsNoExcessIn: ['a'] },
        false,
      ],
      [
        'the look at a full group without taking',
        { groups: { a: { taken: 2, capacity: 2 } } },
        { add: {}, needsGroups: ['a'] },
        false,
      ],
      [
        'the look at a free group and place',
        { capacity: 1, groups: { a: { taken: 0, capacity: 2 } } },
        { add: {}, needsPlace: true, needsGroups: ['a'] },
        true,
      ],
      [
        'a place of a way while one of its own is free, though the other is full',
        {
          ways: { onsite: { ...ofWay, capacity: 2, taken: 1 }, online: { ...ofWay, capacity: 1, taken: 1 } },
        },
        { add: {}, countsWays: true, ways: { onsite: { add: { taken: 1 }, needsPlace: true } } },
        true,
      ],
      [
        'no place of a full way',
        { ways: { onsite: { ...ofWay, capacity: 2, taken: 2 }, online: ofWay } },
        { add: {}, countsWays: true, ways: { onsite: { needsPlace: true } } },
        false,
      ],
      [
        'no place of a way where the event has the places, as it was not when this was planned',
        { capacity: 9, ways: { onsite: ofWay, online: ofWay } },
        { add: {}, countsWays: true, ways: { onsite: { needsPlace: true } } },
        false,
      ],
      [
        'no place of the event where each way has its own, as it was not when this was planned',
        { ways: { onsite: { ...ofWay, capacity: 2 }, online: ofWay } },
        { add: {}, countsWays: true, needsPlace: true },
        false,
      ],
      [
        'no count without ways where there are some',
        { ways: { onsite: ofWay, online: ofWay } },
        { add: { taken: 1 }, countsWays: false },
        false,
      ],
      ['no count by way where there are none', {}, { add: { taken: 1 }, countsWays: true }, false],
      [
        'a turn when a way is full, and one back while nobody waits by the other',
        { ways: { onsite: { ...ofWay, capacity: 1, taken: 1 }, online: { ...ofWay, taken: 3 } } },
        {
          add: { waitlisted: 1 },
          countsWays: true,
          ways: {
            onsite: { add: { waitlisted: 1 }, needsFull: true },
            online: { add: { taken: -1 }, needsWaitlisted: 0 },
          },
        },
        true,
      ],
      [
        'no place back while somebody waits by the same way',
        { ways: { onsite: ofWay, online: { ...ofWay, taken: 3, waitlisted: 1 } } },
        { add: {}, countsWays: true, ways: { online: { add: { taken: -1 }, needsWaitlisted: 0 } } },
        false,
      ],
    ])('give %s', async (_, start, step, isGiven) => {
      const { committed: done, counters: after } = await counted(start, step);
      expect(done).toBe(isGiven);
      if (!isGiven) expect(after).toEqual(counters(after?.eventId ?? '', start));
    });

    test('are counted by way from then on, as they were read, and not when something else was counted since', async () => {
      const { table } = database;
      const eventId = newId();
      await table.commit([put(counters(eventId, { taken: 2, confirmed: 1, waitlisted: 0 }), 'absent')]);
      const read = { taken: 2, confirmed: 1, waitlisted: 0 };
      const begin = { step: 'beginWays' as const, eventId, way: 'online' as const };
      expect(await table.commit([{ ...begin, read: { ...read, taken: 1 } }])).toEqual(notCommitted(0));
      expect(await table.commit([{ ...begin, read }])).toEqual(committed);
      expect((await table.get(refs.counters(eventId)))?.ways).toEqual({ onsite: ofWay, online: read });
      expect(await table.commit([{ ...begin, read }])).toEqual(notCommitted(0));
      const ways = { onsite: { capacity: 4 }, online: { capacity: undefined } };
      await table.commit([{ step: 'setLimits', eventId, capacity: undefined, groups: {}, ways }]);
      expect((await table.get(refs.counters(eventId)))?.ways).toEqual({
        onsite: { ...ofWay, capacity: 4 },
        online: read,
      });
    });

    test('of an event that is not there count nothing', async () => {
      expect(await database.table.commit([{ step: 'count', eventId: newId(), add: { taken: 1 } }])).toEqual(
        notCommitted(0),
      );
    });

    test('keep what is taken when limits change, and begin new groups at nothing', async () => {
      const { table } = database;
      const eventId = newId();
      await table.commit([
        put(
          counters(eventId, {
            capacity: 5,
            taken: 4,
            groups: { a: { taken: 3, capacity: 3 }, b: { taken: 1, capacity: 2 } },
          }),
          'absent',
        ),
      ]);
      const groups = {
        a: { capacity: 1, isNew: false },
        b: { capacity: undefined, isNew: false },
        c: { capacity: 9, isNew: true },
        d: { capacity: undefined, isNew: true },
      };
      await table.commit([{ step: 'setLimits', eventId, capacity: 2, groups }]);
      expect(await table.get(refs.counters(eventId))).toMatchObject({
        capacity: 2,
        taken: 4,
        groups: {
          a: { taken: 3, capacity: 1 },
          b: { taken: 1 },
          c: { taken: 0, capacity: 9 },
          d: { taken: 0 },
        },
      });
      await table.commit([{ step: 'setLimits', eventId, capacity: undefined, groups: {} }]);
      const after = await table.get(refs.counters(eventId));
      expect([after && 'capacity' in after, after?.groups.a]).toEqual([false, { taken: 3, capacity: 1 }]);
    });

    test('never sell more than there is: 200 at once for 50 places', async () => {
      const { table } = database;
      const eventId = newId();
      await table.commit([put(counters(eventId, { capacity: 50 }), 'absent')]);
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, taker) =>
          table.commit([
            put(registration(eventId, `r${taker}`), 'absent'),
            { step: 'count', eventId, add: { taken: 1, pending: 1 }, needsPlace: true },
            put(delivery(`${eventId}-${taker}`), 'absent'),
          ]),
        ),
      );
      expect(results.filter((result) => result.committed)).toHaveLength(50);
      for (const result of results) if (!result.committed) expect(result.failed).toEqual([1]);
      expect(await table.get(refs.counters(eventId))).toMatchObject({ taken: 50, pending: 50 });
      const { items } = await table.list(collections.registrations(eventId));
      expect(items).toHaveLength(50);
    });

    test('are told up to one of a list', async () => {
      const { table } = database;
      const eventId = newId();
      for (const position of [2, 3, 5, 12]) {
        await table.commit([
          put({ type: 'waiting', eventId, position, registrationId: `r${position}` }, 'absent'),
        ]);
      }
      const upTo = (position: number) =>
        table.countTo(collections.waiting(eventId), refs.waiting(eventId, position));
      expect(await Promise.all([1, 2, 5, 11, 12].map(upTo))).toEqual([0, 1, 3, 3, 4]);
    });

    test('give each number of the waiting list once, however many ask', async () => {
      const { table } = database;
      const eventId = newId();
      await table.commit([put(counters(eventId), 'absent')]);
      const join = () => table.takePosition(eventId);
      const positions = await Promise.all(Array.from({ length: 25 }, join));
      expect(positions.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 25 }, (_, index) => index + 1),
      );
    });
  });

  test('a transaction happens whole or not at all, and tells which steps stood against it', async () => {
    const { table } = database;
    const [there, missing, fresh] = [newId(), newId(), newId()];
    await table.commit([put(sampleEvent({ eventId: there }), 'absent')]);
    const result = await table.commit([
      put(sampleEvent({ eventId: fresh }), 'absent'),
      put(sampleEvent({ eventId: there, sequence: 7 }), 'absent'),
      { step: 'count', eventId: missing, add: { taken: 1 } },
    ]);
    expect(result).toEqual(notCommitted(1, 2));
    expect(await table.getMany([refs.event(fresh), refs.event(there)])).toMatchObject([
      undefined,
      { sequence: 0 },
    ]);
  });

  describe('reads', () => {
    test('find each by its key, in the order asked for, the same one twice too', async () => {
      const { table } = database;
      const ids = Array.from({ length: 130 }, () => newId());
      await Promise.all(ids.map((eventId) => table.commit([put(sampleEvent({ eventId }), 'absent')])));
      const wanted = [...ids.slice(0, 3), 'no-such', ...ids];
      const found = await table.getMany(wanted.map(refs.event));
      expect(found.map((event) => event?.eventId)).toEqual(
        wanted.map((id) => (id === 'no-such' ? undefined : id)),
      );
      expect(await table.getMany([])).toEqual([]);
    });

    test('of several kinds in one go keep their names and their types', async () => {
      const { table } = database;
      const eventId = newId();
      await table.commit([put(sampleEvent({ eventId }), 'absent'), put(counters(eventId), 'absent')]);
      const found = await table.load({
        event: refs.event(eventId),
        counters: refs.counters(eventId),
        documentation: refs.documentation(eventId),
      });
      expect(found).toEqual({
        event: sampleEvent({ eventId }),
        counters: counters(eventId),
        documentation: undefined,
      });
    });

    test('refuse what the table holds in another shape than its schema', async () => {
      const eventId = newId();
      const broken = { ...counters(eventId), taken: 1.5 };
      await database.table.commit([put(broken, 'absent')]);
      await expect(database.table.get(refs.counters(eventId))).rejects.toThrow();
    });

    test('of what can be no key find nothing: DynamoDB takes keys of 2048 bytes at most', async () => {
      const { table } = database;
      const long = 'x'.repeat(3000);
      expect(await table.get(refs.event(long))).toBeUndefined();
      expect(await table.getMany([refs.event(long)])).toEqual([undefined]);
      expect(await table.getMany([refs.registration('teil-1', long)])).toEqual([undefined]);
      expect(await table.load({ event: refs.event(long) })).toEqual({ event: undefined });
      expect(await table.list(collections.registrations(long))).toEqual({ items: [] });
      expect(await table.listed(lists.eventsOfSeries(long), { limit: 5 })).toEqual({ items: [] });
    });

    test('of a collection come in pages, in the order of their keys', async () => {
      const { table } = database;
      const eventId = newId();
      const ids = Array.from({ length: 10 }, (_, index) => `r${index}`);
      await Promise.all(ids.map((id) => table.commit([put(registration(eventId, id), 'absent')])));
      const pages: string[][] = [];
      for (let after: string | undefined, more = true; more; ) {
        const page = await table.list(collections.registrations(eventId), {
          limit: 4,
          after,
        });
        pages.push(page.items.map((item) => item.registrationId));
        after = page.next;
        more = after !== undefined;
      }
      expect(pages.flat()).toEqual(ids);
      expect(pages.slice(0, 2).map((page) => page.length)).toEqual([4, 4]);
    });

    test('of a part of a collection are those behind its first bound, up to its last', async () => {
      const { table } = database;
      const eventId = newId();
      const ids = ['1x0a', '1x1', '1x1f', '1x8', '1xf0'];
      await Promise.all(ids.map((id) => table.commit([put(registration(eventId, id), 'absent')])));
      const within = async (from: { after?: string; upTo?: string; limit?: number }) => {
        const page = await table.list(collections.registrations(eventId), from);
        return { ids: page.items.map((item) => item.registrationId), next: page.next };
      };
      expect(await within({ upTo: '1x1' })).toMatchObject({ ids: ['1x0a', '1x1'] });
      expect(await within({ after: '1x1', upTo: '1x8' })).toMatchObject({ ids: ['1x1f', '1x8'] });
      expect(await within({ after: '1x1', upTo: '1xf', limit: 1 })).toEqual({ ids: ['1x1f'], next: '1x1f' });
      expect(await within({ after: '1xf' })).toEqual({ ids: ['1xf0'], next: undefined });
    });

    test('of a collection that names its fields hold those alone', async () => {
      const { table } = database;
      const eventId = newId();
      const answers = { role: 'politik' };
      await table.commit([put(registration(eventId, 'r1', { answers, attended: true }), 'absent')]);
      const { items } = await table.list(collections.reported(eventId));
      const personHash = '1xr1';
      expect(items).toEqual([
        { type: 'registration', personHash, state: 'pending', answers, attended: true },
      ]);
    });

    test('of what an index named are found, whatever their number', async () => {
      const { table } = database;
      const eventId = newId();
      const ids = Array.from({ length: 250 }, (_, index) => `r${index}`);
      await Promise.all(ids.map((id) => table.commit([put(registration(eventId, id), 'absent')])));
      const wanted = [...ids, 'none'].map((id) => refs.registration(eventId, id));
      const [found, again] = await Promise.all([
        table.getMany(wanted, { isEventual: true }),
        table.getMany(wanted),
      ]);
      expect(found.map((one) => one?.registrationId)).toEqual([...ids, undefined]);
      expect(again).toEqual(found);
    });

    test('of the waiting list come by number, not by text', async () => {
      const { table } = database;
      const eventId = newId();
      for (const position of [10, 9, 100, 1]) {
        await table.commit([
          put({ type: 'waiting', eventId, position, registrationId: `r${position}` }, 'absent'),
        ]);
      }
      const { items } = await table.list(collections.waiting(eventId));
      expect(items.map((item) => item.position)).toEqual([1, 9, 10, 100]);
    });
  });

  describe('the lists', () => {
    test('page through the events of a series by their start', async () => {
      const { table } = database;
      const seriesId = newId('s');
      const starts = ['2027-06-16T17:00', '2027-04-28T17:00', '2027-05-19T17:00', '2027-05-19T09:00'];
      const events: EventItem[] = starts.map((startsAtLocal) =>
        sampleEvent({ eventId: newId(), seriesId, startsAtLocal }),
      );
      await Promise.all(events.map((event) => table.commit([put(event, 'absent')])));
      const first = await table.listed(lists.eventsOfSeries(seriesId), { limit: 3 });
      const second = await table.listed(lists.eventsOfSeries(seriesId), {
        limit: 3,
        after: first.next ?? '',
      });
      const inOrder = events.toSorted((a, b) => a.startsAtLocal.localeCompare(b.startsAtLocal));
      expect([...first.items, ...second.items]).toEqual(inOrder.map(({ eventId }) => refs.event(eventId)));
      expect([first.items.length, second.next]).toEqual([3, undefined]);
    });

    test('follow a registration from state to state', async () => {
      const { table } = database;
      const eventId = newId();
      const pending = registration(eventId, 'r1');
      await table.commit([put(pending, 'absent')]);
      await table.commit([put({ ...pending, state: 'confirmed', version: 1 }, { version: 0 })]);
      const of = async (state: RegistrationState) =>
        (await table.listed(lists.registrationsOfEvent(eventId, state), { limit: 9 })).items;
      expect(await of('pending')).toEqual([]);
      expect(await of('confirmed')).toEqual([refs.registration(eventId, 'r1')]);
    });

    test('of a person hold everything with their hash, over every page of the index', async () => {
      const { table } = database;
      const personHash = `1x${newId('p')}`;
      // More than the megabyte that one page holds, were the index not of keys alone.
      const ids = Array.from({ length: 60 }, () => newId('n'));
      await Promise.all(
        ids.map((id) =>
          table.commit([put(delivery(id, { personHash, reason: 'x'.repeat(20_000) }), 'absent')]),
        ),
      );
      const { deliveries, ...others } = await table.ofPerson(personHash);
      expect(deliveries.map(({ pk }) => pk).toSorted()).toEqual(
        ids.map((id) => refs.notification(id).pk).toSorted(),
      );
      expect(deliveries[0]).toEqual({ ...refs.delivery('n', 'r1'), pk: deliveries[0]?.pk });
      expect(Object.values(others).flat()).toEqual([]);
    });

    test('store a series under its own list', async () => {
      const seriesId = newId('s');
      await database.table.commit([put(sampleSeries({ seriesId }), 'absent')]);
      const { items } = await database.table.listed(lists.series(), { limit: 500 });
      expect(items).toContainEqual(refs.series(seriesId));
    });
  });

  describe('due work', () => {
    const at = (minute: number) => `2031-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
    const dueDelivery = (minute: number | undefined) =>
      delivery(newId('n'), minute === undefined ? {} : { dueLane: 'delivery', dueAt: at(minute) });

    test('comes by lane, oldest first, as far as it is due and no further', async () => {
      const { table } = database;
      const before = await table.due('delivery', at(59), 100);
      expect(before).toEqual([]);
      const items = [
        dueDelivery(20),
        dueDelivery(10),
        dueDelivery(undefined),
        dueDelivery(30),
        dueDelivery(40),
      ];
      await Promise.all(items.map((item) => table.commit([put(item, 'absent')])));
      const due = await table.due('delivery', at(30), 100);
      expect(due.map((entry) => entry.dueAt)).toEqual([at(10), at(20), at(30)]);
      expect(due[0]).toEqual({ ...refs.delivery(items[1]?.notificationId ?? '', 'r1'), dueAt: at(10) });
      expect(await table.due('delivery', at(30), 2)).toHaveLength(2);
      expect(await table.due('notification', at(59), 100)).toEqual([]);
      expect(await table.nextDue('delivery', at(30))).toBe(at(40));
      expect(await table.nextDue('delivery', at(40))).toBeUndefined();
    });

    test('leaves the index when it is done', async () => {
      const { table } = database;
      const id = newId('s');
      const signUp: SignUpItem = {
        type: 'signUp',
        signUpId: id,
        seriesId: 'gemeinsam',
        personHash: '1xp',
        state: 'pending',
        name: 'Aylin',
        email: 'aylin@rathaus.example',
        locale: 'de',
        events: [],
        notices: { privacy: { version: '1', locale: 'de', text: 'x' } },
        formUrl: 'https://x.example',
        createdAt: at(0),
        deletedAt: at(9),
        dueLane: 'signUp',
        dueAt: at(5),
      };
      await table.commit([put(signUp, 'absent')]);
      expect(await table.due('signUp', at(5), 9)).toHaveLength(1);
      const { dueLane, dueAt, ...done } = signUp;
      await table.commit([put({ ...done, state: 'confirmed' }, { state: 'pending' })]);
      expect(await table.due('signUp', at(59), 9)).toEqual([]);
    });
  });

  describe('a transaction', () => {
    const many = (steps: number) => Array.from({ length: steps }, () => put(delivery(newId('n')), 'absent'));

    test('of 100 steps is one, of 101 none, whatever is behind it', async () => {
      expect(await database.table.commit(many(100))).toEqual(committed);
      await expect(database.table.commit(many(101))).rejects.toThrow(TooMuchAtOnce);
      await expect(database.table.commit([])).rejects.toThrow(TooMuchAtOnce);
    });

    test('of more than 4 MB is none', async () => {
      const long = 'x'.repeat(390 * 1024);
      const large = many(11).map((step) =>
        step.step === 'put' && step.item.type === 'delivery'
          ? { ...step, item: { ...step.item, reason: long } }
          : step,
      );
      await expect(database.table.commit(large)).rejects.toThrow(TooMuchAtOnce);
    });

    test('takes an entry off a waiting list as long as it is that one', async () => {
      const eventId = newId();
      const entry = { type: 'waiting', eventId, position: 1, registrationId: 'r2' } as const;
      await database.table.commit([put(entry, 'absent')]);
      const remove = (registrationId: string): Step => ({
        step: 'remove',
        ref: refs.waiting(eventId, 1),
        when: { registrationId },
      });
      expect(await database.table.commit([remove('r1')])).toEqual(notCommitted(0));
      expect(await database.table.commit([remove('r2')])).toEqual(committed);
      expect(await database.table.get(refs.waiting(eventId, 1))).toBeUndefined();
    });
  });

  test('what is due is put off as it was found, whatever it is', async () => {
    const { table } = database;
    const at = (minute: number) => `2027-06-01T09:0${minute}:00.000Z`;
    const unreadable = delivery(newId('n'), { attempts: 1.5, dueLane: 'delivery', dueAt: at(1) });
    const entry = { ...keyOf(refs.delivery(unreadable.notificationId, 'r1')), dueAt: at(1) };
    expect(await table.postpone(entry, at(3))).toBe(false);
    await table.commit([put(unreadable, 'absent')]);
    expect(await table.postpone({ ...entry, dueAt: at(2) }, at(3))).toBe(false);
    expect(await table.postpone(entry, at(3))).toBe(true);
    const isThere = async (until: string) =>
      (await table.due('delivery', until, 99)).some(({ pk }) => pk === entry.pk);
    expect([await isThere(at(2)), await isThere(at(3))]).toEqual([false, true]);
  });
}
