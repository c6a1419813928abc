import type { numberRoutes } from '../api/numbers.ts';
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
import { type HttpRequest, text } from '../http/http.ts';
import type { Handlers } from '../http/implement.ts';
import { spokenLocale } from '../http/language.ts';
import { reportCsv, reportSections } from '../views/report.ts';
import { wordsOf } from '../views/words/index.ts';
import { page } from './page.ts';

interface ReportCall {
  path: { seriesId: string };
  who: Organiser;
  at: Context;
  request: HttpRequest;
}

async function report({ path, who, at, request }: ReportCall) {
  const found = await readReport(path.seriesId, who, at);
  const { series } = found;
  const locale = await spokenLocale(request, series.defaultLocale);
  return { series, locale, sections: reportSections(found, locale) };
}

export const numberHandlers: Handlers<typeof numberRoutes> = {
  'GET /v1/organiser/series/{seriesId}/numbers': async ({ path, who, at }) =>
    seriesNumbersView(await seriesNumbers(path.seriesId, who, at)),
  'GET /v1/organiser/series/{seriesId}/report': async ({ path, who, at, request }) => {
    const { series, periods, gaps } = await readReport(path.seriesId, who, at);
    const { seriesId, title, organisers, partners = [] } = series;
    const { howMade } = wordsOf(await spokenLocale(request, series.defaultLocale)).page.report;
    return {
      ...{ seriesId, title, organisers, periods },
      partners: partners.map(({ name, role }) => ({ name, role })),
      isComplete: gaps.length === 0,
      gaps,
      howMade: Object.values(howMade),
    };
  },
  'GET /v1/organiser/series/{seriesId}/report.csv': async (call) => {
    const { sections, locale } = await report(call);
    return text('text/csv; charset=utf-8; header=present', reportCsv(sections, locale), {
      'content-disposition': `attachment; filename="${call.path.seriesId}.csv"`,
    });
  },
  'GET /v1/organiser/series/{seriesId}/report.html': async (call) => {
    const { series, sections, locale } = await report(call);
    const { stage, now } = call.at;
    return page(frameOf(stage, locale, series), { page: 'report', madeAt: now, sections });
  },
  'GET /v1/organiser/events/{eventId}/numbers': async ({ path, who, at }) =>
    eventNumbersView(await eventNumbers(path.eventId, who, at)),
};
