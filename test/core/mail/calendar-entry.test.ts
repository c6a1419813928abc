import { describe, expect, test } from 'vitest';
import { erasePersonInSeries } from '../../../functions/core/attendee/erase.ts';
import { calendarEntry } from '../../../functions/core/mail/calendar-entry.ts';
import { sampleEvent } from '../samples.ts';
import { aylin, laterDay, StatesWorld } from './template-worlds.ts';

type Registration = Parameters<typeof calendarEntry>[1];
const event = sampleEvent();
/** What a mail about a registration does with its entry. */
const done = (state: Registration['state'], hadPlace?: true, of = event) =>
  calendarEntry(of, { state, hadPlace })?.method;

describe('a calendar entry', () => {
  test('is there for who has a place, and for nobody who waits, has to confirm or never had one', () => {
    expect(done('confirmed')).toBe('PUBLISH');
    for (const state of ['waitlisted', 'pending', 'cancelled', 'expired'] as const)
      expect(done(state)).toBeUndefined();
  });

  test('is taken back from who gave the place up, is on the waiting list since, or finds none', () => {
    expect(done('cancelled', true)).toBe('CANCEL');
    expect(done('waitlisted', true)).toBe('CANCEL');
  });

  test('is taken back from everybody who ever had it when the event is cancelled', () => {
    const off = sampleEvent({ status: 'cancelled' });
    expect(done('confirmed', undefined, off)).toBe('CANCEL');
    expect(done('waitlisted', undefined, off)).toBeUndefined();
    expect(done('waitlisted', true, off)).toBe('CANCEL');
  });
});

describe('the SEQUENCE of one UID', () => {
  /** Of each file that was mailed since, in the order of the mails. */
  async function mailed(world: StatesWorld) {
    await world.pass(3);
    return world
      .taken(aylin)
      .flatMap(({ files, uids, sequences }) =>
        files.map((method, at) => ({ method, uid: uids[at], sequence: sequences[at] ?? -1 })),
      );
  }

  test('rises with every place taken and given up, and with each change', async () => {
    const world = await StatesWorld.made();
    await world.join();
    await world.leave();
    const files = await mailed(world);
    await world.signUp().then((signUp) => world.confirmed(signUp));
    files.push(...(await mailed(world)));
    await world.move(laterDay);
    files.push(...(await mailed(world)));
    await world.cancel('eins');
    files.push(...(await mailed(world)));
    expect(files.map(({ method }) => method)).toEqual(['CANCEL', 'PUBLISH', 'PUBLISH', 'CANCEL']);
    const sequences = files.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => one - other));
  });

  test('rises for who has all of theirs erased and signs up again, and the entry is the same', async () => {
    const world = await StatesWorld.made();
    await world.join();
    await world.leave();
    const [cancelled] = await mailed(world);
    await erasePersonInSeries(world.series.identity(aylin).personHash, 'reihe', world.context);
    await world.pass(60);
    world.taken(aylin);
    await world.signUp().then((signUp) => world.confirmed(signUp));
    const [again, ...more] = await mailed(world);
    expect([cancelled?.method, again?.method, more]).toEqual(['CANCEL', 'PUBLISH', []]);
    expect(again?.uid).toBe(cancelled?.uid);
    expect(again?.sequence).toBeGreaterThan(cancelled?.sequence ?? Number.POSITIVE_INFINITY);
  });

  test('lies above all that was counted before it went by time', async () => {
    const world = await StatesWorld.made();
    await world.signUp().then((signUp) => world.confirmed(signUp));
    const [file] = await mailed(world);
    // A thousand rounds and changes are fewer than the seconds of an hour.
    expect(file?.sequence).toBeGreaterThan(1_000_000);
    expect(file?.sequence).toBeLessThan(2 ** 31);
  });
});
