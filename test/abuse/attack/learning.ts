import * as z from 'zod';
import type { Chance } from '../../setup/random.ts';
import { type Heard, hiddenFields, inParallel, Line } from '../ask.ts';
import { type Auc, type Pair, type Seen, separation } from './classifier.ts';
import { formOf, type Ground, joined, type Person, publish, signUpOf } from './ground.ts';

/** What a stranger found out about who is registered by one way of asking. */
export interface Learned {
  way: string;
  pairs: number;
  /** By all that is seen together, by what is said alone, and by how long it took alone. */
  all: Auc;
  said: Auc;
  time: Auc;
  /** Known to tell something: why, and what it costs to ask (docs/decisions/139). */
  remains?: string;
}

/** The most that may be told apart. */
export const mostAuc = 0.55;

const eventId = 'lernen';
/** Called off in the end. */
const offId = 'lernen-aus';
const lastPlaces = (at: number) => `letzter-${at}`;

/** Asks about known and unknown addresses in turns by every way that takes one, and tries to tell them apart. */
export async function* learning(
  ground: Ground,
  { pairs, lastPlaceDays, chance }: { pairs: number; lastPlaceDays: number; chance: Chance },
): AsyncGenerator<Learned> {
  const { runner, client } = ground;
  for (const id of [eventId, offId]) await publish(ground, id, 24 * 200);
  // Each address of its own domain, and all of one length: some answers name them.
  const address = (kind: string, at: number) => {
    const number = String(at).padStart(6, '0');
    return `${kind}-${number}-${chance.hex(6)}@d${number}${chance.hex(4)}.example`;
  };
  const known = await joined(
    ground,
    Array.from({ length: pairs }, (_, at) => address('person', at)),
    [eventId, offId],
  );
  const organisers = Array.from({ length: pairs }, (_, at) => address('person', at));
  await inParallel(organisers, 8, (email) =>
    client.organise('POST', '/organisers', { email, role: 'viewer' }),
  );
  const line = new Line(runner.url);
  try {
    for (const [way, { of, asks, before, part = 1, rest = 'PT2H' }] of Object.entries(ways(line, ground))) {
      await runner.settle();
      // The mails of before count for an hour, and where their number matters for a day.
      await client.advance(rest);
      const all = of === 'organisers' ? organisers.map((email) => ({ email, page: '' })) : known;
      const targets = all
        .slice(0, Math.ceil(pairs * part))
        .map(({ email }, at) => ({ email, other: address('person', at) }));
      for (let at = 0; at < 20 * part; at++) await asks(address('warmed', at), known.at(-1 - at) ?? nobody);
      const asked = targets.flatMap(({ email, other }) =>
        chance.next() < 0.5 ? [email, other] : [other, email],
      );
      await before?.(asked);
      const found: Pair[] = [];
      for (const [at, target] of targets.entries()) {
        const asker = known[(at + 1) % known.length] ?? nobody;
        found.push(await inTurns(ground, chance, asks, target, asker));
      }
      yield told(way, found);
    }
    yield await byLastPlaces(ground, line, { address, days: lastPlaceDays, chance });
  } finally {
    line.close();
  }
}

const nobody: Person = { email: '', page: '' };

interface Way {
  of: 'attendees' | 'organisers';
  asks: Ask;
  /** Of those who are known, how many are asked about in a way that takes long. */
  part?: number;
  /** How long ago the way before it lies. */
  rest?: string;
  /** What is done before anybody is asked about, known or not. */
  before?: (emails: readonly string[]) => Promise<void>;
}

type Ask = (email: string, asker: Person) => Promise<Heard & { afterwards?: Record<string, string> }>;

/** Every way to have an address taken in, as its asker does it. */
function ways(line: Line, { client, runner }: Ground): Record<string, Way> {
  const path = '/v1/registrations';
  const attendees = (asks: Ask) => ({ of: 'attendees', asks }) as const;
  /** How full mailboxes are, once each of them was mailed so and some time passed; older nudges are of more than a day ago. */
  const full = (
    of: Way['of'],
    mailed: (email: string) => Promise<unknown>,
    passes: () => Promise<unknown>,
  ): Way => ({
    ...{ of, asks: (email) => untilFull(line, email), part: 1 / 8, rest: 'P3D' },
    before: async (emails) => {
      await inParallel(emails, 8, mailed);
      await runner.settle();
      await passes();
      await runner.settle();
    },
  });
  const signUp = (email: string, id: string) => line.ask({ path, json: signUpOf(email, [id]) });
  const login = (email: string) => line.ask({ path: '/v1/organiser/login', json: { email } });
  return {
    'sign-up by JSON': attendees((email) => line.ask({ path, json: signUpOf(email, [eventId]) })),
    'sign-up by form': attendees((email) => line.ask({ path, form: formOf(email, [eventId]) })),
    'sign-up by the extra step': attendees(async (email) => {
      const asked = await line.ask({ path, form: formOf(email, [eventId], { website: 'x' }) });
      const pressed = await line.ask({ path, form: hiddenFields(asked.body) });
      const afterwards = { step: saidBy(asked, email) };
      return { ...pressed, milliseconds: asked.milliseconds + pressed.milliseconds, afterwards };
    }),
    'link request': attendees((email) => line.ask({ path: '/link', form: { email, eventId } })),
    'new address, from an own page': attendees((email, { page }) =>
      line.ask({ path: `${page}/address`, form: { email } }),
    ),
    login: { of: 'organisers', asks: login },
    'until the mailbox is full': full(
      'attendees',
      async () => {},
      async () => {},
    ),
    'the same, when sign-ups of a day ago are nudged': full(
      'attendees',
      (email) => signUp(email, eventId),
      () => client.advance('PT24H2M'),
    ),
    'the same, after logins': full('organisers', login, () => client.advance('PT1M')),
    'the same, when an event was called off': full(
      'attendees',
      (email) => signUp(email, offId),
      async () => {
        await client.advance('PT2H');
        await client.organise('POST', `/events/${offId}/cancel`, {});
        await client.advance('PT7M');
      },
    ),
  };
}

/** How many sign-ups of one mailbox are taken in before it has too many: who got mail lately has fewer left. */
async function untilFull(line: Line, email: string) {
  for (let at = 0; ; at++) {
    const other = email.replace('@', `+${at}@`);
    const heard = await line.ask({ path: '/v1/registrations', json: signUpOf(other, [eventId]) });
    // How long a sign-up takes, the other ways tell.
    if (heard.status !== 202 || at === 20)
      return { ...heard, milliseconds: 0, afterwards: { taken: String(at) } };
  }
}

/** Each is asked when all is quiet: here the functions share processors with what the question before set off, on AWS none. */
async function inTurns(
  { runner }: Ground,
  chance: Chance,
  asks: Ask,
  { email, other }: { email: string; other: string },
  asker: Person,
): Promise<Pair> {
  const heard: { known?: Awaited<ReturnType<Ask>>; unknown?: Awaited<ReturnType<Ask>> } = {};
  const turns = [
    async () => {
      heard.known = await asks(email, asker);
    },
    async () => {
      heard.unknown = await asks(other, asker);
    },
  ];
  if (chance.next() < 0.5) turns.reverse();
  for (const turn of turns) {
    await runner.settle();
    await turn();
  }
  const { known, unknown } = heard;
  if (known === undefined || unknown === undefined) throw new Error('both were asked');
  return {
    known: seen(known, email, unknown.milliseconds),
    unknown: seen(unknown, other, known.milliseconds),
  };
}

/** All that is seen of an answer but the words that differ by themselves: the address, and what is made anew each time. */
function seen(heard: Awaited<ReturnType<Ask>>, email: string, ofOther: number): Seen {
  const { status, headers, body, milliseconds, afterwards } = heard;
  return {
    facts: {
      status: String(status),
      headers: JSON.stringify(headers),
      size: String(body.length),
      body: saidBy(heard, email),
      ...afterwards,
    },
    milliseconds: milliseconds - ofOther,
  };
}

function saidBy({ status, body }: Pick<Heard, 'status' | 'body'>, email: string): string {
  const same = body.replaceAll(email, 'ADDRESS').replaceAll(encodeURIComponent(email), 'ADDRESS');
  return `${status} ${same.replace(/[\w.~-]{24,}/g, 'TOKEN')}`;
}

function told(way: string, found: Pair[], remains?: string): Learned {
  return {
    way,
    pairs: found.length,
    all: separation(found),
    said: separation(found, (fact) => fact !== 'time'),
    time: separation(found, (fact) => fact === 'time'),
    ...(remains === undefined ? {} : { remains }),
  };
}

const Shown = z.object({ registration: z.unknown(), workingGroups: z.unknown() });

/**
 * Asks about somebody in an event with one place left, and looks afterwards: at what is published, and at what becomes of
 * a sign-up of the asker's own. Half of the events are asked about known people; holds are over the next day.
 */
async function byLastPlaces(
  ground: Ground,
  line: Line,
  { address, days, chance }: { address: (kind: string, at: number) => string; days: number; chance: Chance },
): Promise<Learned> {
  const { client, runner } = ground;
  const [events, people] = [40, 19];
  const ids = Array.from({ length: events }, (_, at) => lastPlaces(at));
  for (const [at, id] of ids.entries()) {
    const waitingList = at % 4 >= 2;
    await publish(ground, id, 24 * (days + 60), { capacity: people + 1, waitingList });
  }
  const emails = Array.from({ length: people }, (_, at) => address('nahe', at));
  const targets = await joined(ground, emails, ids.slice(0, events / 2));
  await client.advance('PT2H');
  await joined(ground, emails, ids.slice(events / 2));
  let clients = 0;
  const asks =
    (id: string): Ask =>
    async (email) => {
      const from = `198.18.${++clients >> 8}.${clients & 255}`;
      const look = async () => {
        const { body } = await line.ask({ method: 'GET', path: `/v1/events/${id}` });
        return JSON.stringify(Shown.parse(JSON.parse(body)));
      };
      const before = await look();
      const path = '/v1/registrations';
      const heard = await line.ask({ path, json: signUpOf(email, [id]), from });
      const after = await look();
      const own = address('eigen', clients);
      const probe = await line.ask({ path, form: formOf(own, [id]), from: from.replace('198.18', '198.19') });
      const afterwards = { before, after, probe: saidBy(probe, own), last: await look() };
      return { ...heard, afterwards };
    };
  const found: Pair[] = [];
  for (let day = 0; day < days; day++) {
    await runner.settle();
    await client.advance('PT25H');
    for (let at = 0; at + 1 < events; at += 2) {
      const [one = '', other = ''] = chance.next() < 0.5 ? [ids[at], ids[at + 1]] : [ids[at + 1], ids[at]];
      const { email } = chance.pick(targets);
      const ask: Ask = (asked) => asks(asked === email ? one : other)(asked, nobody);
      found.push(await inTurns(ground, chance, ask, { email, other: address('nahe', 900 + at) }, nobody));
    }
  }
  return told('the last place of an event', found);
}
