import { readEvent } from '../core/organising/events.ts';
import { readSeries } from '../core/organising/series.ts';
import { previewSignUp } from '../core/organising/sign-up-preview.ts';
import { EventInput, eventInputOf } from '../core/table/event.ts';
import { parsed } from '../core/values/parsed.ts';
import { renderPage } from '../views/render-page.tsx';
import { eventInput, tidied } from './event-form.ts';
import { framedPreview } from './preview-frame.ts';
import { type Routes, sentBy, type Visit } from './visit.ts';

/** The sign-up form of an event, kept or just being written, for a frame. */
function preview(visit: Visit, seriesId: string, body: unknown) {
  return framedPreview(visit, async () => {
    const { locale, who, at } = visit;
    return renderPage(await previewSignUp(seriesId, parsed(EventInput, body), locale, who, at)).html;
  });
}

async function ofForm(visit: Visit, seriesId: string, eventId?: string) {
  const { defaultLocale } = await readSeries(seriesId, visit.who, visit.at);
  const body = tidied(sentBy(visit).body);
  const ids = { seriesId, eventId: eventId ?? body.eventId ?? 'preview' };
  return preview(visit, seriesId, eventInput(body, defaultLocale, ids));
}

export const prefixes = ['/events/{eventId}/form', '/series/{seriesId}/form'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /events/{eventId}/form': async (visit) => {
    const { event } = await readEvent(visit.params.eventId, visit.who, visit.at);
    return preview(visit, event.seriesId, eventInputOf(event));
  },
  'POST /events/{eventId}/form': async (visit) => {
    const { event } = await readEvent(visit.params.eventId, visit.who, visit.at);
    return ofForm(visit, event.seriesId, event.eventId);
  },
  'POST /series/{seriesId}/form': (visit) => ofForm(visit, visit.params.seriesId),
};
