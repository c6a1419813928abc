import type { Context } from '../table/context.ts';
import type { AttendeeItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { withEvents } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { Instant } from '../values/time.ts';
import { handOn } from './cancel.ts';
import { endDecoys } from './decoy-places.ts';
import { holdEnded, sharesLeft } from './hold-shares.ts';
import { replaced } from './places.ts';
import { changed, eachPart, pendingAsRead } from './sign-up-item.ts';
import { sweepPlanned } from './sweep.ts';
import { type Counted, groupKept, Tally, wayKept } from './tally.ts';
import { verifiedEntry, wasSeen } from './verified-entry.ts';

/**
 * "That wasn't me": takes an unconfirmed sign-up back, with the places it holds. The first transaction decides it:
 * from then on its links lead nowhere. Its parts end after that, one in a transaction, and what is cut off there
 * dispatch ends. Doing it again changes nothing; a sign-up that was confirmed meanwhile stays, and is answered.
 */
export async function deleteSignUp(signUp: SignUpItem, context: Context): Promise<SignUpItem | undefined> {
  const { store, now } = context;
  let current: SignUpItem | undefined = signUp;
  const decided = await retrying('event', async () => {
    if (current?.state !== 'pending') return current;
    const { nudgeAt, ...rest } = current;
    const deleted: SignUpItem = { ...rest, state: 'deleted', dueLane: 'signUp', dueAt: now };
    const { signUpId } = current;
    const steps = [
      changed(current, deleted),
      ...mailsRemoved(current),
      ended({ what: 'signUp', signUpId }, now),
    ];
    if ((await store.commit(steps)).committed) return { ...deleted, version: (current.version ?? 0) + 1 };
    current = await store.get(refs.signUp(signUp.signUpId));
    return 'again';
  });
  if (decided?.state !== 'deleted') return decided;
  await endDeleted(decided, context);
  return undefined;
}

/** Ends what its address' owner took back: the places of direct entries too, because it wasn't them. */
export async function endDeleted(signUp: SignUpItem, context: Context): Promise<void> {
  const { version = 0 } = await withdrawParts(signUp, context, 'all');
  const when = { state: 'deleted', version };
  await context.store.commit([{ step: 'remove', ref: refs.signUp(signUp.signUpId), when }]);
}

/**
 * Ends a sign-up that nobody confirmed in its time, with what it entered directly. Where its person showed by their own page
 * that the address is theirs, it stays as the record of what was shown, without the consent to news, which wants its button.
 */
export async function endUnconfirmed(found: SignUpItem, context: Context): Promise<void> {
  const signUp = await withdrawParts(found, context, 'unconfirmed');
  const expiresAt = await shownUntil(signUp, context);
  const { dueLane, dueAt, nudgeAt, notices, ...rest } = signUp;
  const { news, ...shown } = notices;
  const left: Step =
    expiresAt === undefined
      ? { step: 'remove', ref: refs.signUp(signUp.signUpId), when: pendingAsRead(signUp) }
      : changed(signUp, { ...rest, state: 'confirmed', notices: shown, expiresAt });
  await context.store.commit([left, ...mailsRemoved(signUp)]);
}

/** Until when a registration of this sign-up is kept that its person made their own; undefined when there is none. */
async function shownUntil(signUp: SignUpItem, { store, keys }: Context): Promise<number | undefined> {
  const identity = identityOf(keys, signUp);
  const found = await store.getMany(
    signUp.events.map(({ eventId }) => refs.registration(eventId, identity.registrationId(eventId))),
  );
  const isShown = (one: (typeof found)[number]) =>
    one?.signUpId === signUp.signUpId && one.state !== 'expired' && !one.isUnverified;
  return found.find(isShown)?.expiresAt;
}

function mailsRemoved({ signUpId }: SignUpItem): Step[] {
  return ['verification', 'nudge'].map((mail) => ({
    step: 'remove',
    ref: refs.delivery(`${mail}-${signUpId}`, signUpId),
  }));
}

/** What of a sign-up is taken back: what nobody confirmed, or all that it brought. */
type Which = 'unconfirmed' | 'all';

/**
 * Takes back the registrations that are a sign-up's own, and what it holds beside, each in a transaction that hands its
 * place on.
 */
async function withdrawParts(signUp: SignUpItem, context: Context, which: Which): Promise<SignUpItem> {
  const left = await endDecoys(signUp, context);
  await eachPart(signUp, ({ eventId }) => withdrawPart(signUp, eventId, context, which));
  return left;
}

async function withdrawPart(
  signUp: SignUpItem,
  eventId: string,
  context: Context,
  which: Which,
): Promise<void> {
  const { store, keys, now } = context;
  const registrationId = identityOf(keys, signUp).registrationId(eventId);
  return retrying('event', async () => {
    const { event, counters, registration, attendee } = await store.load({
      event: refs.event(eventId),
      counters: refs.counters(eventId),
      registration: refs.registration(eventId, registrationId),
      attendee: refs.attendee(signUp.personHash, signUp.seriesId),
    });
    if (registration === undefined || registration.signUpId !== signUp.signUpId) return;
    const { state, isUnverified } = registration;
    const isDirect = isUnverified !== undefined || (which === 'all' && state === 'confirmed');
    if (state !== 'pending' && !isDirect) return;
    if (which === 'unconfirmed' && wasSeen(registration)) {
      const { heldBy, heldWay, heldGroupId, formerSignUpIds, isToldBothWays, ...seen } = registration;
      if (heldBy === undefined && formerSignUpIds === undefined) return;
      const steps = [replaced(seen, {}), ...holdEnded(registration, now)];
      return (await store.commit(steps)).committed ? undefined : 'again';
    }
    const formers = which === 'all' && state === 'confirmed' ? await formersOf(registration, context) : [];
    if (isNotEmpty(formers)) {
      const of = event && counters && { event, counters };
      const steps = enteredBy(formers, registration, { of, attendee, now });
      return (await store.commit(steps)).committed ? undefined : 'again';
    }
    const steps = [...leftOf(registration, attendee, context), ...holdEnded(registration, now)];
    if (event !== undefined && counters !== undefined && state !== 'expired') {
      const tally = new Tally({ event, counters })
        .add(state, -1, registration)
        .countAttendance(registration, -1);
      steps.push(...(await handOn(registration, { event, counters }, tally, context)), tally.step);
    }
    return (await store.commit(steps)).committed ? undefined : 'again';
  });
}

/** The sign-ups before, in whose stead this one entered it, that nobody took back, the last one first. */
async function formersOf(
  { eventId, formerSignUpIds = [] }: RegistrationItem,
  { store }: Context,
): Promise<SignUpItem[]> {
  const all = await store.getMany(formerSignUpIds.map(refs.signUp));
  return all.filter(
    (one): one is SignUpItem =>
      one !== undefined && one.state !== 'deleted' && one.events.some((part) => part.eventId === eventId),
  );
}

function isNotEmpty<T>(all: readonly T[]): all is readonly [T, ...T[]] {
  return all.length > 0;
}

/** What the last former sign-up said holds again, in the place of the one that is taken back. */
function enteredBy(
  formers: readonly [SignUpItem, ...SignUpItem[]],
  registration: RegistrationItem,
  { of, attendee, now }: { of: Counted | undefined; attendee: AttendeeItem | undefined; now: Instant },
): Step[] {
  const { eventId, workingGroupId: held, formerSignUpIds = [], isToldBothWays, ...rest } = registration;
  const [{ signUpId, events, name, email, locale }] = formers;
  const saidIn = (all: SignUpItem['events']) => all.find((part) => part.eventId === eventId);
  const said = saidIn(events);
  const tally = of && new Tally(of);
  const group = of && tally ? groupKept(registration, said?.workingGroupId, of.counters, tally) : held;
  const way = of && tally ? wayKept(registration, said?.way, of, tally, now) : said?.way;
  const isMoved = way !== registration.way;
  const isOther = (one: SignUpItem) => saidIn(one.events)?.way !== way;
  const shares = sharesLeft(registration, { isGroup: group !== held, isWay: isMoved }, now);
  const person = { name, email, locale, signUpId };
  const steps = [
    replaced(
      { ...rest, eventId },
      {
        ...person,
        answers: said?.answers ?? {},
        way,
        workingGroupId: group,
        ...shares.left,
        isToldBothWays: formers.some(isOther) ? true : undefined,
        formerSignUpIds: formerSignUpIds.slice(formerSignUpIds.indexOf(signUpId) + 1),
      },
    ),
    ...shares.steps,
    ...(tally === undefined || (group === held && !isMoved) ? [] : [tally.step]),
    // Whoever waits for the way that was left.
    ...(isMoved ? [sweepPlanned(eventId, now)] : []),
  ];
  if (!attendee?.isUnverified || attendee.signUpId !== registration.signUpId) return steps;
  const { version } = attendee;
  const item: AttendeeItem = { ...attendee, ...person, version: version + 1 };
  return [...steps, { step: 'put', item, when: { version } }];
}

/** A registration that nobody confirmed goes, and with it what an attendee is who is nothing else. */
function leftOf(
  registration: RegistrationItem,
  attendee: AttendeeItem | undefined,
  { now }: Context,
): Step[] {
  if (attendee === undefined) return [removed(registration)];
  const { round, eventId } = registration;
  if (attendee.isUnverified) return [removed(registration), withoutEntered(attendee, eventId, now)];
  return [round === 0 ? removed(registration) : undone(registration, attendee)];
}

/** What somebody typed of an attendee whom nobody confirmed, without one event; with the last of them they are gone. */
export function withoutEntered(attendee: AttendeeItem, eventId: string, now: Instant): Step {
  const { personHash, seriesId, version } = attendee;
  const eventIds = attendee.eventIds.filter((one) => one !== eventId);
  if (eventIds.length === 0)
    return { step: 'removeVersion', ref: refs.attendee(personHash, seriesId), version };
  const item = { ...withEvents(attendee, [eventId]), eventIds, updatedAt: now, version: version + 1 };
  return { step: 'put', item, when: { version } };
}

function removed({ eventId, registrationId, version }: RegistrationItem): Step {
  return { step: 'removeVersion', ref: refs.registration(eventId, registrationId), version };
}

/**
 * What somebody known has left of a sign-up that is taken back: nothing of what it said, and nothing to be seen. How
 * often it was taken up stays, because mails of its earlier rounds are keyed by that.
 */
function undone(registration: RegistrationItem, attendee: AttendeeItem): Step {
  const { way, workingGroupId, sensitiveConsent, sensitiveWithdrawnAt, confirmedAt, ...rest } =
    verifiedEntry(registration);
  const { name, email, locale, signUpId, expiresAt } = attendee;
  return replaced(rest, {
    ...{ name, email, locale, signUpId },
    expiresAt,
    state: 'expired',
    holdsPlace: false,
    answers: {},
  });
}
