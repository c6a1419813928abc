import * as z from 'zod';
import type { AttendanceMode } from './place.ts';

/** How one takes part in a hybrid event: one of the two things that its `attendanceMode` says. */
export const Way = z.enum(['onsite', 'online']);
export type Way = z.infer<typeof Way>;

/** What of an event says how people take part. */
interface Attended {
  attendanceMode: AttendanceMode;
  formerWay?: Way | undefined;
}

/** Whether registrations of an event say their way: it is hybrid, or people came by another mode than today's. */
export function statesWay({ attendanceMode, formerWay }: Attended): boolean {
  return attendanceMode === 'hybrid' || formerWay !== undefined;
}

/** Whether people take part in an event by this way. */
export function hasWay({ attendanceMode }: Attended, way: Way | undefined): boolean {
  return attendanceMode === 'hybrid' || attendanceMode === way;
}

/**
 * How the person behind a registration takes part. An event of one way is taken part in by that one, whatever somebody
 * chose before. Undefined: in either, by a registration for a hybrid event from before it was asked.
 */
export function wayOf(
  { attendanceMode, formerWay }: Attended,
  registration: { way?: Way | undefined } | undefined,
): Way | undefined {
  return attendanceMode === 'hybrid' ? (registration?.way ?? (registration && formerWay)) : attendanceMode;
}

/** How those take part who registered before the mode of an event changed, and said nothing. */
export function formerWay({ attendanceMode, formerWay: before }: Attended): Way {
  return before ?? (attendanceMode === 'onsite' ? 'onsite' : 'online');
}

/** How a registration says that its person takes part: by the one way or, of an entry of which nobody knows, by both. */
export interface SaidWay {
  way?: Way | undefined;
  isToldBothWays?: true | undefined;
}

/** The way by which somebody is told of an event. Undefined: of both. */
export function toldWayOf(event: Attended, registration: SaidWay | undefined): Way | undefined {
  return registration?.isToldBothWays && event.attendanceMode === 'hybrid'
    ? undefined
    : wayOf(event, registration);
}

/** An event as it is for who takes part by this way: theirs alone, with what they need for it. */
export function asAttended<
  E extends Attended & { place?: unknown; joinUrl?: unknown; joinInfo?: unknown; joinUrlForOnsite?: boolean },
>(event: E, registration: SaidWay | undefined): E {
  if (event.attendanceMode !== 'hybrid') return event;
  const way = toldWayOf(event, registration);
  if (way === 'online') return { ...event, attendanceMode: way, place: undefined };
  if (way === undefined) return event;
  // Notes on joining may hold a code.
  return {
    ...event,
    attendanceMode: way,
    ...(event.joinUrlForOnsite ? {} : { joinUrl: undefined, joinInfo: undefined }),
  };
}
