import { audited } from '../access/audit.ts';
import { allow, covers, type Organiser } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import type { SeriesItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { templateNames } from '../table/mail-kinds.ts';
import { renderedNotice } from '../table/notices.ts';
import { mailCounters, removeEventCount } from '../table/numbers.ts';
import { noSeries } from '../table/organiser-items.ts';
import { readList } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { numbersOf, refs } from '../table/refs.ts';
import { retentionDaysOf, retentionTerms } from '../table/retention.ts';
import { withSender } from '../table/senders.ts';
import type { SeriesInput } from '../table/series.ts';
import { shownEvents } from '../table/series-events.ts';
import { type Fault, pointer } from '../values/faults.ts';
import { locales } from '../values/locale.ts';
import { Problem, problemOf } from '../values/problem.ts';
import type { Stage } from '../values/stage.ts';
import { isOpenUrl } from '../values/text.ts';
import { keepNotices, noticeFaults } from './kept-notices.ts';
import { senderNamedBy } from './senders.ts';
import { lookFaults, textFaults } from './series-look.ts';

/** What of a series its schema can't tell. @throws Problem with every fault */
function check(input: SeriesInput, current: SeriesItem | undefined, { stage }: Context): void {
  if (input.seriesId === noSeries) {
    throw problemOf([{ pointer: '/seriesId', code: 'seriesIdReserved' }]);
  }
  const faults = writtenFaults(input, current, stage);
  if (faults.length > 0) throw problemOf(faults);
}

/** What is checked when it is written and not when it is read: the stage's origins change, and so do templates. */
function writtenFaults(
  { look, texts = {}, notices }: SeriesInput,
  current: SeriesItem | undefined,
  stage: Stage,
): Fault[] {
  return [
    ...(look === undefined ? [] : lookFaults(look, stage, ['look'])),
    ...noticeFaults(notices, current?.notices),
    ...locales.flatMap((locale): Fault[] =>
      isOpenUrl(notices.privacy.url[locale] ?? '')
        ? []
        : [{ pointer: pointer(['notices', 'privacy', 'url', locale]), code: 'invalidUrl' }],
    ),
    ...templateNames.flatMap((template) => {
      const words = texts[template];
      return words === undefined ? [] : textFaults(template, words, ['texts', template]);
    }),
  ];
}

/** The notices as they are stored, and what makes their sender where there is none yet. @throws Problem 422 */
async function noticesOf(
  { notices: { news, ...others } }: SeriesInput,
  current: SeriesItem | undefined,
  organiser: Organiser,
  context: Context,
): Promise<{ notices: SeriesItem['notices']; steps: Step[] }> {
  if (news === undefined) return { notices: others, steps: [] };
  const { sender, steps } = await senderNamedBy(news, current, organiser, context);
  return { notices: { ...others, news: { ...news, ...sender } }, steps };
}

/** @throws Problem 409 when the id is taken */
export async function createSeries(
  input: SeriesInput,
  organiser: Organiser,
  context: Context,
): Promise<SeriesItem> {
  check(input, undefined, context);
  allow(organiser, 'editor', input.seriesId);
  const { notices, steps } = await noticesOf(input, undefined, organiser, context);
  const item = seriesItem({ ...input, notices }, undefined, context);
  const { committed } = await context.store.commit([
    { step: 'put', item, when: 'absent' },
    ...(await keepNotices(item.seriesId, item, undefined, context)),
    ...steps,
    audited(organiser, seriesDeed('series.create', item), context),
  ]);
  if (!committed) throw new Problem('already-exists');
  return item;
}

/** @param version what If-Match names; the stored series must still have it */
export async function replaceSeries(
  seriesId: string,
  input: SeriesInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<SeriesItem> {
  const current = await readSeries(seriesId, organiser, context);
  allow(organiser, 'editor', seriesId);
  check(input, current, context);
  if (input.seriesId !== seriesId) {
    throw problemOf([{ pointer: '/seriesId', code: 'idFixed' }]);
  }
  if (version !== undefined && version !== current.version) throw new Problem('version-mismatch');
  const { notices, steps } = await noticesOf(input, current, organiser, context);
  const item = seriesItem({ ...input, notices }, current, context);
  const days = retentionDaysOf(item, context.stage);
  const daysBefore = retentionDaysOf(current, context.stage);
  const isOtherTerm = days !== daysBefore;
  // Who saw the notice's version was told the term that there was.
  if (isOtherTerm && item.notices.privacy.version === current.notices.privacy.version) {
    const params = { version: current.notices.privacy.version };
    throw problemOf([{ pointer: '/notices/privacy/version', code: 'termNeedsVersion', params }]);
  }
  const { committed } = await context.store.commit([
    { step: 'put', item, when: { version: current.version } },
    ...(await keepNotices(seriesId, item, current, context)),
    ...steps,
    ...(days < daysBefore ? [ended({ what: 'term', seriesId, days }, context.now)] : []),
    audited(organiser, seriesDeed('series.change', item), context),
  ]);
  if (!committed) throw new Problem('version-mismatch');
  if (isOtherTerm) await lookThroughEvents(seriesId, context);
  return item;
}

/**
 * Deletes a series without events: the transaction fails as long as one is counted, and an event that is made at the
 * same time fails when its series is gone.
 * @throws Problem 409 as long as it has an event
 */
export async function deleteSeries(
  seriesId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<void> {
  const { store } = context;
  const current = await readSeries(seriesId, organiser, context);
  allow(organiser, 'editor', seriesId);
  if (version !== undefined && version !== current.version) throw new Problem('version-mismatch');
  const reports = await store.get(refs.reports(seriesId));
  const result = await store.commit([
    removeEventCount(seriesId),
    { step: 'removeVersion', ref: refs.series(seriesId), version: current.version },
    // Another series of this id begins with nothing.
    ...mailCounters(numbersOf.seriesMails(seriesId)).map((ref): Step => ({ step: 'remove', ref })),
    { step: 'remove', ref: refs.reports(seriesId) },
    audited(organiser, seriesDeed('series.delete', current), context),
  ]);
  if (!result.committed) {
    if (!result.failed.includes(0)) throw new Problem('version-mismatch');
    throw new Problem('not-possible-now', { detail: { code: 'seriesHasEvents' } });
  }
  // Nobody finds them any more.
  const parts = (reports?.frozen ?? []).flatMap(({ reportId, eventIds }) =>
    eventIds.map((eventId): Step => ({ step: 'remove', ref: refs.reportPart(seriesId, reportId, eventId) })),
  );
  for (let at = 0; at < parts.length; at += 100) await store.commit(parts.slice(at, at + 100));
}

function seriesDeed(action: string, { seriesId }: Pick<SeriesItem, 'seriesId'>) {
  return { action, item: `series/${seriesId}`, seriesId };
}

/** What people of a series leave is looked through anew: who was promised more days may have fewer now. */
async function lookThroughEvents(seriesId: string, context: Context): Promise<void> {
  const { store, now } = context;
  const { events, unreadable } = await shownEvents(seriesId, context);
  const ids = [...events, ...unreadable].map(({ eventId }) => eventId);
  const planned = await store.getMany(ids.map(refs.erasure));
  const steps = planned.flatMap((one): Step[] =>
    one === undefined ? [] : [{ step: 'put', item: { ...one, dueLane: 'erasure', dueAt: now }, when: 'any' }],
  );
  for (let from = 0; from < steps.length; from += 50) await store.commit(steps.slice(from, from + 50));
}

/** A series as it is stored. Its term stands in it from then on, whatever a later deployment's is. */
function seriesItem(
  input: SeriesInput & Pick<SeriesItem, 'notices'>,
  current: SeriesItem | undefined,
  { stage, now }: Context,
): SeriesItem {
  const before = current && { days: retentionDaysOf(current, stage), terms: current.retentionTerms };
  const retentionDays = input.retentionDays ?? before?.days ?? stage.retentionDays;
  const { privacy, news, sensitive } = input.notices;
  return {
    type: 'series',
    ...input,
    timeZone: input.timeZone ?? stage.defaultTimeZone,
    defaultLocale: input.defaultLocale ?? stage.defaultLocale,
    notices: {
      privacy: renderedNotice(privacy, { retentionDays }),
      ...(news && { news: renderedNotice(news, { retentionDays }) }),
      ...(sensitive && { sensitive: renderedNotice(sensitive, { retentionDays }) }),
    },
    retentionDays,
    retentionTerms: retentionTerms(retentionDays, before, now),
    version: current === undefined ? 0 : current.version + 1,
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** A series, with the name of its sender as it is today. @throws Problem 403, 404 */
export async function readSeries(
  seriesId: string,
  organiser: Organiser,
  { store }: Context,
): Promise<SeriesItem> {
  allow(organiser, 'viewer', seriesId);
  const series = await store.get(refs.series(seriesId));
  if (series === undefined) throw new Problem('not-found');
  return withSender(series, store);
}

/** The series that the organiser sees, by id. */
export async function listSeries(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store }: Context,
): Promise<{ items: SeriesItem[]; next?: string }> {
  const { items, next } = await readList(lists.series(), page, store);
  const seen = items.filter(({ seriesId }) => covers(organiser.seriesIds, [seriesId]));
  return { items: await Promise.all(seen.map((one) => withSender(one, store))), next };
}
