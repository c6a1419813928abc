import { plannedReminders } from '../registration/reminders.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { CountersItem, EventItem } from '../table/items.ts';
import type { Instant } from '../values/time.ts';

interface Counted {
  event: EventItem;
  counters: CountersItem;
}

/** People who have a place in an event that they can't take part in yet: their mails say that its link is still to come. */
export interface MissingLink {
  people: number;
}

/** Whether a published event that people take part in online has no link; undefined where it has, or is over. */
export function missingLink({ event, counters }: Counted, now: Instant): MissingLink | undefined {
  const { status, attendanceMode, joinUrl } = event;
  if (status !== 'published' || attendanceMode === 'onsite' || joinUrl !== undefined || now >= endsAt(event))
    return undefined;
  const { online } = attendanceMode === 'hybrid' ? (counters.ways ?? {}) : {};
  return { people: (online ?? counters).confirmed };
}

/** How those who were told that there is no link yet get it, where nobody told them of a change. */
export interface FirstLink extends MissingLink {
  by: 'reminder' | 'mail';
  at: Instant;
}

/** By the next reminder; where none is to come any more by a mail at once. Undefined: nobody waits for one. */
export function firstLink(current: Counted, next: EventItem, now: Instant): FirstLink | undefined {
  const { people = 0 } = missingLink(current, now) ?? {};
  if (people === 0 || next.joinUrl === undefined || next.attendanceMode === 'onsite') return undefined;
  const [reminder] = plannedReminders(next)
    .map(({ at }) => at)
    .filter((at) => at > now && at < startsAt(next))
    .toSorted();
  return reminder === undefined ? { people, by: 'mail', at: now } : { people, by: 'reminder', at: reminder };
}
