import { knownOf } from '../registration/verified-entry.ts';
import type { AttendeeItem } from '../table/items.ts';
import { joinedEvents, shortest } from '../table/retention.ts';

/** As many as either has taken up in each event. */
export function joinedSeats(
  attendee: AttendeeItem,
  target: AttendeeItem | undefined,
): Pick<AttendeeItem, 'seats'> {
  const seats = { ...attendee.seats };
  for (const [eventId, seat] of Object.entries(target?.seats ?? {}))
    seats[eventId] = Math.max(seat, seats[eventId] ?? 1);
  return { seats: Object.keys(seats).length > 0 ? seats : undefined };
}

/** What the end of what both have goes by. */
export function joinedTerm(attendee: AttendeeItem, target: AttendeeItem | undefined) {
  const known = knownOf(target);
  return {
    ...joinedEvents(attendee, known ?? { eventIds: [] }),
    retentionDays: shortest(attendee.retentionDays, known?.retentionDays),
  };
}

/**
 * Whom an attendee becomes who moves to an address: with whom is known there they are one. What was typed on somebody
 * else's page renames nobody, and what the other had asked for is open still.
 */
export function joinedAttendee(
  { newAddressId, isUnverified, ...attendee }: AttendeeItem,
  target: AttendeeItem | undefined,
): AttendeeItem {
  const known = knownOf(target);
  return {
    ...attendee,
    ...joinedSeats(attendee, target),
    name: known?.name ?? attendee.name,
    locale: known?.locale ?? attendee.locale,
    objectedAt: attendee.objectedAt ?? target?.objectedAt,
    objectionId: attendee.objectionId ?? target?.objectionId,
    restriction: attendee.restriction ?? target?.restriction,
    newAddressId: known?.newAddressId,
    addressesAskedAt: askedAt(attendee, known),
  };
}

/** Each of both may have asked for another address today. */
function askedAt(
  { addressesAskedAt: own }: AttendeeItem,
  known: AttendeeItem | undefined,
): AttendeeItem['addressesAskedAt'] {
  const there = known?.addressesAskedAt;
  return own === undefined && there === undefined ? undefined : [...(own ?? []), ...(there ?? [])].toSorted();
}
