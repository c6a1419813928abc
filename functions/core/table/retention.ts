import type { Stage } from '../values/stage.ts';
import { after, earlier, earlierBy, epochSeconds, type Instant, instant } from '../values/time.ts';
import { endsAt } from './event.ts';
import type { AttendeeItem, EventItem, SeriesItem } from './items.ts';
import type { Unreadable } from './series-events.ts';

/** How long before the erasure of a series' attendees its owners are told. */
const ownersToldBefore = 'P14D';
/** Terms of a series that are remembered beside its first and its present one. */
const mostTerms = 18;
/** Days between the erasing by dispatch and the deletion by TTL, its backstop. */
const backstopDays = 35;

/** What says when somebody's data ends: the term that they were told, since when they are there, their events. */
export type Term = Pick<AttendeeItem, 'retentionDays' | 'createdAt' | 'eventIds' | 'cancelledEvents'>;

/** The series that a term is in, with its events. */
export interface TermSeries {
  series: SeriesItem;
  events: readonly EventItem[];
  /** Those that can't be read: a term that counts from one of them isn't known. */
  unreadable?: readonly Unreadable[];
}

/** When events end that are later since, as somebody was told: by event. */
export type ToldEnds = ReadonlyMap<string, Instant>;

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
function daysOf(
  { retentionDays, createdAt }: Term,
  series: SeriesItem,
  stage: Pick<Stage, 'retentionDays'>,
): number {
  const now = retentionDaysOf(series, stage);
  const since = series.retentionTerms?.find(({ from }) => from > createdAt)?.days;
  return shortest(retentionDays, since, now) ?? now;
}

/** Until when an event wants its attendees' data: its end, or when it was cancelled, if that was before. */
export function wantedUntil(event: EventItem): Instant {
  return earlier(endsAt(event), event.cancelledAt ?? endsAt(event));
}

/** Whether an event was to end earlier once, as far as it remembers what people were told. */
export function isLater(event: EventItem): boolean {
  return (event.formerFacts ?? []).some((one) => one.endsAt < endsAt(event));
}

/**
 * When an event ends, as somebody knows it: a later end counts for those alone who were told of it.
 * @param toldSequence which of its sequences they were told last; undefined where nobody knows
 */
export function endAsTold(event: EventItem, toldSequence: number | undefined): Instant {
  const { formerFacts = [], sequence } = event;
  if (toldSequence !== undefined && toldSequence >= sequence) return endsAt(event);
  const known = formerFacts.find((one) => one.sequence === toldSequence);
  return known?.endsAt ?? formerFacts.map((one) => one.endsAt).reduce(earlier, endsAt(event));
}

/** Until when one of their events wants somebody's data: not longer than they were told, nor than they take part. */
function wantedOf({ cancelledEvents = {} }: Term, event: EventItem, told: ToldEnds | undefined): Instant {
  const until = wantedUntil(event);
  return [told?.get(event.eventId) ?? until, cancelledEvents[event.eventId] ?? until].reduce(earlier, until);
}

/** An event that can't be read and that somebody's term counts from. */
function unreadableOf(
  { retentionDays, eventIds }: Pick<Term, 'retentionDays' | 'eventIds'>,
  unreadable: readonly Unreadable[],
): Unreadable | undefined {
  return unreadable.find(({ eventId }) => retentionDays === undefined || eventIds.includes(eventId));
}

/** Whether nobody can say when somebody's term ends. */
export function isUncertain(
  term: Pick<Term, 'retentionDays' | 'eventIds'>,
  { unreadable = [] }: Pick<TermSeries, 'unreadable'>,
): boolean {
  return unreadableOf(term, unreadable) !== undefined;
}

/**
 * When somebody's data has to be gone: their term after the end of the last event that they registered for themselves,
 * by the series' clock. Whoever signed up before terms were kept was told of the last event that the series had then, and
 * it counts. What may put that day off is their own sign-up, and a later end that they were told of, and nothing else.
 */
export function erasedAt(
  term: Term,
  { series, events, unreadable = [] }: TermSeries,
  stage: Pick<Stage, 'retentionDays'>,
  told?: ToldEnds,
): Instant {
  const isOfSeries = term.retentionDays === undefined;
  const missing = unreadableOf(term, unreadable);
  if (missing !== undefined) throw missing.error;
  const own = events.filter((one) => term.eventIds.includes(one.eventId));
  const others = events.filter(
    (one) =>
      isOfSeries && !own.includes(one) && one.status === 'published' && one.createdAt <= term.createdAt,
  );
  const last = [
    ...own.map((one) => wantedOf(term, one, told)),
    ...others.map((one) => endAsTold(one, undefined)),
  ]
    .toSorted()
    .at(-1);
  return after(last ?? term.createdAt, `P${daysOf(term, series, stage)}D`, series.timeZone);
}

/** The events of a person who had two terms: one that they cancelled in both, or in the only one that has it, is over. */
export function joinedEvents(
  one: Pick<Term, 'eventIds' | 'cancelledEvents'>,
  other: Pick<Term, 'eventIds' | 'cancelledEvents'>,
): Pick<Term, 'eventIds' | 'cancelledEvents'> {
  const still = (eventId: string) =>
    [one, other].some((term) => term.eventIds.includes(eventId) && !term.cancelledEvents?.[eventId]);
  const cancelled = Object.entries({ ...one.cancelledEvents, ...other.cancelledEvents }).filter(
    ([eventId]) => !still(eventId),
  );
  return {
    eventIds: [...new Set([...one.eventIds, ...other.eventIds])],
    cancelledEvents: cancelled.length === 0 ? undefined : Object.fromEntries(cancelled),
  };
}

/** A term with events that its person registers for, again too. */
export function withEvents<T extends Pick<Term, 'eventIds' | 'cancelledEvents'>>(
  term: T,
  eventIds: readonly string[],
): T {
  const left = Object.entries(term.cancelledEvents ?? {}).filter(([eventId]) => !eventIds.includes(eventId));
  return {
    ...term,
    eventIds: [...new Set([...term.eventIds, ...eventIds])],
    cancelledEvents: left.length === 0 ? undefined : Object.fromEntries(left),
  };
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

/**
 * When the owners of a series are told that people's data goes: two weeks before, and not while their event is to come,
 * unless it goes before that: of those who cancelled, or know another date.
 */
export function ownersToldAt(erased: Instant, event: EventItem): Instant {
  const at = earlierBy(erased, ownersToldBefore, event.timeZone);
  const until = wantedUntil(event);
  return at < until && until < erased ? until : at;
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
