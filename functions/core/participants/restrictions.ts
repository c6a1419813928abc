import * as z from 'zod';
import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { deletePerson } from '../attendee/delete-person.ts';
import { erasedEntry } from '../attendee/erase.ts';
import { allowRestricting, changePersonsRestriction, changeRestriction } from '../attendee/restriction.ts';
import { settleAsked } from '../attendee/rights-requests.ts';
import { registrationsOf } from '../registration/attendee-view.ts';
import {
  disclosuresOf,
  type Recipient,
  recipientsDetail,
  recipientView,
} from '../registration/disclosures.ts';
import { changed } from '../registration/sign-up-item.ts';
import { withdraw } from '../registration/subscription.ts';
import { deleteSignUp } from '../registration/take-back.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, SignUpItem, SubscriptionItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { type RestrictedPersonItem, type Restriction, RestrictionKind } from '../table/restriction.ts';
import { present } from '../table/retention.ts';
import { Email } from '../values/email.ts';
import { problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after, CalendarDay, dayOf, instantOf } from '../values/time.ts';

/** What restricts somebody's data, or changes until when and why it is. */
export const RestrictionInput = z.strictObject({
  email: Email,
  kind: RestrictionKind,
  reason: OneLine(300).trim().min(10),
  /** Sensitive answers are needed for a legal claim, too (Art. 9(2)(f) GDPR), and stay after their event. */
  keepsSensitive: z.boolean().default(false),
  /** The day on which owners look whether it still holds, within a year. */
  reviewOn: CalendarDay,
});
type RestrictionInput = z.infer<typeof RestrictionInput>;

/** What lifts it. */
export const LiftingInput = z.strictObject({
  email: Email,
  /** The day on which the person was told that it will be lifted: before it is, of who asked for it (Art. 18(3) GDPR). */
  toldOn: CalendarDay.optional(),
});
type LiftingInput = z.infer<typeof LiftingInput>;

/** How long a restriction stands at most until somebody looks at it. */
const reviewedWithin = 'P1Y';

/** What is restricted of somebody. */
interface Restricted {
  /** In which they are attendees. */
  seriesIds: string[];
  /** Whose news they agreed to. */
  senderIds: string[];
  /** In which they signed up, and have not confirmed yet. */
  pendingSeriesIds: string[];
}

/**
 * Restricts what is kept of an address, wherever (Art. 18 GDPR), or keeps it for a legal claim: from then on nothing is done
 * with it but storing it. It is the person's: consents to news and sign-ups that nobody has confirmed are restricted with it.
 * Done again, it changes kind, reason and day, and covers what came since.
 * @returns what is restricted now, and who got lists with them, to be told of a restriction that the person asked for
 * (Art. 19 GDPR)
 * @throws Problem 403, 422 also where nothing of that address is kept
 */
export async function restrictPerson(
  { email, kind, reason, reviewOn, keepsSensitive }: RestrictionInput,
  organiser: Organiser,
  context: Context,
): Promise<Restricted & { recipients: Recipient[] }> {
  allowRestricting(organiser);
  const { stage, now } = context;
  const reviewAt = instantOf(`${reviewOn}T00:00`, stage.defaultTimeZone);
  if (reviewAt <= now) throw problemOf([{ pointer: '/reviewOn', code: 'notAhead' }]);
  const latest = after(now, reviewedWithin, stage.defaultTimeZone);
  if (reviewAt > latest) {
    const params = { at: latest, timeZone: stage.defaultTimeZone };
    throw problemOf([{ pointer: '/reviewOn', code: 'notAfter', params }]);
  }
  const kept = await restrictableOf(email, context);
  const hashes = hashesOf(kept);
  if (hashes.length === 0) throw problemOf([{ pointer: '/email', code: 'nobodyThere' }]);
  const asSaid = (before: Restriction | undefined): Restriction => {
    const { since = now, erasureAskedAt } = before ?? {};
    const more = { ...(keepsSensitive && { keepsSensitive }), ...(erasureAskedAt && { erasureAskedAt }) };
    return { kind, reason, since, reviewAt, ...more };
  };
  const said = { kind, reason, reviewOn, ...(keepsSensitive && { keepsSensitive }) };
  const recipients: Recipient[] = [];
  for (const person of kept.attendees) {
    const { seriesId } = person;
    const told = kind === 'request' ? await recipientsOf(person, context) : [];
    const details = { ...said, ...recipientsDetail(told) };
    const deed = { action: 'person.restrict', item: 'people', seriesId, details };
    const noted = audited(organiser, deed, context);
    if (await changeRestriction(person, asSaid, context, [noted])) recipients.push(...told);
    if (person.restriction?.keepsSensitive && !keepsSensitive) await lookSoon(person, context);
  }
  for (const personHash of hashes) {
    const deed = { action: 'person.restrict', item: 'people', details: said };
    await changePersonsRestriction(
      { personHash, email },
      (before) => ({ restriction: asSaid(before?.restriction), upTo: now }),
      context,
      // What an attendee's entry says is not said once more.
      kept.attendees.length > 0 ? undefined : audited(organiser, deed, context),
    );
  }
  if (kind === 'request') await settleAsked('restriction', hashes, organiser, context);
  return { ...restrictedOf(kept), recipients };
}

/**
 * Lifts it wherever it is. Who asked for it has to be told before, which the audit keeps; what was asked to be erased
 * meanwhile is erased now, and what ended meanwhile ends with the next look.
 * @throws Problem 403, 422 where nobody says when the person was told, or nobody of that address is restricted
 */
export async function liftRestriction(
  { email, toldOn }: LiftingInput,
  organiser: Organiser,
  context: Context,
): Promise<Restricted & { erasedSeriesIds: string[] }> {
  allowRestricting(organiser);
  const { stage, now } = context;
  const zone = stage.defaultTimeZone;
  const kept = await restrictableOf(email, context);
  const attendees = kept.attendees.filter(({ restriction }) => restriction !== undefined);
  const found = [...attendees, ...kept.restricted];
  if (found.length === 0) throw problemOf([{ pointer: '/email', code: 'nobodyThere' }]);
  if (toldOn === undefined && found.some(({ restriction }) => restriction?.kind === 'request'))
    throw problemOf([{ pointer: '/toldOn', code: 'required' }]);
  const began = found.map(({ restriction }) => dayOf(restriction?.since ?? now, zone)).toSorted()[0];
  if (toldOn !== undefined && (toldOn > dayOf(now, zone) || toldOn < (began ?? toldOn)))
    throw problemOf([{ pointer: '/toldOn', code: 'invalidDay' }]);
  const entry = (isErased: boolean, seriesId?: string) => {
    const details = { ...(toldOn && { toldOn }), isErased };
    return audited(organiser, { action: 'person.unrestrict', item: 'people', seriesId, details }, context);
  };
  // Last is what holds the rest: cut off before, all of it is there to be lifted still.
  const erasedSeriesIds: string[] = [];
  for (const person of attendees) {
    const { seriesId, restriction } = person;
    const isErased = restriction?.erasureAskedAt !== undefined;
    // Cut off after it, what was noted is done all the same: the ledger's entry carries it on.
    const erased = isErased ? [erasedEntry(person.personHash, seriesId, now)] : [];
    const steps = [entry(isErased, seriesId), ...erased];
    const lifted = await changeRestriction(person, () => undefined, context, steps);
    if (lifted === undefined) continue;
    if (isErased) {
      erasedSeriesIds.push(seriesId);
      await deletePerson(lifted, context);
    } else await lookSoon(lifted, context);
  }
  for (const { restriction, ...person } of kept.restricted) {
    const isErased = restriction.erasureAskedAt !== undefined;
    if (isErased) await eraseUnregistered(kept, context);
    const noted = attendees.length > 0 ? undefined : entry(isErased);
    await changePersonsRestriction(person, () => undefined, context, noted);
  }
  for (const one of kept.signUps) await endSoon(one, context);
  return { ...restrictedOf({ ...kept, attendees }), erasedSeriesIds };
}

/** Consents to news, and sign-ups that nobody has confirmed, of whom they were to be erased. */
async function eraseUnregistered({ subscriptions, signUps }: Restrictable, context: Context): Promise<void> {
  for (const { personHash, senderId } of subscriptions) await withdraw(personHash, senderId, context);
  for (const one of signUps) await deleteSignUp(one, context);
}

/** A sign-up whose time was over meanwhile ends with the next look. */
async function endSoon({ signUpId }: SignUpItem, { store, now }: Context): Promise<void> {
  const found = await store.get(refs.signUp(signUpId));
  if (found?.state !== 'pending' || now < found.deletedAt) return;
  await store.commit([changed(found, { ...found, dueAt: now })]);
}

/** What was not erased meanwhile, sensitive answers included, is looked at again. */
async function lookSoon({ eventIds }: AttendeeItem, { store, now }: Context): Promise<void> {
  for (const erasure of await store.getMany(eventIds.map(refs.erasure))) {
    if (erasure === undefined) continue;
    const item = { ...erasure, step: 'sensitive', dueLane: 'erasure', dueAt: now } as const;
    await store.commit([{ step: 'put', item, when: 'any' }]);
  }
}

async function recipientsOf(person: AttendeeItem, context: Context): Promise<Recipient[]> {
  const registrations = await registrationsOf(person, person.eventIds, context);
  return (await disclosuresOf(registrations, context.store)).map(recipientView);
}

/** What is there of an address that can be restricted, or is. */
export interface Restrictable {
  attendees: AttendeeItem[];
  subscriptions: SubscriptionItem[];
  signUps: SignUpItem[];
  restricted: RestrictedPersonItem[];
}

export async function restrictableOf(
  email: string,
  { store, keys, now }: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<Restrictable> {
  const hashes = identities(keys, email).map(({ personHash }) => personHash);
  const found = await Promise.all(hashes.map((hash) => store.ofPerson(hash)));
  const [attendees, subscriptions, signUps, restricted] = await Promise.all([
    store.getMany(found.flatMap((one) => one.attendees)),
    store.getMany(found.flatMap((one) => one.subscriptions)),
    store.getMany(found.flatMap((one) => one.signUps)),
    store.getMany(hashes.map(refs.restrictedPerson)),
  ]);
  return {
    attendees: attendees.flatMap((one) => present(one, now) ?? []),
    subscriptions: subscriptions.flatMap((one) => (one?.state === 'subscribed' ? [one] : [])),
    signUps: signUps.flatMap((one) => (one?.state === 'pending' ? (present(one, now) ?? []) : [])),
    restricted: restricted.flatMap((one) => one ?? []),
  };
}

const hashesOf = ({ attendees, subscriptions, signUps }: Restrictable): string[] => [
  ...new Set([...attendees, ...subscriptions, ...signUps].map(({ personHash }) => personHash)),
];

const restrictedOf = ({ attendees, subscriptions, signUps }: Restrictable): Restricted => ({
  seriesIds: attendees.map(({ seriesId }) => seriesId),
  senderIds: subscriptions.map(({ senderId }) => senderId),
  pendingSeriesIds: [...new Set(signUps.map(({ seriesId }) => seriesId))],
});
