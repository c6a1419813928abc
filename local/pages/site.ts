import * as z from 'zod';
import { type Html, html, page, styleHash } from './html.ts';

const Text = z.union([z.string(), z.record(z.string(), z.string())]).optional();
const Notice = z.looseObject({ version: z.string(), text: Text, hash: Text, url: Text.optional() });
const Choice = z.looseObject({ value: z.string(), label: Text });
const Event = z.looseObject({
  eventId: z.string(),
  title: Text,
  startsAtLocal: z.string().optional(),
  startsAt: z.string().optional(),
  timeZone: z.string().optional(),
  workingGroups: z.array(z.looseObject({ workingGroupId: z.string(), title: Text })).default([]),
  questions: z
    .array(
      z.looseObject({
        questionId: z.string(),
        kind: z.string().default('text'),
        required: z.boolean().default(false),
        maxLength: z.number().optional(),
        label: Text,
        options: z.array(Choice).default([]),
      }),
    )
    .default([]),
});

/** What the sample website reads of `GET /v1/series/{seriesId}`. */
export const PublicSeries = z.looseObject({
  seriesId: z.string(),
  title: Text,
  summary: Text,
  organisers: z.array(z.string()).default([]),
  events: z.array(Event).default([]),
  notices: z.record(z.string(), Notice).default({}),
});
export type PublicSeries = z.infer<typeof PublicSeries>;

interface Visit {
  baseUrl: string;
  locale: string;
  sent: boolean;
}

const inLocale =
  (locale: string): Say =>
  (text) =>
    typeof text === 'string' ? text : (text?.[locale] ?? Object.values(text ?? {})[0] ?? '');

/** A website as an organiser may have it: the series, and a plain form that posts to the API. */
export function sitePage(series: PublicSeries, visit: Visit): string {
  return website(series, visit, '/_local/site', plainForm(series, visit, `${visit.baseUrl}/_local/site`));
}

/** The same website with scripts: the web component, and in it the plain form for when there are none. */
export function componentPage(series: PublicSeries, visit: Visit): string {
  const { baseUrl, locale } = visit;
  const path = '/_local/site/component';
  const component = html`<eventbote-signup series="${series.seriesId}" lang="${locale}">${plainForm(series, visit, baseUrl + path)}</eventbote-signup>
      <script src="${baseUrl}/signup.js" defer></script>`;
  return website(series, visit, path, component);
}

/** What the page with the component allows: of the API its script, its answers and its form, and nothing inline. */
export const componentPolicy = (baseUrl: string) =>
  `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}; form-action ${baseUrl}; style-src ${styleHash}; base-uri 'none'; require-trusted-types-for 'script'`;

function website(series: PublicSeries, { baseUrl, locale, sent }: Visit, path: string, form: Html): string {
  const say = inLocale(locale);
  const german = locale === 'de';
  const ways = [
    ['/_local/site', german ? 'Einfaches Formular' : 'Plain form'],
    ['/_local/site/component', german ? 'Web-Komponente' : 'Web component'],
  ].map(([way, name]) =>
    way === path
      ? html` · ${name}`
      : html` · <a href="${baseUrl}${way}?locale=${locale}&amp;seriesId=${series.seriesId}">${name}</a>`,
  );
  const languages = [
    ['de', 'Deutsch'],
    ['en', 'English'],
  ].map(([tag, name]) => html` · <a href="?locale=${tag}&amp;seriesId=${series.seriesId}">${name}</a>`);
  return page(
    say(series.title),
    html`<p>${say(series.summary)}</p><p class="quiet">${series.organisers.join(' · ')}${languages}${ways}</p>
      ${sent && html`<p><strong>${german ? 'Danke! Bitte bestätigen Sie die Anmeldung mit der Mail, die unterwegs ist.' : 'Thank you! Please confirm with the mail that is on its way.'}</strong> <a href="/_local/mailbox">Mailbox</a></p>`}
      ${form}`,
    locale,
  );
}

function plainForm(series: PublicSeries, { baseUrl, locale }: Visit, here: string): Html {
  const say = inLocale(locale);
  const german = locale === 'de';
  const parts = series.events.map((event) => {
    const groups = event.workingGroups.map(
      ({ workingGroupId, title }) => html`<option value="${workingGroupId}">${say(title)}</option>`,
    );
    return html`<fieldset><legend>${say(event.title)}</legend>
      <p class="quiet">${when(event, locale)}</p>
      <label><input type="checkbox" name="eventIds" value="${event.eventId}"> ${german ? 'Ich nehme teil' : 'I take part'}</label>
      ${groups.length > 0 && html`<label>${german ? 'Arbeitsgruppe' : 'Working group'} <select name="workingGroups.${event.eventId}"><option value=""></option>${groups}</select></label>`}
      ${event.questions.map((question) => questionField(event.eventId, question, say))}</fieldset>`;
  });
  return html`<form method="post" action="${baseUrl}/v1/registrations">
        <label>Name <input name="name" required maxlength="200" autocomplete="name"></label>
        <label>${german ? 'E-Mail-Adresse' : 'E-mail address'} <input name="email" type="email" required autocomplete="email"></label>
        <div class="website" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>
        ${parts}${notices(series.notices, say, german ? 'Datenschutzhinweis' : 'Privacy notice')}
        <input type="hidden" name="locale" value="${locale}"><input type="hidden" name="formUrl" value="${here}"><input type="hidden" name="returnUrl" value="${here}?sent=1&amp;locale=${locale}">
        <p><button>${german ? 'Anmelden' : 'Sign up'}</button></p>
      </form>`;
}

function when({ startsAt, timeZone = 'UTC' }: z.infer<typeof Event>, locale: string): string {
  if (startsAt === undefined) return '';
  const language = locale === 'de' ? 'de-DE' : 'en-GB';
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    new Date(startsAt),
  );
}

type Say = (text: z.infer<typeof Text>) => string;

function questionField(
  eventId: string,
  question: z.infer<typeof Event>['questions'][number],
  say: Say,
): Html {
  const name = `answers.${eventId}.${question.questionId}`;
  // Not `required` in the markup: a question is only asked of those who choose its event.
  const label = html`${say(question.label)}${question.required && ' *'}`;
  if (question.kind === 'choice') {
    const options = question.options.map(
      (option) => html`<option value="${option.value}">${say(option.label)}</option>`,
    );
    return html`<label>${label} <select name="${name}"><option value=""></option>${options}</select></label>`;
  }
  return html`<label>${label} <input name="${name}" maxlength="${question.maxLength ?? 500}"></label>`;
}

function notices(all: PublicSeries['notices'], say: Say, linkText: string): Html[] {
  return Object.entries(all).map(([kind, notice]) =>
    kind === 'privacy'
      ? html`<p class="quiet">${say(notice.text)} <a href="${say(notice.url)}">${linkText}</a><input type="hidden" name="notices.privacy" value="${notice.version}:${say(notice.hash)}"></p>`
      : html`<label><input type="checkbox" name="notices.${kind}" value="${notice.version}:${say(notice.hash)}"> ${say(notice.text)}</label>`,
  );
}
