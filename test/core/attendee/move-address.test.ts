import { expect, test } from 'vitest';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
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

test('pressed twice, it says that it is done', async () => {
  const { world, press } = await asked();
  await world.tick();
  expect(await press()).toMatchObject({ isRepeat: false });
  expect(await press()).toMatchObject({ isRepeat: true, attendee: { email: next } });
});
