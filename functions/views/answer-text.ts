import type { Question } from '../core/table/event.ts';
import type { Answers } from '../core/table/items.ts';
import { type Locale, type Wording, wordingIn } from '../core/values/locale.ts';
import { wordsOf } from './words/index.ts';

/** What was answered or chosen, as its reader knows it; of a question that is no longer asked, as it was kept. */
export function answerWordings(
  question: Question | undefined,
  value: Answers[string],
  locale: Locale,
): Wording[] {
  const { yes, no } = wordsOf(locale).table;
  if (typeof value === 'boolean') return [{ text: value ? yes : no }];
  return [value].flat().map((one) => {
    const option = question?.options?.find((known) => known.value === one);
    return option === undefined ? { text: one } : wordingIn(option.label, locale);
  });
}

/** The same as one line of text. */
export function answerText(...asked: Parameters<typeof answerWordings>): string {
  return answerWordings(...asked)
    .map(({ text }) => text)
    .join(', ');
}
