import type { Locale } from '../../core/values/locale.ts';
import { common as commonDe } from './de/common.ts';
import { mail as mailDe } from './de/mail.ts';
import { common as commonEn } from './en/common.ts';
import { mail as mailEn } from './en/mail.ts';
import type { Words } from './shape.ts';

/** What mails say, without the pages' words: a function that only sends carries 25 kB less. */
export const wordsOf: Record<Locale, Pick<Words, 'common' | 'mail'>> = {
  de: { common: commonDe, mail: mailDe },
  en: { common: commonEn, mail: mailEn },
};
