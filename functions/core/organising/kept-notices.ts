import type { Context } from '../table/context.ts';
import type { NoticeItem } from '../table/items.ts';
import { noticePlaceholders } from '../table/notices.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import {
  noticeKinds,
  placeholdersIn,
  type SeriesInput,
  type StoredNotices,
  unknownPlaceholder,
} from '../table/series.ts';
import { type Fault, pointer } from '../values/faults.ts';
import { locales } from '../values/locale.ts';
import { problemOf } from '../values/problem.ts';

type WithNotices = { notices: StoredNotices };

/** What is shown under a version of a notice. */
type Shown = Pick<NoticeItem, 'kind' | 'version' | 'text' | 'url' | 'sender'>;

function shownBy({ notices: { privacy, news, sensitive } }: WithNotices): Shown[] {
  const { version, text, url } = privacy;
  const all: Shown[] = [{ kind: 'privacy', version, text, url }];
  if (news !== undefined) {
    const { version, text, senderId, sender: name } = news;
    all.push({ kind: 'news', version, text, sender: { senderId, name } });
  }
  if (sensitive !== undefined)
    all.push({ kind: 'sensitive', version: sensitive.version, text: sensitive.text });
  return all;
}

/**
 * Keeps what is shown under each version of a series' notices, in the transaction that changes the series: the text, the page
 * that it links, the sender's name. It never changes, and stays when the series goes, because proofs name it (promise 12); a
 * version may get its text in the other language.
 * @param current the series as it is, whose notices may be from before versions were kept
 * @throws Problem 422 for something else under a version that there was
 */
export async function keepNotices(
  seriesId: string,
  wanted: WithNotices,
  current: WithNotices | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Step[]> {
  const before = current === undefined ? [] : shownBy(current);
  const named = [...before, ...shownBy(wanted)];
  const found = await store.getMany(named.map(({ kind, version }) => refs.notice(seriesId, kind, version)));
  const kept = new Map<string, NoticeItem>();
  const faults: Fault[] = [];
  for (const [index, shown] of named.entries()) {
    const { kind, version } = shown;
    const known = kept.get(`${kind} ${version}`) ?? found[index];
    if (known !== undefined && index >= before.length) faults.push(...otherwise(known, shown));
    const item = known ?? { type: 'notice', seriesId, kind, version, createdAt: now };
    const fixed = {
      text: { ...shown.text, ...known?.text },
      url: shown.url && { ...shown.url, ...known?.url },
      sender: known?.sender ?? shown.sender,
    };
    kept.set(`${kind} ${version}`, { ...item, ...fixed });
  }
  if (faults.length > 0) throw problemOf(faults);
  return [...kept.values()].map((item): Step => ({ step: 'put', item, when: 'any' }));
}

/** What is other than what was shown under the version before. */
function otherwise(known: NoticeItem, shown: Shown): Fault[] {
  const { kind, version } = shown;
  const params = { version };
  const faults: Fault[] = [];
  for (const what of ['text', 'url'] as const)
    for (const locale of locales) {
      const [fixed, now] = [known[what]?.[locale], shown[what]?.[locale]];
      if (fixed !== undefined && now !== undefined && now !== fixed)
        faults.push({ pointer: `/notices/${kind}/${what}/${locale}`, code: 'noticeTextFixed', params });
    }
  const { sender } = known;
  if (
    sender !== undefined &&
    (sender.name !== shown.sender?.name || sender.senderId !== shown.sender.senderId)
  )
    faults.push({ pointer: `/notices/${kind}/version`, code: 'senderNeedsVersion', params });
  return faults;
}

/**
 * Placeholders in notices that nothing is put in for, and terms that are typed where the setting's belongs.
 * @param current what the series has already: a text stays as it is as long as its version does
 */
export function noticeFaults(notices: SeriesInput['notices'], current: StoredNotices | undefined): Fault[] {
  return noticeKinds.flatMap((kind) =>
    locales.flatMap((locale): Fault[] => {
      const text = notices[kind]?.text[locale] ?? '';
      const at = pointer(['notices', kind, 'text', locale]);
      const names = placeholdersIn(text);
      const strange = names.find((name) => !noticePlaceholders.some((known) => known === name));
      if (strange !== undefined) return [{ pointer: at, ...unknownPlaceholder(strange, noticePlaceholders) }];
      // How often news come is no term.
      const isNew =
        notices[kind]?.version !== current?.[kind]?.version || current?.[kind]?.text[locale] !== text;
      const isTyped = kind !== 'news' && isNew && typedTerm.test(text) && !names.includes('retentionDays');
      return isTyped ? [{ pointer: at, code: 'termTyped' }] : [];
    }),
  );
}

const count = String.raw`\d+|(?<!\p{L})(?:${[
  'ein(?:e[mnrs]?)?|einhalb|halbe[ns]?|anderthalb|zwei|drei(?:ßig)?|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf',
  '(?:vier|fünf|sech|acht)zehn|(?:zwan|vier|fünf|sech|sieb|acht|neun)zig|(?:ein)?hundert',
  'an?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|(?:thir|for|fif|six|seven|eigh|nine)ty|hundred',
].join('|')})`;
const unit = '(?:Kalender|Werk|Schul|calendar |working )?(?:Tag|Woche|Monat|Jahr|day|week|month|year)';

/** A number, in figures or in words, before a unit of time, or that there is no end, in either language: what a term looks like. */
const typedTerm = new RegExp(
  String.raw`(?:${count})(?!\p{L})\W{0,3}(?:${unit})|(?<!\p{L})(?:un(?:be(?:fristet|grenzt|schränkt)|limitiert)|zeitlich un|auf (?:Dauer|unbestimmte Zeit)|dauerhaft|für immer|indefinite|permanently|for ?ever|without (?:a )?(?:limit|time limit))`,
  'iu',
);
