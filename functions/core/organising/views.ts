import { isUnmarked } from '../registration/sensitive-words.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { CountersItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { writtenNotices } from '../table/series.ts';
import type { Way } from '../table/way.ts';
import type { Instant } from '../values/time.ts';
import type { AnnouncementWithSending } from './announcements.ts';
import type { DocumentationView } from './documentation.ts';
import { unclearTimes } from './event-times.ts';
import type { EventWithCounters } from './events.ts';
import { missingLink } from './first-link.ts';

/** A series as its organisers see it: as they handed it in, with its version. */
export function seriesView({ type, retentionTerms, ...series }: SeriesItem) {
  return { ...series, notices: writtenNotices(series.notices) };
}

/** An event with how full it is, and what its organisers should know of it. */
export function eventView({ event, counters, firstLink }: EventWithCounters, now: Instant) {
  const { type, ...fields } = event;
  const { pending, confirmed, waitlisted, cancelled, taken } = counters;
  // In the event's order, those that it has no more at the end: the table keeps none.
  const order = event.workingGroups.map((one) => one.workingGroupId);
  const removed = Object.keys(counters.groups).filter((id) => !order.includes(id));
  const groups = [...order, ...removed.toSorted()].map((workingGroupId) => ({
    workingGroupId,
    taken: counters.groups[workingGroupId]?.taken ?? 0,
  }));
  return {
    ...fields,
    startsAt: startsAt(event),
    endsAt: endsAt(event),
    counts: {
      ...{ taken, pending, confirmed, waitlisted, cancelled, workingGroups: groups },
      ways: event.attendanceMode === 'hybrid' ? wayCounts(counters) : undefined,
    },
    warnings: [
      ...overfull(counters),
      ...unclear(event),
      ...ofLink({ event, counters, firstLink }, now),
      ...unmarked(event),
    ],
  };
}

/** How many there are of each way, whether they share the places or not. */
function wayCounts({ ways }: CountersItem) {
  const counts = ({ taken, confirmed, waitlisted }: NonNullable<typeof ways>[Way]) => ({
    ...{ taken, confirmed, waitlisted },
  });
  return ways && { onsite: counts(ways.onsite), online: counts(ways.online) };
}

/** Where more places are taken than there are, after a capacity was lowered: nobody loses theirs. */
function overfull({ taken, capacity, groups, ways }: CountersItem) {
  const all = [
    { pointer: '/capacity', taken, capacity },
    ...Object.entries(ways ?? {}).map(([way, of]) => ({
      ...{ pointer: `/ways/${way}/capacity`, taken: of.taken, capacity: of.capacity },
    })),
    ...Object.entries(groups).map(([id, group]) => ({
      pointer: `/workingGroups/${id}`,
      taken: group.taken,
      capacity: group.capacity,
    })),
  ];
  return all.flatMap(({ pointer, taken, capacity }) =>
    capacity !== undefined && taken > capacity
      ? [{ code: 'capacityBelowTaken' as const, pointer, taken, capacity }]
      : [],
  );
}

/** Times that the clocks of the event's zone skip, or show twice; when they are meant stands in the view. */
function unclear(event: EventItem) {
  return unclearTimes(event, event.timeZone).map((one) =>
    one.warning === 'skipped'
      ? { code: 'timeSkipped' as const, pointer: `/${one.at}`, readAs: one.readAs }
      : { code: 'timeTwice' as const, pointer: `/${one.at}` },
  );
}

/** Questions that ask, by their words, for what Art. 9 GDPR protects, and are not marked sensitive. */
function unmarked({ questions }: EventItem) {
  return questions.flatMap((question, index) =>
    isUnmarked(question)
      ? [{ code: 'sensitiveUnmarked' as const, pointer: `/questions/${index}/sensitive` }]
      : [],
  );
}

/** That people have no way in yet; of one that they just got, how they hear of it. */
function ofLink(of: EventWithCounters, now: Instant) {
  const missing = missingLink(of, now);
  return [
    ...(missing ? [{ code: 'joinUrlMissing' as const, pointer: '/joinUrl', ...missing }] : []),
    ...(of.firstLink ? [{ code: 'joinUrlTold' as const, pointer: '/joinUrl', ...of.firstLink }] : []),
  ];
}

export function registrationView({
  type,
  personHash,
  signUpId,
  formerSignUpIds,
  expiresAt,
  round,
  toldSequence,
  hadPlace,
  heldBy,
  heldWay,
  heldGroupId,
  isToldBothWays,
  linkGeneration,
  marks,
  attendanceBefore,
  ...fields
}: RegistrationItem & { isRestricted?: true }) {
  return fields;
}

/** How far an announcement's sending is, in the words of its organiser. */
const announcementStates = {
  planned: 'scheduled',
  sending: 'sending',
  done: 'sent',
  cancelled: 'cancelled',
} as const;

type AnnouncementState = 'draft' | (typeof announcementStates)[keyof typeof announcementStates];

export function announcementView({ announcement, notification }: AnnouncementWithSending) {
  const { type, ...fields } = announcement;
  const state: AnnouncementState =
    notification === undefined ? 'draft' : announcementStates[notification.state];
  return {
    ...fields,
    state,
    notificationId: notification?.notificationId,
  };
}

export function documentationView({ documentation, unmailedLinks }: DocumentationView) {
  const { links, audience, releaseAt, version, updatedAt, eventId } = documentation;
  return {
    eventId,
    links: links.map(({ title, url }) => ({ title, url })),
    public: documentation.public,
    audience,
    release: releaseAt ?? null,
    unmailedLinks,
    version,
    updatedAt,
  };
}
