import type { Stage } from '../values/stage.ts';
import { after, earlier, earlierBy, epochSeconds, type Instant, instant } from '../values/time.ts';
import { endsAt } from './event.ts';
import type { AttendeeItem, EventItem, SeriesItem } from './items.ts';

/** How long before the erasure of a series' attendees its owners are told. */
const ownersToldBefore = 'P14D';
/** Terms of a series that are remembered beside its first and its present one. */
const mostTerms = 18;
/** Days between the erasing by dispatch and the deletion by TTL, its backstop. */
const backstopDays = 35;

/** What says when somebody's data ends: the term that they were told, since when they are there, their events. */
export type Term = Pick<AttendeeItem, 'retentionDays' | 'createdAt' | 'eventIds'>;

/** The series that a term is in, with its events. */
interface TermSeries {
  series: SeriesItem;
  events: readonly EventItem[];
}

/** For how many days after their last event a series keeps who signs up now; from before it was stored: the stage's. */
export function retentionDaysOf(
  series: Pick<SeriesItem, 'retentionDays'>,
  stage: Pick<Stage, 'retentionDays'>,
): number {
  return series.retentionDays ?? stage.retentionDays;
}

/** The shortest of several terms; undefined where nobody was told any. */
export function shortest(...days: readonly (number | undefined)[]): number | undefined {
  const told = days.filter((one) => one !== undefined);
  return told.length === 0 ? undefined : Math.min(...told);
}

/** A term in days: as it was told at sign-up, or what its series made it since, where that is shorter. */
function daysOf({ retentionDays, createdAt }: Term, series: SeriesItem, stage: Stage): number {
  const now = retentionDaysOf(series, stage);
  const since = series.retentionTerms?.find(({ from }) => from > createdAt)?.days;
  return shortest(retentionDays, since, now) ?? now;
}

/** Until when an event wants its attendees' data: its end, or when it was cancelled, if that was before. */
export function wantedUntil(event: EventItem): Instant {
  return event.status === 'cancelled' ? earlier(endsAt(event), event.updatedAt) : endsAt(event);
}

/**
 * When somebody's data has to be gone: their term after the end of the last event that they registered for themselves,
 * by the series' clock. Whoever signed up before terms were kept was told of the series' last event, and it counts.
 */
export function erasedAt(term: Term, { series, events }: TermSeries, stage: Stage): Instant {
  const isOfSeries = term.retentionDays === undefined;
  const last = events
    .filter((one) => term.eventIds.includes(one.eventId) || (isOfSeries && one.status === 'published'))
    .map(wantedUntil)
    .toSorted()
    .at(-1);
  return after(last ?? term.createdAt, `P${daysOf(term, series, stage)}D`, series.timeZone);
}

/**
 * What a series remembers of its terms: each with when it began, as far as it is shorter than all that came later, so
 * that nobody's is lengthened again.
 * @param before the term until now; undefined for a new series
 */
export function retentionTerms(
  days: number,
  before: { days: number; terms: SeriesItem['retentionTerms'] } | undefined,
  now: Instant,
): NonNullable<SeriesItem['retentionTerms']> {
  if (before === undefined) return [{ days, from: now }];
  const terms = before.terms ?? [{ days: before.days, from: now }];
  if (days === before.days) return terms;
  const shorter = terms.filter((one) => one.days < days);
  // The first holds for those who were told no term; all others have their own beside.
  return [...shorter.slice(0, 1), ...shorter.slice(1).slice(-mostTerms), { days, from: now }];
}

/**
 * The terms of a series in a restored table, with one that had been made shorter after the backup: whoever had been there
 * before keeps it, and what the notice says today holds for all who come after.
 * @param from since when it was that short
 */
export function withTermOf(
  series: Pick<SeriesItem, 'retentionDays' | 'retentionTerms' | 'createdAt'>,
  { days, from }: { days: number; from: Instant },
  stage: Stage,
  now: Instant,
): NonNullable<SeriesItem['retentionTerms']> {
  const present = retentionDaysOf(series, stage);
  const terms = series.retentionTerms ?? [{ days: present, from: series.createdAt }];
  if (terms.some((one) => one.days <= days && one.from >= from)) return terms;
  const later = terms.filter((one) => one.days > days && one.from > from);
  const ends = later.length === 0 && present > days ? [{ days: present, from: now }] : [];
  return [...terms.filter((one) => one.days < days && one.from < from), { days, from }, ...later, ...ends];
}

/** When the owners of a series are told that people's data goes: two weeks before, and not while their event is to come. */
export function ownersToldAt(erased: Instant, event: EventItem): Instant {
  const at = earlierBy(erased, ownersToldBefore, event.timeZone);
  return at > wantedUntil(event) ? at : wantedUntil(event);
}

/**
 * Whether an item's time is over: it is invisible from then on, whatever dispatch and TTL have got to (promise 7).
 * Items hold their TTL, which lies the backstop's days later.
 */
export function isGone({ expiresAt }: { expiresAt?: number | undefined }, now: Instant): boolean {
  return expiresAt !== undefined && Date.parse(now) / 1000 >= expiresAt - backstopDays * 86_400;
}

/** When an item's time is over, by its TTL; undefined where it has none. */
export function goneAt({ expiresAt }: { expiresAt?: number | undefined }): Instant | undefined {
  return expiresAt === undefined ? undefined : instant((expiresAt - backstopDays * 86_400) * 1000);
}

/** An item, unless its time is over. */
export function present<T extends { expiresAt?: number | undefined }>(
  item: T | undefined,
  now: Instant,
): T | undefined {
  return item === undefined || isGone(item, now) ? undefined : item;
}

/** The TTL of what is erased at an instant, in epoch seconds. */
export function backstop(erased: Instant): number {
  return epochSeconds(after(erased, `P${backstopDays}D`));
}
