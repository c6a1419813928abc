import { expect, test } from 'vitest';
import {
  type Cause,
  enqueue,
  registrationCause,
  signUpCause,
} from '../../../functions/core/delivery/outbox.ts';
import { sharedReads } from '../../../functions/core/mail/mail-plan.ts';
import { attemptAll } from '../../../functions/core/sending/attempt.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { PageWorld } from './page-world.ts';

const person = 'aylin@rathaus.example';
/** What of an event can't be read, by its id: a moment that the calendar file bears, or the zone of its facts. */
type Broken = Record<string, Partial<Pick<EventItem, 'updatedAt' | 'timeZone'>>>;

/** Sends a mail whose events are read so, and answers what stands at its delivery. */
async function sent(world: PageWorld, cause: Cause, broken: Broken = {}, composer = world.run().composer) {
  const { context, table } = world;
  await table.commit([enqueue(cause, context.now)]);
  const ref = refs.delivery(cause.notificationId, cause.recipientId);
  const delivery = await table.get(ref);
  if (delivery === undefined) throw new Error('no mail waits');
  const shared = sharedReads(context);
  const event = async (eventId: string) => {
    const found = await shared.event(eventId);
    return found && { ...found, ...broken[eventId] };
  };
  const run = world.run({ composer });
  const turn = { use: <T>(call: () => Promise<T>) => call(), leave: () => {} };
  await attemptAll([{ delivery }], [turn], { ...shared, event }, run);
  return table.get(ref);
}

test('a mail whose calendar file can’t be made goes without it; it is reported, and stands at the delivery', async () => {
  const world = await PageWorld.of({ one: [person] });
  const registration = await world.series.registration(person, 'one');
  if (registration === undefined) throw new Error('nobody is registered');
  const delivery = await sent(world, registrationCause('confirmation', 'resent-1', registration), {
    one: { updatedAt: 'never' },
  });
  expect(delivery).toMatchObject({ state: 'sent', missing: [{ eventId: 'one', part: 'calendarFile' }] });
  expect(world.sent).toHaveLength(1);
  expect(String(world.reported)).toContain('calendarFile of one');
});

test('a confirmation goes without the event that fails; without any there is no mail, and it stays queued', async () => {
  const world = await PageWorld.of({ one: [person], two: [person] });
  const registration = await world.series.registration(person, 'two');
  const signUp = registration && (await world.table.get(refs.signUp(registration.signUpId)));
  if (signUp === undefined) throw new Error('nobody signed up');
  const cause = { ...signUpCause('confirmation', signUp), eventIds: ['one', 'two'], expiresAt: 0 };
  const broken = { two: { timeZone: 'Nowhere/Land' } };
  const delivery = await sent(world, { ...cause, notificationId: 'again-1' }, broken);
  expect(delivery).toMatchObject({ state: 'sent', missing: [{ eventId: 'two', part: 'event' }] });
  const alone = await sent(world, { ...cause, notificationId: 'again-2', eventIds: ['two'] }, broken);
  expect(alone).toMatchObject({ state: 'queued' });
});

test('a mail that has all its parts says nothing of them', async () => {
  const world = await PageWorld.of({ one: [person] });
  const registration = await world.series.registration(person, 'one');
  if (registration === undefined) throw new Error('nobody is registered');
  const delivery = await sent(world, registrationCause('confirmation', 'resent-2', registration));
  expect(delivery?.state).toBe('sent');
  expect(delivery).not.toHaveProperty('missing');
  expect(world.reported).toEqual([]);
});

test('a mail waits while what makes mails can’t be loaded; it is reported, and no attempt is written', async () => {
  const world = await PageWorld.of({ one: [person] });
  const registration = await world.series.registration(person, 'one');
  if (registration === undefined) throw new Error('nobody is registered');
  const composer = () => Promise.reject(new Error('unreadable'));
  const delivery = await sent(
    world,
    registrationCause('confirmation', 'resent-1', registration),
    {},
    composer,
  );
  expect(delivery).toMatchObject({ state: 'queued', attempts: 0 });
  expect(String(world.reported)).toContain('unreadable');
});
