import type { Locale } from '../../core/values/locale.ts';
import { common as de } from './de/common.ts';
import { common as en } from './en/common.ts';
import type { Words } from './shape.ts';

/** What pages and mails say alike, without the words of either. */
export const commonWords: Record<Locale, Words['common']> = { de, en };
