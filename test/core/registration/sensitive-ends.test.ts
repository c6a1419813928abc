import { beforeEach, describe, expect, test } from 'vitest';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { cancelRegistration } from '../../../functions/core/participants/registration-actions.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** Sensitive answers end with what they were given for. */
const aylin = 'aylin@rathaus.example';
const questions = [
  { questionId: 'woher', kind: 'text', label: { de: 'Woher?' }, required: false, sensitive: false },
  { questionId: 'hilfe', kind: 'text', label: { de: 'Hilfe?' }, required: false, sensitive: true },
] as const;
const notices = { privacy: '2027-01', sensitive: '2027-01' };
const helped = (hilfe: string) => ({ notices, answers: { eins: { woher: 'Halle', hilfe } } });
const given = {
  answers: { eins: { woher: 'Halle', hilfe: 'Rollstuhl' }, zwei: { hilfe: 'Rampe' } },
  notices,
};

let table: MemoryTable;
let series: Series;
beforeEach(async () => {
  table = new MemoryTable();
  const events = ['eins', 'zwei'].map((eventId) => ({ eventId, questions: [...questions] }));
  series = await Series.create(table, 'reihe', events);
});
const answers = async (eventId: string) => (await series.registration(aylin, eventId))?.answers;
const isLeft = (word: string) => table.rows().some((row) => JSON.stringify(row).includes(word));
const ledger = () =>
  table
    .rows()
    .flatMap((row) => (row.type === 'ended' ? [JSON.parse(JSON.stringify(row.of))] : []))
    .filter(({ what }) => what === 'sensitive');

describe('sensitive answers go with the registration', () => {
  test('when its person cancels, and the ledger says so; the other event keeps its own', async () => {
    await series.join(aylin, ['eins', 'zwei'], given);
    await series.cancel(aylin, 'eins');
    expect(await answers('eins')).toEqual({ woher: 'Halle' });
    expect(await answers('zwei')).toEqual({ hilfe: 'Rampe' });
    expect(isLeft('Rollstuhl')).toBe(false);
    const { registrationId } = (await series.registration(aylin, 'eins')) ?? {};
    expect(ledger()).toEqual([{ what: 'sensitive', eventId: 'eins', registrationId }]);
  });

  test('when an organiser cancels it', async () => {
    await series.join(aylin, ['eins'], helped('Rollstuhl'));
    const { registrationId = '' } = (await series.registration(aylin, 'eins')) ?? {};
    await cancelRegistration('eins', registrationId, undefined, owner, series.context);
    expect(isLeft('Rollstuhl')).toBe(false);
    expect(ledger()).toHaveLength(1);
  });

  test('when it is cancelled before it was confirmed: the sign-up has them no longer either', async () => {
    await series.signUp(aylin, ['eins', 'zwei'], given);
    await series.cancel(aylin, 'eins');
    expect([isLeft('Rollstuhl'), isLeft('Rampe')]).toEqual([false, true]);
  });

  test('and nothing is noted where there were none', async () => {
    await series.join(aylin, ['eins']);
    await series.cancel(aylin, 'eins');
    expect(ledger()).toEqual([]);
  });
});

test('sensitive answers go when the event is called off, of everybody, confirmed or not', async () => {
  await series.join(aylin, ['eins'], helped('Rollstuhl'));
  await series.signUp('cem@cem.example', ['eins'], helped('Gebärdensprache'));
  await cancelEvent('eins', undefined, owner, series.context);
  const look = await table.get(refs.erasure('eins'));
  expect(look?.dueAt).toBe(series.now);
  if (look !== undefined) await eraseEvent(look, series.context);
  expect([isLeft('Rollstuhl'), isLeft('Gebärdensprache')]).toEqual([false, false]);
  expect(await answers('eins')).toEqual({ woher: 'Halle' });
});
