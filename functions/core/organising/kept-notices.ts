import type { Context } from '../table/context.ts';
import type { NoticeItem } from '../table/items.ts';
import { noticePlaceholders } from '../table/notices.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { noticeKinds, placeholdersIn, type SeriesInput, unknownPlaceholder } from '../table/series.ts';
import { type Fault, pointer } from '../values/faults.ts';
import { locales } from '../values/locale.ts';
import { problemOf } from '../values/problem.ts';

type WithNotices = Pick<SeriesInput, 'notices'>;

/**
 * Keeps the text of each version of a series' notices, in the transaction that changes the series. It never changes, and
 * stays when the series goes, because proofs name it (promise 12); a version may get its text in the other language.
 * @param current the series as it is, whose notices may be from before versions were kept
 * @throws Problem 422 for another text of a version that there was
 */
export async function keepNotices(
  seriesId: string,
  wanted: WithNotices,
  current: WithNotices | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Step[]> {
  const named = [current, wanted].flatMap((one) =>
    noticeKinds.flatMap((kind) => {
      const notice = one?.notices[kind];
      return notice === undefined ? [] : [{ kind, version: notice.version, text: notice.text }];
    }),
  );
  const found = await store.getMany(named.map(({ kind, version }) => refs.notice(seriesId, kind, version)));
  const kept = new Map<string, NoticeItem>();
  const faults: Fault[] = [];
  for (const [index, { kind, version, text }] of named.entries()) {
    const known = kept.get(`${kind} ${version}`) ?? found[index];
    for (const locale of locales) {
      const fixed = known?.text[locale];
      if (fixed !== undefined && text[locale] !== undefined && text[locale] !== fixed)
        faults.push({
          ...{ pointer: `/notices/${kind}/text/${locale}`, code: 'noticeTextFixed' },
          params: { version },
        });
    }
    const item = known ?? { type: 'notice', seriesId, kind, version, createdAt: now };
    kept.set(`${kind} ${version}`, { ...item, text: { ...text, ...known?.text } });
  }
  if (faults.length > 0) throw problemOf(faults);
  return [...kept.values()].map((item): Step => ({ step: 'put', item, when: 'any' }));
}

/** Placeholders in notices that nothing is put in for. */
export function noticeFaults(notices: SeriesInput['notices']): Fault[] {
  return noticeKinds.flatMap((kind) =>
    locales.flatMap((locale) =>
      placeholdersIn(notices[kind]?.text[locale] ?? '')
        .filter((name) => !noticePlaceholders.some((known) => known === name))
        .slice(0, 1)
        .map(
          (name): Fault => ({
            pointer: pointer(['notices', kind, 'text', locale]),
            ...unknownPlaceholder(name, noticePlaceholders),
          }),
        ),
    ),
  );
}
