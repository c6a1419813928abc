import { formNotice, privacyNotice } from '../../core/attendee/sign-up-form.ts';
import { endsAt, type Question, startsAt } from '../../core/table/event.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { Way } from '../../core/table/way.ts';
import { inLocale, type Locale } from '../../core/values/locale.ts';
import { span } from '../dates.ts';
import { wordsOf } from '../words/index.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (plain: string) => plain.replaceAll(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

/** A tag with its attributes; what is undefined or false is left out. */
function tag(name: string, attributes: Record<string, string | number | boolean | undefined>): string {
  const all = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [` ${key}`] : [` ${key}="${text(String(value))}"`];
  });
  return `<${name}${all.join('')}>`;
}

const label = (caption: string, control: string) => `<label>${text(caption)} ${control}</label>`;

export interface SnippetFacts {
  series: SeriesItem;
  /** Those that people can sign up for. */
  events: readonly EventItem[];
  locale: Locale;
  /** Where the form will stand, and where it posts to. */
  formUrl: string;
  publicUrl: string;
}

/**
 * The sign-up form of a series as plain HTML for a website: no script, no style, to be dressed by the website's own.
 * Everything that was written is text in it.
 */
export function signUpSnippet({ series, events, locale, formUrl, publicUrl }: SnippetFacts): string {
  const words = wordsOf(locale).page.signUp;
  const { news, sensitive } = series.notices;
  const privacy = privacyNotice(series, locale);
  const isOnly = events.length === 1;
  const hidden = (name: string, value: string) => tag('input', { type: 'hidden', name, value });
  const consent = (kind: string, notice: { version: string; text: SeriesItem['title'] } | undefined) => {
    if (notice === undefined) return [];
    const shown = formNotice(notice, locale);
    const box = tag('input', { type: 'checkbox', name: `notices.${kind}`, value: shown.reference });
    return [`<label>${box} ${text(shown.text.text)}</label>`];
  };
  const isSensitive = events.some(({ questions }) => questions.some((question) => question.sensitive));
  const link = privacy.url ? ` <a href="${text(privacy.url)}">${text(words.privacyLink)}</a>` : '';
  const lines = [
    label(words.name, tag('input', { name: 'name', required: true, maxlength: 200, autocomplete: 'name' })),
    label(words.email, tag('input', { name: 'email', type: 'email', required: true, autocomplete: 'email' })),
    ...events.flatMap((event) => eventFields(event, isOnly, locale)),
    ...consent('sensitive', isSensitive ? sensitive : undefined),
    ...consent('news', news),
    `<p>${text(privacy.text.text)}${link}</p>`,
    `<div hidden>${label(words.honeypot, tag('input', { name: 'website', tabindex: -1, autocomplete: 'off' }))}</div>`,
    hidden('notices.privacy', privacy.reference),
    hidden('locale', locale),
    hidden('formUrl', formUrl),
    `<button>${text(words.button)}</button>`,
  ];
  const form = tag('form', { method: 'post', action: `${publicUrl}/v1/registrations` });
  return `${form}\n${lines.map((line) => `  ${line}\n`).join('')}</form>`;
}

function eventFields(event: EventItem, isOnly: boolean, locale: Locale): string[] {
  const words = wordsOf(locale).page.signUp;
  const { eventId, timeZone, workingGroups, questions } = event;
  const when = span({ startsAt: startsAt(event), endsAt: endsAt(event), timeZone }, locale);
  const title = `${inLocale(event.title, locale)}, ${when}`;
  const own = { name: 'eventIds', value: eventId };
  const groups = workingGroups.map((group) => ({
    value: group.workingGroupId,
    caption: inLocale(group.title, locale),
  }));
  const ways = [
    { value: '', caption: '' },
    ...Way.options.map((value) => ({ value, caption: words.ways[value] })),
  ];
  const none = [{ value: '', caption: words.noWorkingGroup }, ...groups];
  return [
    ...(isOnly
      ? [`<p>${text(title)}</p>`, tag('input', { type: 'hidden', ...own })]
      : [`<label>${tag('input', { type: 'checkbox', ...own })} ${text(title)}</label>`]),
    ...(event.attendanceMode === 'hybrid' ? [label(words.way, select(`ways.${eventId}`, ways, isOnly))] : []),
    ...(groups.length > 0 ? [label(words.workingGroup, select(`workingGroups.${eventId}`, none))] : []),
    // Of several events nobody has to choose this one, so its questions can't be asked of everybody.
    ...questions.map((question) =>
      questionField(`answers.${eventId}.${question.questionId}`, question, isOnly, locale),
    ),
  ];
}

interface Choice {
  value: string;
  caption: string;
}

function select(name: string, options: readonly Choice[], required = false): string {
  const all = options.map(({ value, caption }) => `${tag('option', { value })}${text(caption)}</option>`);
  return `${tag('select', { name, required })}${all.join('')}</select>`;
}

function questionField(name: string, question: Question, isOnly: boolean, locale: Locale): string {
  const words = wordsOf(locale).page.signUp;
  const { kind, maxLength, required, options = [] } = question;
  const caption = `${inLocale(question.label, locale)}${required ? '' : ` ${words.optional}`}`;
  const must = required && isOnly;
  const choices = options.map(({ value, label }): Choice => ({ value, caption: inLocale(label, locale) }));
  const nothing = { value: '', caption: '' };
  switch (kind) {
    case 'text':
      return label(caption, tag('input', { name, maxlength: maxLength, required: must }));
    case 'longText':
      return label(caption, `${tag('textarea', { name, maxlength: maxLength, required: must })}</textarea>`);
    case 'choice':
      return label(caption, select(name, [nothing, ...choices], must));
    case 'yesNo': {
      const both = [
        { value: 'yes', caption: words.yes },
        { value: 'no', caption: words.no },
      ];
      return label(caption, select(name, [nothing, ...both], must));
    }
    case 'multipleChoice': {
      const boxes = choices.map(
        (one) =>
          `<label>${tag('input', { type: 'checkbox', name, value: one.value })} ${text(one.caption)}</label>`,
      );
      return `<fieldset><legend>${text(caption)}</legend>${boxes.join(' ')}</fieldset>`;
    }
  }
}

type ComponentFacts = Omit<SnippetFacts, 'events' | 'formUrl'>;

/** The same as a component, for websites that allow scripts. */
export const componentSnippet = (facts: ComponentFacts) => component('signup', {}, facts);

/** What is published of a series, as a component. */
export const eventsSnippet = (facts: ComponentFacts) => component('events', { view: 'next' }, facts);

/** A script with its element; where none runs, it is a link to the hosted form. */
function component(name: string, attributes: object, { series, locale, publicUrl }: ComponentFacts): string {
  const { seriesId } = series;
  const address = `${publicUrl}/series/${seriesId}/signup`;
  const link = `${tag('a', { href: address })}${text(wordsOf(locale).page.signUp.title)}</a>`;
  return [
    `<script src="${publicUrl}/${name}.js" defer></script>`,
    `${tag(`eventbote-${name}`, { series: seriesId, ...attributes })}${link}</eventbote-${name}>`,
  ].join('\n');
}
