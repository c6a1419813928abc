import { createHash } from 'node:crypto';
import type { Breach } from '../values/faults.ts';
import { type Locale, type Localised, locales, mapLocales } from '../values/locale.ts';
import type { NoticeProof } from './items.ts';

/** A notice as its series has it. */
interface Notice {
  version: string;
  text: Localised;
}

/** The most that a reference has: 20 of a version, a colon, 64 of a hash. */
export const mostOfReference = 85;

/** What names a text: SHA-256 of its UTF-8 (FIPS 180-4) in hex, as `sha256sum` prints it. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same by language, for a website that shows them. */
export function textHashes({ text }: Pick<Notice, 'text'>): Localised {
  return mapLocales(text, textHash);
}

/** What a notice's text may hold as `{name}`: settings of its series. */
export const noticePlaceholders = ['retentionDays'] as const;

/**
 * A notice with its settings in the text, before anybody hashes it: text, hash and setting can't differ. With the days it
 * becomes another text, which needs another version.
 */
export function renderedNotice<T extends { text: Localised }>(
  notice: T,
  { retentionDays }: { retentionDays: number },
): T & { written?: Localised } {
  const shown = (one: string) => one.replaceAll('{retentionDays}', String(retentionDays));
  const text = mapLocales(notice.text, shown);
  const isWritten = locales.some((locale) => notice.text[locale] !== text[locale]);
  return isWritten ? { ...notice, text, written: notice.text } : notice;
}

/** What a form submits for a notice that it shows: its version and the hash of the text, `2027-01:9f86d0…`. */
export function noticeReference({ version, text }: { version: string; text: string }): string {
  return `${version}:${textHash(text)}`;
}

/** Whether a reference, which may be a version alone, names this very text. */
export function namesNotice(reference: string, notice: { version: string; text: string }): boolean {
  return reference === notice.version || reference === noticeReference(notice);
}

/**
 * What a reference proves (promise 12): the text with that hash, in its own language; by a version alone, the one text
 * that there ever was under it, in the form's language.
 * @returns the fault of a form that shows another notice than the series', which names the version to show
 */
export function provenNotice(
  reference: string,
  notice: Notice | undefined,
  locale: Locale,
): { proof: NoticeProof } | { fault: Breach } {
  if (notice === undefined) return { fault: { code: 'noticeVersionUnknown' } };
  const { version, text } = notice;
  const [named, hash] = reference.split(':', 2);
  if (named !== version) return { fault: { code: 'noticeVersionUnknown', params: { version } } };
  for (const one of [locale, ...locales]) {
    const shown = text[one];
    if (shown === undefined) continue;
    if (hash === undefined) return { proof: { version, locale: one, text: shown } };
    if (textHash(shown) === hash) return { proof: { version, locale: one, text: shown, hash } };
  }
  return { fault: { code: 'noticeTextDiffers', params: { version } } };
}
