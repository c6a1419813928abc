import { expect } from 'vitest';
import { countedWay, eachPlaces, hasPlace } from '../../../functions/core/registration/places.ts';
import { endsAt, isPromoting, startsAt } from '../../../functions/core/table/event.ts';
import type { RegistrationItem } from '../../../functions/core/table/items.ts';
import { formerWay, Way } from '../../../functions/core/table/way.ts';
import { after } from '../../../functions/core/values/time.ts';
import type { Snapshot, Step } from './places-world.ts';

/** Everything that must be true after each step, whatever it was. */
export function expectInOrder(step: Step): void {
  expectCounted(step.after);
  expectNotOversold(step);
  expectWaitingInOrder(step);
  expectHoldsToEnd(step);
  expectTold(step);
  expectNothingLost(step);
}

function ofEvent({ registrations, event }: Snapshot): RegistrationItem[] {
  return [...registrations.values()].filter((one) => one.eventId === event.eventId);
}

/** The places that sign-ups hold beside those that their addresses have. */
function decoysOf({ signUps, event }: Snapshot) {
  return [...signUps.values()].flatMap(({ signUpId, events }) =>
    events.flatMap(({ eventId, decoy }) =>
      decoy === undefined || eventId !== event.eventId ? [] : [{ signUpId, ...decoy }],
    ),
  );
}

/** The counters are what counting gives, and a state says whether a place is held. */
function expectCounted(now: Snapshot): void {
  const all = ofEvent(now);
  const many = (state: RegistrationItem['state']) => all.filter((one) => one.state === state).length;
  const taken = all.filter((one) => one.holdsPlace);
  const decoys = decoysOf(now);
  expect(now.counters).toMatchObject({
    taken: taken.length + decoys.length,
    pending: many('pending'),
    confirmed: many('confirmed'),
    waitlisted: many('waitlisted'),
    cancelled: many('cancelled'),
  });
  expect(now.counters.capacity).toBe(now.event.capacity);
  for (const way of now.event.ways === undefined ? [] : Way.options) {
    const isOf = (one: { way?: Way | undefined }) => countedWay(now.event, one) === way;
    const ofWay = all.filter(isOf);
    const many = (state: RegistrationItem['state']) => ofWay.filter((one) => one.state === state).length;
    expect(now.counters.ways?.[way]).toEqual({
      capacity: now.event.ways?.[way].capacity,
      taken: [...taken, ...decoys].filter(isOf).length,
      ...{ confirmed: many('confirmed'), waitlisted: many('waitlisted') },
    });
  }
  for (const { workingGroupId, capacity } of now.event.workingGroups) {
    const inGroup = [...taken, ...decoys].filter((one) => one.workingGroupId === workingGroupId);
    expect(now.counters.groups[workingGroupId]).toEqual({
      taken: inGroup.length,
      capacity,
    });
  }
  for (const one of all) {
    if (one.state === 'confirmed') expect(one.holdsPlace).toBe(true);
    else if (one.state !== 'pending') expect(one.holdsPlace).toBe(false);
    expect(one.waitingPosition !== undefined).toBe(one.state === 'waitlisted');
  }
}

/** No step takes a place when none is free; what is taken when a capacity is lowered stays taken (promise 2). */
function expectNotOversold({ before, after: now, mostPlaces }: Step): void {
  const had = (one: RegistrationItem) => before.registrations.get(`${one.eventId} ${one.registrationId}`);
  const holders = ofEvent(now).filter((one) => one.holdsPlace);
  const hadDecoy = new Map(decoysOf(before).map((one) => [one.signUpId, one]));
  // What a sign-up held beside becomes its registration's place, which takes none.
  const isOfDecoy = ({ signUpId, way, workingGroupId }: RegistrationItem) => {
    const decoy = hadDecoy.get(signUpId);
    return decoy !== undefined && decoy.workingGroupId === workingGroupId && decoy.way === way;
  };
  const newDecoys = decoysOf(now).filter((one) => !hadDecoy.has(one.signUpId));
  const isNew = holders.some((one) => !had(one)?.holdsPlace && !isOfDecoy(one)) || newDecoys.length > 0;
  const bound = isNew ? mostPlaces.event : Math.max(mostPlaces.event, before.counters.taken);
  expect(now.counters.taken).toBeLessThanOrEqual(bound);
  for (const way of now.event.ways === undefined ? [] : Way.options) {
    const isOf = (one: { way?: Way | undefined } | undefined) =>
      one !== undefined && countedWay(now.event, one) === way;
    const ofWay = holders.filter(isOf);
    const decoys = decoysOf(now).filter(isOf);
    const isNewOfWay =
      ofWay.some((one) => !isOfDecoy(one) && !(had(one)?.holdsPlace && isOf(had(one)))) ||
      newDecoys.some(isOf);
    // Of an event that was counted as one until now, whoever is there is counted by one way.
    const counted = formerWay(now.event) === way ? before.counters.taken : 0;
    const [most, taken] = [mostPlaces.ways[way], before.counters.ways?.[way].taken ?? counted];
    expect(ofWay.length + decoys.length).toBeLessThanOrEqual(isNewOfWay ? most : Math.max(most, taken));
  }
  for (const { workingGroupId } of now.event.workingGroups) {
    const inGroup = holders.filter((one) => one.workingGroupId === workingGroupId);
    const decoys = decoysOf(now).filter((one) => one.workingGroupId === workingGroupId);
    const isNewInGroup =
      inGroup.some(
        (one) => !isOfDecoy(one) && (!had(one)?.holdsPlace || had(one)?.workingGroupId !== workingGroupId),
      ) || newDecoys.some((one) => one.workingGroupId === workingGroupId);
    const most = mostPlaces.groups[workingGroupId] ?? 0;
    const taken = before.counters.groups[workingGroupId]?.taken ?? 0;
    expect(inGroup.length + decoys.length).toBeLessThanOrEqual(isNewInGroup ? most : Math.max(most, taken));
  }
}

const stay = (one: { registrationId: string; position: number }) => `${one.registrationId} ${one.position}`;

/** One entry for each who waits, first come, first served; no place lies idle while somebody waits for it. */
function expectWaitingInOrder(step: Step): void {
  const { before, after: now } = step;
  const waitlisted = ofEvent(now).filter((one) => one.state === 'waitlisted');
  expect(now.waiting.map(stay).toSorted()).toEqual(
    waitlisted.map((one) => `${one.registrationId} ${one.waitingPosition}`).toSorted(),
  );
  expect(new Set(now.waiting.map((entry) => entry.position)).size).toBe(now.waiting.length);
  for (const entry of now.waiting) expect(entry.position).toBeLessThan(now.counters.nextPosition);

  for (const places of eachPlaces(now.event, now.counters)) {
    const isOf = (one: { way?: Way | undefined }) =>
      places.way === undefined || places.way === countedWay(now.event, one);
    const [waited, waits] = [before.waiting.filter(isOf), now.waiting.filter(isOf)];
    const queue = waits.map(stay);
    const kept = waited.map(stay).filter((one) => queue.includes(one));
    // Newcomers queue up behind.
    expect(queue.slice(0, kept.length)).toEqual(kept);
    // Who is moved up was ahead of all who go on waiting.
    const movedUp = waited
      .filter((entry) => {
        const registration = now.registrations.get(`${entry.eventId} ${entry.registrationId}`);
        return registration?.state === 'confirmed' && !acted(step, registration.personHash);
      })
      .map(stay);
    const ahead = waited.map(stay).filter((one) => movedUp.includes(one) || kept.includes(one));
    expect(ahead.slice(0, movedUp.length)).toEqual(movedUp);
    if (hasPlace(places) && isPromoting(now.event, step.now)) expect(queue).toEqual([]);
  }
}

/** Whether somebody did something in this step that may bring them a place by another way than the list. */
function acted({ outcomes }: Step, personHash: string): boolean {
  return outcomes.some((one) => one.personHash === personHash && !one.isRefused);
}

/** A pending sign-up holds its place for 24 hours, and never past the start (promise 2). */
function expectHoldsToEnd({ after: now, now: at }: Step): void {
  for (const one of ofEvent(now).filter(({ state }) => state === 'pending')) {
    const signUp = now.signUps.get(one.signUpId);
    expect(signUp?.state).toBe('pending');
    const { heldUntil, decoy } = signUp?.events.find((entry) => entry.eventId === one.eventId) ?? {};
    expect(heldUntil !== undefined).toBe(one.holdsPlace || decoy !== undefined);
    if (signUp === undefined || heldUntil === undefined) continue;
    expect(heldUntil > at).toBe(true);
    expect(heldUntil <= after(signUp.createdAt, 'PT24H')).toBe(true);
    expect(heldUntil <= startsAt(now.event)).toBe(true);
  }
  for (const { signUpId } of decoysOf(now)) {
    const signUp = now.signUps.get(signUpId);
    const heldUntil = signUp?.events.find((entry) => entry.eventId === now.event.eventId)?.heldUntil ?? '';
    expect(signUp?.state).toBe('pending');
    expect(heldUntil > at && heldUntil <= after(signUp?.createdAt ?? at, 'PT24H')).toBe(true);
  }
}

/** Every change that a person has to be told is in the outbox, once, and nothing else is (promises 1 and 3). */
function expectTold(step: Step): void {
  const { before, after: now, outcomes } = step;
  const written = [...now.deliveries].flatMap(([key, item]) => (before.deliveries.has(key) ? [] : [item]));
  const changed = [...now.registrations].filter(([key, one]) => {
    const old = before.registrations.get(key);
    return old?.state !== one.state || old.round !== one.round;
  });
  for (const [key, one] of changed) {
    const mails = written.filter((mail) => mail.personHash === one.personHash);
    const acts = outcomes.filter((act) => act.personHash === one.personHash && !act.isRefused);
    const old = before.registrations.get(key);
    if (one.state === 'confirmed' || one.state === 'waitlisted') {
      const told = mails.filter(
        (mail) => mail.kind === 'confirmation' && mail.eventIds.includes(one.eventId),
      );
      expect(told.length, `${key} became ${one.state}`).toBeGreaterThanOrEqual(1);
      const own = told.filter(
        (mail) => mail.registrationId === undefined || mail.registrationId === one.registrationId,
      );
      const [movedUp, acted] = [
        own.filter((mail) => mail.template === 'promoted').length,
        own.filter((mail) => mail.template !== 'promoted').length,
      ];
      // Onto the list and off it again within one step are two mails; else one, unless the person did more than one thing.
      expect(movedUp).toBeLessThanOrEqual(1);
      if (acts.length <= 1) expect(acted, `${key} became ${one.state}`).toBeLessThanOrEqual(1);
      if (outcomes.length === 1) expect(own.length, `${key} became ${one.state}`).toBe(1);
    }
    if (one.state === 'cancelled' && (old?.state === 'confirmed' || old?.state === 'waitlisted')) {
      const told = mails.filter(
        (mail) =>
          (mail.template === 'cancellation' && mail.registrationId === one.registrationId) ||
          // What is done while a mail waits joins it: one mail tells how all of it stands.
          (mail.notificationId.startsWith('steps-') && mail.eventIds.includes(one.eventId)),
      );
      // Who at once cancels, comes back and cancels again is told twice.
      const cancels = acts.filter((act) => act.operation.do === 'cancel').length;
      expect(told.length).toBeGreaterThanOrEqual(1);
      expect(told.length).toBeLessThanOrEqual(Math.max(1, cancels));
    }
  }
  const people = new Set(written.map((mail) => mail.personHash));
  for (const personHash of people) {
    const acts = outcomes.filter((act) => act.personHash === personHash && !act.isRefused);
    const mails = written.filter((mail) => mail.personHash === personHash);
    const isChanged = changed.some(([, one]) => one.personHash === personHash);
    if (!isChanged && acts.length === 0)
      expect(mails.filter((mail) => mail.template !== 'nudge')).toEqual([]);
    const signUps = acts.filter((act) => act.operation.do === 'signUp').length;
    expect(mails.filter((mail) => mail.template === 'verification').length).toBeLessThanOrEqual(signUps);
  }
}

/** What is refused changes nothing; a sign-up that was accepted and confirmed comes to something (promise 1). */
function expectNothingLost({ before, after: now, outcomes, now: at }: Step): void {
  if (outcomes.length !== 1) return;
  for (const { isRefused, confirmed, personHash } of outcomes) {
    if (isRefused) expect(now).toEqual(before);
    for (const { eventId } of confirmed?.events ?? []) {
      const own = [...now.registrations.values()].filter(
        (one) => one.eventId === eventId && one.personHash === personHash && one.seat === undefined,
      );
      const isLate = !isPromoting(now.event, at) || at >= endsAt(now.event);
      const states = ['confirmed', 'waitlisted', 'cancelled', ...(isLate ? ['expired', undefined] : [])];
      expect(states).toContain(own[0]?.state);
    }
  }
}
