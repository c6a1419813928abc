import { allowEverywhere, type Organiser } from '../access/organiser.ts';
import { isOwnerOfAll } from '../access/organisers.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { everything, readList } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Restriction } from '../table/restriction.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';

type Person = Pick<AttendeeItem, 'personHash' | 'seriesId'>;

/**
 * Changes whether, and why, somebody's data is restricted in a series; the ledger has it as it is then.
 * @param change what it becomes of what it is; undefined is none; the same one changes nothing
 * @param audit the entry that goes into the same transaction
 * @returns the attendee as changed; undefined when nobody is there, or nothing changed
 */
export async function changeRestriction(
  { personHash, seriesId }: Person,
  change: (current: Restriction | undefined) => Restriction | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
  audit?: Step,
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
      ...(audit === undefined ? [] : [audit]),
    ]);
    return committed ? item : 'again';
  });
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

/** Notes that the erasure was asked for of somebody whose data is kept until the restriction is lifted. */
export async function noteErasureAsked(person: Person, context: Pick<Context, 'store' | 'now'>) {
  const noted = (one: Restriction | undefined) =>
    one === undefined || one.erasureAskedAt !== undefined ? one : { ...one, erasureAskedAt: context.now };
  await changeRestriction(person, noted, context);
}

/** Whose data is restricted in a series, and why, by their hashes: few, whom their own list has, however many registrations are looked at. */
export async function restrictedIn(
  seriesId: string,
  { store }: Pick<Context, 'store'>,
): Promise<Map<string, Restriction>> {
  const all = await everything((from) => readList(lists.objections(), from, store));
  const theirs = all.filter((one) => one.seriesId === seriesId);
  return new Map(
    theirs.flatMap(({ personHash, restriction }) =>
      restriction ? [[personHash, restriction] as const] : [],
    ),
  );
}

/**
 * What organisers do by hand with somebody's registration is no storing: they lift the restriction first. What the person
 * does themselves, or what becomes of the whole event, is none of theirs.
 * @throws Problem 409 that says why it is restricted
 */
export async function allowByHand(
  { personHash, seriesId }: Person,
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  const restriction = (await store.get(refs.attendee(personHash, seriesId)))?.restriction;
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

async function restrictions({ store, now }: Pick<Context, 'store' | 'now'>) {
  const all = await everything((from) => readList(lists.objections(), from, store));
  return all.flatMap(({ seriesId, name, email, restriction }) =>
    restriction === undefined
      ? []
      : [{ seriesId, name, email, ...restriction, isDue: restriction.reviewAt <= now }],
  );
}

export type RestrictedPerson = Awaited<ReturnType<typeof restrictions>>[number];
