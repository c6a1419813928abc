import { beforeEach, describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { publicEventView } from '../../../functions/core/attendee/public-view.ts';
import { sweepWaitingList } from '../../../functions/core/registration/cancel.ts';
import { placeInLine } from '../../../functions/core/registration/place-in-line.ts';
import type { EventInput } from '../../../functions/core/table/event.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import type { Way } from '../../../functions/core/table/way.ts';
import { MailWorld } from '../mail/mail-world.ts';

/** A hybrid event each way of which has places and a waiting list of its own. */
const place = { name: 'Ratssaal', address: ['Markt 1'] };
const hybrid: Partial<EventInput> = { attendanceMode: 'hybrid', place };
const ownPlaces = (onsite?: number, online?: number): Partial<EventInput> => ({
  ...{ ...hybrid, capacity: undefined, waitingList: false },
  ways: {
    onsite: { capacity: onsite, waitingList: onsite !== undefined },
    online: { capacity: online, waitingList: online !== undefined },
  },
});

let world: MailWorld;
const begin = async (event: Partial<EventInput>) => {
  world = await MailWorld.of([{ eventId: 'eins', ...event }]);
};
beforeEach(() => begin(ownPlaces(1, 2)));

const address = (name: string) => `${name}@${name}.example`;
const join = (name: string, way?: Way) =>
  world.series.join(address(name), ['eins'], way && { ways: { eins: way } });
const change = async (name: string, way: Way) =>
  changeRegistration(
    await world.series.attendee(address(name)),
    { eventId: 'eins', seat: 1 },
    { way, answers: {} },
    world.context,
  );
const own = (name: string) => world.series.registration(address(name), 'eins');
async function stands(name: string) {
  const { state, way } = (await own(name)) ?? {};
  return `${state} ${way}`;
}
const counts = async () => {
  const { taken, ways } = (await world.series.counters('eins')) ?? {};
  const of = (way: Way) => [ways?.[way].taken, ways?.[way].confirmed, ways?.[way].waitlisted];
  return { taken, onsite: of('onsite'), online: of('online') };
};
const publicView = async () => {
  const { event, counters } = await world.table.load({
    event: refs.event('eins'),
    counters: refs.counters('eins'),
  });
  if (event === undefined || counters === undefined) throw new Error('it is there');
  return publicEventView({ event, counters }, world.context).registration;
};

describe('each way', () => {
  test('has its own places, its own list and its own line', async () => {
    await join('a', 'onsite');
    for (const name of ['b', 'c']) await join(name, 'online');
    for (const name of ['d', 'e']) await join(name, 'online');
    await join('f', 'onsite');
    expect(await counts()).toEqual({ taken: 3, onsite: [1, 1, 1], online: [2, 2, 2] });
    const event = await world.event('eins');
    const line = async (name: string) => event && placeInLine(event, await own(name), world.table);
    expect([await line('d'), await line('e'), await line('f')]).toEqual([1, 2, 1]);
  });

  test('moves up those who wait for it, however many wait for the other before them', async () => {
    await join('a', 'onsite');
    for (const name of ['b', 'c']) await join(name, 'online');
    for (let waiting = 0; waiting < 12; waiting++) await join(`w${waiting}`, 'online');
    await join('f', 'onsite');
    await world.series.cancel(address('a'), 'eins');
    expect(await stands('f')).toBe('confirmed onsite');
    expect(await stands('w0')).toBe('waitlisted online');
    await world.series.cancel(address('c'), 'eins');
    expect(await stands('w0')).toBe('confirmed online');
    expect(await counts()).toEqual({ taken: 3, onsite: [1, 1, 0], online: [2, 2, 11] });
  });

  test('is published by itself, coarsely, and the event as its best', async () => {
    await join('a', 'onsite');
    expect(await publicView()).toMatchObject({
      availability: 'few',
      ways: { onsite: 'waitingList', online: 'few' },
    });
  });

  test('that is full offers the other where it has places', async () => {
    await begin({
      ...hybrid,
      ways: { onsite: { capacity: 1, waitingList: false }, online: { waitingList: false } },
    });
    await join('a', 'onsite');
    await expect(join('b', 'onsite')).rejects.toMatchObject({
      faults: [{ pointer: '/ways/eins', code: 'wayFull', params: { way: 'onsite', isOtherFree: true } }],
    });
    expect(await publicView()).toMatchObject({ availability: 'free', ways: { onsite: 'full' } });
  });

  test('has shares of its own: one mail domain holds five of its places, whatever the other has', async () => {
    await begin(ownPlaces(6, 600));
    for (let person = 0; person < 8; person++)
      await world.series.signUp(`p${person}@amt.example`, ['eins'], { ways: { eins: 'onsite' } });
    expect((await counts()).onsite[0]).toBe(5);
    await world.series.signUp('p9@amt.example', ['eins'], { ways: { eins: 'online' } });
    expect((await counts()).online[0]).toBe(1);
  });
});

describe('who changes the way', () => {
  test('has the other place at once, and theirs goes to who waits for it', async () => {
    await join('a', 'onsite');
    await join('f', 'onsite');
    await change('a', 'online');
    expect([await stands('a'), await stands('f')]).toEqual(['confirmed online', 'confirmed onsite']);
    expect(await counts()).toEqual({ taken: 2, onsite: [1, 1, 0], online: [1, 1, 0] });
  });

  test('and the group at once never brings more into it than it holds', async () => {
    const group = (workingGroupId: string, capacity: number) => ({
      workingGroupId,
      title: { de: '-' },
      capacity,
    });
    await begin({ ...ownPlaces(1, 2), workingGroups: [group('g1', 1), group('g2', 2)] });
    const joinGroup = (name: string, way: Way, workingGroupId: string) =>
      world.series.join(address(name), ['eins'], {
        ways: { eins: way },
        workingGroups: { eins: workingGroupId },
      });
    await joinGroup('a', 'onsite', 'g1');
    await joinGroup('b', 'online', 'g2');
    await joinGroup('f', 'onsite', 'g2');
    await changeRegistration(
      await world.series.attendee(address('a')),
      { eventId: 'eins', seat: 1 },
      { way: 'online', workingGroupId: 'g2', answers: {} },
      world.context,
    );
    expect([await stands('a'), await stands('f')]).toEqual(['confirmed online', 'confirmed onsite']);
    expect((await world.series.counters('eins'))?.groups).toMatchObject({
      g1: { taken: 0 },
      g2: { taken: 2 },
    });
    expect((await own('f'))?.workingGroupId).toBeUndefined();
  });

  test('to a full one keeps the place that they have', async () => {
    await join('a', 'onsite');
    await join('b', 'online');
    await expect(change('b', 'onsite')).rejects.toMatchObject({
      faults: [{ pointer: '/ways/eins', code: 'wayFull' }],
    });
    expect(await stands('b')).toBe('confirmed online');
    expect(await counts()).toEqual({ taken: 2, onsite: [1, 1, 0], online: [1, 1, 0] });
  });

  test('while waiting takes a free place of the other, and is told', async () => {
    await join('a', 'onsite');
    await join('f', 'onsite');
    await world.pass(2);
    world.taken(address('f'));
    await change('f', 'online');
    expect(await stands('f')).toBe('confirmed online');
    await world.pass(2);
    const mails = world.taken(address('f')).map(({ text }) => text);
    expect(mails).toEqual([expect.stringContaining('Sie haben einen Platz')]);
    expect(await counts()).toEqual({ taken: 2, onsite: [1, 1, 0], online: [1, 1, 0] });
  });

  test('while waiting, and the other is full, too, goes behind those who wait there', async () => {
    await join('a', 'onsite');
    for (const name of ['b', 'c', 'd']) await join(name, 'online');
    await join('f', 'onsite');
    await change('f', 'online');
    await join('g', 'onsite');
    await world.series.cancel(address('b'), 'eins');
    await world.series.cancel(address('c'), 'eins');
    expect([await stands('d'), await stands('f')]).toEqual(['confirmed online', 'confirmed online']);
    expect(await stands('g')).toBe('waitlisted onsite');
  });

  test('of places that both share takes none and gives none back', async () => {
    await begin({ ...hybrid, capacity: 1, waitingList: true });
    await join('a', 'onsite');
    await join('b', 'online');
    await change('a', 'online');
    await change('b', 'onsite');
    expect(await counts()).toEqual({ taken: 1, onsite: [0, 0, 1], online: [1, 1, 0] });
    await world.series.cancel(address('a'), 'eins');
    expect(await stands('b')).toBe('confirmed onsite');
  });
});

describe('an event whose people came before its ways had places', () => {
  test('moves up whoever waits for a way that has room now, where neither has more than both had together', async () => {
    await begin({ ...hybrid, capacity: 2, waitingList: true });
    await join('a', 'onsite');
    for (const name of ['b', 'c']) await join(name, 'online');
    expect(await stands('c')).toBe('waitlisted online');
    await world.change('eins', ownPlaces(1, 2), 'none');
    expect(await stands('c')).toBe('confirmed online');
  });

  test('counts them by the way that they take part by', async () => {
    await begin({ capacity: 3, waitingList: true, attendanceMode: 'online' });
    for (const name of ['a', 'b', 'c', 'd']) await join(name);
    await world.change('eins', ownPlaces(5, 3), 'none');
    expect(await counts()).toEqual({ taken: 3, onsite: [0, 0, 0], online: [3, 3, 1] });
    await world.series.cancel(address('b'), 'eins');
    expect((await own('d'))?.state).toBe('confirmed');
    expect(await counts()).toEqual({ taken: 3, onsite: [0, 0, 0], online: [3, 3, 0] });
  });

  test('hybrid from before, too: they are online until they say otherwise', async () => {
    await begin({ ...hybrid, capacity: 3 });
    await join('a', 'onsite');
    const { ways, ...before } = (await world.series.counters('eins')) ?? never();
    const { way, ...registration } = (await own('a')) ?? never();
    await world.table.commit([
      { step: 'put', item: before, when: 'any' },
      { step: 'put', item: { ...registration, version: registration.version + 1 }, when: 'any' },
    ]);
    await join('b', 'onsite');
    expect(await counts()).toEqual({ taken: 2, onsite: [1, 1, 0], online: [1, 1, 0] });
    await change('a', 'onsite');
    expect(await counts()).toEqual({ taken: 2, onsite: [2, 2, 0], online: [0, 0, 0] });
  });

  test('gone online alone keeps everybody, and the two lists are one in the order in which they came', async () => {
    await join('a', 'onsite');
    for (const name of ['b', 'c', 'd']) await join(name, 'online');
    await join('f', 'onsite');
    await join('g', 'online');
    const online = { attendanceMode: 'online' as const, place: undefined, ways: undefined };
    await world.change('eins', { ...online, capacity: 2, waitingList: true }, 'none');
    for (const name of ['a', 'b', 'c']) await world.series.cancel(address(name), 'eins');
    await sweepWaitingList('eins', world.context);
    const standing = await Promise.all(['d', 'f', 'g'].map(async (name) => (await own(name))?.state));
    expect(standing).toEqual(['confirmed', 'confirmed', 'waitlisted']);
  });
});

test('a place of another way that a sign-up holds is given back by who adds the event by this one, and the group kept', async () => {
  const workingGroups = [{ workingGroupId: 'g1', title: { de: '-' }, capacity: 1 }];
  world = await MailWorld.of([{ eventId: 'eins', ...ownPlaces(1, 1), workingGroups }, { eventId: 'zwei' }]);
  await world.series.join(address('a'), ['zwei']);
  const inGroup = { ways: { eins: 'onsite' }, workingGroups: { eins: 'g1' } };
  await world.series.signUp(address('a'), ['eins'], inGroup);
  const choice = { way: 'online' as const, workingGroupId: 'g1', answers: {} };
  await addPart(
    await world.series.attendee(address('a')),
    { eventId: 'eins', seat: 1 },
    choice,
    world.context,
  );
  expect(await counts()).toEqual({ taken: 1, onsite: [0, 0, 0], online: [1, 1, 0] });
  expect((await world.series.counters('eins'))?.groups.g1?.taken).toBe(1);
  expect((await own('a'))?.workingGroupId).toBe('g1');
});

test('more people of one address each have a way of their own', async () => {
  await begin({ ...ownPlaces(1, 2), seatsPerAddress: 2 });
  await join('a', 'onsite');
  const choice = { name: 'Cem', way: 'online' as const, answers: {} };
  await addPart(
    await world.series.attendee(address('a')),
    { eventId: 'eins', seat: 2 },
    choice,
    world.context,
  );
  expect(await counts()).toEqual({ taken: 2, onsite: [1, 1, 0], online: [1, 1, 0] });
});

function never(): never {
  throw new Error('it is there');
}
