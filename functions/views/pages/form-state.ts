import type { Entered } from '../../core/attendee/sign-up-form.ts';
import type { FormEvent } from '../../core/mail/page-content.ts';
import { type Locale, type Wording, wordingIn } from '../../core/values/locale.ts';
import type { FormState } from '../kit/form.tsx';
import { wordsOf } from '../words/index.ts';

/**
 * The field name that a JSON pointer (RFC 6901) into the request means: `/answers/part-1/role` is
 * `answers.part-1.role`, `/eventIds/0` the checkbox of the event that was sent first, else all of them.
 */
export function fieldName(pointer: string, chosen: string[]): string {
  const [first = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (first !== 'eventIds') return [first, ...rest].join('.');
  const eventId = chosen[Number(rest[0])];
  return rest[0] !== undefined && eventId !== undefined ? `eventIds.${eventId}` : 'eventIds';
}

/** The state of a page's form. @param labels what the fields that it shows are called */
export function formState(
  { values, faults }: Entered,
  labels: Record<string, string | Wording | undefined>,
  locale: Locale,
): FormState {
  const own = <T>(record: Record<string, T>, name: string) =>
    Object.hasOwn(record, name) ? record[name] : undefined;
  const chosen = [own(values, 'eventIds') ?? []].flat();
  return {
    value: (name) => own(values, name),
    faults: faults.map(({ pointer, message }) => ({ at: fieldName(pointer, chosen), message })),
    textOf: (name) => {
      const label = own(labels, name);
      if (label === undefined) return undefined;
      return typeof label === 'string' ? { label } : { label: label.text, lang: label.lang };
    },
    optional: wordsOf(locale).page.signUp.optional,
  };
}

/** What a form asks of an event. */
export type Asked = Pick<FormEvent, 'eventId' | 'ways' | 'workingGroups' | 'questions'>;

/** What the fields of an event are called. */
export function eventLabels(
  { eventId, ways, workingGroups, questions }: Asked,
  locale: Locale,
): Record<string, string | Wording> {
  const answers = questions.map(({ questionId, label }) => [
    `answers.${eventId}.${questionId}`,
    wordingIn(label, locale),
  ]);
  return {
    ...(ways.length > 0 && { [`ways.${eventId}`]: wordsOf(locale).page.signUp.way }),
    ...(workingGroups.length > 0 && {
      [`workingGroups.${eventId}`]: wordsOf(locale).page.signUp.workingGroup,
    }),
    ...Object.fromEntries(answers),
  };
}
