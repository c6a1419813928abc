import { restrictedIn } from '../attendee/restriction.ts';
import { linksOut } from '../registration/attendee-view.ts';
import { type ReportGap, reportGaps } from '../registration/report-gaps.ts';
import { isUnconfirmed } from '../registration/verified-entry.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, SeriesItem } from '../table/items.ts';
import { sumOf } from '../table/numbers.ts';
import { everything } from '../table/pages.ts';
import type { Range } from '../table/ports.ts';
import { collections, numbersOf, refs } from '../table/refs.ts';
import type { EventReport, ReportCount, ReportPartItem, ReportsItem } from '../table/report-items.ts';
import { wantedUntil } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { shownEvents } from '../table/series-events.ts';
import { hashRanges, randomId } from '../values/keys.ts';
import type { Instant } from '../values/time.ts';
import { EventCount, reportCount } from './report.ts';

/** Events that one report tells of, with how many people they had together. */
export interface ReportPeriod {
  /** When it was frozen; absent: it is counted now, and changes with what it counts. */
  frozenAt?: Instant;
  /** Different people with a place, by address, and those of them who came. */
  people: ReportCount;
  attendedPeople: ReportCount;
  events: EventReport[];
}

/** What was frozen before an event's present date tells nothing of it. */
function isFrozen(event: EventItem, reports: ReportsItem | undefined): boolean {
  return (reports?.frozen ?? []).some(
    ({ eventIds, frozenAt }) => eventIds.includes(event.eventId) && frozenAt >= wantedUntil(event),
  );
}

/** Counts registrations that their people confirmed, or who was seen, a few pages in memory at a time: nobody can be counted twice. */
async function counted(events: readonly EventItem[], context: Context): Promise<ReportPeriod> {
  const { store, keys } = context;
  const people = new Set<string>();
  const attendedPeople = new Set<string>();
  const reports: EventReport[] = [];
  // Evaluating is no storing (Art. 18(2) GDPR).
  const restricted = await restrictedIn(events[0]?.seriesId ?? '', context);
  for (const event of events) {
    const count = new EventCount(event);
    const countRange = async (range: Range): Promise<void> => {
      const { items, next } = await store.list(collections.reported(event.eventId), range);
      for (const one of items.filter((it) => it.state === 'confirmed' && !isUnconfirmed(it))) {
        if (restricted(one)) continue;
        count.add(one);
        const person = `${one.personHash} ${one.seat ?? 1}`;
        people.add(person);
        if (one.attended === true) attendedPeople.add(person);
      }
      if (next !== undefined) await countRange({ ...range, after: next });
    };
    await Promise.all(hashRanges(keys).map(countRange));
    reports.push({ ...count.report, ...(await countedElsewhere(event, context)) });
  }
  return {
    people: reportCount(people.size),
    attendedPeople: reportCount(attendedPeople.size),
    events: reports,
  };
}

/** What of an event's report no registration says. */
async function countedElsewhere(
  event: EventItem,
  { store, now }: Context,
): Promise<Pick<EventReport, 'signUps' | 'documentation'>> {
  const [days, documentation] = await Promise.all([
    everything((from) => store.list(numbersOf.signUps(event.eventId), from)),
    store.get(refs.documentation(event.eventId)),
  ]);
  return {
    signUps: reportCount(sumOf(days).total ?? 0),
    documentation: linksOut(documentation, event, now).map(({ title, url }) => ({ title, url })),
  };
}

/** What the report of a series lacks of events that are not frozen. */
export async function gapsOf({ seriesId }: SeriesItem, context: Context): Promise<ReportGap[]> {
  const [reports, { events }] = await Promise.all([
    context.store.get(refs.reports(seriesId)),
    shownEvents(seriesId, context),
  ]);
  return reportGaps(
    events.filter((event) => !isFrozen(event, reports)),
    context,
  );
}

/** A series in numbers: what was frozen, and what is counted now of the rest. */
export async function seriesReport(series: SeriesItem, context: Context): Promise<ReportPeriod[]> {
  const { store } = context;
  const { seriesId } = series;
  const [reports, { events }] = await Promise.all([
    store.get(refs.reports(seriesId)),
    shownEvents(seriesId, context),
  ]);
  const frozen = await Promise.all(
    (reports?.frozen ?? []).map(async ({ reportId, eventIds, ...period }): Promise<ReportPeriod> => {
      const parts = await store.getMany(eventIds.map((id) => refs.reportPart(seriesId, reportId, id)));
      return {
        frozenAt: period.frozenAt,
        people: period.people,
        attendedPeople: period.attendedPeople,
        events: parts.filter((part) => part !== undefined).map(({ report }) => report),
      };
    }),
  );
  const open = events.filter((event) => event.status !== 'draft' && !isFrozen(event, reports));
  return open.length === 0 ? frozen : [...frozen, await counted(open, context)];
}

/**
 * Keeps what a series' report says of these of its events, before the first of their attendees is erased. Whoever comes
 * second finds it done: until it is, nobody erases.
 */
export async function freezeReport(
  { seriesId }: SeriesItem,
  events: readonly EventItem[],
  context: Context,
): Promise<void> {
  const { store, now } = context;
  return retrying('item', async () => {
    const reports = await store.get(refs.reports(seriesId));
    const open = events.filter(
      (event) => event.status !== 'draft' && wantedUntil(event) <= now && !isFrozen(event, reports),
    );
    if (open.length === 0) return;
    const { events: parts, people, attendedPeople } = await counted(open, context);
    const reportId = randomId();
    const kept = parts.map((report): ReportPartItem => ({ type: 'reportPart', seriesId, reportId, report }));
    for (const item of kept) await store.commit([{ step: 'put', item, when: 'absent' }]);
    const eventIds = open.map((event) => event.eventId);
    const item: ReportsItem = {
      type: 'reports',
      seriesId,
      frozen: [...(reports?.frozen ?? []), { reportId, frozenAt: now, eventIds, people, attendedPeople }],
      version: (reports?.version ?? -1) + 1,
    };
    const when = reports === undefined ? ('absent' as const) : { version: reports.version };
    if ((await store.commit([{ step: 'put', item, when }])).committed) return;
    for (const id of eventIds)
      await store.commit([{ step: 'remove', ref: refs.reportPart(seriesId, reportId, id) }]);
    return 'again';
  });
}
