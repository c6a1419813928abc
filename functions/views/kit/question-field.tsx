import type { Question } from '../../core/table/event.ts';
import { type Locale, wordingIn } from '../../core/values/locale.ts';
import { wordsOf } from '../words/index.ts';
import { ChoiceField, LongField, TextField } from './fields.tsx';

/** Texts that may be longer get several lines. */
const mostInALine = 200;

/** An event's question, by its kind. @param at where the answer lies */
export function QuestionField({ at, question, locale }: { at: string; question: Question; locale: Locale }) {
  const { kind, required, sensitive, maxLength, options = [] } = question;
  const words = wordsOf(locale).page.signUp;
  const hints = [
    ...(sensitive ? [words.sensitiveHint] : []),
    ...(maxLength ? [words.atMost(maxLength)] : []),
  ];
  const { text: label, lang } = wordingIn(question.label, locale);
  const field = { at, label, lang, isRequired: required, help: hints.join(' ') || undefined };
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
      : options.map((one) => {
          const { text, lang } = wordingIn(one.label, locale);
          return { value: one.value, label: text, lang };
        });
  if (kind === 'multipleChoice') return <ChoiceField {...field} type="checkbox" options={choices} />;
  if (required) return <ChoiceField {...field} type="radio" options={choices} />;
  // A radio button, once chosen, can't be given up; whoever need not answer gets one that says so.
  const orNone = [...choices, { value: '', label: words.noAnswer }];
  return <ChoiceField {...field} type="radio" options={orNone} preset="" />;
}
