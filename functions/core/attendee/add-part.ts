import { mailOfStep } from '../delivery/allowed-mail.ts';
import { registrationCause } from '../delivery/outbox.ts';
import { countedByWay } from '../registration/begin-ways.ts';
import { fullFault } from '../registration/full-places.ts';
import { holdEnded } from '../registration/hold-shares.ts';
import { termEndsAt } from '../registration/own-term.ts';
import {
  hasGroupPlace,
  isPlaceFree,
  leaveWaitingList,
  mayWait,
  placesFor,
  replaced,
  waitingEntry,
} from '../registration/places.ts';
import { checkedWay } from '../registration/sign-up-request.ts';
import { noteSkippedReminders } from '../registration/skipped-reminders.ts';
import {
  isAlive,
  isOnClosedList,
  isTaken,
  storedRegistrations,
} from '../registration/stored-registrations.ts';
import { sweepDue, sweepPlanned } from '../registration/sweep.ts';
import { Tally } from '../registration/tally.ts';
import { type Context, shownIn } from '../table/context.ts';
import { markOf } from '../table/disclosure-item.ts';
import { closesAt, mostSeats, openness } from '../table/event.ts';
import type { AttendeeItem, CountersItem, EventItem, RegistrationItem } from '../table/items.ts';
import { countSignUp } from '../table/numbers.ts';
import { identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop, withEvents } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { seriesWithReadable } from '../table/series-events.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { dayOf, type Instant } from '../values/time.ts';
import { type Choice, type Chosen, checkChoice } from './choice.ts';

/**
 * Adds an open part of the series, or one more person to one, for somebody whose address is verified already: one
 * button or a short form, one confirmation, which waits where its mailbox got many mails: the answer says until when.
 * @param seat 1 for the holder; for more people the one that the form was made for, so that pressing twice adds one
 * @throws Problem when the part isn't open or is full, or with every fault of the choice; Busy
 */
export async function addPart(
  attendee: AttendeeItem,
  { eventId, seat }: { eventId: string; seat: number },
  choice: Choice,
  context: Context,
): Promise<{ isRepeat: boolean; mailAt?: Instant }> {
  const { store, keys, now } = context;
  let position: number | undefined;
  return retrying('event', async () => {
    const found = await store.load({
      series: refs.series(attendee.seriesId),
      event: refs.event(eventId),
      counters: refs.counters(eventId),
      attendee: refs.attendee(attendee.personHash, attendee.seriesId),
    });
    const { series, event } = found;
    if (event === undefined || found.counters === undefined || event.seriesId !== attendee.seriesId)
      throw new Problem('not-found');
    const counters =
      event.attendanceMode === 'hybrid' ? await countedByWay(event, found.counters, context) : found.counters;
    if (found.attendee === undefined || series === undefined) throw new Problem('link-expired');
    const registrations = await storedRegistrations(found.attendee, [eventId], context);
    const at = seatFor(seat, choice, registrations, event, now);
    if (at === 'repeat') return { isRepeat: true };
    refuseUnlessOpen(event, at, registrations, now);
    const registrationId = identityOf(keys, attendee).registrationId(eventId, at);
    const existing = registrations.find((one) => one.registrationId === registrationId);
    const who = { way: checkedWay(event, choice.way).way };
    const places = placesFor(event, counters, who);
    const isHeld =
      existing?.state === 'pending' &&
      existing.holdsPlace &&
      placesFor(event, counters, existing).way === places.way;
    const hasRoom = isHeld || isPlaceFree(event, places, now);
    if (!hasRoom && !mayWait(event, places, now))
      throw problemOf([fullFault({ event, counters, places }, '/eventIds/0', now)]);
    // The words that are consented to are those that were shown.
    const locale = shownIn(attendee.locale, context);
    const facts = { event, counters, series, current: existing, takesPlace: hasRoom, locale, now };
    const { chosen, faults } = checkChoice(choice, facts);
    if (at > 1 && choice.name === undefined && choice.nameFaults === undefined)
      faults.push({ pointer: '/name', code: 'required' });
    if (faults.length > 0) throw problemOf(faults);
    if (!hasRoom) position ??= await store.takePosition(eventId);
    const part = { event, counters, existing, isHeld, registrationId, seat: at, hasRoom, position, chosen };
    const name = at === 1 ? found.attendee.name : (choice.name ?? found.attendee.name);
    // The day on which their data ends moves with what they sign up for themselves.
    const { events, unreadable } = await seriesWithReadable(attendee.seriesId, [event], context);
    const joining = withEvents(found.attendee, [eventId]);
    const ends = await termEndsAt(joining, { series, events, unreadable }, context, [eventId]);
    const person = { ...joining, expiresAt: backstop(ends) };
    const { item, steps } = addition(part, { ...person, name }, person, now);
    const cause = registrationCause('confirmation', `added-${registrationId}-${item.round}`, item);
    const mail = await mailOfStep(cause, attendee.email, context);
    if (!(await store.commit([...steps, ...mail.steps])).committed) return 'again';
    if (!isHeld && existing?.holdsPlace) await sweepDue(eventId, context);
    const registration = await store.get(refs.registration(eventId, registrationId));
    await noteSkippedReminders([{ event, registration }], backstop(ends), context);
    return { isRepeat: false, mailAt: mail.at };
  });
}

const full = problemOf([{ pointer: '/eventIds/0', code: 'eventFull' }]);

/**
 * The seat to take: the wanted one, the next when another person has it, that of before for who waited on a list that is
 * closed; `repeat` when this one has it already.
 */
function seatFor(
  wanted: number,
  choice: Choice,
  registrations: readonly RegistrationItem[],
  event: EventItem,
  now: Instant,
): number | 'repeat' {
  const of = (seat: number) => registrations.find((one) => (one.seat ?? 1) === seat);
  // A pending one of the holder's is confirmed by this button: the address is verified.
  if (wanted === 1) return isTaken(of(1), event, now) && of(1)?.state !== 'pending' ? 'repeat' : 1;
  const waited = registrations.find((one) => one.name === choice.name && isOnClosedList(one, event, now));
  if (waited?.seat !== undefined) return waited.seat;
  if (isAlive(of(wanted)) && of(wanted)?.name === choice.name) return 'repeat';
  for (let seat = 2; seat <= mostSeats; seat++) if (!isAlive(of(seat))) return seat;
  throw full;
}

/** @throws Problem when the event isn't open, or has as many people of this address as it allows */
function refuseUnlessOpen(
  event: EventItem,
  seat: number,
  registrations: readonly RegistrationItem[],
  now: Instant,
): void {
  if (openness(event, now) !== 'open') {
    const params = { at: closesAt(event), timeZone: event.timeZone };
    throw problemOf([{ pointer: '/eventIds/0', code: 'eventClosed', params }]);
  }
  if (seat > 1 && registrations.filter((one) => isTaken(one, event, now)).length >= event.seatsPerAddress)
    throw problemOf([{ pointer: '/name', code: 'tooMany', params: { max: event.seatsPerAddress } }]);
}

interface Part {
  event: EventItem;
  counters: CountersItem;
  existing: RegistrationItem | undefined;
  /** Whether it holds a place already, among those that are chosen. */
  isHeld: boolean;
  registrationId: string;
  seat: number;
  hasRoom: boolean;
  /** On the waiting list, where there is no room. */
  position: number | undefined;
  chosen: Chosen;
}

/** The transaction of an added part, but for its confirmation: a place or a position on the waiting list. */
function addition(
  part: Part,
  person: AttendeeItem,
  attendee: AttendeeItem,
  now: Instant,
): { item: RegistrationItem; steps: Step[] } {
  const { event, counters, existing, isHeld, registrationId, seat, hasRoom, position, chosen } = part;
  const { eventId } = event;
  const tally = new Tally(part);
  if (existing !== undefined && existing.state !== 'expired' && existing.state !== 'confirmed')
    tally.add(existing.state, -1, existing);
  const { workingGroupId: group, ...choices } = chosen;
  const item: RegistrationItem = {
    type: 'registration',
    registrationId,
    eventId,
    seriesId: event.seriesId,
    personHash: attendee.personHash,
    seat: seat === 1 ? undefined : seat,
    state: hasRoom ? 'confirmed' : 'waitlisted',
    holdsPlace: hasRoom,
    workingGroupId: group,
    ...choices,
    name: person.name,
    email: attendee.email,
    locale: attendee.locale,
    signUpId: attendee.signUpId,
    marks: existing?.marks ?? [markOf({ signUpId: attendee.signUpId, eventId, seat })],
    createdAt: existing?.createdAt ?? now,
    confirmedAt: now,
    waitingPosition: hasRoom ? undefined : position,
    toldSequence: event.sequence,
    linkGeneration: attendee.linkGeneration,
    hadPlace: existing?.hadPlace,
    round: existing === undefined ? 0 : existing.round + 1,
    version: 0,
    expiresAt: attendee.expiresAt,
  };
  const steps: Step[] = [
    existing === undefined
      ? { step: 'put', item, when: 'absent' }
      : replaced({ ...item, version: existing.version }, {}),
    ...(existing === undefined ? [] : leaveWaitingList(existing)),
  ];
  if (isHeld && existing !== undefined) {
    tally.add('confirmed', 1, chosen).add('taken', -1, existing).add('taken', 1, chosen);
    if (group !== existing.workingGroupId) {
      tally.leaveGroup(existing.workingGroupId);
      if (group !== undefined) tally.takeGroup(group);
    }
  } else if (hasRoom) {
    // Its own group stays its own.
    const isKept = existing?.holdsPlace && existing.workingGroupId === group;
    const isHad = group !== undefined && !isKept && hasGroupPlace(counters, group);
    tally.add('confirmed', 1, chosen).takePlace(chosen, isHad ? group : undefined);
    if (existing?.holdsPlace && !isKept) tally.leaveGroup(existing.workingGroupId);
  } else if (position !== undefined) {
    tally.queueUp(chosen);
    steps.push({ step: 'put', item: waitingEntry(item, position), when: 'absent' });
  }
  // A place of the other way, held by what they had typed: whoever waits for it is moved up by who sweeps the list.
  if (!isHeld && existing?.holdsPlace) {
    tally.givePlaceBack({ ...existing, workingGroupId: hasRoom ? undefined : existing.workingGroupId });
    steps.push(sweepPlanned(eventId, now));
  }
  const seats = { ...attendee.seats };
  if (seat > (seats[eventId] ?? 1)) seats[eventId] = seat;
  const { isUnverified, ...rest } = attendee;
  const next: AttendeeItem = {
    ...rest,
    seats: Object.keys(seats).length > 0 ? seats : undefined,
    updatedAt: now,
    version: attendee.version + 1,
  };
  // What waited to be confirmed, or for a place, was counted when it was asked for.
  if (existing?.state !== 'pending' && existing?.state !== 'waitlisted')
    steps.push(countSignUp(eventId, dayOf(now, event.timeZone), 'own page', 1));
  if (existing !== undefined) steps.push(...holdEnded(existing, now));
  return {
    item,
    steps: [...steps, tally.step, { step: 'put', item: next, when: { version: attendee.version } }],
  };
}
