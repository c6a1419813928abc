import type { Organiser } from '../core/access/organiser.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import {
  eventNumbers,
  eventNumbersView,
  seriesNumbers,
  seriesNumbersView,
} from '../core/participants/numbers.ts';
import { readReport } from '../core/participants/read-report.ts';
import type { Context } from '../core/table/context.ts';
import { type HttpRequest, json, readerLocale, text } from '../http/http.ts';
import { page } from '../http/page-answer.ts';
import { reportCsv, reportSections } from '../views/report.ts';
import { eventId, organised, seriesId } from './organised.ts';

async function report(request: HttpRequest, who: Organiser, at: Context) {
  const { series, periods } = await readReport(seriesId(request), who, at);
  const locale = readerLocale(request, series.defaultLocale);
  return { series, locale, sections: reportSections(periods, series.timeZone, locale) };
}

/** What is counted, for organisers and whom they report to. */
export const numberRoutes = {
  'GET /v1/organiser/series/{seriesId}/numbers': organised(async (request, who, at) =>
    json(200, seriesNumbersView(await seriesNumbers(seriesId(request), who, at))),
  ),
  'GET /v1/organiser/series/{seriesId}/report': organised(async (request, who, at) => {
    const { series, periods } = await readReport(seriesId(request), who, at);
    return json(200, { seriesId: series.seriesId, title: series.title, periods });
  }),
  'GET /v1/organiser/series/{seriesId}/report.csv': organised(async (request, who, at) => {
    const { sections, locale } = await report(request, who, at);
    return text('text/csv; charset=utf-8; header=present', reportCsv(sections, locale), {
      'content-disposition': `attachment; filename="${seriesId(request)}.csv"`,
    });
  }),
  'GET /v1/organiser/series/{seriesId}/report.html': organised(async (request, who, at) => {
    const { series, sections, locale } = await report(request, who, at);
    return page(200, frameOf(at.stage, locale, series), { page: 'report', madeAt: at.now, sections });
  }),
  'GET /v1/organiser/events/{eventId}/numbers': organised(async (request, who, at) =>
    json(200, eventNumbersView(await eventNumbers(eventId(request), who, at))),
  ),
};
