import { expect, test } from 'vitest';
import { Problem } from '../../../functions/core/values/problem.ts';
import { StatesWorld } from '../mail/template-worlds.ts';

/**
 * Of a change within the hours of direct entry an address that nobody verified is mailed as far as its mailbox gets mails, and
 * who is registered is mailed uncounted: how many more sign-ups are taken tells neither (promise 6).
 */
const [known, unknown] = ['known@known.example', 'unknown@unknown.example'];

async function untilFull(world: StatesWorld, email: string): Promise<number> {
  for (let taken = 0; ; taken++) {
    const isTaken = await world.signUp(email.replace('@', `+${taken}@`), ['zwei']).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Problem && error.type === 'too-many-requests') return false;
        throw error;
      },
    );
    if (!isTaken) return taken;
  }
}

test.each(['moved', 'called off'])('an event that was entered directly and is %s', async (change) => {
  const world = await StatesWorld.made({ capacity: undefined, waitingList: false });
  await world.join(known, ['eins']);
  world.series.now = '2027-04-28T14:20:00.000Z';
  for (const email of [known, unknown]) await world.signUp(email, ['eins']);
  await world.pass(2);
  if (change === 'called off') await world.cancel('eins');
  else await world.change('eins', { endsAtLocal: '2027-04-28T19:30' }, 'now');
  await world.pass(5);
  // The entry and the change.
  expect(world.taken(unknown)).toHaveLength(2);
  expect(await untilFull(world, known)).toBe(await untilFull(world, unknown));
});
