import type { Question } from '../core/table/event.ts';
import type { Answers } from '../core/table/items.ts';
import { inLocale, type Locale } from '../core/values/locale.ts';
import { wordsOf } from './words/index.ts';

/** An answer as its reader chose it; of a question that is no longer asked, as it was kept. */
export function answerText(question: Question | undefined, value: Answers[string], locale: Locale): string {
  const { yes, no } = wordsOf[locale].table;
  if (typeof value === 'boolean') return value ? yes : no;
  const label = (one: string) => {
    const option = question?.options?.find((known) => known.value === one);
    return option === undefined ? one : inLocale(option.label, locale);
  };
  return typeof value === 'string' ? label(value) : value.map(label).join(', ');
}
