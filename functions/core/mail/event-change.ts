import { type FormerFacts, withoutOptional } from '../table/event.ts';
import type { EventItem, NotificationItem, RegistrationItem } from '../table/items.ts';
import type { Links } from '../table/links.ts';
import { asAttended } from '../table/way.ts';
import type { Instant } from '../values/time.ts';
import { isSameWhere, personalFacts } from './event-facts.ts';
import type { ChangedFact, EventChange } from './mail-content.ts';

/**
 * What of an event is other than the person behind a registration was told last: by the sequence that they were told
 * where the event remembers it, because a change may have been told to nobody, else by what the notification was
 * planned with. Undefined when neither says anything.
 */
export function changeFor(
  event: EventItem,
  registration: RegistrationItem,
  previous: NotificationItem['previous'],
  links: Links,
  now: Instant,
): EventChange | undefined {
  const { sequence, ...former }: Partial<FormerFacts> =
    event.formerFacts?.find((one) => one.sequence === registration.toldSequence) ?? {};
  if (previous === undefined && sequence === undefined) return undefined;
  // A row of an earlier version has its times alone.
  const hasTexts = previous?.title !== undefined;
  const { startsAt, endsAt, ...texts } = { ...previous, ...former };
  const was: EventItem = {
    ...event,
    ...(hasTexts ? withoutOptional : {}),
    ...texts,
    // What calendars showed is known whole.
    ...(sequence === undefined ? {} : { place: former.place }),
  };
  const factsOf = (one: EventItem) => personalFacts(one, registration, registration.locale, links, now);
  const linkOf = (one: EventItem) => asAttended(one, registration).joinUrl;
  const after = factsOf(event);
  const before = { ...factsOf(was), startsAt: startsAt ?? after.startsAt, endsAt: endsAt ?? after.endsAt };
  const isOther: Record<ChangedFact, boolean> = {
    title: before.title.text !== after.title.text,
    time:
      before.startsAt !== after.startsAt ||
      before.endsAt !== after.endsAt ||
      before.timeZone !== after.timeZone,
    place: !isSameWhere(before, after),
    directions: before.place?.directions?.text !== after.place?.directions?.text,
    accessibility: before.place?.accessibility?.text !== after.place?.accessibility?.text,
    summary: before.summary?.text !== after.summary?.text,
    workingGroup: before.workingGroup?.text !== after.workingGroup?.text,
    join: after.standing === 'confirmed' && linkOf(was) !== linkOf(event),
    joinInfo: before.joinInfo?.text !== after.joinInfo?.text,
  };
  const changed = changedFacts.filter((one) => isOther[one]);
  return previous === undefined && changed.length === 0 ? undefined : { before, facts: changed };
}

/** In the order in which they are told. */
const changedFacts = [
  ...(['title', 'time', 'place', 'directions', 'accessibility'] as const),
  ...(['workingGroup', 'join', 'joinInfo', 'summary'] as const),
];
