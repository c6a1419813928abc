import { beforeEach, describe, expect, test } from 'vitest';
import { registrationView } from '../../../functions/core/organising/views.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { signUp as takeIn } from '../../../functions/core/registration/sign-up.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

/** Shortly before the start somebody types another's address, and that person signs up, before or after it. */
const email = 'aylin@rathaus.example';
const question = { questionId: 'wunsch', label: { de: 'Wunsch?' }, required: false, sensitive: false };
const own = {
  name: 'Aylin Şahin',
  answers: { one: { wunsch: 'Fensterplatz' } },
  workingGroups: { one: 'g1' },
};
const typed = {
  name: 'Sie haben gewonnen',
  answers: { one: { wunsch: '0900' } },
  workingGroups: { one: 'g2' },
};
const saysOwn = { name: own.name, answers: own.answers.one, workingGroupId: 'g1' };
const saysTyped = { name: typed.name, answers: typed.answers.one, workingGroupId: 'g2' };

let series: Series;
beforeEach(async () => {
  series = await Series.create(new MemoryTable(), 'reihe', [
    {
      ...{
        eventId: 'one',
        capacity: 10,
        directEntry: 'PT60M',
        waitingList: true,
        questions: [{ ...question, kind: 'text' }],
      },
      workingGroups: ['g1', 'g2'].map((workingGroupId) => ({
        workingGroupId,
        title: { de: '-' },
        capacity: 4,
      })),
    },
    { eventId: 'later', directEntry: 'PT0M' },
  ]);
  series.client = '198.51.100.1';
});

const atTheDoor = () => {
  series.now = '2027-04-28T14:20:00.000Z';
};
const kept = () => series.registration(email, 'one');

async function counted() {
  const { pending, confirmed, waitlisted, taken, groups } = (await series.counters('one')) ?? {};
  return { pending, confirmed, waitlisted, taken, g1: groups?.g1?.taken, g2: groups?.g2?.taken };
}

describe('of direct entries that nobody verified', () => {
  beforeEach(atTheDoor);

  test('the last holds, with its own working group, and each takes a place as one of an unknown address does', async () => {
    await series.signUp(email, ['one'], typed);
    const { signUpId } = await series.signUp(email, ['one'], own);
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'confirmed', isUnverified: true, signUpId });
    expect(await series.attendee(email)).toMatchObject({ name: own.name, isUnverified: true, signUpId });
    expect(await counted()).toMatchObject({ confirmed: 1, taken: 2, g1: 1, g2: 1 });
  });

  test('also where an organiser enters it, and where there is no end of places', async () => {
    await series.signUp(email, ['one'], typed);
    await takeIn({ eventIds: ['one'], email, ...own }, series.context, { byHand: [] });
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'confirmed' });
    expect(await counted()).toMatchObject({ confirmed: 1, taken: 1, g1: 1, g2: 0 });
  });

  test('and one before it whose sign-up waited to be confirmed', async () => {
    series.now = '2027-04-28T08:00:00.000Z';
    await series.signUp(email, ['one'], typed);
    atTheDoor();
    await series.signUp(email, ['one'], own);
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'confirmed', isUnverified: true });
    expect(await counted()).toMatchObject({ pending: 0, confirmed: 1, taken: 2, g1: 1, g2: 1 });
  });

  test('what was attended and how its links lead to it stays', async () => {
    await series.signUp(email, ['one'], typed);
    const before = await kept();
    await series.signUp(email, ['one'], own);
    expect(await kept()).toMatchObject({
      round: before?.round,
      createdAt: before?.createdAt,
      linkGeneration: before?.linkGeneration,
    });
  });

  test.each(['before', 'after'])(
    'the button that is pressed says what holds, %s the other sign-up',
    async (when) => {
      const signUp = (said: object) => series.signUp(email, ['one', 'later'], said);
      const early = when === 'before' ? await signUp(own) : await signUp(typed);
      const late = when === 'before' ? await signUp(typed) : await signUp(own);
      const [pressed, other] = when === 'before' ? [early, late] : [late, early];
      await confirm(pressed, series.context);
      const found = await kept();
      expect(found).toMatchObject({ ...saysOwn, state: 'confirmed', signUpId: pressed.signUpId });
      expect([found?.isUnverified, found?.formerSignUpIds, found?.heldBy]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      // The other's button changes nothing any more but the place that it held beside.
      await confirm(other, series.context);
      expect(await kept()).toMatchObject(saysOwn);
      expect(await counted()).toMatchObject({ confirmed: 1, taken: 1, g1: 1, g2: 0 });
    },
  );

  test('who takes the last one back has what was said before, and with nothing before it no place', async () => {
    const first = await series.signUp(email, ['one', 'later'], own);
    const second = await series.signUp(email, ['one', 'later'], typed);
    expect(await kept()).toMatchObject(saysTyped);
    await deleteSignUp(second, series.context);
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'confirmed', signUpId: first.signUpId });
    expect(await series.attendee(email)).toMatchObject({ name: own.name, isUnverified: true });
    expect(await counted()).toMatchObject({ confirmed: 1, taken: 1, g1: 1, g2: 0 });
    await deleteSignUp(first, series.context);
    expect(await kept()).toBeUndefined();
    expect(await counted()).toMatchObject({ confirmed: 0, taken: 0, g1: 0, g2: 0 });
  });
});

describe('what its person has verified', () => {
  test('nothing that is typed overwrites: a place', async () => {
    await series.join(email, ['one'], own);
    atTheDoor();
    await series.signUp(email, ['one'], typed);
    expect(await kept()).toMatchObject(saysOwn);
    expect((await kept())?.isUnverified).toBeUndefined();
  });

  test('the first button that is pressed holds among sign-ups that wait', async () => {
    const stranger = await series.signUp(email, ['one'], typed);
    const person = await series.signUp(email, ['one'], own);
    await confirm(person, series.context);
    await confirm(stranger, series.context);
    expect(await kept()).toMatchObject(saysOwn);
    expect(await series.table.get(refs.signUp(stranger.signUpId))).toMatchObject({ state: 'confirmed' });
  });
});

test('an organiser is told of an entry without the sign-ups that it came by', async () => {
  atTheDoor();
  await series.signUp(email, ['one'], own);
  await series.signUp(email, ['one'], typed);
  const found = await kept();
  if (found?.formerSignUpIds === undefined) throw new Error('it came by one sign-up');
  expect(Object.keys(registrationView(found)).filter((name) => /signUp/i.test(name))).toEqual([]);
});
