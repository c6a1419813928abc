import { readEvent } from '../core/organising/events.ts';
import { readSeries } from '../core/organising/series.ts';
import { previewSignUp } from '../core/organising/sign-up-preview.ts';
import { eventInputOf } from '../core/table/event.ts';
import { Problem } from '../core/values/problem.ts';
import type { HttpAnswer } from '../http/http.ts';
import { noMailDocument } from '../views/console/preview.tsx';
import { renderPage } from '../views/page.tsx';
import { eventInput, tidied } from './event-form.ts';
import type { Routes } from './routed.ts';
import { framed, posted, told, type Visit } from './visit.ts';

/** The sign-up form of an event, kept or just being written, for a frame. */
async function preview(visit: Visit, seriesId: string, body: unknown): Promise<HttpAnswer> {
  const { locale, who, at } = visit;
  try {
    return framed(renderPage(await previewSignUp(seriesId, body, locale, who, at)).html);
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    const messages = new Set(told(error, locale).map(({ message }) => message));
    return framed(noMailDocument(locale, [...messages]));
  }
}

async function ofForm(visit: Visit, seriesId: string, eventId?: string): Promise<HttpAnswer> {
  const { defaultLocale } = await readSeries(seriesId, visit.who, visit.at);
  const body = tidied(posted(visit).body);
  const ids = { seriesId, eventId: eventId ?? body.eventId ?? 'preview' };
  return preview(visit, seriesId, eventInput(body, defaultLocale, ids));
}

export const formPreviewRoutes: Routes = {
  'GET /events/{eventId}/form': async (visit) => {
    const { event } = await readEvent(visit.params.eventId ?? '', visit.who, visit.at);
    return preview(visit, event.seriesId, eventInputOf(event));
  },
  'POST /events/{eventId}/form': async (visit) => {
    const { event } = await readEvent(visit.params.eventId ?? '', visit.who, visit.at);
    return ofForm(visit, event.seriesId, event.eventId);
  },
  'POST /series/{seriesId}/form': async (visit) => ofForm(visit, visit.params.seriesId ?? ''),
};
