import { describe, expect, test } from 'vitest';
import { readHome } from '../../../functions/core/organising/home.ts';
import { collections, refs } from '../../../functions/core/table/refs.ts';
import { after } from '../../../functions/core/values/time.ts';
import { delivery } from '../../adapters/table-contract.ts';
import { announcementId, PageWorld, reminderId } from '../sending/page-world.ts';

/** Due work that fails is put off and shown, starves nothing, and is done once it can be done. */
const some = ['a', 'b', 'c'].map((name) => `${name}@x.example`);
const owner = { tokenHash: 'h', name: 'test', role: 'owner', seriesIds: undefined } as const;

/** So many sign-ups whose holds end, of which the first can't be written. */
async function poisoned(many: number) {
  const world = await PageWorld.of({ one: some });
  const { series, table } = world;
  await table.commit([{ step: 'setLimits', eventId: 'two', capacity: 500, groups: {} }]);
  const signUps = [];
  for (let number = 0; number < many; number++)
    signUps.push(await series.signUp(`p${number}@p${number}.example`, ['two']));
  const [first] = signUps;
  if (first === undefined) throw new Error('nobody signed up');
  await world.settle();
  series.advance('PT25H');
  const state = { isBroken: true, tries: 0 };
  const commit = table.commit.bind(table);
  table.commit = async (steps) => {
    const isFirst = steps.some(
      (step) =>
        step.step === 'put' && step.item.type === 'registration' && step.item.signUpId === first.signUpId,
    );
    if (!isFirst || !state.isBroken) return commit(steps);
    state.tries += 1;
    throw new Error('it can not be written');
  };
  return { world, series, table, first, state };
}

/** A tick each minute. */
async function minutes(world: PageWorld, many: number): Promise<void> {
  for (let minute = 0; minute < many; minute++) {
    world.series.advance('PT1M');
    await world.tick();
  }
}

describe('a sign-up that can not be ended', () => {
  test('keeps none of the others waiting', async () => {
    const { world, series } = await poisoned(120);
    await world.tick();
    expect(await series.counters('two')).toMatchObject({ taken: 1, pending: 120 });
  });

  test('is tried again after a minute, then after twice as long, up to six hours', async () => {
    const { world, series, table, state } = await poisoned(3);
    await minutes(world, 60);
    expect(state.tries).toBe(6);
    await minutes(world, 23 * 60);
    expect(state.tries).toBeLessThan(16);
    const [noted] = (await table.list(collections.setbacks())).items;
    expect(noted).toMatchObject({
      lane: 'signUp',
      seriesId: 'series',
      error: 'Error',
      failures: state.tries,
    });
    expect(noted?.nextAt && noted.nextAt <= after(series.now, 'PT6H')).toBe(true);
    expect(world.reported.length).toBe(state.tries);
  });

  test('is shown to the organisers of its series until it is done', async () => {
    const { world, series, table, state } = await poisoned(2);
    const of = (seriesIds: string[] | undefined) => readHome({ ...owner, seriesIds }, series.context);
    await minutes(world, 10);
    expect((await of(undefined)).stuck).toMatchObject([{ lane: 'signUp', series: { seriesId: 'series' } }]);
    expect((await of(['series'])).stuck).toHaveLength(1);
    expect((await of(['another'])).stuck).toEqual([]);
    state.isBroken = false;
    await minutes(world, 20);
    expect(await series.counters('two')).toMatchObject({ taken: 0 });
    expect((await table.list(collections.setbacks())).items).toEqual([]);
    expect((await of(undefined)).stuck).toEqual([]);
  });
});

test('what can not be read is put off by its key, and told to those who have every series', async () => {
  const world = await PageWorld.of({ one: some });
  const { series, table } = world;
  const unreadable = delivery('broken', { attempts: 1.5, dueLane: 'delivery', dueAt: series.now });
  await table.commit([{ step: 'put', item: unreadable, when: 'absent' }]);
  await world.settle();
  world.reported.length = 0;
  await minutes(world, 24 * 60);
  expect(world.reported.length).toBeGreaterThan(2);
  expect(world.reported.length).toBeLessThan(12);
  expect((await readHome(owner, series.context)).stuck).toMatchObject([
    { lane: 'delivery', series: undefined },
  ]);
  expect((await readHome({ ...owner, seriesIds: ['series'] }, series.context)).stuck).toEqual([]);
  await table.commit([{ step: 'remove', ref: refs.delivery('broken', 'r1') }]);
});

test('a mailing of which one mail can not be made again and again is walked through ever more seldom', async () => {
  const world = await PageWorld.of({ one: some });
  const { series, table } = world;
  const [poison = ''] = some;
  const { registrationId } = (await series.registration(poison, 'one')) ?? { registrationId: '' };
  const get = table.get.bind(table);
  let reads = 0;
  table.get = (ref) => {
    if (ref.sk !== `REGISTRATION#${registrationId}`) return get(ref);
    reads += 1;
    return Promise.reject(new Error('it can not be read'));
  };
  await minutes(world, 24 * 60);
  expect(world.sent.map(({ to }) => to).toSorted()).toEqual(some.slice(1));
  expect(reads).toBeLessThan(40);
  expect((await readHome(owner, series.context)).stuck).toMatchObject([
    { lane: 'notification', error: 'MailsLeft', series: { seriesId: 'series' } },
  ]);
  table.get = get;
  series.advance('PT12H');
  await world.tick();
  expect((await world.notification(reminderId))?.state).toBe('done');
  expect(await world.notification(announcementId)).toBeUndefined();
});
