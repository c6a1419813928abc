import { readSeries } from '../core/organising/series.ts';
import { openness } from '../core/table/event.ts';
import { locales } from '../core/values/locale.ts';
import { query, text } from '../http/http.ts';
import { EmbedScreen } from '../views/console/embed.tsx';
import { qrFile } from '../views/console/qr.tsx';
import { loadWords } from '../views/words/index.ts';
import { seriesOfScreen } from './series.ts';
import { type Routes, show } from './visit.ts';

export const prefixes = ['/series/{seriesId}/embed', '/series/{seriesId}/qr.svg'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /series/{seriesId}/embed': async (visit) => {
    const { request, at } = visit;
    const { series, events } = await seriesOfScreen(visit);
    const asked = query(request);
    const isToCome = ['open', 'notYetOpen'];
    const language = locales.find((one) => one === asked.get('language')) ?? series.defaultLocale;
    await loadWords(language);
    return show(visit, EmbedScreen, {
      series,
      events: events.map(({ event }) => event).filter((event) => isToCome.includes(openness(event, at.now))),
      language,
      page: asked.get('page') ?? '',
      origins: at.stage.allowedOrigins,
    });
  },
  'GET /series/{seriesId}/qr.svg': async ({ params, who, at }) => {
    const { seriesId } = await readSeries(params.seriesId, who, at);
    const address = `${at.publicUrl}/series/${seriesId}/signup`;
    return text('image/svg+xml; charset=utf-8', qrFile(address, address), {
      'content-disposition': `attachment; filename="${seriesId}.svg"`,
    });
  },
};
