import type { Context } from '../table/context.ts';
import { isPromoting } from '../table/event.ts';
import type { AttendeeItem, EventItem, RegistrationItem } from '../table/items.ts';
import { identityOf } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';

/** The seats that a person has taken up in an event, alive or not: `[1]`, or up to the highest. */
function seatsOf(attendee: Pick<AttendeeItem, 'seats'>, eventId: string): number[] {
  return Array.from({ length: attendee.seats?.[eventId] ?? 1 }, (_, index) => index + 1);
}

/** All registrations of a person in these events, every seat; read by key, so that none is missed. */
export async function storedRegistrations(
  attendee: Pick<AttendeeItem, 'email' | 'personHash' | 'seats'>,
  eventIds: readonly string[],
  { store, keys }: Pick<Context, 'store' | 'keys'>,
): Promise<RegistrationItem[]> {
  if (eventIds.length === 0) return [];
  const identity = identityOf(keys, attendee);
  const wanted = eventIds.flatMap((eventId) =>
    seatsOf(attendee, eventId).map((seat) =>
      refs.registration(eventId, identity.registrationId(eventId, seat)),
    ),
  );
  return (await store.getMany(wanted)).filter((one) => one !== undefined);
}

/** Whether a registration stands: it has a place, waits, or is to be confirmed. */
export function isAlive(registration: RegistrationItem | undefined): boolean {
  const state = registration?.state;
  return state === 'confirmed' || state === 'waitlisted' || state === 'pending';
}

/** Whether somebody is on a waiting list from which nobody is moved up any more: a free place is theirs to take as anybody's. */
export function isOnClosedList(
  registration: Pick<RegistrationItem, 'state'> | undefined,
  event: EventItem,
  now: Instant,
): boolean {
  return registration?.state === 'waitlisted' && !isPromoting(event, now);
}

/** Whether a registration stands in the way of another by the same person. */
export function isTaken(
  registration: RegistrationItem | undefined,
  event: EventItem,
  now: Instant,
): registration is RegistrationItem {
  return isAlive(registration) && !isOnClosedList(registration, event, now);
}
