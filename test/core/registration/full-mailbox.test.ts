import { beforeEach, describe, expect, test } from 'vitest';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { sweepDue } from '../../../functions/core/registration/sweep.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/**
 * Whoever signs an address up until its mailbox is full counts how many mails it got: as many of who is registered as of
 * an unknown one, whatever became of their sign-ups meanwhile (promise 6).
 */
const [known, unknown] = ['known@known.example', 'unknown@unknown.example'];
const eventIds = ['one', 'other'];

let series: Series;
beforeEach(async () => {
  series = await Series.create(
    new MemoryTable(),
    'reihe',
    eventIds.map((eventId) => ({ eventId, directEntry: 'PT60M' })),
  );
  const { table } = series;
  const found = await table.get(refs.series('reihe'));
  if (found === undefined) throw new Error('no series');
  const nudging = { ...found, verificationNudge: 'P1D', version: found.version + 1 };
  await table.commit([{ step: 'put', item: nudging, when: { version: found.version } }]);
  await series.join(known, ['one']);
  series.advance('P3D');
});

/** Sign-ups of an address that were asked for, each of which is due at its time. */
const asked = new Map<string, string[]>();
beforeEach(() => asked.clear());

async function signUp(email: string, ids = ['one']): Promise<void> {
  const { signUpId } = await series.signUp(email, ids);
  asked.set(email, [...new Set([...(asked.get(email) ?? []), signUpId])]);
}

/** What dispatch does each quarter of an hour. */
async function wait(hours: number): Promise<void> {
  for (let quarter = 0; quarter < hours * 4; quarter++) {
    series.advance('PT15M');
    for (const signUpId of [...asked.values()].flat()) {
      const found = await series.table.get(refs.signUp(signUpId));
      if (found?.dueAt !== undefined && found.dueAt <= series.now) await stepSignUp(found, series.context);
    }
  }
}

/** What was to leave by now has left. */
async function mailed(email: string): Promise<void> {
  const { table, now } = series;
  const { deliveries } = await table.ofPerson(series.identity(email).personHash);
  for (const one of await table.getMany(deliveries)) {
    if (one?.state !== 'queued' || (one.allowedAt ?? now) > now) continue;
    const { dueLane, dueAt, ...sent } = one;
    await table.commit([{ step: 'put', item: { ...sent, state: 'sent', attempts: 1 }, when: 'any' }]);
  }
}

async function callOff(eventId: string): Promise<void> {
  await both(mailed);
  await cancelEvent(eventId, undefined, owner, series.context);
  await sweepDue(eventId, series.context);
}

/** How many sign-ups for another event are taken until the mailbox is full. */
async function untilFull(email: string): Promise<number> {
  for (let taken = 0; ; taken++) {
    const other = email.replace('@', `+${taken}@`);
    const isTaken = await series.signUp(other, ['other']).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Problem && error.type === 'too-many-requests') return false;
        throw error;
      },
    );
    if (!isTaken) return taken;
  }
}

const both = async <T>(act: (email: string) => Promise<T>) => [await act(known), await act(unknown)] as const;
async function expectAlike(): Promise<void> {
  const [ofKnown, ofUnknown] = await both(untilFull);
  expect(ofKnown).toBe(ofUnknown);
}

describe('a mailbox is as full of who is registered as of an unknown address', () => {
  test('after a sign-up', async () => {
    await both((email) => signUp(email));
    await expectAlike();
  });

  test.each([24, 24.5, 26, 50])('%d hours later, when the nudge of one is due', async (hours) => {
    await both((email) => signUp(email));
    await wait(hours);
    await expectAlike();
  });

  test('when the event is called off', async () => {
    await both((email) => signUp(email));
    await wait(20);
    await callOff('one');
    await expectAlike();
  });

  test('when it is called off whose sign-ups were several, some of them waiting for their mail', async () => {
    for (let times = 0; times < 5; times++) await both((email) => signUp(email, eventIds));
    await callOff('one');
    await expectAlike();
  });

  test('when it is called off shortly before it begins, and was entered at once', async () => {
    series.now = '2027-04-28T14:20:00.000Z';
    await both((email) => signUp(email));
    await callOff('one');
    await expectAlike();
  });
});
