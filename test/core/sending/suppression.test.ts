import { expect, test } from 'vitest';
import { Busy } from '../../../functions/core/table/ports.ts';
import { PageWorld, reminderId } from './page-world.ts';

const person = 'aylin@rathaus.example';

async function suppress({ table, series }: PageWorld): Promise<void> {
  const { personHash } = series.identity(person);
  const item = { type: 'suppression', personHash, scope: 'everything', reason: 'bounce' } as const;
  await table.commit([{ step: 'put', item: { ...item, createdAt: series.now }, when: 'absent' }]);
}

test('a suppressed address gets nothing, and no attempt is written in vain', async () => {
  const world = await PageWorld.of({ one: [person] });
  await suppress(world);
  await world.tick();
  expect(world.sent).toEqual([]);
  expect(await world.deliveries(reminderId)).toMatchObject([{ state: 'skipped', attempts: 0 }]);
});

test('an address that is suppressed before the attempt is written gets nothing', async () => {
  let isWritten = false;
  let moment = 0;
  for (; !isWritten; moment++) {
    const world = await PageWorld.of({ one: [person] });
    world.at(moment, async () => {
      isWritten = world.table.rows().some((row) => row.type === 'delivery' && row.state === 'sending');
      if (!isWritten) await suppress(world);
      return true;
    });
    await world.tick();
    await world.settle();
    expect(world.sent.length, `suppressed before call ${moment}`).toBe(isWritten ? 1 : 0);
  }
  expect(moment, 'calls before the attempt').toBeGreaterThan(5);
});

test.each([
  ['before', 0],
  ['after', 1],
])(
  'while suppressions can not be looked up %s the attempt is written, nothing is sent, and it is tried again',
  async (_, look) => {
    const world = await PageWorld.of({ one: [person] });
    const { table } = world;
    const get = table.get.bind(table);
    let before = look;
    table.get = async (ref) => {
      if (ref.sk === 'SUPPRESSION' && before-- <= 0) throw new Busy(new Error('throttled'));
      return get(ref);
    };
    await world.tick().catch(() => {});
    expect(before, 'it was looked up').toBeLessThan(0);
    expect(world.sent).toEqual([]);
    table.get = get;
    for (let tries = 0; world.sent.length === 0 && tries < 10; tries++) await world.settle();
    expect(world.sent.map(({ to }) => to)).toEqual([person]);
  },
);
