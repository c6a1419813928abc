import { endsAt, startsAt } from './event.ts';
import type { RegistrationItem, SeriesItem } from './items.ts';
import type { DocumentationView } from './organiser-documentation.ts';
import type { EventWithCounters } from './organiser-events.ts';

/** A series as its organisers see it: as they handed it in, with its version. */
export function seriesView({ type, ...series }: SeriesItem) {
  return series;
}

/** An event with how full it is. */
export function eventView({ event, counters }: EventWithCounters) {
  const { type, ...fields } = event;
  const { pending, confirmed, waitlisted, cancelled, taken } = counters;
  const groups = Object.entries(counters.groups).map(([workingGroupId, group]) => ({
    workingGroupId,
    taken: group.taken,
  }));
  return {
    ...fields,
    startsAt: startsAt(event),
    endsAt: endsAt(event),
    counts: { taken, pending, confirmed, waitlisted, cancelled, workingGroups: groups },
  };
}

export function registrationView({
  type,
  personHash,
  signUpId,
  expiresAt,
  round,
  toldSequence,
  ...fields
}: RegistrationItem) {
  return fields;
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
