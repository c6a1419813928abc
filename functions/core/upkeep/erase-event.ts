import { erasePersonWhoseTermIsOver, removeRegistration } from '../attendee/erase.ts';
import { tellOwners } from '../mail/erasure-notice.ts';
import { clearDeletedEvent } from '../organising/clear-event.ts';
import { freezeReport } from '../participants/series-report.ts';
import { removeDisclosures } from '../registration/disclosures.ts';
import { countedEvents, termEndsAt, unconfirmedEnd } from '../registration/own-term.ts';
import { stripSensitive } from '../registration/sensitive.ts';
import { withoutEntered } from '../registration/take-back.ts';
import { isUnconfirmed } from '../registration/verified-entry.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, ErasureItem, EventItem, RegistrationItem } from '../table/items.ts';
import { everyPage } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { collections, type Key, refs } from '../table/refs.ts';
import {
  backstop,
  erasedAt,
  isUncertain,
  ownersToldAt,
  retentionDaysOf,
  type Term,
  type TermSeries,
  wantedUntil,
  withEvents,
} from '../table/retention.ts';
import { seriesWithReadable } from '../table/series-events.ts';
import { after, earlier, type Instant } from '../values/time.ts';

/**
 * Looks through what an event's attendees left: sensitive answers go when the event is over; a person goes, with all
 * that the series holds of them, when their own term is over, after the series' owners were told and the report was
 * frozen. Everybody else's data lasts until theirs is, and the next look is planned for the first of those. Counters
 * stay, but for those of an event that was deleted, and subscriptions to news live on until withdrawn (promise 7).
 */
export async function eraseEvent(
  erasure: ErasureItem,
  context: Context,
  firstOwners: readonly string[] = [],
): Promise<void> {
  const { store, now } = context;
  const { eventId, seriesId } = erasure;
  const event = await store.get(refs.event(eventId));
  const { series, ...all } = await seriesWithReadable(seriesId, event === undefined ? [] : [event], context);
  if (event === undefined || series === undefined) {
    await eraseAll(eventId, context);
    return event === undefined ? clearDeletedEvent(eventId, context) : endPlan(eventId, context);
  }
  const until = wantedUntil(event);
  if (erasure.step === 'sensitive' && now >= until) await stripSensitive(event, context);
  const looked = await lookThrough(event, { series, ...all }, context);
  const { ownersTold } = looked;
  const isToCome = now < until;
  // Sensitive answers wait for the event's end, whoever goes before.
  const lookedAt = isToCome ? earlier(until, looked.lookedAt ?? until) : looked.lookedAt;
  const step = isToCome ? erasure.step : 'notice';
  if (ownersTold !== undefined) {
    const told = ownersToldAt(ownersTold, event);
    const next: ErasureItem = { ...erasure, step, erasedAt: ownersTold };
    if (now < told) return plan({ ...next, dueAt: earlier(told, lookedAt ?? told) }, context);
    // What a notice names stands here before it is sent.
    await plan({ ...next, dueAt: now }, context);
    await tellOwners(series, ownersTold, firstOwners, context);
    const last = isToCome ? step : 'all';
    return plan({ ...next, step: last, dueAt: earlier(ownersTold, lookedAt ?? ownersTold) }, context);
  }
  if (isToCome) return plan({ ...erasure, dueAt: lookedAt ?? until }, context);
  if (lookedAt !== undefined) return plan({ ...erasure, step: 'notice', dueAt: lookedAt }, context);
  const { items } = await store.list(collections.registrations(eventId), { limit: 1 });
  if (items.length > 0) return plan({ ...erasure, step: 'all', dueAt: now }, context);
  await removeWaiting(eventId, context);
  await removeDisclosures(eventId, store);
  await endPlan(eventId, context);
}

/** How often it is looked at what is restricted, and how long it is kept from then on at least. */
const heldLookedAt = 'P7D';
const heldFor = 'P30D';

/** What the next look is for: people whose terms end, of which owners hear; sign-ups that nobody confirmed yet. */
interface Looked {
  ownersTold?: Instant;
  lookedAt?: Instant;
}

/** Erases whose term is over; what is kept lasts as long as its person's term does, by TTL too. */
async function lookThrough(event: EventItem, all: TermSeries, context: Context): Promise<Looked> {
  const { store, stage, now } = context;
  const { eventId, seriesId } = event;
  const looked: Looked = {};
  const frozen = new Set<string>();
  /** The reports of these events, and of those that are over for as long: they are one period. */
  const freeze = async (eventIds: readonly string[]) => {
    if (eventIds.every((one) => frozen.has(one))) return;
    const over = all.events.filter((one) => erasedAt(alone(one), all, stage) <= now);
    const ids = new Set([...eventIds, ...over.map((one) => one.eventId), eventId]);
    const ending = all.events.filter((one) => ids.has(one.eventId));
    await freezeReport(all.series, ending, context);
    for (const id of ids) frozen.add(id);
  };
  for await (const some of everyPage((from) => store.list(collections.registrations(eventId), from))) {
    const hashes = [...new Set(some.map(({ personHash }) => personHash))];
    const attendees = await store.getMany(hashes.map((hash) => refs.attendee(hash, seriesId)));
    for (const [index, personHash] of hashes.entries()) {
      const attendee = attendees[index];
      const own = some.filter((one) => one.personHash === personHash);
      if (attendee?.restriction !== undefined) {
        const next = after(now, heldLookedAt);
        looked.lookedAt = earlier(looked.lookedAt ?? next, next);
        for (const one of own) await hold(one, attendee, context);
        continue;
      }
      for (const one of own.filter(isUnconfirmed)) {
        let at = unconfirmedEnd(one, event);
        if (at <= now && now >= wantedUntil(event))
          at = after(now, lookedAgainAfter[await removeUnconfirmed(one, attendee, context)]);
        if (at > now) looked.lookedAt = earlier(looked.lookedAt ?? at, at);
      }
      const kept = own.filter((one) => !isUnconfirmed(one));
      const [first] = kept;
      if (first === undefined) continue;
      const person = attendee && (await alsoSeen(attendee, first, context));
      const term = person ?? alone(event);
      const counted = person === undefined ? [] : await countedEvents(person, context);
      const eventIds = [...new Set([...counted, eventId])];
      if (isUncertain({ ...term, eventIds }, all)) {
        // Who takes part in an event that can't be read is kept until it can.
        const next = after(now, lookAgainUnread);
        looked.lookedAt = earlier(looked.lookedAt ?? next, next);
        continue;
      }
      const at = await termEndsAt({ ...first, seats: person?.seats, ...term, eventIds }, all, context);
      if (at > now) {
        // Who left all of it has a day of their own, and nothing that an organiser would still need.
        const end = takesPart(term) ? 'ownersTold' : 'lookedAt';
        looked[end] = earlier(looked[end] ?? at, at);
        for (const one of kept)
          await keepUntil(one, one === first ? person : undefined, backstop(at), context);
        continue;
      }
      await erasePersonWhoseTermIsOver(personHash, seriesId, context, freeze);
      // What the person index doesn't show yet goes by its own key.
      await removeAll(
        kept.map((one) => refs.registration(eventId, one.registrationId)),
        context,
      );
    }
  }
  return looked;

  /** Of somebody who registered for one event, by the series' present term. */
  function alone({ eventId }: EventItem): Term {
    return { createdAt: now, eventIds: [eventId], retentionDays: retentionDaysOf(all.series, stage) };
  }
}

/** Whether there is an event of theirs that they did not cancel. */
function takesPart({ eventIds, cancelledEvents = {} }: Term): boolean {
  return eventIds.some((eventId) => cancelledEvents[eventId] === undefined);
}

/** After how long it is looked whether an event can be read again. */
const lookAgainUnread = 'P1D';

/** After how long it is looked again: whether a direct entry has ended with its sign-up, or what is restricted is so no more. */
const lookedAgainAfter = { ending: 'PT1H', held: heldLookedAt, removed: 'PT0S' } as const;

/**
 * With what is known of a person alone by it.
 * @returns `ending` where its sign-up is there, whose end decides what becomes of it; `held` where its person is restricted
 */
async function removeUnconfirmed(
  registration: RegistrationItem,
  attendee: AttendeeItem | undefined,
  context: Context,
): Promise<keyof typeof lookedAgainAfter> {
  const { eventId, personHash, seriesId, signUpId, isUnverified } = registration;
  const { store, now } = context;
  const person = await store.get(refs.restrictedPerson(personHash));
  if (person !== undefined && registration.createdAt <= person.upTo) {
    await keepUntil(registration, attendee, backstop(after(now, heldFor)), context);
    return 'held';
  }
  if (!isUnverified) {
    await removeRegistration(registration, context);
    return 'removed';
  }
  const signUp = await store.get(refs.signUp(signUpId));
  if (signUp?.state === 'pending') return 'ending';
  const isAll = attendee?.isUnverified && attendee.eventIds.every((one) => one === eventId);
  if (isAll) {
    await erasePersonWhoseTermIsOver(personHash, seriesId, context);
    return 'removed';
  }
  await removeRegistration(registration, context);
  if (attendee?.isUnverified) await store.commit([withoutEntered(attendee, eventId, now)]);
  return 'removed';
}

/** Somebody known who was seen where others entered them: that they were there counts as their own sign-up does. */
async function alsoSeen(
  attendee: AttendeeItem,
  { eventId, isUnverified }: RegistrationItem,
  { store, now }: Context,
): Promise<AttendeeItem> {
  const isCounted = attendee.eventIds.includes(eventId) && !attendee.cancelledEvents?.[eventId];
  if (!isUnverified || attendee.isUnverified || isCounted) return attendee;
  const { version } = attendee;
  const item = { ...withEvents(attendee, [eventId]), updatedAt: now, version: version + 1 };
  await store.commit([{ step: 'put', item, when: { version } }]);
  return item;
}

/** Keeps what somebody left whose data is restricted, however long that is. */
async function hold(one: RegistrationItem, attendee: AttendeeItem, context: Context): Promise<void> {
  const { store, now } = context;
  const until = Math.max(one.expiresAt ?? 0, attendee.expiresAt ?? 0, backstop(after(now, heldFor)));
  await holdMails(attendee, until, context);
  // With what the last registration of theirs wrote.
  const current = await store.get(refs.attendee(attendee.personHash, attendee.seriesId));
  await keepUntil(one, current, until, context);
}

/** The states of their mails, too: what was told them, and when, may be what the claim is about. */
async function holdMails(
  { personHash, seriesId }: AttendeeItem,
  until: number,
  { store }: Context,
): Promise<void> {
  const { deliveries } = await store.ofPerson(personHash);
  for (const one of await store.getMany(deliveries)) {
    if (one?.seriesId !== seriesId || (one.expiresAt ?? until) >= until) continue;
    const { state, attempts } = one;
    await store.commit([{ step: 'put', item: { ...one, expiresAt: until }, when: { state, attempts } }]);
  }
}

/** A registration with its attendee and its sign-up; one that is changed at this moment is taken up next time. */
async function keepUntil(
  registration: RegistrationItem,
  attendee: AttendeeItem | undefined,
  expiresAt: number,
  { store, now }: Context,
): Promise<void> {
  const { signUpId, version } = registration;
  const isAttendees = attendee === undefined || attendee.expiresAt === expiresAt;
  if (registration.expiresAt === expiresAt && isAttendees) return;
  const signUp = await store.get(refs.signUp(signUpId));
  const steps: Step[] = [
    { step: 'put', item: { ...registration, expiresAt, version: version + 1 }, when: { version } },
  ];
  if (!isAttendees) {
    const item = { ...attendee, expiresAt, updatedAt: now, version: attendee.version + 1 };
    steps.push({ step: 'put', item, when: { version: attendee.version } });
  }
  if (signUp?.state === 'confirmed')
    steps.push({ step: 'put', item: { ...signUp, expiresAt }, when: { state: 'confirmed' } });
  await store.commit(steps);
}

async function plan(erasure: ErasureItem, { store }: Context): Promise<void> {
  await store.commit([{ step: 'put', item: { ...erasure, dueLane: 'erasure' }, when: 'any' }]);
}

/** One that is deleted at this moment has still to be cleared, by which its erasure goes. */
async function endPlan(eventId: string, { store }: Context): Promise<void> {
  await store.commit([
    { step: 'check', ref: refs.event(eventId) },
    { step: 'remove', ref: refs.erasure(eventId) },
  ]);
}

/** What is left where there is no event or series to say how long it is kept. */
async function eraseAll(eventId: string, context: Context): Promise<void> {
  const { store } = context;
  for (;;) {
    const { items } = await store.list(collections.registrations(eventId), { limit: 50 });
    if (items.length === 0) break;
    for (const { personHash, seriesId } of new Map(items.map((one) => [one.personHash, one])).values())
      await erasePersonWhoseTermIsOver(personHash, seriesId, context);
    await removeAll(
      items.map((one) => refs.registration(one.eventId, one.registrationId)),
      context,
    );
  }
  await removeWaiting(eventId, context);
  await removeDisclosures(eventId, store);
}

async function removeWaiting(eventId: string, context: Context): Promise<void> {
  for (;;) {
    const { items } = await context.store.list(collections.waiting(eventId), { limit: 50 });
    if (items.length === 0) return;
    await removeAll(
      items.map((one) => refs.waiting(one.eventId, one.position)),
      context,
    );
  }
}

async function removeAll(found: readonly Key[], { store }: Context): Promise<void> {
  await store.commit(found.map(({ pk, sk }): Step => ({ step: 'remove', ref: { pk, sk } })));
}
