import { beforeEach, describe, expect, test } from 'vitest';
import { mailboxHash } from '../../../functions/core/delivery/mailbox.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

/** A button that is pressed twice, a page that is loaded anew after it was sent, a proxy that sends once more. */
const email = 'ida@rathaus.example';
const client = '198.51.100.1';
const said = { name: 'Ida Ehrlich', workingGroups: { one: 'g1' } };

let series: Series;
let table: MemoryTable;
beforeEach(async () => {
  table = new MemoryTable();
  series = await Series.create(table, 'reihe', [
    {
      ...{ eventId: 'one', capacity: 1, waitingList: false, directEntry: 'PT60M' },
      workingGroups: ['g1', 'g2'].map((workingGroupId) => ({ workingGroupId, title: { de: '-' } })),
    },
    { eventId: 'two' },
  ]);
  series.client = client;
});

const mails = async () =>
  (await table.get(refs.mailAllowance(mailboxHash(series.context.keys, email))))?.mails.length ?? 0;
const atTheDoor = () => {
  series.now = '2027-04-28T14:20:00.000Z';
};

describe.each(['weeks before', 'shortly before the start'])('the same once more, %s,', (when) => {
  beforeEach(() => {
    if (when !== 'weeks before') atTheDoor();
  });

  test('is the one that is there: one mail, one place, and no fault where it took the last one', async () => {
    const first = await series.signUp(email, ['one'], said);
    series.advance('PT50S');
    const second = await series.signUp(email, ['one'], said);
    expect(second.signUpId).toBe(first.signUpId);
    expect(await mails()).toBe(1);
    expect(await series.counters('one')).toMatchObject({ taken: 1 });
  });

  test('is told after a minute what anybody is told, and taken in no more', async () => {
    const { signUpId } = await series.signUp(email, ['one', 'two'], said);
    series.advance('PT2M');
    await series.join('other@other.example', ['two']);
    const again = series.signUp(email, ['one', 'two'], said);
    const anybodys = series.signUp('x@x.example', ['one', 'two'], said);
    const told = (of: Promise<{ signUpId: string }>) =>
      of.then(
        () => 'taken',
        (error) => error.faults,
      );
    expect(await told(again)).toEqual(await told(anybodys));
    const free = await series.signUp(email, ['two']);
    series.advance('PT2M');
    expect((await series.signUp(email, ['two'])).signUpId).toBe(free.signUpId);
    expect(free.signUpId).not.toBe(signUpId);
  });

  test('is one also while both are under way', async () => {
    const all = await Promise.all([1, 2, 3].map(() => series.signUp(email, ['one'], said)));
    expect(new Set(all.map(({ signUpId }) => signUpId)).size).toBe(1);
    expect(await mails()).toBe(1);
  });

  test('is another’s from another client, and one’s own ten minutes later', async () => {
    const { signUpId } = await series.signUp(email, ['one'], said);
    const isSame = () =>
      series.signUp(email, ['one'], said).then(
        (one) => one.signUpId === signUpId,
        () => false,
      );
    series.client = '198.51.100.2';
    expect(await isSame()).toBe(false);
    series.client = client;
    expect(await isSame()).toBe(true);
    series.advance('PT10M');
    expect(await isSame()).toBe(false);
  });
});

test.each([
  ['another name', { name: 'Ida Anders' }],
  ['an event more', { eventIds: ['two', 'one'] }],
  ['a consent more', { notices: { privacy: '2027-01', news: '2027-01' } }],
  ['another page', { formUrl: 'https://www.stiftung-marktplatz.example/anders' }],
])('%s is another sign-up', async (_, changes) => {
  const first = await series.signUp(email, ['two']);
  const second = await series.signUp(email, ['two'], changes);
  expect(second.signUpId).not.toBe(first.signUpId);
  expect(await mails()).toBe(2);
});

test('who has confirmed it, cancelled or deleted it since means it', async () => {
  await series.join(email, ['two']);
  const again = await series.signUp(email, ['two']);
  await series.cancel(email, 'two');
  const anew = await series.signUp(email, ['two'], { name: 'Ida' });
  expect(anew.signUpId).not.toBe(again.signUpId);
  await deleteSignUp(anew, series.context);
  expect((await series.signUp(email, ['two'], { name: 'Ida' })).signUpId).not.toBe(anew.signUpId);
});

test('who was entered directly and cancelled on the own page means it', async () => {
  atTheDoor();
  const first = await series.signUp(email, ['one'], said);
  await series.cancel(email, 'one');
  expect((await series.signUp(email, ['one'], said)).signUpId).not.toBe(first.signUpId);
});
