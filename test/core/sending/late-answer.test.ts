import { expect, test } from 'vitest';
import { stepped } from '../../../functions/core/delivery/counts.ts';
import { unanswered } from '../../../functions/core/delivery/unknown.ts';
import { PageWorld, reminderId } from './page-world.ts';

const some = ['a', 'b', 'c'].map((name) => `${name}@x.example`);

/**
 * Somebody else settles an attempt while the walk that made it waits for SES: that is counted by itself, so that the
 * walk must not note its own outcome for its page to count as well.
 */
async function interrupted(answer: 'accepted' | 'rejected') {
  const world = await PageWorld.of({ one: some });
  world.answer = () =>
    answer === 'rejected' ? { outcome: 'rejected', reason: 'MessageRejected' } : undefined;
  let isGivenUp = false;
  world.each(async (call) => {
    if (call !== 'send' || isGivenUp) return;
    isGivenUp = true;
    const claimed = (await world.deliveries(reminderId)).find(({ state }) => state === 'sending');
    if (claimed === undefined) throw new Error('no attempt');
    const unknown = unanswered(claimed, 'notAnswered', world.series.now);
    const when = { attempt: claimed.attemptId ?? '', state: 'sending' };
    expect((await world.context.store.commit(stepped(claimed, unknown, when))).committed).toBe(true);
  });
  await world.tick();
  await world.settle();
  return world;
}

test.each([
  ['accepted', 'sent'],
  ['rejected', 'failed'],
] as const)('an attempt that others gave up and SES %s after all is counted once', async (answer, state) => {
  const world = await interrupted(answer);
  const counted = await world.counted(reminderId);
  expect(counted).toEqual(await world.standing(reminderId));
  expect(counted.byState).toEqual({ [state]: some.length });
  expect(world.reported).toEqual([]);
});
