import type { Context } from '../table/context.ts';
import type { AttendeeItem, EventItem, RegistrationItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import {
  backstop,
  endAsTold,
  erasedAt,
  goneAt,
  isLater,
  ownersToldAt,
  type TermSeries,
  type ToldEnds,
  wantedUntil,
  withEvents,
} from '../table/retention.ts';
import { seriesWithReadable } from '../table/series-events.ts';
import { Problem } from '../values/problem.ts';
import { earlier, type Instant } from '../values/time.ts';
import { unconfirmedUntil } from './sign-up-item.ts';
import { isAlive, storedRegistrations } from './stored-registrations.ts';
import { isUnconfirmed, wasSeen } from './verified-entry.ts';

type Person = Pick<
  AttendeeItem,
  'email' | 'personHash' | 'seats' | 'eventIds' | 'cancelledEvents' | 'retentionDays' | 'createdAt'
>;

/**
 * When all that a series has of a person has to be gone. An event that ends later than it was to counts with the end that
 * this person was told: by the mail about it, or by any other that showed the date (decision 114).
 * @param joining events that they register for at this moment, and see as they are
 */
export async function termEndsAt(
  person: Person,
  all: TermSeries,
  context: Pick<Context, 'store' | 'keys' | 'stage'>,
  joining: readonly string[] = [],
): Promise<Instant> {
  const later = all.events.filter(
    (event) => person.eventIds.includes(event.eventId) && !joining.includes(event.eventId) && isLater(event),
  );
  return erasedAt(person, all, context.stage, await toldEnds(person, later, context));
}

async function toldEnds(
  person: Person,
  events: readonly EventItem[],
  context: Pick<Context, 'store' | 'keys'>,
): Promise<ToldEnds> {
  const ids = events.map(({ eventId }) => eventId);
  const registrations = await storedRegistrations(person, ids, context);
  return new Map(
    events.map((event) => {
      const ends = registrations
        .filter((one) => one.eventId === event.eventId)
        .map((one) => endAsTold(event, one.toldSequence));
      return [event.eventId, ends.toSorted().at(-1) ?? endAsTold(event, undefined)];
    }),
  );
}

/** When what nobody confirmed ends; a direct entry from before they had an end of their own had a person's. */
export function unconfirmedEnd(registration: RegistrationItem, event: EventItem): Instant {
  const at = goneAt(registration) ?? wantedUntil(event);
  return registration.isUnverified ? earlier(at, unconfirmedUntil([event], registration.createdAt)) : at;
}

/**
 * The events that somebody's term counts from: of whom nobody has shown that the address is theirs, those at which they were
 * seen, and nothing else that somebody typed.
 */
export async function countedEvents(
  attendee: AttendeeItem,
  context: Pick<Context, 'store' | 'keys'>,
): Promise<readonly string[]> {
  if (!attendee.isUnverified) return attendee.eventIds;
  const all = await storedRegistrations(attendee, attendee.eventIds, context);
  return all.filter(wasSeen).map(({ eventId }) => eventId);
}

/** When all that a series has of a person is gone, as things stand: of who was only entered, with the last of the entries. */
export async function allGoneAt(
  attendee: AttendeeItem,
  all: TermSeries,
  context: Pick<Context, 'store' | 'keys' | 'stage'>,
): Promise<Instant> {
  const eventIds = await countedEvents(attendee, context);
  if (!attendee.isUnverified || eventIds.length > 0)
    return termEndsAt({ ...attendee, eventIds: [...eventIds] }, all, context);
  const entries = await storedRegistrations(attendee, attendee.eventIds, context);
  const ends = entries.filter(isUnconfirmed).flatMap((entry) => {
    const event = all.events.find(({ eventId }) => eventId === entry.eventId);
    return event === undefined ? [] : [unconfirmedEnd(entry, event)];
  });
  return ends.toSorted().at(-1) ?? goneAt(attendee) ?? termEndsAt(attendee, all, context);
}

/**
 * An attendee whose person has just shown that they read mail at the address, and takes part in these events: kept by
 * their own term from now on, not by that of what somebody typed.
 */
export async function shownToBeTheirs(
  attendee: AttendeeItem,
  eventIds: readonly string[],
  context: Pick<Context, 'store' | 'keys' | 'stage' | 'report'>,
): Promise<AttendeeItem> {
  const { series, ...all } = await seriesWithReadable(attendee.seriesId, [], context);
  if (series === undefined) throw new Problem('link-expired');
  const { isUnverified, ...person } = withEvents(attendee, eventIds);
  return { ...person, expiresAt: backstop(await termEndsAt(person, { series, ...all }, context, eventIds)) };
}

/**
 * What the end of a registration changes of its person's term: with their last place in an event it wants their data no
 * longer, and a look is planned for the day that is theirs then. Who has another place there is written as they are, so that
 * nobody ends the other one unseen.
 * @param at when it ended
 */
export async function leavingEvent(
  registration: RegistrationItem,
  event: EventItem,
  at: Instant,
  context: Pick<Context, 'store' | 'keys' | 'stage' | 'now' | 'report'>,
): Promise<{ steps: Step[]; expiresAt?: number }> {
  const { store, keys, now } = context;
  const { eventId, seriesId, personHash, registrationId } = registration;
  const { attendee, erasure } = await store.load({
    attendee: refs.attendee(personHash, seriesId),
    erasure: refs.erasure(eventId),
  });
  if (attendee === undefined || !attendee.eventIds.includes(eventId)) return { steps: [] };
  const { version } = attendee;
  const put = (item: AttendeeItem): Step => ({
    step: 'put',
    item: { ...item, version: version + 1 },
    when: { version },
  });
  const places = await storedRegistrations(attendee, [eventId], { store, keys });
  const isElse = places.some((one) => one.registrationId !== registrationId && isAlive(one));
  const { series, ...all } = await seriesWithReadable(seriesId, [event], context);
  if (isElse || series === undefined) return { steps: [put(attendee)] };
  const left = { ...attendee, cancelledEvents: { ...attendee.cancelledEvents, [eventId]: at } };
  if (attendee.isUnverified) return { steps: [put(left)] };
  const ends = await termEndsAt(left, { series, ...all }, context);
  const expiresAt = backstop(ends);
  const steps = [put({ ...left, expiresAt })];
  const told = ownersToldAt(ends, event);
  const dueAt = told > now ? told : now;
  if (erasure?.dueAt !== undefined && dueAt < erasure.dueAt)
    steps.push({ step: 'put', item: { ...erasure, dueAt }, when: 'any' });
  return { steps, expiresAt };
}
