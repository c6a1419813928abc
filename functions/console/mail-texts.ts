import { MailPreviewInput, previewMail } from '../core/organising/mail-preview.ts';
import { replaceSeries } from '../core/organising/series.ts';
import { TemplateName } from '../core/table/mail-kinds.ts';
import { SeriesInput, seriesInputOf } from '../core/table/series.ts';
import { parsed } from '../core/values/parsed.ts';
import { Problem } from '../core/values/problem.ts';
import { query } from '../http/http.ts';
import { type Filled, valueAt } from '../views/console/form.tsx';
import { LookScreen, MailTextScreen, MailTextsScreen } from '../views/console/mail-texts.tsx';
import { mailDocument, type PreviewFormat, previewFormatOf } from '../views/console/preview.tsx';
import { spokenMail } from '../views/spoken-mail.ts';
import { editableSeries } from './event-overview.ts';
import { fieldsOf } from './made-id.ts';
import { framedPreview } from './preview-frame.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';

const base = ({ params }: Visit) => `/console/series/${params.seriesId}`;

/** @throws Problem 404 for a kind of mail that there is not, or whose words are nobody's to replace */
function templateOf({ params }: Visit): TemplateName {
  const template = TemplateName.safeParse(params.template).data;
  if (template === undefined) throw new Problem('not-found');
  return template;
}

/** What is wrong with one of several paragraphs is told at their field. */
const atFields = ({ faults, ...filled }: Filled): Filled => ({
  ...filled,
  faults: faults.map((one) => ({ ...one, pointer: one.pointer.replace(/(\/paragraphs)\/\d+$/, '$1') })),
});

async function textForm(visit: Visit, filled?: Filled) {
  const series = await editableSeries(visit);
  const { texts, version } = series;
  const template = templateOf(visit);
  const stored = { body: { texts }, faults: [], version };
  return show(visit, MailTextScreen, { series, template, filled: filled ? atFields(filled) : stored });
}

async function lookForm(visit: Visit, filled?: Filled) {
  const series = await editableSeries(visit);
  const { look, version } = series;
  return show(visit, LookScreen, { series, filled: filled ?? { body: { look }, faults: [], version } });
}

/** One language and format of a mail in a frame. */
function preview(visit: Visit, shown: PreviewFormat, tried: object) {
  const { params, who, at } = visit;
  return framedPreview(visit, async () => {
    const { mails } = await previewMail(
      params.seriesId,
      parsed(MailPreviewInput, { ...tried, locale: shown.locale }),
      who,
      at,
    );
    const rendered = await Promise.all(mails.map(spokenMail));
    return rendered.map((mail) => mailDocument(mail, shown)).join('');
  });
}

/** What a query asks to see of what is kept. */
const formatOfQuery = ({ request, locale }: Visit) => previewFormatOf(query(request), locale);

/** The look that a form says: the organisation's own colour is not the series'. */
function lookOf(body: Record<string, unknown>, { at }: Visit): Record<string, unknown> | undefined {
  const { colour, isReset, ...rest } = fieldsOf(body.look);
  const isOwn =
    isReset !== true && String(colour).toLowerCase() !== at.stage.organisation.colour.toLowerCase();
  const look = { ...rest, ...(isOwn && colour !== undefined ? { colour } : {}) };
  return Object.keys(look).length === 0 ? undefined : look;
}

/** The kind of mail that a look is tried on: it has all that a look shows in. */
const sample = { template: 'confirmation' };

export const prefixes = ['/series/{seriesId}/texts', '/series/{seriesId}/look'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /series/{seriesId}/texts': async (visit) =>
    show(visit, MailTextsScreen, { series: await editableSeries(visit) }),
  'GET /series/{seriesId}/texts/{template}': textForm,
  'POST /series/{seriesId}/texts/{template}': submit(async (visit, { body, version }) => {
    const [series, template] = [await editableSeries(visit), templateOf(visit)];
    const { [template]: _, ...others } = series.texts ?? {};
    const words = valueAt(body, `/texts/${template}`);
    const texts = { ...others, ...(words === undefined ? {} : { [template]: words }) };
    const isAny = Object.keys(texts).length > 0;
    const input = { ...seriesInputOf(series), texts: isAny ? texts : undefined };
    await replaceSeries(series.seriesId, parsed(SeriesInput, input), version, visit.who, visit.at);
    return seeOther(`${base(visit)}/texts`, 'saved');
  }, textForm),
  'GET /series/{seriesId}/texts/{template}/preview': async (visit) =>
    preview(visit, formatOfQuery(visit), { template: templateOf(visit) }),
  'POST /series/{seriesId}/texts/{template}/preview': async (visit) => {
    const template = templateOf(visit);
    const { form, body } = sentBy(visit);
    const texts = valueAt(body, `/texts/${template}`) ?? {};
    return preview(visit, previewFormatOf(form, visit.locale), { template, texts });
  },
  'GET /series/{seriesId}/look': lookForm,
  'POST /series/{seriesId}/look': submit(async (visit, { body, version }) => {
    const series = await editableSeries(visit);
    const input = { ...seriesInputOf(series), look: lookOf(body, visit) };
    await replaceSeries(series.seriesId, parsed(SeriesInput, input), version, visit.who, visit.at);
    return seeOther(`${base(visit)}/look`, 'saved');
  }, lookForm),
  'GET /series/{seriesId}/look/preview': (visit) => preview(visit, formatOfQuery(visit), sample),
  'POST /series/{seriesId}/look/preview': async (visit) => {
    const { form, body } = sentBy(visit);
    return preview(visit, previewFormatOf(form, visit.locale), {
      ...sample,
      look: lookOf(body, visit) ?? {},
    });
  },
};
