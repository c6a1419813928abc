import type { Locale } from '../../core/values/locale.ts';
import { faults as faultsDe } from './de/faults.ts';
import { faults as faultsEn } from './en/faults.ts';
import type { Words } from './shape.ts';

/** What is said of faults, without the words of pages. */
export const faultWords: Record<Locale, Words['faults']> = { de: faultsDe, en: faultsEn };
