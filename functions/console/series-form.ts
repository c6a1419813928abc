import { listSenders } from '../core/organising/senders.ts';
import type { SeriesItem } from '../core/table/items.ts';
import type { Stage } from '../core/values/stage.ts';
import type { Instant } from '../core/values/time.ts';
import { type Filled, valueAt } from '../views/console/form.tsx';
import type { Senders } from '../views/console/series-form.tsx';
import { consoleWords } from '../views/console/words/index.ts';
import { fieldsOf, madeId, withoutIdsOfTitles } from './made-id.ts';
import type { Visit } from './visit.ts';

/** More than a select is made for. */
const mostSenders = 500;

/** What a new series' form begins with, so that little is left to fill in. */
export function newSeriesForm(stage: Stage, now: Instant): Record<string, unknown> {
  const { name, privacyUrl } = stage.organisation;
  const version = now.slice(0, 7);
  const { de, en } = {
    de: consoleWords.de.series.presets,
    en: consoleWords.en.series.presets,
  };
  return {
    organisers: [name],
    timeZone: stage.defaultTimeZone,
    defaultLocale: stage.defaultLocale,
    replyTo: stage.replyTo,
    retentionDays: stage.retentionDays,
    notices: {
      privacy: {
        version,
        url: { de: privacyUrl, en: privacyUrl },
        text: { de: de.privacy, en: en.privacy },
      },
      news: { version, text: { de: de.news(name), en: en.news(name) } },
      sensitive: { version, text: { de: de.sensitive, en: en.sensitive } },
    },
  };
}

/** A stored series as its form shows it: with whether it asks for its consents. */
export function seriesForm<T extends { notices: { news?: unknown; sensitive?: unknown } }>(
  series: T,
  preset: unknown,
): Record<string, unknown> {
  const { privacy, news, sensitive }: Record<string, unknown> = series.notices;
  const asked = (notice: unknown, name: string) =>
    notice === undefined ? valueAt(preset, `/notices/${name}`) : { ...fieldsOf(notice), isAsked: true };
  return {
    ...series,
    notices: { privacy, news: asked(news, 'news'), sensitive: asked(sensitive, 'sensitive') },
  };
}

/** Whose news a form offers to ask for: those of all series choose, one of the organisation's name included. */
export async function sendersFor(
  series: SeriesItem | undefined,
  { who, at }: Pick<Visit, 'who' | 'at'>,
): Promise<Senders> {
  const own = series?.notices.news;
  const all =
    who.seriesIds === undefined
      ? (await listSenders(who, { limit: mostSenders }, at)).items
      : own === undefined
        ? []
        : [{ senderId: own.senderId, name: own.sender }];
  const { name } = at.stage.organisation;
  const preset = all.find((one) => one.name === name)?.senderId;
  return {
    options: all.map(({ senderId, name: label }) => ({ value: senderId, label })),
    preset,
    none: who.seriesIds === undefined && preset === undefined ? name : undefined,
  };
}

/** What the form says, in core's shape: consents that are not asked for are left out. */
export function seriesInput(body: Record<string, unknown>, { organisation }: Stage): Record<string, unknown> {
  const { privacy, news: said, sensitive } = fieldsOf(body.notices);
  const news = { ...fieldsOf(said) };
  // Without an id it is the sender of the organisation's name, whether there is one yet or not.
  if (news.senderId === undefined) news.sender = organisation.name;
  const named = partnersIn(body.partners);
  return {
    ...body,
    partners: named.length > 0 ? named : undefined,
    seriesId: madeId(body.seriesId, body.title),
    notices: { privacy: fieldsOf(privacy), ...asked('news', news), ...asked('sensitive', sensitive) },
  };
}

/** Partners that something is said of: an empty row has a role alone. */
export const partnersIn = (partners: unknown): unknown[] =>
  Array.isArray(partners)
    ? partners.filter((one) => {
        const { role, ...said } = fieldsOf(one);
        return Object.values(said).some((value) => value !== undefined);
      })
    : [];

/** A new series' form that comes back, with the id that was made of its title. */
export function withMadeId(filled: Filled): Filled {
  const { body } = filled;
  return withoutIdsOfTitles({ ...filled, body: { ...body, seriesId: madeId(body.seriesId, body.title) } });
}

function asked(name: string, notice: unknown): Record<string, unknown> {
  const { isAsked, ...fields } = fieldsOf(notice);
  return isAsked === true ? { [name]: fields } : {};
}
