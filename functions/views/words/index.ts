import type { Locale } from '../../core/values/locale.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Words } from './shape.ts';

export type { Words };

export const wordsOf: Record<Locale, Words> = { de, en };
