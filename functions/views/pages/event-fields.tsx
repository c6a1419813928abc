import type { FormNotice } from '../../core/mail/confirm-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { ChoiceField, TickField } from '../kit/fields.tsx';
import { FaultList, fieldId } from '../kit/form.tsx';
import { QuestionField } from '../kit/question-field.tsx';
import { Said } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import type { Asked } from './form-state.ts';

/** What an event asks: the way to take part and the working group, of which full ones can't be chosen, and its questions. */
export function ChoicesOfEvent({
  eventId,
  ways,
  workingGroups,
  questions,
  locale,
}: Asked & { locale: Locale }) {
  const words = wordsOf(locale).page.signUp;
  const offered = ways.map(({ way, availability }) => ({
    value: way,
    label: words.ways[way],
    ...(availability === 'full' && { says: words.groupFull }),
    isDisabled: availability === 'full',
  }));
  const groups = workingGroups.map(({ workingGroupId, title, isFull }) => ({
    value: workingGroupId,
    ...{ label: title.text, lang: title.lang },
    ...(isFull && { says: words.groupFull }),
    isDisabled: isFull,
  }));
  return (
    <>
      {offered.length > 0 && <ChoiceField at={`ways.${eventId}`} type="radio" options={offered} />}
      {groups.length > 0 && (
        <ChoiceField
          at={`workingGroups.${eventId}`}
          type="radio"
          options={[...groups, { value: 'none', label: words.noWorkingGroup }]}
          preset="none"
        />
      )}
      {questions.map((question) => (
        <QuestionField at={`answers.${eventId}.${question.questionId}`} question={question} locale={locale} />
      ))}
    </>
  );
}

/** A consent: a box that nobody ticks but the person. */
export function Consent({ kind, notice }: { kind: 'news' | 'sensitive'; notice: FormNotice }) {
  return (
    <TickField at={`notices.${kind}`} sends={{ value: notice.reference }}>
      <Said of={notice.text} />
    </TickField>
  );
}

/** What becomes of somebody's details; nothing to agree to. */
export function PrivacyNotice({ notice, locale }: { notice: FormNotice; locale: Locale }) {
  return (
    <p id={fieldId('notices.privacy')} class="pre" tabIndex={-1}>
      <Said of={notice.text} />{' '}
      {notice.url && <a href={notice.url}>{wordsOf(locale).page.signUp.privacyLink}</a>}{' '}
      {notice.seriesUrl && <a href={notice.seriesUrl}>{wordsOf(locale).page.privacy.link}</a>}
    </p>
  );
}

/** The language of somebody's mails. */
export function LanguageField({ locale }: { locale: Locale }) {
  const { languages } = wordsOf(locale).page.signUp;
  const options = Object.entries(languages).map(([value, label]) => ({ value, label }));
  return <ChoiceField at="locale" type="radio" options={options} preset={locale} />;
}

/** Everything that is wrong with a form, above it. */
export function Faults({ locale }: { locale: Locale }) {
  return <FaultList title={wordsOf(locale).page.signUp.faultsTitle} />;
}
