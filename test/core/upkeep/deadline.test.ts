import { describe, expect, test } from 'vitest';
import { Busy } from '../../../functions/core/table/ports.ts';
import { collections } from '../../../functions/core/table/refs.ts';
import { PageWorld } from '../sending/page-world.ts';

/** Sign-ups whose holds end while the table is too busy: each try takes so long of a tick's 60 seconds. */
async function busyFor(many: number, tryMilliseconds: number) {
  const world = await PageWorld.of({ one: ['a@x.example'] });
  const { series, table } = world;
  await series.publish({
    eventId: 'three',
    startsAtLocal: '2027-06-28T17:00',
    endsAtLocal: '2027-06-28T19:00',
  });
  await table.commit([{ step: 'setLimits', eventId: 'two', capacity: 500, groups: {} }]);
  for (let number = 0; number < many; number++) await series.signUp(`p${number}@p${number}.example`, ['two']);
  await world.settle();
  series.advance('PT25H');
  world.sent.length = 0;
  const tick = { tries: 0, remaining: 60_000 };
  const commit = table.commit.bind(table);
  table.commit = async (steps) => {
    const endsHold = steps.some(
      ({ step, ...rest }) => step === 'count' && 'eventId' in rest && rest.eventId === 'two',
    );
    if (!endsHold) return commit(steps);
    tick.tries += 1;
    tick.remaining -= tryMilliseconds;
    throw new Busy(new Error('throttled'));
  };
  const deadline = { remainingMilliseconds: () => tick.remaining };
  return { world, series, table, tick, deadline };
}

describe('a tick whose sign-ups meet a busy table', () => {
  test('ends within its time, and sends the mail that somebody waits for', async () => {
    const { world, series, tick, deadline } = await busyFor(50, 2000);
    await series.signUp('waits@x.example', ['three']);
    await world.tick({ deadline });
    expect(tick.remaining).toBeGreaterThan(0);
    expect(world.sent.map(({ to }) => to)).toEqual(['waits@x.example']);
  });

  test('wants the next one at once, for what it did not come to', async () => {
    const { world, series, tick, deadline } = await busyFor(50, 2000);
    const { nextDueAt } = await world.tick({ deadline });
    expect(tick.tries).toBeLessThan(50);
    expect(nextDueAt).toBe(series.now);
  });

  test('keeps the notes of what it did not come to', async () => {
    const { world, series, table, tick, deadline } = await busyFor(20, 0);
    const noted = async () => (await table.list(collections.setbacks())).items;
    await world.tick();
    const first = await noted();
    expect(first).toHaveLength(20);
    series.advance('PT1M');
    Object.assign(tick, { tries: 0 });
    const end = { remainingMilliseconds: () => (tick.tries > 0 ? 0 : deadline.remainingMilliseconds()) };
    await world.tick({ deadline: end });
    expect(tick.tries).toBeLessThan(20);
    expect(await noted()).toHaveLength(20);
  });
});
