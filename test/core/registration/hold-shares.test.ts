import { describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { deletePerson } from '../../../functions/core/attendee/delete-person.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { registeredDomain } from '../../../functions/core/registration/hold-shares.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

/** Nobody holds an event's places by sign-ups that nobody confirms. */
const places = 60;
const everybody = Array.from({ length: places }, (_, number) => number);
const [office, ownAddresses] = ['198.51.100.7', (number: number) => `203.0.113.${number}`];

async function world(capacity = places) {
  const table = new MemoryTable();
  const series = await Series.create(table, 'reihe', [
    { eventId: 'eins', capacity },
    { eventId: 'zwei', capacity },
  ]);
  const signUp = (email: string, client: string, eventIds = ['eins']) => {
    series.client = client;
    return series.signUp(email, eventIds);
  };
  return { table, series, signUp, counters: () => series.counters('eins') };
}

/** What is counted as held is what registrations say is held. */
function expectCounted({ table }: Awaited<ReturnType<typeof world>>): void {
  const counted = new Map<string, number>();
  const held = new Map<string, number>();
  const raise = (of: Map<string, number>, key: string, by: number) => of.set(key, (of.get(key) ?? 0) + by);
  for (const row of table.rows()) {
    if (row.pk.startsWith('HOLDS#'))
      for (const [name, value] of Object.entries(row))
        if (name.startsWith('n:') && value !== 0)
          raise(counted, `${row.pk.slice(6)} ${name.slice(2)}`, Number(value));
    if (row.type === 'registration' && Array.isArray(row.heldBy))
      for (const hash of row.heldBy) raise(held, `${hash} ${row.eventId}`, 1);
  }
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(held));
}

const total = ({ table }: Awaited<ReturnType<typeof world>>) =>
  table.rows().filter((row) => row.type === 'registration' && Array.isArray(row.heldBy)).length;

describe('one client', () => {
  test('holds a fifth of the places at most, whatever it sends and however fast', async () => {
    const at = await world();
    await Promise.all(everybody.map((number) => at.signUp(`p${number}@p${number}.example`, office)));
    expect(await at.counters()).toMatchObject({ taken: 12, pending: 60 });
    await at.signUp('somebody@else.example', ownAddresses(1));
    expect(await at.counters()).toMatchObject({ taken: 13 });
    expectCounted(at);
  });

  test('of an event of few places holds two, and one where there is one', async () => {
    for (const [capacity, most] of [
      [1, 1],
      [2, 2],
      [9, 2],
      [11, 3],
    ] as const) {
      const at = await world(capacity);
      for (const number of everybody.slice(0, capacity))
        await at.signUp(`p${number}@p${number}.example`, office);
      expect(await at.counters()).toMatchObject({ taken: most });
    }
  });

  test('of an honest office gets a place for everybody who confirms', async () => {
    const at = await world();
    const signUps: SignUpItem[] = [];
    for (const number of everybody.slice(0, 30))
      signUps.push(await at.signUp(`p${number}@rathaus.example`, office));
    for (const one of signUps) await confirm(one, at.series.context);
    expect(await at.counters()).toMatchObject({ taken: 30, confirmed: 30, pending: 0, waitlisted: 0 });
    expect(total(at)).toBe(0);
    expectCounted(at);
  });
});

test('one mail domain holds a third of the places at most, from however many clients and names below it', async () => {
  const at = await world();
  for (const number of everybody) await at.signUp(`p@mail${number}.evil.example`, ownAddresses(number));
  expect(await at.counters()).toMatchObject({ taken: 20, pending: 60 });
  await at.signUp('somebody@else.example', ownAddresses(99));
  expect(await at.counters()).toMatchObject({ taken: 21 });
});

test('where there is no limit of places, nobody hoards any', async () => {
  const at = await world();
  await at.table.commit([{ step: 'setLimits', eventId: 'eins', capacity: undefined, groups: {} }]);
  for (const number of everybody) await at.signUp(`p${number}@rathaus.example`, office);
  expect(await at.counters()).toMatchObject({ taken: 60 });
});

test.each([
  ['a@rathaus.example', 'rathaus.example'],
  ['a@x.y.rathaus.example', 'rathaus.example'],
  ['a@council.gov.uk', 'council.gov.uk'],
  ['a@x.council.gov.uk', 'council.gov.uk'],
  ['a@amt.stadt.de', 'stadt.de'],
  ['A@RATHAUS.example', 'rathaus.example'],
])('the domain of %s is %s', (email, domain) => {
  expect(registeredDomain(email)).toBe(domain);
});

describe('a hold no longer counts in anybody’s share', () => {
  type At = Awaited<ReturnType<typeof world>>;
  const attendee = (at: At) => at.series.attendee('a@a.example');
  const registration = async (at: At) => {
    const found = await at.series.registration('a@a.example', 'eins');
    if (found === undefined) throw new Error('nobody is registered');
    return found;
  };
  const ways: [string, (signUp: SignUpItem, at: At) => Promise<unknown>][] = [
    ['when it is confirmed', (signUp, { series }) => confirm(signUp, series.context)],
    ['when it is taken back', (signUp, { series }) => deleteSignUp(signUp, series.context)],
    [
      'when it ends',
      (signUp, { series }) => {
        series.advance('PT25H');
        return stepSignUp(signUp, series.context);
      },
    ],
    [
      'when its sign-up is deleted',
      async (signUp, { series }) => {
        series.advance('P8D');
        await stepSignUp(signUp, series.context);
      },
    ],
    [
      'when it is cancelled',
      async (_, at) => {
        for (const eventId of ['eins', 'zwei']) {
          const found = await at.series.registration('a@a.example', eventId);
          if (found) await cancel(found, at.series.context);
        }
      },
    ],
    [
      'when the event is over before anybody confirms',
      (signUp, { series }) => {
        series.now = '2027-04-28T18:00:00.000Z';
        return stepSignUp(signUp, series.context);
      },
    ],
  ];
  test.each(ways)('%s', async (_, end) => {
    const at = await world();
    const signUp = await at.signUp('a@a.example', office, ['eins', 'zwei']);
    expect(total(at)).toBe(2);
    expectCounted(at);
    await end((await at.table.get(refs.signUp(signUp.signUpId))) ?? signUp, at);
    expect(total(at)).toBe(0);
    expectCounted(at);
  });

  test('when it is added on one’s own page, or its person is deleted', async () => {
    const at = await world();
    await confirm(await at.signUp('a@a.example', office, ['zwei']), at.series.context);
    await at.signUp('a@a.example', office);
    expect(await registration(at)).toMatchObject({ state: 'pending', holdsPlace: true });
    await addPart(await attendee(at), { eventId: 'eins', seat: 1 }, { answers: {} }, at.series.context);
    expect(total(at)).toBe(0);
    expectCounted(at);
    await at.signUp('b@a.example', office);
    await confirm(await at.signUp('b@a.example', office, ['zwei']), at.series.context);
    await deletePerson(await at.series.attendee('b@a.example'), at.series.context);
    expect(total(at)).toBe(0);
    expectCounted(at);
  });

  test('of a direct entry, when its address is verified', async () => {
    const at = await world(5);
    at.series.now = '2027-04-28T14:30:00.000Z';
    const signUps: SignUpItem[] = [];
    for (const number of everybody.slice(0, 5))
      signUps.push(await at.signUp(`p${number}@p${number}.example`, office));
    // The others are asked to confirm first.
    expect(await at.counters()).toMatchObject({ taken: 2, confirmed: 2, pending: 3 });
    for (const one of signUps) await confirm(one, at.series.context);
    expect(await at.counters()).toMatchObject({ taken: 5, confirmed: 5, pending: 0 });
    expect(total(at)).toBe(0);
    expectCounted(at);
  });
});
