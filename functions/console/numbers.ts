import { listEvents } from '../core/organising/events.ts';
import { eventNumbers, eventNumbersView, seriesNumbers } from '../core/participants/numbers.ts';
import { readReport } from '../core/participants/read-report.ts';
import type { CountersItem } from '../core/table/items.ts';
import { dayOf } from '../core/values/time.ts';
import { cursorText } from '../http/paging.ts';
import { NumbersScreen, ReportScreen } from '../views/console/numbers.tsx';
import { reportSections } from '../views/report.ts';
import { pageAsked } from './event-overview.ts';
import { type Routes, show } from './visit.ts';

/** The charts of this many events are one page. */
const eventsOnPage = 6;

/** A report of more registrations takes longer than a screen should: it is left to who asks for the document. */
const mostOnScreen = 1500;

const registered = ({ confirmed, pending, waitlisted, cancelled }: CountersItem) =>
  confirmed + pending + waitlisted + cancelled;

export const prefixes = ['/series/{seriesId}/numbers', '/series/{seriesId}/report'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /series/{seriesId}/numbers': async (visit) => {
    const { params, who, at } = visit;
    const { series, events: all, mails } = await seriesNumbers(params.seriesId, who, at);
    const { items, next } = await listEvents(params.seriesId, who, pageAsked(visit, eventsOnPage), at);
    const numbers = await Promise.all(items.map(({ event }) => eventNumbers(event.eventId, who, at)));
    return show(visit, NumbersScreen, {
      series,
      all: all.map(([event, counters]) => ({ event, counters })),
      mails,
      events: numbers.map((one) => ({
        event: one.event,
        numbers: eventNumbersView(one),
        today: dayOf(at.now, one.event.timeZone),
      })),
      next: cursorText(next),
    });
  },
  'GET /series/{seriesId}/report': async (visit) => {
    const { params, who, at, locale } = visit;
    const { series, events } = await seriesNumbers(params.seriesId, who, at);
    const count = events.reduce((sum, [, counters]) => sum + registered(counters), 0);
    if (count > mostOnScreen) return show(visit, ReportScreen, { series, count });
    const sections = reportSections(await readReport(params.seriesId, who, at), locale);
    return show(visit, ReportScreen, { series, count, sections });
  },
};
