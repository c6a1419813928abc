import { listEvents } from '../core/organising/events.ts';
import { eventNumbers, eventNumbersView, seriesNumbers } from '../core/participants/numbers.ts';
import { readReport } from '../core/participants/read-report.ts';
import type { CountersItem } from '../core/table/items.ts';
import { dayOf } from '../core/values/time.ts';
import { query } from '../http/http.ts';
import { cursorText, pageOf } from '../http/paging.ts';
import { NumbersScreen, ReportScreen } from '../views/console/numbers.tsx';
import { reportSections } from '../views/report.ts';
import type { Routes } from './routed.ts';
import { show } from './visit.ts';

/** Pictures of so many events are one page. */
const eventsOnPage = 6;

/** A report of more registrations takes longer than a screen should: it is left to who asks for the document. */
const mostOnScreen = 1500;

const registered = ({ confirmed, pending, waitlisted, cancelled }: CountersItem) =>
  confirmed + pending + waitlisted + cancelled;

export const numbersRoutes: Routes = {
  'GET /series/{seriesId}/numbers': async (visit) => {
    const { params, who, at, request } = visit;
    const { seriesId = '' } = params;
    const { series, events: all, mails } = await seriesNumbers(seriesId, who, at);
    const page = { ...pageOf(request), limit: eventsOnPage };
    const { items, next } = await listEvents(seriesId, who, page, at);
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
      cursor: query(request).get('cursor') ?? undefined,
      next: next === undefined ? undefined : cursorText(next),
    });
  },
  'GET /series/{seriesId}/report': async (visit) => {
    const { params, who, at, locale } = visit;
    const { seriesId = '' } = params;
    const { series, events } = await seriesNumbers(seriesId, who, at);
    const count = events.reduce((sum, [, counters]) => sum + registered(counters), 0);
    if (count > mostOnScreen) return show(visit, ReportScreen, { series, count });
    const { periods } = await readReport(seriesId, who, at);
    const sections = reportSections(periods, series.timeZone, locale);
    return show(visit, ReportScreen, { series, count, sections });
  },
};
