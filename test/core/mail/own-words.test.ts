import { expect, test } from 'vitest';
import { aylin, cem, StatesWorld } from './template-worlds.ts';

async function worded(): Promise<StatesWorld> {
  const world = await StatesWorld.made();
  const own = (subject: string) => ({ de: { subject, paragraphs: [`${subject}: {event}.`] } });
  const texts = { confirmation: own('Alles fest'), waiting: own('Nur Warteliste') };
  await world.table.commit([{ step: 'put', item: { ...world.series.series, texts }, when: 'any' }]);
  return world;
}

async function confirming(world: StatesWorld, eventIds: string[]) {
  const signUp = await world.signUp(aylin, eventIds);
  await world.quiet();
  await world.confirmed(signUp);
  await world.pass(1);
  return world.taken(aylin);
}

test('a series’ words of a confirmation are taken where every part has a place', async () => {
  const [mail] = await confirming(await worded(), ['eins', 'zwei']);
  expect(mail?.subject).toBe('Alles fest');
});

test('and those of the waiting list where every part only waits', async () => {
  const world = await worded();
  await world.join(cem);
  const [mail] = await confirming(world, ['eins']);
  expect(mail?.subject).toBe('Nur Warteliste');
});

test('but neither where one part has a place and another waits', async () => {
  const world = await worded();
  await world.join(cem);
  const [mail] = await confirming(world, ['eins', 'zwei']);
  expect(mail?.subject).toMatch(/^Ihre Anmeldung: /);
  expect(mail?.text).toContain('So steht es um die einzelnen Veranstaltungen');
  expect(mail?.text).not.toMatch(/Alles fest|Nur Warteliste/);
});
