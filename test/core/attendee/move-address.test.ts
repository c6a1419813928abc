import { describe, expect, test } from 'vitest';
import { addressQuestionPage } from '../../../functions/core/attendee/address-pages.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { linksOf } from '../../../functions/core/table/links.ts';
import { openLink } from '../../../functions/core/table/open-link.ts';
import { Busy } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { PageWorld } from '../sending/page-world.ts';

const [old, next] = ['aylin@rathaus.example', 'aylin@privat.example'];

/** Somebody registered, who has asked for another address. */
async function asked() {
  const world = await PageWorld.of({ one: [old] });
  const { series, table } = world;
  await askForNewAddress(await series.attendee(old), next, series.context);
  const { newAddressId = '' } = await series.attendee(old);
  const signUp = await table.get(refs.signUp(newAddressId));
  if (signUp === undefined) throw new Error('nothing was asked for');
  return { world, series, press: () => moveAddress(signUp, series.context) };
}

test('the old address is told before anything moves: until then the new one’s button waits', async () => {
  const { world, series, press } = await asked();
  await expect(press()).rejects.toThrow(Busy);
  expect(await series.registration(old, 'one')).toMatchObject({ state: 'confirmed' });
  expect(await series.registration(next, 'one')).toBeUndefined();

  await world.tick();
  expect(world.sent.map(({ to }) => to)).toContain(old);
  await press();
  expect(await series.registration(next, 'one')).toMatchObject({ state: 'confirmed' });
  expect(await series.registration(old, 'one')).toBeUndefined();
});

const tokenOf = (url: string) => url.split('/').at(-1) ?? '';

test('what nobody had confirmed at the old address ends with the move; a sign-up after it is a new one', async () => {
  const { world, series, press } = await asked();
  const again = await series.signUp(old, ['one']);
  await world.tick();
  series.advance('PT1M');
  await press();
  series.advance('PT1H');
  const linkOf = ({ signUpId }: SignUpItem) => tokenOf(linksOf(series.context).confirm(signUpId));
  await expect(openLink(linkOf(again), 'confirm', series.context)).rejects.toThrow('address-changed');

  const anew = await series.signUp(old, ['one']);
  expect(await openLink(linkOf(anew), 'confirm', series.context)).toMatchObject({ state: 'pending' });
});

test('pressed twice, it says that it is done', async () => {
  const { world, press } = await asked();
  await world.tick();
  expect(await press()).toMatchObject({ isRepeat: false });
  expect(await press()).toMatchObject({ isRepeat: true, attendee: { email: next } });
});

describe('the address of somebody who is registered by another name', () => {
  /** Whoever is registered there, by the name of Ida; the question that another person's page mails there. */
  async function met(isVerified: boolean) {
    const world = await PageWorld.of({ one: [], two: [old] });
    const { series, table } = world;
    series.now = '2027-03-20T09:00:00.000Z';
    if (isVerified) await series.join(next, ['one'], { name: 'Ida', locale: 'en' });
    await askForNewAddress(await series.attendee(old), next, series.context);
    const { newAddressId = '' } = await series.attendee(old);
    const signUp = await table.get(refs.signUp(newAddressId));
    if (signUp === undefined) throw new Error('nothing was asked for');
    const { content } = await addressQuestionPage(signUp, 'https://x.example/confirm/t', series.context);
    await world.tick();
    await moveAddress(signUp, series.context);
    const registration = await series.registration(next, 'two');
    return { content, attendee: await series.attendee(next), registration, series };
  }

  test('keeps that person’s name and language, for what comes there too, and the page says that both are joined', async () => {
    const { content, attendee, registration, series } = await met(true);
    expect(content).toMatchObject({ isJoining: true });
    expect(attendee).toMatchObject({ name: 'Ida', locale: 'en', eventIds: ['two', 'one'] });
    expect(registration).toMatchObject({ name: 'Ida', locale: 'en', state: 'confirmed' });
    expect(await series.registration(next, 'one')).toMatchObject({ name: 'Ida', locale: 'en' });
  });

  test('takes the name along where nobody is registered', async () => {
    const { content, attendee, registration } = await met(false);
    expect(content).not.toMatchObject({ isJoining: true });
    expect([attendee.name, registration?.name]).toEqual(['Aylin', 'Aylin']);
  });
});

test('what the new address’ person had asked for stays open: another address of theirs', async () => {
  const { world, series, press } = await asked();
  const third = 'ida@buero.example';
  await series.join(next, ['one']);
  await askForNewAddress(await series.attendee(next), third, series.context);
  const { newAddressId = '' } = await series.attendee(next);
  const signUp = await series.table.get(refs.signUp(newAddressId));
  if (signUp === undefined) throw new Error('nothing was asked for');
  await world.tick();
  await press();
  expect(await series.attendee(next)).toMatchObject({ newAddressId });
  expect((await series.attendee(next)).addressesAskedAt).toHaveLength(2);
  await moveAddress(signUp, series.context);
  expect(await series.attendee(third)).toMatchObject({ email: third });
  expect((await series.attendee(third)).newAddressId).toBeUndefined();
});
