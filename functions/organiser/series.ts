import type { seriesRoutes } from '../api/series.ts';
import { previewMail } from '../core/organising/mail-preview.ts';
import {
  createSeries,
  deleteSeries,
  listSeries,
  readSeries,
  replaceSeries,
} from '../core/organising/series.ts';
import { seriesView } from '../core/organising/views.ts';
import type { SeriesItem } from '../core/table/items.ts';
import { type Handlers, viewed } from '../http/implement.ts';
import { colourWarnings } from '../views/look.ts';
import { spokenMail } from '../views/spoken-mail.ts';

/** A series, and what was done to its colour. */
const shown = (series: SeriesItem) => ({
  ...seriesView(series),
  warnings: colourWarnings(series.look?.colour),
});

export const seriesHandlers: Handlers<typeof seriesRoutes> = {
  'GET /v1/organiser/series': async ({ page, who, at }) =>
    viewed(await listSeries(who, page, at), seriesView),
  'POST /v1/organiser/series': async ({ body, who, at }) => shown(await createSeries(body, who, at)),
  'GET /v1/organiser/series/{seriesId}': async ({ path, who, at }) =>
    shown(await readSeries(path.seriesId, who, at)),
  'PUT /v1/organiser/series/{seriesId}': async ({ path, body, version, who, at }) =>
    shown(await replaceSeries(path.seriesId, body, version, who, at)),
  'DELETE /v1/organiser/series/{seriesId}': ({ path, version, who, at }) =>
    deleteSeries(path.seriesId, version, who, at),
  'POST /v1/organiser/series/{seriesId}/preview': async ({ path, body, who, at }) => {
    const { mails, look } = await previewMail(path.seriesId, body, who, at);
    return {
      mails: await Promise.all(
        mails.map(async (facts) => ({ locale: facts.frame.locale, ...(await spokenMail(facts)) })),
      ),
      warnings: colourWarnings(look.colour),
    };
  },
};
