import type { Question } from '../../core/table/event.ts';
import { inLocale, type Locale } from '../../core/values/locale.ts';
import { wordsOf } from '../words/index.ts';
import { ChoiceField, LongField, TextField } from './fields.tsx';

/** Texts that may be longer get several lines. */
const mostInALine = 200;

/** An event's question, by its kind. @param at where the answer lies */
export function QuestionField({ at, question, locale }: { at: string; question: Question; locale: Locale }) {
  const { kind, required, sensitive, maxLength, options = [] } = question;
  const words = wordsOf[locale].page.signUp;
  const hints = [
    ...(sensitive ? [words.sensitiveHint] : []),
    ...(maxLength ? [words.atMost(maxLength)] : []),
  ];
  const label = inLocale(question.label, locale);
  const field = { at, label, isRequired: required, help: hints.join(' ') || undefined };
  if (kind === 'longText' || (kind === 'text' && (maxLength ?? 0) > mostInALine)) {
    return <LongField {...field} maxLength={maxLength} />;
  }
  if (kind === 'text') return <TextField {...field} maxLength={maxLength} />;
  const choices =
    kind === 'yesNo'
      ? [
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]
      : options.map((one) => ({ value: one.value, label: inLocale(one.label, locale) }));
  if (kind === 'multipleChoice') return <ChoiceField {...field} type="checkbox" options={choices} />;
  if (required) return <ChoiceField {...field} type="radio" options={choices} />;
  // A radio button, once chosen, can't be given up; whoever need not answer gets one that says so.
  const orNone = [...choices, { value: '', label: words.noAnswer }];
  return <ChoiceField {...field} type="radio" options={orNone} preset="" />;
}
