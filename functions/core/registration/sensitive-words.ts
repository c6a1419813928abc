import type { Question } from '../table/event.ts';
import { locales } from '../values/locale.ts';

/** What Art. 9(1) GDPR names, as questions ask for it, in either language; beginnings of words. */
const words = [
  'krank|behinder|schwerbehind|beeinträchtig|gesundheit|diagnos|medi[kc]a|allerg|unverträglich|intoleran|schwanger|pflegegrad|diabet|depress',
  'impf|rollstuhl|assisten[zt]|gebärden|seh-|sehbehind|hörbehind|hörgerät|gehörlos|blind|barriere|unterstützungsbedarf|nachteilsausgleich',
  'religi|konfession|glaube|kirche|weltanschau|koscher|kosher|halal|gewerkschaft|parteimitglied|parteizugehör|politische? (?:meinung|überzeugung|haltung)',
  'sexuell|sexual|homosex|ethni|rassisch|hautfarbe|illness|sick|disease|disab|impair|health|pregnan|vaccin|wheelchair|access(?:ibility)? needs|sign language',
  'faith|denomination|church|trade union|union member|party member|political (?:opinion|view|belief)|racial|biometri|geneti',
].join('|');
const asksArticle9 = new RegExp(`(?<![\\p{L}\\d])(?:${words})`, 'iu');

/** Whether a question is not marked sensitive, and its words or its options ask for what Art. 9 GDPR protects. */
export function isUnmarked({ sensitive, label, options = [] }: Omit<Question, 'required'>): boolean {
  const texts = [label, ...options.map((one) => one.label)];
  return !sensitive && texts.some((text) => locales.some((locale) => asksArticle9.test(text[locale] ?? '')));
}
