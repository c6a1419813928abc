import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { CountersItem, DocumentationItem, EventItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { linksOut } from './attendee-view.ts';

/** What a report lacks of one event: it is to come, of some it isn't recorded whether they came, nothing of it is out. */
export interface ReportGap {
  eventId: string;
  lacks: 'end' | 'attendance' | 'documentation';
}

function gapOf(
  event: EventItem,
  counters: CountersItem | undefined,
  documentation: DocumentationItem | undefined,
  now: string,
): ReportGap['lacks'] | undefined {
  if (now < endsAt(event)) return 'end';
  const { confirmed = 0, attended = 0, absent = 0 } = counters ?? {};
  if (confirmed > attended + absent) return 'attendance';
  return linksOut(documentation, event, now).length === 0 ? 'documentation' : undefined;
}

/** What the report of these events lacks, the first thing of each; none: it is complete. Drafts and what was called off lack nothing. */
export async function reportGaps(
  events: readonly EventItem[],
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<ReportGap[]> {
  const held = events.filter(({ status }) => status === 'published');
  const [counters, documentations] = await Promise.all([
    store.getMany(held.map(({ eventId }) => refs.counters(eventId))),
    store.getMany(held.map(({ eventId }) => refs.documentation(eventId))),
  ]);
  return held.flatMap((event, at): ReportGap[] => {
    const lacks = gapOf(event, counters[at], documentations[at], now);
    return lacks === undefined ? [] : [{ eventId: event.eventId, lacks }];
  });
}
