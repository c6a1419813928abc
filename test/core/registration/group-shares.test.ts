import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { holderHashes, registeredDomain } from '../../../functions/core/registration/hold-shares.ts';
import { signUp as takeIn } from '../../../functions/core/registration/sign-up.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { RegistrationItem, SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { randomly } from '../../setup/random.ts';
import { Series } from '../series.ts';

/** Nobody holds a working group's places by sign-ups that nobody confirms, as little as an event's. */
const office = '198.51.100.7';
const ownAddress = (number: number) => `203.0.113.${number}`;
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

async function world(groups: Record<string, number | undefined>, capacity: number | undefined = 60) {
  const table = new MemoryTable();
  const workingGroups = Object.entries(groups).map(([workingGroupId, most]) => ({
    ...{ workingGroupId, title: { de: workingGroupId } },
    ...(most === undefined ? {} : { capacity: most }),
  }));
  const series = await Series.create(table, 'reihe', [
    { eventId: 'eins', capacity, workingGroups, directEntry: 'PT60M' },
    { eventId: 'zwei', capacity, workingGroups },
  ]);
  const signUp = (email: string, client: string, group: string | undefined, eventIds = ['eins']) => {
    series.client = client;
    const workingGroups = group === undefined ? {} : Object.fromEntries(eventIds.map((id) => [id, group]));
    return series.signUp(email, eventIds, { workingGroups });
  };
  return { table, series, signUp, counters: () => series.counters('eins') };
}
type World = Awaited<ReturnType<typeof world>>;

const HoldingRegistration = z.object(
  RegistrationItem.pick({ eventId: true, heldBy: true, heldGroupId: true }).shape,
);
const { events, signUpId, email } = SignUpItem.shape;
const HoldingSignUp = z.object({ events, signUpId, email });
const { state, holdsPlace, eventId, workingGroupId } = RegistrationItem.shape;
const PlaceOfRegistration = z.object({ state, holdsPlace, eventId, workingGroupId, email, signUpId });

/** Holds as registrations and decoys name them, by holder and event or working group. */
function named({ table }: World): Map<string, number> {
  const all = table.rows().flatMap((row) => {
    if (row.type === 'registration') return [HoldingRegistration.parse(row)];
    if (row.type !== 'signUp') return [];
    return HoldingSignUp.parse(row).events.map(({ eventId, decoy }) => ({ ...decoy, eventId }));
  });
  const names = all.flatMap(({ eventId, heldBy = [], heldGroupId }) =>
    heldBy.flatMap((hash) => [
      `${hash} ${eventId}`,
      ...(heldGroupId === undefined ? [] : [`${hash} ${eventId}/${heldGroupId}`]),
    ]),
  );
  return counted(names);
}

function counted(names: readonly string[]): Map<string, number> {
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));
}

/** What is counted as held is what registrations and decoys say is held. */
function expectCounted(at: World): void {
  const numbersOfHolders = at.table.rows().flatMap((row) =>
    row.pk.startsWith('HOLDS#')
      ? Object.entries(row)
          .filter(([name, value]) => name.startsWith('n:') && value !== 0)
          .map(([name, value]): [string, unknown] => [`${row.pk.slice(6)} ${name.slice(2)}`, value])
      : [],
  );
  expect(Object.fromEntries(numbersOfHolders)).toEqual(Object.fromEntries(named(at)));
}

describe('of a working group with a limit of places', () => {
  test('one client holds a fifth at most, whatever it sends and however fast; others choose it still', async () => {
    const at = await world({ klein: 20, gross: 30 });
    await Promise.all(numbers(20).map((n) => at.signUp(`p${n}@p${n}.example`, office, 'klein')));
    expect(await at.counters()).toMatchObject({ taken: 4, pending: 20, groups: { klein: { taken: 4 } } });
    await at.signUp('a@else.example', ownAddress(1), 'klein');
    // What it holds of one group it may hold of another, within its share of the event.
    for (const n of numbers(20)) await at.signUp(`q${n}@q${n}.example`, office, 'gross');
    expect(await at.counters()).toMatchObject({
      ...{ taken: 11, pending: 41 },
      groups: { klein: { taken: 5 }, gross: { taken: 6 } },
    });
    expectCounted(at);
  });

  test('one mail domain holds a third at most, from however many clients', async () => {
    const at = await world({ klein: 18 });
    for (const n of numbers(18)) await at.signUp(`p@m${n}.evil.example`, ownAddress(n), 'klein');
    expect(await at.counters()).toMatchObject({ taken: 6, pending: 18, groups: { klein: { taken: 6 } } });
    expectCounted(at);
  });

  test('the least is that of an event, and an event without a limit makes no difference', async () => {
    for (const [most, held] of [
      [1, 1],
      [2, 2],
      [9, 2],
      [11, 3],
    ] as const) {
      const at = await world({ klein: most });
      await at.table.commit([
        {
          step: 'setLimits',
          eventId: 'eins',
          capacity: undefined,
          groups: { klein: { capacity: most, isNew: false } },
        },
      ]);
      for (const n of numbers(most)) await at.signUp(`p${n}@p${n}.example`, office, 'klein');
      expect(await at.counters()).toMatchObject({ taken: held, groups: { klein: { taken: held } } });
    }
  });

  test('an office gets a place for everybody who confirms, in the group that they chose', async () => {
    const at = await world({ klein: 20 });
    const signUps: SignUpItem[] = [];
    for (const n of numbers(15)) signUps.push(await at.signUp(`p${n}@rathaus.example`, office, 'klein'));
    for (const one of signUps) await confirm(one, at.series.context);
    expect(await at.counters()).toMatchObject({
      ...{ taken: 15, confirmed: 15, pending: 0 },
      groups: { klein: { taken: 15 } },
    });
    expect(named(at).size).toBe(0);
    expectCounted(at);
  });

  test('a direct entry beyond the share is asked to confirm first', async () => {
    const at = await world({ klein: 6 });
    at.series.now = '2027-04-28T14:30:00.000Z';
    for (const n of numbers(4)) await at.signUp(`p${n}@p${n}.example`, office, 'klein');
    expect(await at.counters()).toMatchObject({ taken: 2, confirmed: 2, pending: 2 });
    expectCounted(at);
  });

  test('sign-ups of a registered address count as any other’s', async () => {
    const [known, unknown] = [await world({ klein: 20 }), await world({ klein: 20 })];
    await known.series.join('a@a.example', ['eins'], { workingGroups: { eins: 'klein' } });
    for (const at of [known, unknown]) {
      for (const _ of numbers(3)) await at.signUp('a@a.example', office, 'klein');
      await at.signUp('b@b.example', office, 'klein');
      expectCounted(at);
    }
    const [hash] = holderHashes(known.series.context.keys, {
      ...{ seriesId: 'reihe', email: 'a@a.example', client: office },
    });
    for (const name of ['eins', 'eins/klein'])
      expect(named(known).get(`${hash?.hash} ${name}`)).toBe(named(unknown).get(`${hash?.hash} ${name}`));
  });
});

test('of a group without a limit of its own the event’s share counts alone', async () => {
  const at = await world({ offen: undefined });
  for (const n of numbers(20)) await at.signUp(`p${n}@p${n}.example`, office, 'offen');
  expect(await at.counters()).toMatchObject({ taken: 12, groups: { offen: { taken: 12 } } });
  expectCounted(at);
});

test('a direct entry whose person moves it to another group on their own page counts in no share any more', async () => {
  const at = await world({ eine: 10, andere: 10 });
  at.series.now = '2027-04-28T14:30:00.000Z';
  const signUp = await at.signUp('a@a.example', office, 'eine');
  expect(named(at).size).toBe(4);
  const choice = { workingGroupId: 'andere', answers: {} };
  const { context } = at.series;
  await changeRegistration(
    await at.series.attendee('a@a.example'),
    { eventId: 'eins', seat: 1 },
    choice,
    context,
  );
  expect(named(at).size).toBe(0);
  expectCounted(at);
  await confirm(signUp, context);
  expect(await at.counters()).toMatchObject({ groups: { eine: { taken: 0 }, andere: { taken: 1 } } });
  expectCounted(at);
});

describe('a direct entry that goes on in another group counts in the share of the one that it left', () => {
  const [group, other] = ['eine', 'andere'];
  const entered = async () => {
    const at = await world({ [group]: 10, [other]: 10 });
    at.series.now = '2027-04-28T14:30:00.000Z';
    return { at, first: await at.signUp('a@a.example', office, group) };
  };

  test('no more, where an organiser enters it', async () => {
    const { at } = await entered();
    const request = { eventIds: ['eins'], name: 'Ana', email: 'a@a.example', workingGroups: { eins: other } };
    await takeIn(request, at.series.context, { byHand: [] });
    expect(await at.counters()).toMatchObject({ groups: { [group]: { taken: 0 }, [other]: { taken: 1 } } });
    expect(await at.series.registration('a@a.example', 'eins')).toMatchObject({ isUnverified: true });
    expect([...named(at).keys()].filter((name) => name.includes('/'))).toEqual([]);
    expectCounted(at);
  });

  test('no more, where what brought it there is taken back', async () => {
    const { at } = await entered();
    const second = await at.signUp('a@a.example', ownAddress(1), other);
    await deleteSignUp(second, at.series.context);
    expect(await at.series.registration('a@a.example', 'eins')).toMatchObject({ workingGroupId: group });
    expect([...named(at).keys()].filter((name) => name.endsWith(`/${other}`))).toEqual([]);
    expectCounted(at);
  });

  test('as long as its place is kept, as one of somebody known is', async () => {
    const { at } = await entered();
    await at.signUp('a@a.example', office, other);
    expect(await at.counters()).toMatchObject({ groups: { [group]: { taken: 1 }, [other]: { taken: 1 } } });
    expectCounted(at);
  });
});

type Deed =
  | { do: 'signUp'; who: number; domain: number; from: number; group: number; both: boolean }
  | { do: 'confirm' | 'takeBack' | 'cancel'; at: number }
  | { do: 'wait'; hours: number };

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ do: fc.constant('signUp' as const), who: fc.nat(9), domain: fc.nat(2), from: fc.nat(2) },
      ...{ group: fc.nat(2), both: fc.boolean() },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('confirm', 'takeBack', 'cancel'), at: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 25) }) },
);
const capacities = fc.tuple(
  fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  fc.integer({ min: 1, max: 24 }),
  fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
);

async function doIt(
  deed: Deed,
  at: World,
  signUps: SignUpItem[],
  /** Which clients asked for an event under a sign-up: one may join what waits of another. */
  senders: Map<string, Set<string>>,
): Promise<void> {
  const { context } = at.series;
  if (deed.do === 'wait') {
    at.series.advance(`PT${deed.hours}H`);
    for (const { signUpId } of signUps) {
      const signUp = await at.table.get(refs.signUp(signUpId));
      if (signUp !== undefined) await stepSignUp(signUp, at.series.context);
    }
    return;
  }
  if (deed.do === 'signUp') {
    const { who, domain, from, group, both } = deed;
    const eventIds = both ? ['eins', 'zwei'] : ['eins'];
    const wish = [undefined, 'eine', 'andere'][group];
    const email = `p${who}@x${who}.domain${domain}.example`;
    const signUp = await at.signUp(email, ownAddress(from), wish, eventIds);
    signUps.push(signUp);
    for (const eventId of eventIds) {
      const key = `${signUp.signUpId} ${eventId}`;
      senders.set(key, (senders.get(key) ?? new Set()).add(ownAddress(from)));
    }
    return;
  }
  const found = signUps[deed.at % Math.max(1, signUps.length)];
  const signUp = found && (await at.table.get(refs.signUp(found.signUpId)));
  if (signUp === undefined) return;
  if (deed.do === 'confirm') await confirm(signUp, context);
  if (deed.do === 'takeBack') await deleteSignUp(signUp, context);
  const registration = await at.series.registration(signUp.email, 'eins');
  if (deed.do === 'cancel' && registration !== undefined) await cancel(registration, context);
}

test('whatever clients and mail domains send, confirm and take back, none holds more than its share of any event or group', async () => {
  const property = fc.asyncProperty(
    capacities,
    fc.array(deeds, { minLength: 5, maxLength: 40, size: 'max' }),
    async ([capacity, eine, andere], plan) => {
      const at = await world({ eine, andere }, capacity);
      const groups = {
        eine: { capacity: eine, isNew: false },
        andere: { capacity: andere, isNew: false },
      };
      if (capacity === undefined)
        for (const eventId of ['eins', 'zwei'])
          await at.table.commit([{ step: 'setLimits', eventId, capacity: undefined, groups }]);
      const mostOf = new Map([
        ...['eins', 'zwei'].map((id): [string, number | undefined] => [id, capacity]),
        ...['eins', 'zwei'].flatMap((id): [string, number | undefined][] => [
          [`${id}/eine`, eine],
          [`${id}/andere`, andere],
        ]),
      ]);
      const signUps: SignUpItem[] = [];
      const senders = new Map<string, Set<string>>();
      for (const deed of plan) {
        await doIt(deed, at, signUps, senders).catch((error: unknown) => {
          if (!(error instanceof Problem)) throw error;
        });
        expectCounted(at);
        for (const [name, places] of heldPlaces(at, senders)) {
          const [holder = '', what = ''] = name.split('|');
          const most = mostOf.get(what);
          if (most === undefined) continue;
          const [part, least] = holder.startsWith('domain') ? [1 / 3, 5] : [1 / 5, 2];
          expect(places, name).toBeLessThanOrEqual(Math.max(least, Math.ceil(most * part)));
        }
      }
    },
  );
  await fc.assert(property, randomly(60));
});

/** Places that nobody confirmed, by who signed up for them, whatever their counts say; of whom both may be is left out. */
function heldPlaces(
  { table }: World,
  senders: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number> {
  const places = table.rows().flatMap((row) => {
    if (row.type === 'registration') {
      const { state, holdsPlace, ...place } = PlaceOfRegistration.parse(row);
      return state === 'pending' && holdsPlace ? [place] : [];
    }
    if (row.type !== 'signUp') return [];
    const { signUpId, email, events } = HoldingSignUp.parse(row);
    return events.flatMap(({ eventId, decoy }) => (decoy ? [{ ...decoy, eventId, email, signUpId }] : []));
  });
  const names = places.flatMap(({ eventId, workingGroupId, email, signUpId }) => {
    const clients = [...(senders.get(`${signUpId} ${eventId}`) ?? [])];
    const holders = [`domain ${registeredDomain(email)}`, ...(clients.length === 1 ? clients : [])];
    const of = workingGroupId === undefined ? [eventId] : [eventId, `${eventId}/${workingGroupId}`];
    return holders.flatMap((holder) => of.map((name) => `${holder}|${name}`));
  });
  return counted(names);
}
