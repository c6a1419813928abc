import { beforeEach, describe, expect, test } from 'vitest';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { markAttendance } from '../../../functions/core/participants/attendance.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import { cancelRegistration } from '../../../functions/core/participants/registration-actions.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { endHolders } from '../../../functions/core/registration/end-holders.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** A stranger typed somebody's address; what its person, organisers or the event's end leave of that. */
const email = 'ida@rathaus.example';
const question = { questionId: 'wunsch', label: { de: 'Wunsch?' }, required: false, sensitive: false };
const typed = {
  name: 'Rufen Sie 0900 an',
  answers: { one: { wunsch: '0900' } },
  workingGroups: { one: 'g1' },
};
const asKnown = { name: 'Ida Ehrlich', email, answers: {}, state: 'cancelled', holdsPlace: false };

let series: Series;
let table: MemoryTable;
beforeEach(async () => {
  table = new MemoryTable();
  const workingGroups = [{ workingGroupId: 'g1', title: { de: '-' }, capacity: 2 }];
  series = await Series.create(table, 'reihe', [
    {
      ...{ eventId: 'one', capacity: 2, directEntry: 'PT60M', workingGroups },
      questions: [{ ...question, kind: 'text' }],
    },
    { eventId: 'known', directEntry: 'PT0M' },
    { eventId: 'later', directEntry: 'PT0M' },
  ]);
  series.client = '198.51.100.1';
});

const known = () => series.join(email, ['known'], { name: 'Ida Ehrlich' });
const atTheDoor = () => {
  series.now = '2027-04-28T14:20:00.000Z';
};
const kept = () => series.registration(email, 'one');
const endOf = async ({ signUpId }: SignUpItem) => {
  for (const now of ['2027-05-10T18:00:00.000Z', '2027-05-20T18:00:00.000Z']) {
    series.now = now;
    const found = await table.get(refs.signUp(signUpId));
    if (found !== undefined) await stepSignUp(found, series.context);
  }
};
async function expectNothingTyped() {
  const found = await kept();
  expect(JSON.stringify(found)).not.toMatch(/0900|g1/);
  const order = { profile: 'full', purpose: 'Liste', limit: 10 } as const;
  const handedOut = await exportRegistrations('one', order, owner, series.context);
  expect(JSON.stringify(handedOut.registrations)).not.toMatch(/0900|g1/);
}

const ways = {
  'its person, on their page': () => series.cancel(email, 'one'),
  'an organiser': async () => {
    const { registrationId = '' } = (await kept()) ?? {};
    await cancelRegistration('one', registrationId, undefined, owner, series.context);
  },
};

describe.each(Object.entries(ways))('what nobody answered for, cancelled by %s,', (_, leave) => {
  describe.each(['weeks before', 'shortly before the start'])('%s', (when) => {
    beforeEach(() => {
      if (when !== 'weeks before') atTheDoor();
    });

    test('goes by the verified name of its address, without answers and working group', async () => {
      await known();
      await series.signUp(email, ['one'], typed);
      await leave();
      expect(await kept()).toMatchObject(asKnown);
      await expectNothingTyped();
      expect(await series.counters('one')).toMatchObject({
        pending: 0,
        confirmed: 0,
        cancelled: 1,
        taken: 0,
      });
    });

    test('goes by no name where nothing of its address is verified', async () => {
      await series.signUp(email, ['one'], typed);
      await leave();
      expect(await kept()).toMatchObject({ ...asKnown, name: '' });
      await expectNothingTyped();
    });

    test('is gone with its sign-up, which nobody confirms or somebody takes back', async () => {
      await known();
      const first = await series.signUp(email, ['one'], typed);
      await leave();
      await deleteSignUp(first, series.context);
      expect(await kept()).toBeUndefined();
      const second = await series.signUp(email, ['one'], typed);
      await leave();
      await endOf(second);
      expect(await kept()).toBeUndefined();
      expect(await series.counters('one')).toMatchObject({
        pending: 0,
        confirmed: 0,
        cancelled: 0,
        taken: 0,
      });
      expect((await series.attendee(email)).name).toBe('Ida Ehrlich');
    });

    test('stays cancelled when the button of its sign-up is pressed for the rest of it', async () => {
      const signUp = await series.signUp(email, ['one', 'later'], typed);
      await leave();
      await confirm(signUp, series.context);
      expect(await kept()).toMatchObject({ state: 'cancelled', answers: {} });
      expect(await series.registration(email, 'later')).toMatchObject({ state: 'confirmed' });
    });
  });
});

test('who left all that was entered for them has answered for no name', async () => {
  atTheDoor();
  const signUp = await series.signUp(email, ['one'], typed);
  await series.cancel(email, 'one');
  await answerForEntries(await series.attendee(email), series.context);
  expect(await series.attendee(email)).toMatchObject({ isUnverified: true });
  await endOf(signUp);
  expect(await kept()).toBeUndefined();
  await expect(series.attendee(email)).rejects.toThrow('no attendee');
});

test('who was seen there, or answered for it, keeps what they said', async () => {
  atTheDoor();
  await series.signUp(email, ['one'], typed);
  const { registrationId = '' } = (await kept()) ?? {};
  series.now = '2027-04-28T15:10:00.000Z';
  await markAttendance('one', { attended: [registrationId], absent: [] }, owner, series.context);
  await series.cancel(email, 'one');
  expect(await kept()).toMatchObject({ name: typed.name, answers: typed.answers.one, workingGroupId: 'g1' });
});

test.each([true, false])(
  'of an event that is called off nothing typed stays (address known: %s)',
  async (isKnown) => {
    if (isKnown) await known();
    await series.signUp(email, ['one'], typed);
    await cancelEvent('one', undefined, owner, series.context);
    const event = await table.get(refs.event('one'));
    if (event !== undefined) await endHolders(event, series.context);
    expect(await kept()).toMatchObject({ ...asKnown, name: isKnown ? asKnown.name : '', state: 'expired' });
    await expectNothingTyped();
  },
);

test('whoever presses their own button too late leaves nothing that another sign-up typed', async () => {
  series.now = '2027-04-26T09:00:00.000Z';
  await series.signUp(email, ['one'], typed);
  const signUp = await series.signUp(email, ['one', 'later'], { name: 'Ida Ehrlich' });
  series.now = '2027-04-28T17:30:00.000Z';
  await confirm(signUp, series.context);
  expect(await kept()).toMatchObject({ ...asKnown, state: 'expired', signUpId: signUp.signUpId });
  await expectNothingTyped();
});

test('who is entered anew after that can leave anew', async () => {
  atTheDoor();
  for (let times = 0; times < 2; times++) {
    const signUp = await series.signUp(email, ['one'], typed);
    await series.cancel(email, 'one');
    await deleteSignUp(signUp, series.context);
    expect(await kept()).toBeUndefined();
  }
});
