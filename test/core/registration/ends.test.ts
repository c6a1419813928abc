import { describe, expect, test } from 'vitest';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { linksOf } from '../../../functions/core/table/links.ts';
import { openLink } from '../../../functions/core/table/open-link.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

/** A sign-up ends one event at a time: what is cut off between two of them goes on, and nobody is told twice. */
const eventIds = ['eins', 'zwei', 'drei'];
const [holder, waiting] = ['holder@holder.example', 'waiting@waiting.example'];

class CutOff extends Error {}

async function world() {
  let cut = Number.POSITIVE_INFINITY;
  let commits = 0;
  let broken: string | undefined;
  const table = new MemoryTable(async (call) => {
    if (call === 'commit' && commits++ >= cut) throw new CutOff();
  });
  const series = await Series.create(
    table,
    'reihe',
    eventIds.map((eventId) => ({ eventId, capacity: 1, waitingList: true })),
  );
  const signUp = await series.signUp(holder, eventIds);
  await series.join(waiting, eventIds);
  const commit = table.commit.bind(table);
  table.commit = async (steps) => {
    if (steps.some((step) => step.step === 'count' && step.eventId === broken)) throw new CutOff();
    return commit(steps);
  };
  return {
    series,
    table,
    signUp,
    /** From the given commit on, counted from here, the table is out of reach. */
    cutAt: (moment: number) => {
      cut = commits + moment;
    },
    breaks: (eventId: string | undefined) => {
      broken = eventId;
    },
    current: () => table.get(refs.signUp(signUp.signUpId)),
  };
}

async function isCut(run: Promise<unknown>): Promise<boolean> {
  return run.then(
    () => false,
    (error: unknown) => {
      if (error instanceof CutOff) return true;
      throw error;
    },
  );
}

async function expectHandedOn({ series, table }: Awaited<ReturnType<typeof world>>): Promise<void> {
  for (const eventId of eventIds) {
    expect(await series.registration(waiting, eventId)).toMatchObject({ state: 'confirmed' });
    expect(await series.counters(eventId)).toMatchObject({ taken: 1, confirmed: 1, waitlisted: 0 });
  }
  const { deliveries } = await table.ofPerson(series.identity(waiting).personHash);
  const told = (await table.getMany(deliveries)).filter((one) => one?.template === 'promoted');
  expect(told.map((one) => one?.eventIds[0]).toSorted()).toEqual(eventIds.toSorted());
}

const ends: [string, string, (signUp: SignUpItem, series: Series) => Promise<unknown>][] = [
  ['the end of its holds', 'PT25H', (signUp, series) => stepSignUp(signUp, series.context)],
  ['its deletion after a week', 'P8D', (signUp, series) => stepSignUp(signUp, series.context)],
  ['taking it back', 'PT1H', (signUp, series) => deleteSignUp(signUp, series.context)],
];

describe.each(ends)('%s', (_, later, end) => {
  test('goes on wherever it was cut off', async () => {
    let cuts = 0;
    for (let moment = 0; ; moment++) {
      const at = await world();
      at.series.advance(later);
      at.cutAt(moment);
      const wasCut = await isCut(end(at.signUp, at.series));
      at.cutAt(Number.POSITIVE_INFINITY);
      const left = await at.current();
      // Pressed in vain before anything was decided: the person presses again. All the rest is due by itself.
      const isUndecided = wasCut && left?.state === 'pending' && left.version === at.signUp.version;
      if (isUndecided && (left.dueAt ?? '') > at.series.now) await end(left, at.series);
      else if (left !== undefined) await stepSignUp(left, at.series.context);
      await expectHandedOn(at);
      cuts += wasCut ? 1 : 0;
      if (!wasCut) break;
    }
    expect(cuts).toBeGreaterThanOrEqual(eventIds.length);
  });

  test('does not stop at an event that can not be written', async () => {
    const at = await world();
    at.series.advance(later);
    at.breaks('eins');
    expect(await isCut(end(at.signUp, at.series))).toBe(true);
    for (const eventId of ['zwei', 'drei'])
      expect(await at.series.registration(waiting, eventId)).toMatchObject({ state: 'confirmed' });
    at.breaks(undefined);
    const left = await at.current();
    if (left === undefined) throw new Error('what has not ended is still there');
    await stepSignUp(left, at.series.context);
    await expectHandedOn(at);
  });
});

test('what is taken back leads nowhere from the first of its transactions on', async () => {
  const at = await world();
  const token = linksOf(at.series.context).confirm(at.signUp.signUpId).split('/').at(-1) ?? '';
  expect(await openLink(token, 'confirm', at.series.context)).toMatchObject({ state: 'pending' });
  at.cutAt(1);
  await isCut(deleteSignUp(at.signUp, at.series.context));
  await expect(openLink(token, 'confirm', at.series.context)).rejects.toThrow('link-expired');
});

test('entries of a waiting list that stand for nobody do not keep a place from who is behind them', async () => {
  const at = await world();
  for (let position = 100; position < 112; position++)
    await at.table.commit([
      {
        step: 'put',
        item: { type: 'waiting', eventId: 'eins', position, registrationId: 'gone' },
        when: 'absent',
      },
    ]);
  const registration = await at.series.registration(waiting, 'eins');
  if (registration?.waitingPosition === undefined) throw new Error('nobody waits');
  // Behind all of them.
  await at.table.commit([
    { step: 'remove', ref: refs.waiting('eins', registration.waitingPosition) },
    {
      step: 'put',
      item: { type: 'waiting', eventId: 'eins', position: 200, registrationId: registration.registrationId },
      when: 'absent',
    },
    {
      step: 'put',
      item: { ...registration, waitingPosition: 200, version: registration.version + 1 },
      when: { version: registration.version },
    },
  ]);
  await deleteSignUp(at.signUp, at.series.context);
  await expectHandedOn(at);
});
