import type { FormNotice } from '../mail/confirm-content.ts';
import { eventFacts } from '../mail/event-facts.ts';
import type { FieldFault, FormEvent, PageContent } from '../mail/page-content.ts';
import { availability, availabilityByWay, isGroupFull } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { openness, opensAt } from '../table/event.ts';
import type { CountersItem, EventItem, SeriesItem } from '../table/items.ts';
import type { PublicLinks } from '../table/links.ts';
import { lists } from '../table/lists.ts';
import { noticeReference, provenNotice } from '../table/notices.ts';
import { readList } from '../table/pages.ts';
import { refs } from '../table/refs.ts';
import { loadEach, shownEvents } from '../table/series-events.ts';
import { Way } from '../table/way.ts';
import { inLocale, type Locale, wordingIn } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';

/** A series with what of it anybody may see: its published events and how full they are. */
export interface PublicSeries {
  series: SeriesItem;
  events: { event: EventItem; counters: CountersItem }[];
}

/** @throws Problem 404, for a series without a published event too: nobody is told what is being prepared */
export async function publicSeries(
  seriesId: string,
  { store, report }: Pick<Context, 'store' | 'report'>,
): Promise<PublicSeries> {
  const series = await store.get(refs.series(seriesId));
  if (series === undefined) throw new Problem('not-found');
  const { events: readable, unreadable } = await shownEvents(seriesId, { store, report });
  const events = readable.filter((event) => event.status !== 'draft');
  if (events.length + unreadable.length === 0) throw new Problem('not-found');
  const { found: counters } = await loadEach(
    events.map(({ eventId }) => ({ eventId, ref: refs.counters(eventId) })),
    store,
  );
  return {
    series,
    events: events.flatMap((event, index) => {
      const counted = counters[index];
      return counted === undefined ? [] : [{ event, counters: counted }];
    }),
  };
}

/** The series of a form that was sent: that of the events chosen in it, or the one whose hosted form it is. */
export async function seriesOfForm(
  { eventIds, formUrl }: { eventIds: readonly string[]; formUrl: string },
  context: Pick<Context, 'store' | 'report'>,
): Promise<PublicSeries | undefined> {
  const { found: events } = await loadEach(
    eventIds.map((eventId) => ({ eventId, ref: refs.event(eventId) })),
    context.store,
  );
  const hosted = /^\/series\/([a-z0-9-]{1,60})\/signup$/.exec(URL.parse(formUrl)?.pathname ?? '');
  const seriesId =
    events.find((event) => event !== undefined && event.status !== 'draft')?.seriesId ??
    hosted?.[1] ??
    (await onlySeries(context));
  return seriesId === undefined ? undefined : publicSeries(seriesId, context).catch(nothingThere);
}

function nothingThere(error: unknown): undefined {
  if (!(error instanceof Problem && error.type === 'not-found')) throw error;
}

/** The stage's series, where it has one alone. */
async function onlySeries({ store }: Pick<Context, 'store'>): Promise<string | undefined> {
  const { items, next } = await readList(lists.series(), { limit: 2 }, store);
  const [first] = items;
  return items.length === 1 && next === undefined ? first?.seriesId : undefined;
}

/** An event that anybody may see, with its counters and series. @throws Problem 404 */
export async function publicEvent(eventId: string, { store }: Pick<Context, 'store'>) {
  const { event, counters, documentation } = await store.load({
    event: refs.event(eventId),
    counters: refs.counters(eventId),
    documentation: refs.documentation(eventId),
  });
  if (event === undefined || counters === undefined || event.status === 'draft')
    throw new Problem('not-found');
  const series = await store.get(refs.series(event.seriesId));
  if (series === undefined) throw new Problem('not-found');
  return { event, counters, documentation, series };
}

/** What was filled in before, by the names of its fields, and what was wrong with it. */
export interface Entered {
  values: Record<string, string | string[]>;
  faults: FieldFault[];
  /** When the form was shown first, signed. */
  shownAt?: string;
  /** Whom to write to, where the website's form is at fault. */
  contact?: string;
}

/** The sign-up form of a series, empty or with what was filled in before. */
export function signUpForm(
  { series, events }: PublicSeries,
  locale: Locale,
  links: PublicLinks,
  now: Instant,
  entered: Entered = { values: {}, faults: [] },
): Extract<PageContent, { page: 'signUp' }> {
  const { news, sensitive } = series.notices;
  return {
    page: 'signUp',
    action: links.registrations(),
    formUrl: links.signUp(series.seriesId),
    events: events
      .filter(({ event }) => event.status === 'published')
      .map(({ event, counters }) => formEvent(event, counters, locale, links, now)),
    notices: {
      privacy: { ...privacyNotice(series, locale), seriesUrl: links.privacy(series.seriesId) },
      news: news && formNotice(news, locale),
      sensitive: sensitive && formNotice(sensitive, locale),
    },
    ...entered,
    values: withConsents(entered.values, series, locale),
  };
}

/** A notice as a form shows it, and what the form submits for it. */
export function formNotice(
  { version, text: texts }: { version: string; text: SeriesItem['title'] },
  locale: Locale,
): FormNotice {
  const text = wordingIn(texts, locale);
  return { reference: noticeReference({ version, text: text.text }), text };
}

/** The privacy notice, with the page that says more. */
export function privacyNotice({ notices: { privacy } }: SeriesItem, locale: Locale): FormNotice {
  return { ...formNotice(privacy, locale), url: inLocale(privacy.url, locale) };
}

/** What was agreed to in one language of a form is ticked in the other one, too; what it did not show as it is, is not. */
function withConsents(values: Entered['values'], { notices }: SeriesItem, locale: Locale): Entered['values'] {
  const ticked = (['news', 'sensitive'] as const).flatMap((kind) => {
    const [reference] = [values[`notices.${kind}`] ?? []].flat();
    const notice = notices[kind];
    if (notice === undefined || reference === undefined) return [];
    if ('fault' in provenNotice(reference, notice, locale)) return [];
    return [[`notices.${kind}`, formNotice(notice, locale).reference]];
  });
  return { ...values, ...Object.fromEntries(ticked) };
}

/** An event's working groups as a form offers them. */
export function groupChoices(
  event: EventItem,
  counters: CountersItem,
  locale: Locale,
  now: Instant,
): FormEvent['workingGroups'] {
  return event.workingGroups.map((group) => ({
    workingGroupId: group.workingGroupId,
    title: wordingIn(group.title, locale),
    isFull: isGroupFull(event, counters, group.workingGroupId, now),
  }));
}

/** The ways to take part in a hybrid event, as a form offers them. */
export function wayChoices(event: EventItem, counters: CountersItem, now: Instant): FormEvent['ways'] {
  if (event.attendanceMode !== 'hybrid') return [];
  const byWay = availabilityByWay(event, counters, now);
  return Way.options.map((way) => ({ way, availability: byWay[way] }));
}

function formEvent(
  event: EventItem,
  counters: CountersItem,
  locale: Locale,
  links: PublicLinks,
  now: Instant,
): FormEvent {
  const opens = opensAt(event);
  return {
    ...eventFacts(event, locale, links),
    openness: openness(event, now),
    opensAt: opens,
    availability: availability(event, counters, now),
    ways: wayChoices(event, counters, now),
    workingGroups: groupChoices(event, counters, locale, now),
    questions: event.questions,
  };
}
