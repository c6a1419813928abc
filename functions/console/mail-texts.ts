import { allow } from '../core/access/organiser.ts';
import { previewMail } from '../core/organising/mail-preview.ts';
import { readSeries, replaceSeries } from '../core/organising/series.ts';
import { TemplateName } from '../core/table/mail-kinds.ts';
import { seriesInputOf } from '../core/table/series.ts';
import { Problem } from '../core/values/problem.ts';
import type { HttpAnswer } from '../http/http.ts';
import { type Filled, at as valueAt } from '../views/console/form.tsx';
import { LookScreen, MailTextScreen, MailTextsScreen } from '../views/console/mail-texts.tsx';
import { mailDocument, noMailDocument, type Shown, shownOf } from '../views/console/preview.tsx';
import { renderMail } from '../views/mail.ts';
import { fieldsOf } from './made-id.ts';
import type { Routes } from './routed.ts';
import { attempt, framed, posted, seeOther, show, told, type Visit } from './visit.ts';

const base = ({ params }: Visit) => `/console/series/${params.seriesId}`;

/** The series, for somebody who may change its words. */
async function editable({ params, who, at }: Visit) {
  const series = await readSeries(params.seriesId ?? '', who, at);
  allow(who, 'editor', series.seriesId);
  return series;
}

/** @throws Problem 404 for a kind of mail that there is not, or whose words are nobody's to replace */
function templateOf({ params }: Visit): TemplateName {
  const template = TemplateName.safeParse(params.template).data;
  if (template === undefined) throw new Problem('not-found');
  return template;
}

/** What is wrong with one of several paragraphs is told at their field. */
const atFields = ({ body, faults }: Filled): Filled => ({
  body,
  faults: faults.map((one) => ({ ...one, pointer: one.pointer.replace(/(\/paragraphs)\/\d+$/, '$1') })),
});

/** One language and format of a mail in a frame; in its place what is wrong with it. */
async function preview(visit: Visit, shown: Shown, tried: object): Promise<HttpAnswer> {
  const { params, who, at, locale } = visit;
  try {
    const wanted = { ...tried, locale: shown.locale };
    const { mails } = await previewMail(params.seriesId ?? '', wanted, who, at);
    const documents = mails.map((facts) => mailDocument(renderMail(facts), shown));
    return framed(documents.join(''));
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    const lines = new Set(told(error, locale).map(({ message }) => message));
    return framed(noMailDocument(locale, [...lines]));
  }
}

/** What a query asks to see of what is kept. */
const shownOfQuery = (visit: Visit) =>
  shownOf(new URLSearchParams(visit.request.rawQueryString), visit.locale);

/** The look that a form says: the organisation's own colour is none of the series'. */
function lookOf(body: Record<string, unknown>, { at }: Visit): Record<string, unknown> | undefined {
  const { colour, isReset, ...rest } = fieldsOf(body.look);
  const isOwn =
    isReset !== true && String(colour).toLowerCase() !== at.stage.organisation.colour.toLowerCase();
  const look = { ...rest, ...(isOwn && colour !== undefined ? { colour } : {}) };
  return Object.keys(look).length === 0 ? undefined : look;
}

const textRoutes: Routes = {
  'GET /series/{seriesId}/texts': async (visit) =>
    show(visit, MailTextsScreen, { series: await editable(visit) }),
  'GET /series/{seriesId}/texts/{template}': async (visit) => {
    const series = await editable(visit);
    const filled = { body: { texts: series.texts }, faults: [] };
    const { version } = series;
    return show(visit, MailTextScreen, { series, template: templateOf(visit), version, filled });
  },
  'POST /series/{seriesId}/texts/{template}': async (visit) => {
    const { who, at } = visit;
    const [series, template] = [await editable(visit), templateOf(visit)];
    const { body, version } = posted(visit);
    const { [template]: _, ...others } = series.texts ?? {};
    const words = valueAt(body, `/texts/${template}`);
    const texts = { ...others, ...(words === undefined ? {} : { [template]: words }) };
    const isAny = Object.keys(texts).length > 0;
    return attempt(
      visit,
      body,
      async () => {
        const input = { ...seriesInputOf(series), texts: isAny ? texts : undefined };
        await replaceSeries(series.seriesId, input, version, who, at);
        return seeOther(`${base(visit)}/texts`, 'saved');
      },
      (filled, status) =>
        show(visit, MailTextScreen, { series, template, version, filled: atFields(filled) }, status),
    );
  },
  'GET /series/{seriesId}/texts/{template}/preview': async (visit) =>
    preview(visit, shownOfQuery(visit), { template: templateOf(visit) }),
  'POST /series/{seriesId}/texts/{template}/preview': async (visit) => {
    const template = templateOf(visit);
    const { form, body } = posted(visit);
    const texts = valueAt(body, `/texts/${template}`) ?? {};
    return preview(visit, shownOf(form, visit.locale), { template, texts });
  },
};

/** The kind of mail that a look is tried on: it has all that a look shows in. */
const sample = { template: 'confirmation' };

const lookRoutes: Routes = {
  'GET /series/{seriesId}/look': async (visit) => {
    const series = await editable(visit);
    const { look, version } = series;
    return show(visit, LookScreen, { series, version, filled: { body: { look }, faults: [] } });
  },
  'POST /series/{seriesId}/look': async (visit) => {
    const { who, at } = visit;
    const series = await editable(visit);
    const { body, version } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        const input = { ...seriesInputOf(series), look: lookOf(body, visit) };
        await replaceSeries(series.seriesId, input, version, who, at);
        return seeOther(`${base(visit)}/look`, 'saved');
      },
      (filled, status) => show(visit, LookScreen, { series, version, filled }, status),
    );
  },
  'GET /series/{seriesId}/look/preview': async (visit) => preview(visit, shownOfQuery(visit), sample),
  'POST /series/{seriesId}/look/preview': async (visit) => {
    const { form, body } = posted(visit);
    return preview(visit, shownOf(form, visit.locale), { ...sample, look: lookOf(body, visit) ?? {} });
  },
};

export const mailTextsRoutes: Routes = { ...textRoutes, ...lookRoutes };
