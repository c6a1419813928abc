import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicEventView } from '../../../functions/core/attendee/public-view.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { placeInLine } from '../../../functions/core/registration/place-in-line.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { sweepDue } from '../../../functions/core/registration/sweep.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { Way } from '../../../functions/core/table/way.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { randomly } from '../../setup/random.ts';
import { Series } from '../series.ts';

/**
 * Nobody learns who is registered (promise 6), not even who has addresses of their own in the event and fills it to its
 * last place: whatever they do, they see the same whether the address that they try is the registered one or another.
 */
const [registered, stranger] = ['aylin@provider.example', 'unknown@provider.example'];
const own = ['a@provider.example', 'b@b.example', 'c@c.example', 'd@d.example', 'e@e.example', 'f@f.example'];
const clients = ['198.51.100.1', '198.51.100.2', '198.51.100.3'];

/** How the registered person stands: whoever waits does so behind somebody who has the place. */
type Standing = 'confirmed' | 'pending' | 'holdEnded' | 'waitlisted' | 'cancelled' | 'entered';
const standings: Standing[] = ['confirmed', 'pending', 'holdEnded', 'waitlisted', 'cancelled', 'entered'];

/** Within the last hour, and some before it. */
const late = '2027-04-28T14:20:00.000Z';
const hoursBefore = '2027-04-28T12:00:00.000Z';

/** What places have an end: all together, none, or those of a way that has its own. */
const ends = ['event', 'none', 'onsite', 'online', 'bothWays', 'sharedByWays'] as const;

/** A working group by its number, 0 is none and the last has no end, and a way, where there are two. */
interface Wish {
  group: number;
  way: Way;
}

type Deed =
  | ({ do: 'probe' | 'signUp'; who: number; from: number } & Wish)
  | { do: 'confirm' | 'takeBack' | 'cancel'; who: number }
  | { do: 'wait'; hours: number }
  | { do: 'waitUntil'; at: string };

const who = fc.nat({ max: own.length - 1 });
const from = fc.nat({ max: clients.length - 1 });
const group = fc.nat({ max: 3 });
const way = fc.constantFrom(...Way.options);
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('probe' as const), who, from, group, way }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('signUp' as const), who, from, group, way }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('confirm' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('takeBack' as const, 'cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 25) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('waitUntil' as const), at: fc.constantFrom(hoursBefore, late) }),
  },
);
const settings = fc
  .record({
    capacity: fc.integer({ min: 1, max: 6 }),
    end: fc.constantFrom(...ends),
    waitingList: fc.boolean(),
    /** Which place it is of. */
    wish: fc.record({ group, way }),
    standing: fc.constantFrom(...standings),
    /** In the last hour, when a sign-up takes its place at once. */
    isLate: fc.boolean(),
  })
  .map((setting) => ({ ...setting, isLate: setting.isLate || setting.standing === 'entered' }))
  // Where there is no end of places, nobody waits.
  .filter(({ standing, end, wish }) => standing !== 'waitlisted' || hasEnd(end, wish.way));
type Setting = typeof settings extends fc.Arbitrary<infer T> ? T : never;

function hasEnd(end: (typeof ends)[number], by: Way): boolean {
  return end !== 'none' && (end === by || (end !== 'onsite' && end !== 'online'));
}

/** The event's places, or those of its ways. */
function placesOf({ end, capacity, waitingList }: Pick<Setting, 'end' | 'capacity' | 'waitingList'>) {
  if (end === 'event') return { capacity, waitingList };
  if (end === 'none') return { capacity: undefined };
  const place = { name: 'Ratssaal', address: ['Markt 1'] };
  const hybrid = { attendanceMode: 'hybrid' as const, place };
  if (end === 'sharedByWays') return { ...hybrid, capacity, waitingList };
  const of = (by: Way) => (hasEnd(end, by) ? { capacity, waitingList } : { waitingList: false });
  return { ...hybrid, capacity: undefined, ways: { onsite: of('onsite'), online: of('online') } };
}

/** What somebody sees who tries an address, with six of their own. */
class Prober {
  readonly #series: Series;
  readonly #table: MemoryTable;
  readonly #victim: string;
  readonly #signUps = new Map<string, SignUpItem>();
  readonly #all: SignUpItem[] = [];

  private constructor(table: MemoryTable, series: Series, victim: string) {
    this.#table = table;
    this.#series = series;
    this.#victim = victim;
  }

  static async before(setting: Setting, victim: string): Promise<Prober> {
    const table = new MemoryTable();
    const { standing, isLate } = setting;
    const waitingList = setting.waitingList || standing === 'waitlisted';
    const series = await Series.create(table, 'reihe', [
      {
        ...{ eventId: 'one', promoteUntil: 'PT2H', directEntry: 'PT60M' },
        ...placesOf({ ...setting, waitingList }),
        // Of the larger one a client may hold a share.
        workingGroups: [{ capacity: 1 }, { capacity: 4 }, {}].map((most, index) => ({
          ...{ workingGroupId: `g${index + 1}`, title: { de: '-' } },
          ...most,
        })),
      },
    ]);
    series.now = '2027-04-20T09:00:00.000Z';
    const prober = new Prober(table, series, victim);
    if (standing !== 'entered') await prober.#stands(standing, setting);
    if (isLate) series.now = late;
    // Nobody has confirmed it.
    if (standing === 'entered')
      prober.#all.push(await series.signUp(registered, ['one'], await prober.#wished(setting.wish)));
    await prober.#runDue();
    return prober;
  }

  async #stands(standing: Standing, { capacity, wish }: Setting): Promise<void> {
    const series = this.#series;
    const more = await this.#wished(wish);
    if (standing === 'waitlisted') {
      // Nobody else can have a place until one of those who are there gives it up: one of them is the prober's.
      const others = Array.from({ length: capacity - 1 }, (_, at) => `o${at}@o${at}.example`);
      const { workingGroups, ...alike } = more;
      for (const email of [own[0] ?? '', ...others]) await series.join(email, ['one'], alike);
      await series.join(registered, ['one'], more);
      series.advance('P2D');
      return;
    }
    const signUp = await series.signUp(registered, ['one'], more);
    this.#all.push(signUp);
    if (standing === 'confirmed' || standing === 'cancelled') await confirm(signUp, series.context);
    if (standing === 'cancelled') await this.#cancel(registered);
    series.advance(standing === 'pending' ? 'PT2H' : 'P2D');
  }

  async #cancel(email: string): Promise<void> {
    const found = await this.#series.registration(email, 'one');
    if (found !== undefined) await cancel(found, this.#series.context);
  }

  /** What a form says of it. */
  async #wished({ group, way }: Wish) {
    const event = await this.#table.get(refs.event('one'));
    return {
      workingGroups: group === 0 ? {} : { one: `g${group}` },
      ...(event?.attendanceMode === 'hybrid' ? { ways: { one: way } } : {}),
    };
  }

  async #signUp(email: string, { from: at, ...wish }: Wish & { from: number }): Promise<void> {
    this.#series.client = clients[at];
    const signUp = await this.#series.signUp(email, ['one'], await this.#wished(wish));
    this.#signUps.set(email, signUp);
    this.#all.push(signUp);
  }

  async #do(deed: Deed): Promise<void> {
    const { context } = this.#series;
    if (deed.do === 'wait') return this.#series.advance(`PT${deed.hours}H`);
    if (deed.do === 'waitUntil') {
      if (this.#series.now < deed.at) this.#series.now = deed.at;
      return;
    }
    if (deed.do === 'probe') return this.#signUp(this.#victim, deed);
    const email = own[deed.who] ?? '';
    if (deed.do === 'signUp') return this.#signUp(email, deed);
    if (deed.do === 'cancel') return this.#cancel(email);
    const signUp = await this.#table.get(refs.signUp(this.#signUps.get(email)?.signUpId ?? '-'));
    if (signUp === undefined) return;
    await (deed.do === 'confirm' ? confirm(signUp, context) : deleteSignUp(signUp, context));
  }

  /** What dispatch does each minute. */
  async #runDue(): Promise<void> {
    const { context, now } = this.#series;
    for (const { signUpId } of this.#all) {
      const signUp = await this.#table.get(refs.signUp(signUpId));
      if (signUp?.dueAt !== undefined && signUp.dueAt <= now) await stepSignUp(signUp, context);
    }
    if (await this.#table.get(refs.sweep('one'))) await sweepDue('one', context);
  }

  /** Does it, and tells all that may be seen afterwards: the answer, the public's view, and what one's own mails tell. */
  async sees(deed: Deed): Promise<unknown> {
    const answer = await this.#do(deed).then(
      () => 'done',
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        return [error.type, error.faults];
      },
    );
    await this.#runDue();
    const { event, counters } = await this.#table.load({
      event: refs.event('one'),
      counters: refs.counters('one'),
    });
    if (event === undefined || counters === undefined) throw new Error('the event is gone');
    const seen = publicEventView({ event, counters }, this.#series.context);
    return { answer, seen, own: await Promise.all(own.map((email) => this.#ownView(email))) };
  }

  async #ownView(email: string) {
    const registration = await this.#series.registration(email, 'one');
    const signUp = await this.#table.get(refs.signUp(this.#signUps.get(email)?.signUpId ?? '-'));
    const event = await this.#table.get(refs.event('one'));
    const { deliveries } = await this.#table.ofPerson(this.#series.identity(email).personHash);
    const mails = await this.#table.getMany(deliveries);
    return {
      state: registration?.state,
      group: registration?.workingGroupId,
      way: registration?.way,
      position: event && (await placeInLine(event, registration, this.#table)),
      heldUntil: signUp?.state === 'pending' ? signUp.events[0]?.heldUntil : undefined,
      mails: mails.map((mail) => `${mail?.template} ${mail?.createdAt}`).toSorted(),
    };
  }
}

async function expectNothingToLearn(setting: Setting, plan: readonly Deed[]): Promise<void> {
  const [known, unknown] = await Promise.all([
    Prober.before(setting, registered),
    Prober.before(setting, stranger),
  ]);
  for (const deed of plan)
    expect(await known.sees(deed), JSON.stringify(deed)).toEqual(await unknown.sees(deed));
}

describe('the last place', () => {
  const wish: Wish = { group: 0, way: 'online' };
  const fill: Deed[] = own.slice(1, 3).flatMap((_, index): Deed[] => [
    { do: 'signUp', who: index + 1, from: index, ...wish },
    { do: 'confirm', who: index + 1 },
  ]);
  const probe: Deed = { do: 'probe', who: 0, from: 2, ...wish };
  const tryIt: Deed[] = [
    { do: 'signUp', who: 3, from: 0, ...wish },
    { do: 'confirm', who: 3 },
  ];

  test.each(standings)('tells nobody whether the address that was tried is %s', async (standing) => {
    for (const [capacity, isLate] of [
      [3, false],
      [4, false],
      [4, true],
    ] as const) {
      const setting: Setting = {
        ...{ capacity, end: 'event', waitingList: true, wish: { group: 1, way: 'online' } },
        ...{ standing, isLate: isLate || standing === 'entered' },
      };
      await expectNothingToLearn(setting, [
        ...fill,
        probe,
        ...tryIt,
        probe,
        { do: 'wait', hours: 25 },
        probe,
      ]);
    }
  });
});

/** All sequences of three. */
const threeOf = <T>(all: readonly T[]): T[][] =>
  all.flatMap((one) => all.flatMap((two) => all.map((three) => [one, two, three])));

describe.each(['none', 'onsite', 'online'] as const)(
  'three posts, where of places there is an end of: %s,',
  (end) => {
    const groups = end === 'none' ? [0, 1, 3] : [0];
    const ways = end === 'none' ? (['online'] as const) : Way.options;
    const wishes = groups.flatMap((group) => ways.map((way): Wish => ({ group, way })));
    const plans = threeOf(wishes).map((three) =>
      three.map((wish, from): Deed => ({ do: 'probe', who: 0, from, ...wish })),
    );
    const wait: Deed = { do: 'wait', hours: 1 };

    test.each(standings.filter((one) => one !== 'waitlisted'))(
      'tell nobody whether the address is %s',
      async (standing) => {
        // Of what it takes part in there is no end.
        const wish: Wish = { group: 0, way: end === 'online' ? 'onsite' : 'online' };
        for (const plan of plans) {
          const setting = { ...{ capacity: 1, end, waitingList: false, standing, wish }, isLate: true };
          await expectNothingToLearn(setting, [...plan, wait]);
          if (standing === 'entered') continue;
          // The first comes before entries are direct; its hold ends with the start.
          const [first, ...rest] = plan;
          const before = [{ do: 'waitUntil', at: hoursBefore } as const, ...(first ? [first] : [])];
          const after = [{ do: 'waitUntil', at: late } as const, ...rest, wait];
          await expectNothingToLearn({ ...setting, isLate: false }, [...before, ...after]);
        }
      },
    );
  },
);

test('whatever somebody does with addresses of their own, an address that they try tells nothing', async () => {
  const plans = fc.array(deeds, { minLength: 4, maxLength: 14, size: 'max' });
  await fc.assert(fc.asyncProperty(settings, plans, expectNothingToLearn), randomly(40));
});
