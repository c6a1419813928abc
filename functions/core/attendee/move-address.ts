import { enqueue } from '../delivery/outbox.ts';
import { sweepWaitingList } from '../registration/cancel.ts';
import { isExpired } from '../registration/confirm.ts';
import { holdEnded } from '../registration/hold-shares.ts';
import { termEndsAt } from '../registration/own-term.ts';
import { leaveWaitingList, replaced, waitingEntry } from '../registration/places.ts';
import { isAlive, storedRegistrations } from '../registration/stored-registrations.ts';
import { subscriptionsMoved } from '../registration/subscription.ts';
import { type Counted, Tally } from '../registration/tally.ts';
import { knownOf } from '../registration/verified-entry.ts';
import { type Moved, mailsMoved, notificationsUnderWay } from '../sending/mails-under-way.ts';
import { isHandedOver, moveDeliveries } from '../sending/moved-deliveries.ts';
import type { Context } from '../table/context.ts';
import type {
  AttendeeItem,
  EventItem,
  NotificationItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
} from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { linkGenerationOf } from '../table/links.ts';
import { addedUp } from '../table/numbers.ts';
import { type Identity, identityOf } from '../table/person.ts';
import { Busy, type Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { seriesWithReadable, type Unreadable } from '../table/series-events.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { joinedAttendee, joinedSeats, joinedTerm } from './joined-attendee.ts';
import { endPersonsRestriction, restrictionMoved } from './restriction.ts';
import { moveRequests } from './rights-requests.ts';

/** Of the steps of one transaction: the attendee and what hangs on it, 25 sign-ups among it, need the others. */
const mostSteps = 60;
/** Seats of one event that go over in one transaction, as far as the mails under way to them let it. */
const mostSeatsAtOnce = 4;
/** What DynamoDB takes at once. */
const mostActions = 100;
/** What one seat may take alone, with the mails of a dozen notifications under way. */
const mostOfOneSeat = 95;

/** Everything that a change of address stands on, read anew each round. */
interface AddressMove {
  signUp: SignUpItem;
  attendee: AttendeeItem;
  target: AttendeeItem | undefined;
  /** Whether somebody was registered there before the first of it came over. */
  isKnown: boolean;
  to: Identity;
  own: RegistrationItem[];
  met: RegistrationItem[];
  underWay: NotificationItem[];
  series: SeriesItem | undefined;
  events: EventItem[];
  unreadable: Unreadable[];
}

/**
 * What the button of a new address does: the attendee, registrations, places on waiting lists, sign-ups and the
 * consents that were given in this series go over to it in one transaction, or, when they are too many, in several that pressing again carries
 * on; consents end where somebody is registered there already. Links of the old address die. Where the new address is registered already, the better of both stands.
 * @throws Problem when it is expired, or the attendee is gone; Busy while the notice to the old address isn't sent, or
 * another mail to it is handed over
 */
export async function moveAddress(
  found: SignUpItem,
  context: Context,
): Promise<{ attendee: AttendeeItem; isRepeat: boolean }> {
  const { store, keys } = context;
  const { seriesId } = found;
  const oldHash = found.takesOver?.personHash ?? '';
  let isKnownSince: boolean | undefined;
  return retrying('attendee', async () => {
    const { signUp, attendee, target, notice } = await store.load({
      signUp: refs.signUp(found.signUpId),
      attendee: refs.attendee(oldHash, seriesId),
      target: refs.attendee(found.personHash, seriesId),
      notice: refs.delivery(`addressnotice-${found.signUpId}`, oldHash),
    });
    if (signUp === undefined || signUp.state === 'deleted' || isExpired(signUp, context))
      throw new Problem('link-expired');
    if (signUp.state === 'confirmed') {
      if (target === undefined) throw new Problem('link-expired');
      return { attendee: target, isRepeat: true };
    }
    if (attendee === undefined || attendee.newAddressId !== signUp.signUpId)
      throw new Problem('link-expired');
    // Whoever has the old mailbox hears of it before it happens.
    if (notice?.state === 'queued') throw new Busy('the notice to the old address is not sent yet');
    if (await isHandedOver(attendee, context)) throw new Busy('a mail to the old address is under way');
    const to = identityOf(keys, signUp);
    const { series, events, unreadable } = await seriesWithReadable(seriesId, [], context);
    const ids = [
      ...new Set([...attendee.eventIds, ...[...events, ...unreadable].map((event) => event.eventId)]),
    ];
    const seats = joinedSeats(attendee, target);
    const [own, met] = await Promise.all([
      storedRegistrations({ ...attendee, ...seats }, ids, context),
      storedRegistrations({ ...signUp, ...seats }, ids, context),
    ]);
    const moving = own.filter((one) => one.state !== 'pending').map((one) => asVerified(one, attendee));
    const underWay = await notificationsUnderWay([...new Set(moving.map((one) => one.eventId))], context);
    const isKnown = isKnownSince ?? knownOf(target) !== undefined;
    const people = { signUp, attendee, target, isKnown, to, own: moving, met };
    const facts = { ...people, underWay, series, events, unreadable };
    const { steps, freed, isLast, next } = await plan(facts, context);
    if (!(await store.commit(steps)).committed) return 'again';
    for (const eventId of freed) await sweepWaitingList(eventId, context);
    if (!isLast) {
      isKnownSince = isKnown;
      return 'again';
    }
    await moveDeliveries(attendee, { personHash: to.personHash, identity: to }, ids, context);
    await moveRequests(attendee, { personHash: to.personHash, email: next.email }, context);
    await endPersonsRestriction(attendee, context);
    return { attendee: next, isRepeat: false };
  });
}

/** What an attendee entered directly is theirs, once they have shown that another address is. */
function asVerified(registration: RegistrationItem, attendee: AttendeeItem): RegistrationItem {
  const { isUnverified, ...rest } = registration;
  return attendee.isUnverified ? rest : registration;
}

/** Its person goes by the name and in the language that they have there, where they are known. */
function ofPerson(registration: RegistrationItem, { attendee, target }: AddressMove): RegistrationItem {
  const known = knownOf(target);
  if (known === undefined) return registration;
  const isNamed = registration.seat === undefined && registration.name === attendee.name;
  const name = isNamed ? known.name : registration.name;
  return { ...registration, name, locale: known.locale };
}

async function plan(facts: AddressMove, context: Context) {
  const { signUp, attendee, target, to, own, series, events, unreadable } = facts;
  const { now } = context;
  const steps: Step[] = [];
  const freed: string[] = [];
  let isLast = true;
  for (const [eventId, all] of Map.groupBy(own, (one) => one.eventId)) {
    const move = await fittingMove(eventId, all, facts, context);
    if (steps.length > 0 && steps.length + move.steps.length > mostSteps) {
      isLast = false;
      break;
    }
    steps.push(...move.steps);
    if (move.isFreeing) freed.push(eventId);
    if (move.seats < all.length) isLast = false;
  }
  // What is left over has a transaction of its own.
  if (steps.length > mostSteps) isLast = false;
  const term = joinedTerm(attendee, target);
  const ends =
    series && (await termEndsAt({ ...attendee, ...term }, { series, events, unreadable }, context));
  const next: AttendeeItem = {
    ...joinedAttendee(attendee, target),
    ...term,
    personHash: to.personHash,
    email: signUp.email,
    expiresAt: ends === undefined ? attendee.expiresAt : backstop(ends),
    addressId: signUp.signUpId,
    linkGeneration: linkGenerationOf({ attendee: target, now }),
    updatedAt: now,
    version: (target?.version ?? -1) + 1,
  };
  steps.push({
    step: 'put',
    item: next,
    when: target === undefined ? 'absent' : { version: target.version },
  });
  if (isLast) {
    const last = await lastSteps(facts, next, context);
    isLast = own.length === 0 || steps.length + last.length <= mostActions;
    if (isLast) steps.push(...last);
  }
  return { steps: addedUp(steps), freed, isLast, next };
}

/** As many seats of one event as go over in one transaction. @throws Busy when not even one does */
async function fittingMove(
  eventId: string,
  all: readonly RegistrationItem[],
  facts: AddressMove,
  context: Context,
) {
  const { signUp, target, to, met, underWay } = facts;
  const linkGeneration = linkGenerationOf({ attendee: target, now: context.now });
  const at = { ...signUp, personHash: to.personHash, linkGeneration };
  const own = all.map((one) => ofPerson(one, facts));
  const { event, counters } = await context.store.load({
    event: refs.event(eventId),
    counters: refs.counters(eventId),
  });
  if (event === undefined || counters === undefined) throw new Busy('the event is being deleted');
  const of = { event, counters };
  for (let seats = Math.min(all.length, mostSeatsAtOnce); ; seats--) {
    const { moved, isFreeing, ...move } = eventMove(of, own.slice(0, seats), met, at, to, context.now);
    const steps = addedUp([...move.steps, ...(await mailsMoved(moved, underWay, context))]);
    if (steps.length <= (seats === 1 ? mostOfOneSeat : mostSteps)) return { steps, isFreeing, seats };
    if (seats === 1) throw new Busy('too many mails to the old address are under way');
  }
}

/** What goes over once all registrations have: sign-ups, consents to news, and the old attendee is no more. */
async function lastSteps(facts: AddressMove, next: AttendeeItem, context: Context): Promise<Step[]> {
  const { signUp, attendee, isKnown, own } = facts;
  const { store, now } = context;
  const { dueLane, dueAt, ...pending } = signUp;
  const mailed = await store.get(refs.delivery(`newaddress-${signUp.signUpId}`, signUp.signUpId));
  const confirmed: SignUpItem = {
    ...pending,
    state: 'confirmed',
    verifiedAt: now,
    verificationMessageId: mailed?.messageId ?? pending.verificationMessageId,
    expiresAt: next.expiresAt ?? pending.expiresAt,
  };
  const steps: Step[] = [
    { step: 'put', item: confirmed, when: { state: 'pending' } },
    {
      step: 'removeVersion',
      ref: refs.attendee(attendee.personHash, attendee.seriesId),
      version: attendee.version,
    },
  ];
  const { personHash, seriesId, signUpId, addressId = signUpId } = attendee;
  const ids = [...new Set([signUpId, addressId, ...own.map((one) => one.signUpId)])].slice(0, 25);
  for (const one of await store.getMany(ids.map(refs.signUp))) {
    if (one?.state !== 'confirmed' || one.personHash !== attendee.personHash) continue;
    const item: SignUpItem = { ...one, personHash: signUp.personHash, email: signUp.email, isMoved: true };
    steps.push({ step: 'put', item, when: { state: 'confirmed' } });
  }
  // Whoever was erased at the new address before: a replay must not reach what came there since.
  steps.push({ step: 'remove', ref: refs.erased(signUp.personHash, signUp.seriesId) });
  const before = ended({ what: 'address', personHash: signUp.personHash, seriesId: signUp.seriesId }, now);
  steps.push({ step: 'remove', ref: refs.ended(before.item.endedId) });
  steps.push(ended({ what: 'address', personHash, seriesId }, now));
  steps.push(...(await subscriptionsMoved({ attendee, to: signUp, isKnown }, context)));
  steps.push(...(await restrictionMoved(attendee, signUp, context)));
  steps.push(
    enqueue(
      {
        notificationId: `link-moved-${signUp.signUpId}`,
        recipientId: signUp.personHash,
        template: 'link',
        seriesId: signUp.seriesId,
        personHash: signUp.personHash,
        eventIds: [],
        signUpId: signUp.signUpId,
        purpose: 'registration',
        expiresAt: next.expiresAt ?? 0,
      },
      now,
    ),
  );
  return steps;
}

/** Brings registrations of one event over, counted in one step. */
function eventMove(
  of: Counted,
  own: readonly RegistrationItem[],
  met: readonly RegistrationItem[],
  { personHash, email, linkGeneration }: Pick<AttendeeItem, 'personHash' | 'email' | 'linkGeneration'>,
  to: Identity,
  now: Instant,
): { steps: Step[]; isFreeing: boolean; moved: Moved[] } {
  const moved: Moved[] = [];
  const { eventId } = of.event;
  const tally = new Tally(of);
  const steps: Step[] = [];
  let isFreeing = false;
  let isCounting = false;
  const giveUp = (lost: RegistrationItem) => {
    const { state } = lost;
    steps.push(...holdEnded(lost, now));
    if (state === 'expired') return;
    tally.add(state, -1, lost).countAttendance(lost, -1).givePlaceBack(lost);
    isCounting = true;
    isFreeing ||= lost.holdsPlace;
    steps.push(...leaveWaitingList(lost));
  };
  for (const one of own) {
    const registrationId = to.registrationId(eventId, one.seat ?? 1);
    const there = met.find((each) => each.registrationId === registrationId);
    const ref = refs.registration(eventId, one.registrationId);
    steps.push({ step: 'removeVersion', ref, version: one.version });
    // Whom either was handed to is told to the person whose both are.
    const marks = [...new Set([...one.marks, ...(there?.marks ?? [])])];
    if (there !== undefined && !isBetter(one, there)) {
      giveUp(one);
      steps.push(replaced(there, { marks }));
      continue;
    }
    if (there !== undefined) giveUp(there);
    const item: RegistrationItem = {
      ...one,
      registrationId,
      personHash,
      email,
      linkGeneration,
      marks,
      hadPlace: one.hadPlace || there?.hadPlace || undefined,
      round: Math.max(one.round, (there?.round ?? -1) + 1),
      version: (there?.version ?? -1) + 1,
    };
    steps.push({ step: 'put', item, when: there === undefined ? 'absent' : { version: there.version } });
    moved.push({ from: one, to: item });
    // The position stays: who waited goes on waiting there.
    if (one.waitingPosition !== undefined)
      steps.push({ step: 'put', item: waitingEntry(item, one.waitingPosition), when: 'any' });
  }
  if (isCounting) steps.push(tally.step);
  return { steps, isFreeing, moved };
}

const ranks = { confirmed: 3, waitlisted: 2, pending: 1, cancelled: 0, expired: 0 } as const;

/** Which of two registrations of one person stands: a place before waiting, the earlier position before the later. */
function isBetter(one: RegistrationItem, there: RegistrationItem): boolean {
  if (!isAlive(one)) return false;
  if (one.state === 'waitlisted' && there.state === 'waitlisted')
    return (one.waitingPosition ?? 0) < (there.waitingPosition ?? 0);
  return ranks[one.state] > ranks[there.state];
}
