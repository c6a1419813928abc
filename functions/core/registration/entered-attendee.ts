import type { AttendeeItem, SeriesItem } from '../table/items.ts';
import { linkGenerationOf } from '../table/links.ts';
import type { Step } from '../table/ports.ts';
import { withEvents } from '../table/retention.ts';
import type { Locale } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import type { SignUpRequest } from './sign-up-request.ts';

interface EnteredFacts {
  request: SignUpRequest;
  series: SeriesItem;
  attendee: AttendeeItem | undefined;
  personHash: string;
  signUpId: string;
  retentionDays: number;
  now: Instant;
}

/**
 * Who enters directly has their page at once, for as long as what they entered. What an attendee verified is not touched by
 * what somebody typed, their term least of all: it is written as it is, which takes as long.
 */
export function enteredAttendee(
  facts: EnteredFacts,
  eventIds: string[],
  locale: Locale,
  expiresAt: number,
): Step {
  const { attendee, now, request, series } = facts;
  const said = { name: request.name, email: request.email, locale, signUpId: facts.signUpId };
  if (attendee !== undefined) {
    const next = attendee.isUnverified
      ? alsoEntered({ ...attendee, ...said }, eventIds, expiresAt, now)
      : attendee;
    const { version } = attendee;
    return { step: 'put', item: { ...next, version: version + 1 }, when: { version } };
  }
  const item: AttendeeItem = {
    type: 'attendee',
    seriesId: series.seriesId,
    personHash: facts.personHash,
    ...said,
    eventIds,
    retentionDays: facts.retentionDays,
    linkGeneration: linkGenerationOf(facts),
    isUnverified: true,
    createdAt: now,
    updatedAt: now,
    version: 0,
    expiresAt,
  };
  return { step: 'put', item, when: 'absent' };
}

function alsoEntered(
  attendee: AttendeeItem,
  eventIds: readonly string[],
  expiresAt: number,
  now: Instant,
): AttendeeItem {
  const until = Math.max(expiresAt, attendee.expiresAt ?? expiresAt);
  return { ...withEvents(attendee, eventIds), expiresAt: until, updatedAt: now };
}
