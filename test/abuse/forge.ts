import path from 'node:path';
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { loginByLink } from '../../functions/core/access/login.ts';
import type { Context } from '../../functions/core/table/context.ts';
import { AttendeeItem, RegistrationItem, SignUpItem } from '../../functions/core/table/items.ts';
import { openLink } from '../../functions/core/table/open-link.ts';
import { LoginItem, OrganiserItem } from '../../functions/core/table/organiser-items.ts';
import type { Ref } from '../../functions/core/table/refs.ts';
import { KeyRing } from '../../functions/core/values/key-ring.ts';
import {
  claimedLink,
  isGenuine,
  type LinkPurpose,
  linkToken,
} from '../../functions/core/values/link-token.ts';
import { Problem } from '../../functions/core/values/problem.ts';
import { Stage } from '../../functions/core/values/stage.ts';
import { Chance } from '../setup/random.ts';

const now = '2027-03-01T09:00:00.000Z';
const minutes = Math.floor(Date.parse(now) / 60_000);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const purposes: readonly LinkPurpose[] = ['confirm', 'registration', 'go', 'data', 'unsubscribe', 'login'];

/** A link that the stage made: what a forger starts from. */
interface Genuine {
  purpose: LinkPurpose;
  id: string;
  generation: number;
  token: string;
}

function genuine(keys: KeyRing, chance: Chance): Genuine {
  const purpose = chance.pick(purposes);
  const person = `1x${chance.hex(32)}`;
  const series = chance.pick(['gemeinsam', 'stark-vor-ort', 'a']);
  const id = {
    confirm: () => chance.hex(32),
    registration: () => `${series}~${person}`,
    go: () => `${series}~${person}`,
    data: () => `${series}~${person}~${minutes + 60}`,
    unsubscribe: () => `${person}~${chance.hex(16)}`,
    login: () => person,
  }[purpose]();
  const has = purpose === 'registration' || purpose === 'go' || purpose === 'data';
  const generation = has ? 1 + chance.below(2_000_000_000) : 0;
  return { purpose, id, generation, token: linkToken(keys, purpose, id, generation) };
}

const key = (name: string) => name.repeat(64).slice(0, 64);

type Forgery = (from: Genuine, keys: KeyRing, others: KeyRing, chance: Chance) => string;

const flipped = (text: string, bit: number) =>
  [...text]
    .map((letter, at) =>
      at === bit >> 3 ? String.fromCharCode(letter.charCodeAt(0) ^ (1 << (bit & 7))) : letter,
    )
    .join('');

/** What stands behind the id, which links spell with marks: the key's version and the MAC. */
const signed = (token: string) => token.slice(token.indexOf('.') + 1);
const macOf = (token: string) => token.slice(token.lastIndexOf('.') + 1);

/** Ways to change a token, or to make one up. */
const forgeries: Record<string, Forgery> = {
  bit: ({ token }, _keys, _others, chance) => flipped(token, chance.below(token.length * 8)),
  macBit: ({ id, token }, _keys, _others, chance) => {
    const mac = Buffer.from(macOf(token), 'base64url');
    const bit = chance.below(128);
    mac[bit >> 3] = (mac[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return `${id}.2.${mac.toString('base64url')}`;
  },
  otherVersion: ({ id, token }, _keys, _others, chance) =>
    `${id}.${chance.pick(['1', '3', '4', '02', '0', '', '22222'])}.${macOf(token)}`,
  noVersion: ({ id, token }) => `${id}.${macOf(token)}`,
  retired: ({ id, purpose, generation }, keys) => {
    const leaked = { ...keys.links, current: '3', keys: { 3: key('gone') } };
    const { mac = '' } = claimedLink(linkToken({ ...keys, links: leaked }, purpose, id, generation)) ?? {};
    return `${id}.3.${mac}`;
  },
  lastLetter: ({ token }, _keys, _others, chance) => token.slice(0, -1) + chance.pick([...alphabet]),
  truncated: ({ token }, _keys, _others, chance) => token.slice(0, chance.below(token.length)),
  beheaded: ({ token }, _keys, _others, chance) => token.slice(1 + chance.below(token.length - 1)),
  longer: ({ token }, _keys, _others, chance) =>
    token + chance.pick(['=', '==', 'A', ' ', '\n', '\0', '.', `.${token}`, '%00', '/../', 'é']),
  before: ({ token }, _keys, _others, chance) => chance.pick([' ', '\n', 'a', '~', '.', '0']) + token,
  standardBase64: ({ token }) => token.replaceAll('-', '+').replaceAll('_', '/'),
  otherCase: ({ token }) => (token === token.toUpperCase() ? token.toLowerCase() : token.toUpperCase()),
  otherPurpose: ({ id, generation, purpose }, keys, _others, chance) =>
    linkToken(keys, chance.pick(purposes.filter((other) => other !== purpose)), id, generation),
  otherGeneration: ({ id, generation, purpose }, keys, _others, chance) =>
    linkToken(
      keys,
      purpose,
      id,
      generation + chance.pick([-1, 1, -1000, 0.5, Number.NaN, -2 * generation - 1]),
    ),
  otherId: ({ purpose, generation, id, token }, keys, _others, chance) => {
    const other = flipped(id, 8 * chance.below(id.length));
    return `${other}.${chance.next() < 0.5 ? signed(token) : signed(linkToken(keys, purpose, `${id}0`, generation))}`;
  },
  otherKey: ({ purpose, id, generation }, _keys, others) => linkToken(others, purpose, id, generation),
  movedBorder: ({ id, token }) => `${id.replace('~', '~~')}.${signed(token)}`,
  guessed: ({ id }, _keys, _others, chance) =>
    `${id}.${chance.pick(['', '1.', '2.'])}${Array.from({ length: 22 }, () => chance.pick([...alphabet])).join('')}`,
  noise: (_from, _keys, _others, chance) =>
    Array.from({ length: chance.below(300) }, () => String.fromCharCode(chance.below(0x300))).join(''),
};

/**
 * A store in which everything is: whatever a token leads to is found, with the genuine link's generation. What keeps
 * a forger out is then the token alone.
 */
function fullStore(of: Genuine): Context['store'] {
  const person = { email: 'a@b.example', locale: 'de', createdAt: now } as const;
  const everything = new Map<z.ZodType, (pk: string, sk: string) => object>([
    [
      AttendeeItem,
      (personHash, seriesId) => ({
        ...{ ...person, type: 'attendee', name: 'A', personHash, seriesId, updatedAt: now },
        ...{ eventIds: [], signUpId: '0', linkGeneration: of.generation, version: 0 },
      }),
    ],
    [
      RegistrationItem,
      (eventId, registrationId) => ({
        ...{ ...person, type: 'registration', name: 'A', eventId, registrationId, seriesId: 'a' },
        ...{ personHash: '0', state: 'confirmed', holdsPlace: true, answers: {}, signUpId: '0', marks: [] },
        ...{ round: of.generation, version: 0 },
      }),
    ],
    [
      SignUpItem,
      (signUpId) => ({
        ...{
          ...person,
          type: 'signUp',
          name: 'A',
          signUpId,
          seriesId: 'a',
          personHash: '0',
          state: 'pending',
        },
        ...{ events: [], notices: { privacy: { version: '1', locale: 'de', text: '-' } } },
        ...{ formUrl: '-', deletedAt: now },
      }),
    ],
    [
      LoginItem,
      (loginId) => ({
        type: 'login',
        loginId,
        organiserId: '0',
        state: 'open',
        createdAt: now,
        expiresAt: 4e9,
      }),
    ],
    [
      OrganiserItem,
      (organiserId) => ({
        ...person,
        type: 'organiser',
        organiserId,
        role: 'owner',
        updatedAt: now,
        version: 0,
      }),
    ],
  ]);
  const get = async <T>({ pk, sk, schema }: Ref<T>): Promise<T | undefined> => {
    const idIn = (key: string) => key.slice(key.indexOf('#') + 1);
    return schema.safeParse(everything.get(schema)?.(idIn(pk), idIn(sk))).data;
  };
  const refused = () => {
    throw new Error('a link is only looked up');
  };
  return {
    get,
    getMany: (refs) => Promise.all(refs.map(get)),
    ...{ load: refused, list: refused, commit: refused, listed: refused, ofPerson: refused },
    ...{ countUp: refused, countTo: refused, takePosition: refused, insert: refused, conclude: refused },
  };
}

const refusals: ReadonlySet<string> = new Set(['link-invalid', 'link-expired', 'link-retired']);

/** Whether the application lets this token in where links of the purpose lead. */
async function isLetIn(token: string, purpose: LinkPurpose, context: Context): Promise<boolean> {
  try {
    await (purpose === 'login' ? loginByLink(token, context) : openLink(token, purpose, context));
    return true;
  } catch (error) {
    // What a garbled id leads to is not there.
    if (error instanceof Problem && refusals.has(error.type)) return false;
    throw error;
  }
}

/** Forges links, and answers those that were let in, or that broke something. */
export async function forge(count: number, seed: number): Promise<string[]> {
  const chance = new Chance(seed);
  const links = { current: '2', keys: { 1: key('old'), 2: key('new') }, retired: ['3'] };
  const keys = KeyRing.parse({ links, hashes: { current: '1', keys: { 1: key('hash') } } });
  const others = KeyRing.parse({ current: '2', 1: key('other'), 2: key('foreign') });
  const stage = stageOfForgery();
  const faults: string[] = [];
  let made = 0;
  while (made < count && faults.length < 20) {
    const from = genuine(keys, chance);
    const context: Context = { store: fullStore(from), keys, stage, publicUrl: 'https://e.example', now };
    if (!(await isLetIn(from.token, from.purpose, context)))
      faults.push(`the genuine one is kept out: ${from.token}`);
    const everyBit = Array.from({ length: from.token.length * 8 }, (_, bit) => flipped(from.token, bit));
    const madeUp = Object.values(forgeries).flatMap((way) =>
      Array.from({ length: 40 }, () => way(from, keys, others, chance)),
    );
    for (const token of [...everyBit, ...madeUp].slice(0, count - made)) {
      // The id without marks is the other spelling of the same token: that of earlier mails.
      if (token === from.token || token === `${from.id}.${signed(from.token)}`) continue;
      made++;
      const isIn = await isLetIn(token, from.purpose, context).catch((error: unknown) => String(error));
      const claimed = claimedLink(token);
      if (isIn !== false || (claimed && isGenuine(keys, claimed, from.purpose, from.generation))) {
        faults.push(`${from.purpose} ${JSON.stringify(token)} of ${from.token}: ${isIn}`);
      }
    }
  }
  return faults;
}

function stageOfForgery(): Stage {
  return Stage.parse({
    name: 'forge',
    organisation: {
      name: 'O',
      imprint: ['I'],
      imprintUrl: 'https://o.example/i',
      privacyUrl: 'https://o.example/p',
    },
    sender: 's@mail.o.example',
    replyTo: 'r@o.example',
    allowedOrigins: ['https://o.example'],
  });
}

/** `npm run forge -- --count 1000000 --seed 1` */
if (process.argv[1] === path.resolve(import.meta.filename)) {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
  });
  const from = performance.now();
  const faults = await forge(Number(values.count), Number(values.seed));
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`seed ${values.seed}: ${values.count} forged tokens in ${seconds} s, ${faults.length} let in`);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
