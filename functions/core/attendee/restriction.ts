import { allowEverywhere, type Organiser } from '../access/organiser.ts';
import { isOwnerOfAll } from '../access/organisers.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { everything, readList } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { RestrictedPersonItem, Restriction } from '../table/restriction.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';

type Person = Pick<AttendeeItem, 'personHash' | 'seriesId'>;

/**
 * Changes whether, and why, somebody's data is restricted in a series; the ledger has it as it is then.
 * @param change what it becomes of what it is; undefined is none; the same one changes nothing
 * @param alongside what goes into the same transaction: the audit's entry of it
 * @returns the attendee as changed; undefined when nobody is there, or nothing changed
 */
export async function changeRestriction(
  { personHash, seriesId }: Person,
  change: (current: Restriction | undefined) => Restriction | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
  alongside: readonly Step[] = [],
): Promise<AttendeeItem | undefined> {
  return retrying('attendee', async () => {
    const current = await store.get(refs.attendee(personHash, seriesId));
    if (current === undefined) return undefined;
    const { restriction: before, ...rest } = current;
    const restriction = change(before);
    if (restriction === before) return undefined;
    const { version } = current;
    const own = restriction === undefined ? {} : { restriction };
    const item: AttendeeItem = { ...rest, ...own, updatedAt: now, version: version + 1 };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version } },
      ended({ what: 'restriction', personHash, seriesId, ...own }, now),
      ...alongside,
    ]);
    return committed ? item : 'again';
  });
}

/** What is said of an address as such. */
type Personal = Pick<RestrictedPersonItem, 'restriction' | 'upTo'>;

/**
 * The same of an address as such: consents to news, and sign-ups that nobody has confirmed, are restricted by it.
 * @param change undefined is none; the same one changes nothing
 */
export async function changePersonsRestriction(
  { personHash, email }: Pick<RestrictedPersonItem, 'personHash' | 'email'>,
  change: (current: Personal | undefined) => Personal | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
  audit?: Step,
): Promise<void> {
  const ref = refs.restrictedPerson(personHash);
  return retrying('item', async () => {
    const current = await store.get(ref);
    const next = change(current);
    if (next === current) return;
    const { version } = current ?? { version: -1 };
    const said = next && { restriction: next.restriction, upTo: next.upTo };
    const { committed } = await store.commit([
      said === undefined
        ? { step: 'removeVersion', ref, version }
        : {
            step: 'put',
            item: { type: 'restrictedPerson', personHash, email, ...said, version: version + 1 },
            when: current === undefined ? 'absent' : { version },
          },
      ended({ what: 'restrictedPerson', personHash, ...said }, now),
      ...(audit === undefined ? [] : [audit]),
    ]);
    return committed ? undefined : 'again';
  });
}

/** Who is restricted is so at the new address, too; what stays at the old one stays so (`endPersonsRestriction`). */
export async function restrictionMoved(
  { personHash }: Pick<AttendeeItem, 'personHash'>,
  { personHash: toHash, email }: Pick<SignUpItem, 'personHash' | 'email'>,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Step[]> {
  const [own, there] = await store.getMany([personHash, toHash].map(refs.restrictedPerson));
  if (own === undefined || there !== undefined) return [];
  const { restriction, upTo } = own;
  return [
    { step: 'put', item: { ...own, personHash: toHash, email, version: 0 }, when: 'absent' },
    ended({ what: 'restrictedPerson', personHash: toHash, restriction, upTo }, now),
  ];
}

/**
 * It ends with the data that it was of, which was deleted in a series or went over to another address, unless some of it is left
 * in another series, or consents to news are.
 */
export async function endPersonsRestriction(
  { personHash, email, seriesId }: Pick<AttendeeItem, 'personHash' | 'email' | 'seriesId'>,
  context: Pick<Context, 'store' | 'now'>,
): Promise<void> {
  const { store } = context;
  const found = await store.ofPerson(personHash);
  const [attendees, signUps, subscriptions] = await Promise.all([
    store.getMany(found.attendees),
    store.getMany(found.signUps),
    store.getMany(found.subscriptions),
  ]);
  const isLeft =
    attendees.some((one) => one?.restriction !== undefined) ||
    signUps.some((one) => one?.state === 'pending' && one.seriesId !== seriesId) ||
    subscriptions.some((one) => one?.state === 'subscribed');
  if (!isLeft) await changePersonsRestriction({ personHash, email }, () => undefined, context);
}

/** In a restored table, a restriction as it was when it was changed last. */
export async function restrictAgain(
  person: Person,
  restriction: Restriction | undefined,
  at: Instant,
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  const found = await store.get(refs.attendee(person.personHash, person.seriesId));
  if (found === undefined || found.createdAt > at) return;
  await changeRestriction(person, () => restriction, { store, now: at });
}

/** The same of an address as such, which what is there of it names: the ledger has none. Of whom nothing is there nothing is restricted. */
export async function restrictPersonAgain(
  { personHash, restriction, upTo }: Pick<RestrictedPersonItem, 'personHash'> & Partial<Personal>,
  at: Instant,
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  const email = await emailOf(personHash, store);
  if (email === undefined) return;
  const said = restriction && { restriction, upTo: upTo ?? at };
  await changePersonsRestriction({ personHash, email }, () => said, { store, now: at });
}

async function emailOf(personHash: string, store: Context['store']): Promise<string | undefined> {
  const { attendees, signUps, subscriptions } = await store.ofPerson(personHash);
  const [restricted, ...all] = await Promise.all([
    store.get(refs.restrictedPerson(personHash)),
    store.getMany(attendees),
    store.getMany(signUps),
    store.getMany(subscriptions),
  ]);
  return restricted?.email ?? all.flat().find((one) => one?.email !== undefined)?.email;
}

/** Notes that the erasure was asked for of somebody whose data is kept until the restriction is lifted. */
export async function noteErasureAsked(person: Person, context: Pick<Context, 'store' | 'now'>) {
  await changeRestriction(person, (one) => one && noted(one, context), context);
}

/** The same of an address as such; of one that is not restricted it notes nothing. */
export async function notePersonsErasureAsked(
  person: Pick<RestrictedPersonItem, 'personHash' | 'email'>,
  context: Pick<Context, 'store' | 'now'>,
) {
  const change = (one: Personal | undefined) => {
    if (one === undefined) return undefined;
    const restriction = noted(one.restriction, context);
    return restriction === one.restriction ? one : { ...one, restriction };
  };
  await changePersonsRestriction(person, change, context);
}

const noted = (one: Restriction, { now }: Pick<Context, 'now'>): Restriction =>
  one.erasureAskedAt === undefined ? { ...one, erasureAskedAt: now } : one;

/** A registration, as far as it says whether it is restricted; who is registered for good has it on their attendee. */
type Registered = Pick<RegistrationItem, 'personHash'> & Partial<Pick<RegistrationItem, 'createdAt'>>;

/** Whose data is restricted in a series, and why: few, whom their own list has, however many registrations are looked at. */
export async function restrictedIn(
  seriesId: string,
  { store }: Pick<Context, 'store'>,
): Promise<(one: Registered) => Restriction | undefined> {
  const all = await everything((from) => readList(lists.objections(), from, store));
  const attendees = new Map<string, Restriction | undefined>();
  const people = new Map<string, RestrictedPersonItem>();
  for (const one of all) {
    if (one.type === 'restrictedPerson') people.set(one.personHash, one);
    else if (one.seriesId === seriesId) attendees.set(one.personHash, one.restriction);
  }
  return ({ personHash, createdAt }) =>
    attendees.get(personHash) ?? coveredBy(people.get(personHash), createdAt);
}

/** What restricts what an address left at a time. */
function coveredBy(
  person: RestrictedPersonItem | undefined,
  createdAt: Instant | undefined,
): Restriction | undefined {
  return person !== undefined && createdAt !== undefined && createdAt <= person.upTo
    ? person.restriction
    : undefined;
}

/**
 * What organisers do by hand with somebody's registration is no storing: they lift the restriction first. What the person
 * does themselves, or what becomes of the whole event, is none of theirs.
 * @throws Problem 409 that says why it is restricted
 */
export async function allowByHand(
  { personHash, seriesId, createdAt }: Person & Pick<RegistrationItem, 'createdAt'>,
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  const { attendee, person } = await store.load({
    attendee: refs.attendee(personHash, seriesId),
    person: refs.restrictedPerson(personHash),
  });
  const restriction = attendee?.restriction ?? coveredBy(person, createdAt);
  if (restriction !== undefined) throw new Problem('not-possible-now', { detail: restrictedBy(restriction) });
}

/** The fault of what can't be done with somebody's data. */
export const restrictedBy = ({ kind }: Restriction) =>
  ({ code: 'dataRestricted', params: { kind } }) as const;

/** What concerns a person everywhere is for owners of all series. @throws Problem 403 */
export function allowRestricting(organiser: Organiser): void {
  allowEverywhere(organiser, 'owner');
  requireRight(organiser, 'addresses');
}

/** Whose data is restricted, the longest ago first, and whether owners have to look at it again. @throws Problem 403 */
export async function listRestrictions(organiser: Organiser, context: Pick<Context, 'store' | 'now'>) {
  allowRestricting(organiser);
  return restrictions(context);
}

/** How many of them are to be looked at again, for who may; of others none. */
export async function restrictionsDue(
  organiser: Organiser,
  context: Pick<Context, 'store' | 'now'>,
): Promise<number> {
  if (!isOwnerOfAll(organiser)) return 0;
  return (await restrictions(context)).filter(({ isDue }) => isDue).length;
}

/** Of an attendee, in a series and by name; of who is none, by the address alone. */
export interface RestrictedPerson extends Restriction {
  email: string;
  seriesId?: string;
  name?: string;
  /** Whether owners have to look at it again. */
  isDue: boolean;
}

async function restrictions({ store, now }: Pick<Context, 'store' | 'now'>): Promise<RestrictedPerson[]> {
  const all = await everything((from) => readList(lists.objections(), from, store));
  const inSeries = new Set(
    all.flatMap((one) => (one.type === 'attendee' && one.restriction ? [one.personHash] : [])),
  );
  return all.flatMap((one) => {
    const { email, restriction } = one;
    if (restriction === undefined) return [];
    const shown = { email, ...restriction, isDue: restriction.reviewAt <= now };
    if (one.type === 'attendee') return [{ seriesId: one.seriesId, name: one.name, ...shown }];
    return inSeries.has(one.personHash) ? [] : [shown];
  });
}
