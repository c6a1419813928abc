import type { Organiser } from '../access/organiser.ts';
import { restrictionsDue } from '../attendee/restriction.ts';
import { requestsDue } from '../attendee/rights-requests.ts';
import { type MailCounts, mailCounts } from '../delivery/counts.ts';
import { eachPlaces, hasPlace } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { CountersItem, EventItem, SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { sumOf } from '../table/numbers.ts';
import { collections, numbersOf, refs } from '../table/refs.ts';
import { shownEach, shownEvents } from '../table/series-events.ts';
import type { SetbackItem } from '../table/setback-item.ts';
import { after, type Instant } from '../values/time.ts';
import { type AnnouncementWithSending, listAnnouncements } from './announcements.ts';
import { listSeries } from './series.ts';

/** An event with how full it is, and whose series it is. */
export interface EventOverview {
  series: SeriesItem;
  event: EventItem;
  counters: CountersItem;
}

/** Something that waits for an organiser. */
export type Need =
  | ({ need: 'draftEvent' | 'full' | 'documentation' | 'unmailedLinks' } & EventOverview)
  /** What is stored of it can't be read: it is left out of lists, and whoever runs the stage has to mend it. */
  | { need: 'unreadable'; series: SeriesItem; eventId: string }
  | { need: 'draftAnnouncement'; series: SeriesItem; announcement: AnnouncementWithSending['announcement'] }
  | ({ need: 'failed' | 'unknown' | 'attendance'; count: number } & EventOverview);

/** Due work that fails again and again. */
export interface Stuck extends Pick<SetbackItem, 'lane' | 'failures' | 'since' | 'nextAt' | 'error'> {
  series: SeriesItem | undefined;
}

export interface Home {
  isEmpty: boolean;
  /** Since when mail to many is paused, and why. */
  paused: { at: Instant; reason: string } | undefined;
  /** What dispatch can't get done, in the order of its failing. */
  stuck: Stuck[];
  needs: Need[];
  /** People whose restriction an owner has to look at again (Art. 18 GDPR). */
  restrictionsDue: number;
  /** What people asked for by right and has to be answered within a week. */
  requestsDue: number;
  /** What lies ahead, soonest first. */
  upcoming: EventOverview[];
}

/** How long after its end an event is still looked at. */
const lookedAtFor = 'P30D';
const mostSeries = 50;
const mostSetbacks = 100;
const mostAhead = 10;

/** What needs an organiser, over all series that are theirs: read from events and counts, never from registrations. */
export async function readHome(organiser: Organiser, context: Context): Promise<Home> {
  const { store, now } = context;
  const [{ items: all }, guard, { items: setbacks }, due, asked] = await Promise.all([
    listSeries(organiser, { limit: mostSeries }, context),
    store.get(refs.guard()),
    store.list(collections.setbacks(), { limit: mostSetbacks }),
    restrictionsDue(organiser, context),
    requestsDue(organiser, context),
  ]);
  const found = await Promise.all(all.map((series) => ofSeries(series, organiser, context)));
  const overviews = found.flatMap(({ events }) => events);
  const upcoming = overviews
    .filter(({ event }) => event.status === 'published' && endsAt(event) > now)
    .toSorted((a, b) => (startsAt(a.event) < startsAt(b.event) ? -1 : 1));
  return {
    isEmpty: all.length === 0,
    paused: guard?.paused && { at: guard.paused.at, reason: guard.paused.reason },
    stuck: stuckOf(setbacks, all, organiser, now),
    needs: found.flatMap(({ needs }) => needs),
    restrictionsDue: due,
    requestsDue: asked,
    upcoming: upcoming.slice(0, mostAhead),
  };
}

/**
 * What failed more than once, as far as it is of an organiser's series; what could not be read, or is of no series that
 * is known, those are told who have all of them.
 */
function stuckOf(
  setbacks: readonly SetbackItem[],
  all: readonly SeriesItem[],
  organiser: Organiser,
  now: Instant,
): Stuck[] {
  return setbacks
    .filter((one) => one.failures > 1 && Date.parse(now) / 1000 < one.expiresAt)
    .map((one) => ({ ...one, series: all.find(({ seriesId }) => seriesId === one.seriesId) }))
    .filter(({ series }) => series !== undefined || organiser.seriesIds === undefined)
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
}

async function ofSeries(
  series: SeriesItem,
  organiser: Organiser,
  context: Context,
): Promise<{ events: EventOverview[]; needs: Need[] }> {
  const { now } = context;
  const { seriesId } = series;
  const [{ events, unreadable }, announcements] = await Promise.all([
    shownEvents(seriesId, context),
    listAnnouncements(seriesId, organiser, { limit: 100 }, context),
  ]);
  const lookedAt = events.filter((event) => now < after(endsAt(event), lookedAtFor));
  const counted = await shownEach(
    lookedAt.map(({ eventId }) => ({ eventId, ref: refs.counters(eventId) })),
    context,
  );
  const overviews = lookedAt.flatMap((event, index): EventOverview[] => {
    const counters = counted[index];
    return counters === undefined ? [] : [{ series, event, counters }];
  });
  const needs = await Promise.all(overviews.map((one) => ofEvent(one, context)));
  const drafts = announcements.items
    .filter(({ notification }) => notification === undefined)
    .map(({ announcement }): Need => ({ need: 'draftAnnouncement', series, announcement }));
  const unread = unreadable.map(({ eventId }): Need => ({ need: 'unreadable', series, eventId }));
  return { events: overviews, needs: [...unread, ...needs.flat(), ...drafts] };
}

async function ofEvent(overview: EventOverview, context: Context): Promise<Need[]> {
  const { event, counters } = overview;
  const { store, now } = context;
  if (event.status === 'cancelled') return [];
  if (event.status === 'draft') return now < startsAt(event) ? [{ need: 'draftEvent', ...overview }] : [];
  const isOver = now >= endsAt(event);
  const [documentation, mails] = await Promise.all([
    isOver ? store.get(refs.documentation(event.eventId)) : undefined,
    mailsOfEvent(event.eventId, context),
  ]);
  const needs: Need[] = [];
  const isFull = !eachPlaces(event, counters).some(hasPlace);
  if (isFull && !isOver) needs.push({ need: 'full', ...overview });
  const isReleased = documentation?.releaseAt !== undefined;
  const { confirmed, attended = 0, absent = 0 } = counters;
  const unrecorded = confirmed - attended - absent;
  // Documentation for those who attended, certificates and the proof of use wait for it.
  if (isOver && unrecorded > 0) needs.push({ need: 'attendance', count: unrecorded, ...overview });
  if (isOver && !isReleased) needs.push({ need: 'documentation', ...overview });
  if (
    isReleased &&
    documentation.links.some((link) => !link.mailed) &&
    (documentation.releaseAt ?? '') <= now
  ) {
    needs.push({ need: 'unmailedLinks', ...overview });
  }
  for (const need of ['failed', 'unknown'] as const) {
    const states = need === 'failed' ? ['failed', 'bounced'] : ['unknown'];
    const count = mails.reduce(
      (sum, { byState }) => sum + states.reduce((own, state) => own + (byState[state] ?? 0), 0),
      0,
    );
    if (count > 0) needs.push({ need, count, ...overview });
  }
  return needs;
}

/** The counts of an event's mails: to one person each, and of each notification to many. */
async function mailsOfEvent(eventId: string, { store }: Context): Promise<MailCounts[]> {
  const { items } = await store.listed(lists.notificationsOfEvent(eventId), { limit: 50 });
  const runs = [numbersOf.eventMails(eventId), ...items.map(numbersOf.mailsOf)];
  const counted = await Promise.all(runs.map((run) => store.list(run)));
  return counted.map((page, index) => mailCounts(sumOf(page.items), index > 0));
}
