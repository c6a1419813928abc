import type { Locale } from '../../../core/values/locale.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import type { ConsoleWords } from './shape.ts';

export type { ConsoleWords };

export const consoleWords: Record<Locale, ConsoleWords> = { de, en };
