import type { Locale } from '../../core/values/locale.ts';
import { faults as faultsDe } from './de/faults.ts';
import { faults as faultsEn } from './en/faults.ts';
import type { FaultSentences } from './sentences.ts';

/** What is said of broken rules, without the words of pages. */
export const faultWords: Record<Locale, FaultSentences> = { de: faultsDe, en: faultsEn };
