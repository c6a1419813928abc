import { beforeEach, describe, expect, test } from 'vitest';
import { registrationPage } from '../../../functions/core/attendee/pages.ts';
import { mailboxHash } from '../../../functions/core/delivery/mailbox.ts';
import { signUpFacts } from '../../../functions/core/mail/event-facts.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { endDecoys } from '../../../functions/core/registration/decoy-places.ts';
import { signUp as takeIn } from '../../../functions/core/registration/sign-up.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { linksOf } from '../../../functions/core/table/links.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

/** Somebody types the address of a person who has cancelled, or waits, with an address that they had verified. */
const email = 'ida@rathaus.example';
const question = { questionId: 'wunsch', label: { de: 'Wunsch?' }, required: false, sensitive: false };
const own = {
  name: 'Ida Ehrlich',
  answers: { one: { wunsch: 'Fensterplatz' } },
  workingGroups: { one: 'g1' },
};
const typed = {
  name: 'STRANGER',
  answers: { one: { wunsch: '0900' } },
  workingGroups: { one: 'g2' },
};
const saysOwn = { name: own.name, answers: own.answers.one, workingGroupId: 'g1' };
const saysTyped = { name: typed.name, answers: typed.answers.one, workingGroupId: 'g2' };

let series: Series;
let table: MemoryTable;
beforeEach(async () => {
  table = new MemoryTable();
  series = await Series.create(table, 'reihe', [
    {
      ...{ eventId: 'one', capacity: 2, directEntry: 'PT60M', promoteUntil: 'PT2H', waitingList: true },
      questions: [{ ...question, kind: 'text' }],
      workingGroups: ['g1', 'g2'].map((workingGroupId) => ({
        workingGroupId,
        title: { de: '-' },
        capacity: 2,
      })),
    },
    { eventId: 'later', directEntry: 'PT0M' },
  ]);
  series.client = '198.51.100.1';
});

const atTheDoor = () => {
  series.now = '2027-04-28T14:20:00.000Z';
};
const kept = (who = email) => series.registration(who, 'one');
const reread = async ({ signUpId }: SignUpItem) => {
  const found = await table.get(refs.signUp(signUpId));
  if (found === undefined) throw new Error('the sign-up is gone');
  return found;
};
const verification = ({ signUpId }: SignUpItem) =>
  table.get(refs.delivery(`verification-${signUpId}`, signUpId));
const mailsCounted = async (who: string) =>
  (await table.get(refs.mailAllowance(mailboxHash(series.context.keys, who))))?.mails;

async function counted() {
  const { pending, confirmed, waitlisted, cancelled, taken, groups } = (await series.counters('one')) ?? {};
  return {
    ...{ pending, confirmed, waitlisted, cancelled, taken },
    ...{ g1: groups?.g1?.taken, g2: groups?.g2?.taken },
  };
}

describe.each(['weeks before', 'shortly before the start'])('who has cancelled, %s,', (when) => {
  beforeEach(async () => {
    await series.join(email, ['one'], own);
    series.advance('PT1H');
    await series.cancel(email, 'one');
    series.advance('P1D');
    if (when !== 'weeks before') atTheDoor();
  });

  test('stays as they were, whatever is typed; a place is held beside', async () => {
    const before = await kept();
    const signUp = await series.signUp(email, ['one'], typed);
    expect(await kept()).toEqual(before);
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'cancelled', signUpId: before?.signUpId });
    expect((await series.attendee(email)).name).toBe(own.name);
    expect(await counted()).toMatchObject({ cancelled: 1, pending: 0, confirmed: 0, taken: 1, g1: 0, g2: 1 });
    expect(await verification(signUp)).toMatchObject({ eventIds: ['one'], state: 'queued' });
  });

  test('is asked by the mail, and has by its button what they said then', async () => {
    const { round = 0 } = (await kept()) ?? {};
    const signUp = await series.signUp(email, ['one'], typed);
    const [event, registration] = [await table.get(refs.event('one')), await kept()];
    if (event === undefined) throw new Error('the event is gone');
    const facts = signUpFacts(signUp, event, registration, linksOf(series.context), series.now);
    expect(facts.standing).toBe('pending');
    await confirm(signUp, series.context);
    const found = await kept();
    expect(found).toMatchObject({ ...saysTyped, state: 'confirmed', holdsPlace: true, round: round + 1 });
    expect([found?.cancelledAt, found?.isUnverified]).toEqual([undefined, undefined]);
    expect((await series.attendee(email)).cancelledEvents?.one).toBeUndefined();
    expect(await counted()).toMatchObject({ cancelled: 0, confirmed: 1, taken: 1, g1: 0, g2: 1 });
    expect((await reread(signUp)).events[0]).toEqual({ eventId: 'one', workingGroupId: 'g2', answers: {} });
  });

  test('is as before when it is taken back, or nobody presses it', async () => {
    const before = await kept();
    await deleteSignUp(await series.signUp(email, ['one'], typed), series.context);
    const signUp = await series.signUp(email, ['one'], typed);
    for (const now of ['2027-05-03T18:00:00.000Z', '2027-05-10T18:00:00.000Z']) {
      series.now = now;
      const found = await table.get(refs.signUp(signUp.signUpId));
      if (found !== undefined) await stepSignUp(found, series.context);
    }
    expect(await table.get(refs.signUp(signUp.signUpId))).toBeUndefined();
    expect(await kept()).toEqual(before);
    expect(await counted()).toMatchObject({ cancelled: 1, confirmed: 0, taken: 0, g1: 0, g2: 0 });
  });

  test('and comes and cancels once more is not registered by a button of before', async () => {
    const signUp = await series.signUp(email, ['one'], typed);
    await confirm(await series.signUp(email, ['one'], own), series.context);
    await series.cancel(email, 'one');
    const before = await kept();
    await confirm(signUp, series.context);
    expect(await kept()).toEqual(before);
    expect(await counted()).toMatchObject({ cancelled: 1, confirmed: 0, taken: 0 });
  });

  test('has a place when one is free by then, else waits or has none', async () => {
    for (const other of ['a@a.example', 'b@b.example']) await series.join(other, ['one']);
    if (when !== 'weeks before') return;
    const signUp = await series.signUp(email, ['one'], typed);
    await confirm(signUp, series.context);
    expect(await kept()).toMatchObject({ name: typed.name, state: 'waitlisted' });
    expect(await counted()).toMatchObject({ cancelled: 0, waitlisted: 1, confirmed: 2, taken: 2 });
  });

  test('has as many mails counted as somebody unknown', async () => {
    const unknown = 'unknown@rathaus.example';
    for (const eventIds of [['one'], ['one', 'later']]) {
      for (const who of [email, unknown])
        await deleteSignUp(await series.signUp(who, eventIds, typed), series.context);
    }
    const times = async (who: string) => (await mailsCounted(who))?.filter(({ at }) => at >= series.now);
    expect(await times(email)).toEqual(await times(unknown));
  });
});

test('an organiser, who answers for it, enters who has cancelled at once', async () => {
  await series.join(email, ['one'], own);
  await series.cancel(email, 'one');
  atTheDoor();
  await takeIn({ eventIds: ['one'], email, ...own }, series.context, { byHand: [] });
  expect(await kept()).toMatchObject({ ...saysOwn, state: 'confirmed', isUnverified: true });
});

test('nothing that somebody typed since stands on the page of who is verified', async () => {
  await series.join(email, ['later'], { name: own.name });
  await series.signUp(email, ['one'], typed);
  const shown = async () => {
    const view = await viewAttendee(await series.attendee(email), series.context);
    return JSON.stringify(registrationPage(view, 'https://x.example/registration/t', {}, series.context));
  };
  expect(await kept()).toMatchObject({ state: 'pending', name: typed.name });
  expect(await shown()).not.toContain(typed.name);
  atTheDoor();
  await series.signUp(email, ['one'], typed);
  expect(await kept()).toMatchObject({ state: 'confirmed', isUnverified: true });
  expect(await shown()).not.toContain(typed.name);
});

describe('who waits, when a place is free shortly before the start,', () => {
  const first = 'first@first.example';
  beforeEach(async () => {
    for (const other of ['a@a.example', 'b@b.example', first]) await series.join(other, ['one']);
    await series.join(email, ['one'], own);
    atTheDoor();
    await series.cancel('a@a.example', 'one');
  });

  test('is not moved past others, nor into another working group, because somebody typed their address', async () => {
    const before = await kept();
    await series.signUp(email, ['one'], typed);
    expect(await kept()).toEqual(before);
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'waitlisted' });
    expect(await kept(first)).toMatchObject({ state: 'waitlisted' });
    expect(await counted()).toMatchObject({ confirmed: 1, waitlisted: 2, taken: 2, g1: 0, g2: 1 });
  });

  test('gets in by the button, as its sign-up said', async () => {
    const signUp = await series.signUp(email, ['one'], typed);
    await confirm(signUp, series.context);
    const found = await kept();
    expect(found).toMatchObject({ ...saysTyped, state: 'confirmed', holdsPlace: true });
    expect([found?.isUnverified, found?.waitingPosition, found?.heldBy]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await counted()).toMatchObject({ confirmed: 2, waitlisted: 1, taken: 2, g1: 0, g2: 1 });
  });

  test('waits on where the place has gone by then', async () => {
    const signUp = await series.signUp(email, ['one'], typed);
    const left = await endDecoys(signUp, series.context);
    await series.signUp('c@c.example', ['one']);
    const before = await kept();
    await confirm(left, series.context);
    expect(await kept()).toEqual(before);
    expect(await counted()).toMatchObject({ confirmed: 2, waitlisted: 2, taken: 2 });
  });

  test('counts in the shares as everybody does', async () => {
    const { events } = await series.signUp(email, ['one'], typed);
    expect(events[0]?.decoy?.heldBy).toHaveLength(2);
  });

  test('enters at once where an organiser enters them, in the working group that they verified', async () => {
    await takeIn({ eventIds: ['one'], email, ...typed }, series.context, { byHand: [] });
    expect(await kept()).toMatchObject({ ...saysOwn, state: 'confirmed' });
    expect(await counted()).toMatchObject({ confirmed: 2, waitlisted: 1, taken: 2, g1: 1, g2: 0 });
  });
});
