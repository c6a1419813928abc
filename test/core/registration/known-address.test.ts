import { beforeEach, expect, test } from 'vitest';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { subscriptionsOf } from '../../../functions/core/registration/subscription.ts';
import { aylin, StatesWorld } from '../mail/template-worlds.ts';

/** Somebody types the address of a person who is known: what that person has verified, nothing typed changes. */
const typed = { name: 'STRANGER', locale: 'en' as const };

let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made({ capacity: 5 });
  await world.join();
});

const known = async () => {
  const { name, locale } = await world.series.attendee(aylin);
  return { name, locale };
};

test('a button that is pressed for another event leaves name and language as they are', async () => {
  const before = await known();
  await confirm(await world.signUp(aylin, ['zwei'], typed), world.context);
  expect(await known()).toEqual(before);
  expect((await world.registration(aylin, 'zwei')).locale).toBe(before.locale);
  await world.pass(2);
  const all = world.taken(aylin);
  const mail = all.find(({ subject }) => subject.includes('Anmeldung ist bestätigt'));
  expect(mail?.text).toContain('Guten Tag Aylin,');
});

test('news that are confirmed alone rename nobody, and come in the language of their person', async () => {
  const before = await known();
  const notices = { privacy: '2027-01', news: '2027-01' };
  await confirm(await world.signUp(aylin, ['eins'], { ...typed, notices }), world.context);
  expect(await known()).toEqual(before);
  const [subscription] = await subscriptionsOf(aylin, world.context);
  expect(subscription).toMatchObject({ state: 'subscribed', locale: before.locale });
});
