import type { FieldFault, FormEvent, FormNotice } from '../../core/mail/page-content.ts';
import type { Question } from '../../core/table/event.ts';
import { inLocale, type Locale } from '../../core/values/locale.ts';
import type { Words } from '../words/index.ts';
import { Choices, type Filled, fieldId, fieldName, TextField, Tick } from './fields.tsx';

/** What the fields of a form share. */
export interface Form {
  filled: Filled;
  locale: Locale;
  words: Words['page']['signUp'];
}

/** A question of an event, by its kind. */
export function QuestionField({
  question,
  eventId,
  form,
}: {
  question: Question;
  eventId: string;
  form: Form;
}) {
  const { filled, locale, words } = form;
  const name = `answers.${eventId}.${question.questionId}`;
  const label = question.required
    ? inLocale(question.label, locale)
    : `${inLocale(question.label, locale)} ${words.optional}`;
  const hints = [
    ...(question.sensitive ? [words.sensitiveHint] : []),
    ...(question.maxLength ? [words.atMost(question.maxLength)] : []),
  ];
  const shared = { name, filled, hint: hints.join(' ') || undefined };
  if (question.kind === 'text' || question.kind === 'longText') {
    const isLong = question.kind === 'longText' || (question.maxLength ?? 0) > 200;
    return (
      <TextField
        {...shared}
        label={label}
        isLong={isLong}
        maxLength={question.maxLength}
        autocomplete="off"
      />
    );
  }
  const options =
    question.kind === 'yesNo'
      ? [
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]
      : (question.options ?? []).map(({ value, label: text }) => ({ value, label: inLocale(text, locale) }));
  if (question.kind === 'multipleChoice') {
    return <Choices {...shared} legend={label} type="checkbox" choices={options} />;
  }
  // A radio button, once chosen, can't be given up; whoever need not answer gets one that says so.
  const choices = question.required ? options : [...options, { value: '', label: words.noAnswer }];
  return (
    <Choices
      {...shared}
      legend={label}
      type="radio"
      choices={choices}
      preset={question.required ? undefined : ''}
    />
  );
}

/** An event's working groups, or none; full ones can't be chosen. */
export function GroupField({
  eventId,
  workingGroups,
  form,
}: Pick<FormEvent, 'eventId' | 'workingGroups'> & { form: Form }) {
  const { filled, words } = form;
  if (workingGroups.length === 0) return null;
  const groups = workingGroups.map(({ workingGroupId, title, isFull }) => ({
    value: workingGroupId,
    label: isFull ? words.groupFull(title) : title,
    isDisabled: isFull,
  }));
  return (
    <Choices
      name={`workingGroups.${eventId}`}
      filled={filled}
      legend={words.workingGroup}
      type="radio"
      choices={[...groups, { value: 'none', label: words.noWorkingGroup }]}
      preset="none"
    />
  );
}

/** A consent: a box that nobody ticks but the person. */
export function Consent({
  kind,
  notice,
  filled,
}: {
  kind: 'news' | 'sensitive';
  notice: FormNotice;
  filled: Filled;
}) {
  const name = `notices.${kind}`;
  return (
    <div class="field">
      <Tick name={name} value={notice.version} isTicked={filled.one(name) === notice.version} filled={filled}>
        {notice.text}
      </Tick>
    </div>
  );
}

/** Everything that is wrong with a form, above it; each leads to its field. */
export function FaultSummary({
  faults,
  form,
  labelOf,
}: {
  faults: FieldFault[];
  form: Form;
  /** The label of a field that the form shows. */
  labelOf: (name: string) => string | undefined;
}) {
  if (faults.length === 0) return null;
  const chosen = form.filled.all('eventIds');
  return (
    <div class="message faults" role="alert" aria-labelledby="faults-title">
      <h2 id="faults-title">{form.words.faultsTitle}</h2>
      <ul>
        {faults.map(({ pointer, message }) => {
          const name = fieldName(pointer, chosen);
          const label = labelOf(name);
          const text = label ? `${label}: ${message}` : message;
          return <li>{label ? <a href={`#${fieldId(name)}`}>{text}</a> : text}</li>;
        })}
      </ul>
    </div>
  );
}
