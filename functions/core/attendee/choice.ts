import * as z from 'zod';
import { hasGroupPlace } from '../registration/places.ts';
import { hasSensitive } from '../registration/sensitive.ts';
import { checkedAnswers, checkedWay, formAsRequest, SignUpRequest } from '../registration/sign-up-request.ts';
import type { CountersItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { mostOfReference, provenNotice } from '../table/notices.ts';
import type { Way } from '../table/way.ts';
import { type Fault, faultsOf, pointer } from '../values/faults.ts';
import type { Locale } from '../values/locale.ts';
import { problemOf } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';

const { name, answers, ways, workingGroups } = SignUpRequest.shape;
const ChoiceForm = z.object({
  answers,
  ways,
  workingGroups,
  notices: z.object({ sensitive: z.string().max(mostOfReference).optional() }),
});

/** What a person chooses for one registration on their own page. */
export interface Choice {
  name?: string | undefined;
  /** What is wrong with the name, told together with all the rest. */
  nameFaults?: Fault[];
  way?: Way | undefined;
  workingGroupId?: string | undefined;
  answers: z.infer<typeof answers>[string];
  /** The notice under which sensitive questions are answered. */
  sensitive?: string | undefined;
}

/** A form's fields, named as on the sign-up form, as the choice for one event. @throws Problem with each fault */
export function choiceOf(form: URLSearchParams, eventId: string): Choice {
  const fields = new URLSearchParams(form);
  fields.set('eventIds', eventId);
  const parsed = ChoiceForm.safeParse(formAsRequest(fields), { reportInput: true });
  if (!parsed.success) throw problemOf(faultsOf(parsed.error));
  const { data } = parsed;
  return {
    ...(form.has('name') ? namedIn(form) : {}),
    way: data.ways[eventId],
    workingGroupId: data.workingGroups[eventId],
    answers: data.answers[eventId] ?? {},
    sensitive: data.notices.sensitive,
  };
}

function namedIn(form: URLSearchParams): Pick<Choice, 'name' | 'nameFaults'> {
  const parsed = name.safeParse(form.get('name'), { reportInput: true });
  if (parsed.success) return { name: parsed.data };
  return { nameFaults: faultsOf(parsed.error).map((fault) => ({ ...fault, pointer: '/name' })) };
}

export interface ChoiceFacts {
  event: EventItem;
  counters: CountersItem;
  series: SeriesItem;
  /** What the person chose before. */
  current: RegistrationItem | undefined;
  /** Whether the working group's place has to be had now. */
  takesPlace: boolean;
  locale: Locale;
  now: Instant;
}

export type Chosen = Pick<RegistrationItem, 'answers'> &
  Partial<Pick<RegistrationItem, 'way' | 'workingGroupId' | 'sensitiveConsent' | 'sensitiveWithdrawnAt'>>;

/** A choice checked against the event as it is now: what to keep, and every fault at its field. */
export function checkChoice(choice: Choice, facts: ChoiceFacts): { chosen: Chosen; faults: Fault[] } {
  const { event, counters, series, current, takesPlace, locale, now } = facts;
  const proven =
    choice.sensitive === undefined
      ? undefined
      : provenNotice(choice.sensitive, series.notices.sensitive, locale);
  const asking = { ...event, questions: questionsAsked(event, current) };
  const checked = checkedAnswers(asking, choice.answers, choice.sensitive !== undefined);
  const { way, faults: ofWay } = checkedWay(event, choice.way);
  const faults = [...(choice.nameFaults ?? []), ...ofWay, ...checked.faults];
  if (proven !== undefined && 'fault' in proven)
    faults.push({ pointer: '/notices/sensitive', ...proven.fault });
  const { workingGroupId } = choice;
  if (workingGroupId !== undefined) {
    const at = pointer(['workingGroups', event.eventId]);
    const held = current?.holdsPlace ? current.workingGroupId : undefined;
    if (!event.workingGroups.some((group) => group.workingGroupId === workingGroupId))
      faults.push({ pointer: at, code: 'unknownWorkingGroup' });
    else if (takesPlace && workingGroupId !== held && !hasGroupPlace(counters, workingGroupId))
      faults.push({ pointer: at, code: 'workingGroupFull' });
  }
  const answers = { ...unaskedAnswers(event, choice, current), ...checked.answers };
  const isSensitive = hasSensitive(answers, event);
  const wasSensitive = current !== undefined && hasSensitive(current.answers, event);
  const given = isSensitive && !wasSensitive && proven !== undefined && 'proof' in proven && proven.proof;
  const chosen: Chosen = {
    answers,
    // What they chose before the event was held one way alone is theirs still.
    way: event.attendanceMode === 'hybrid' ? way : (current?.way ?? way),
    workingGroupId,
    sensitiveConsent: given ? { ...given, givenAt: now } : current?.sensitiveConsent,
    // What proves the consent stays, with its end.
    sensitiveWithdrawnAt: wasSensitive && !isSensitive ? now : current?.sensitiveWithdrawnAt,
  };
  return { chosen, faults };
}

/** An event's questions as somebody is asked them: of who withdrew that consent no sensitive answer is demanded. */
export function questionsAsked(
  { questions }: Pick<EventItem, 'questions'>,
  registration: Pick<RegistrationItem, 'sensitiveWithdrawnAt'> | undefined,
): EventItem['questions'] {
  if (registration?.sensitiveWithdrawnAt === undefined) return questions;
  return questions.map((one) => (one.sensitive ? { ...one, required: false } : one));
}

/**
 * Earlier answers that this form could not show, and so cannot have taken back: to a question that is no longer
 * asked, or that was changed so that the answer doesn't fit it any more.
 */
function unaskedAnswers(event: EventItem, choice: Choice, current: RegistrationItem | undefined) {
  const kept = Object.entries(current?.answers ?? {}).filter(([questionId]) => {
    const question = event.questions.find((one) => one.questionId === questionId);
    if (question === undefined) return true;
    const given = choice.answers[questionId];
    const isEmpty = given === undefined || given === '' || (Array.isArray(given) && given.length === 0);
    return isEmpty && fittingAnswers(event, current)[questionId] === undefined;
  });
  return Object.fromEntries(kept);
}

/** The answers of a registration that fit the event's questions as they are now. */
export function fittingAnswers(
  event: EventItem,
  registration: Pick<RegistrationItem, 'answers'> | undefined,
): RegistrationItem['answers'] {
  const asked = event.questions.map((question) => ({ ...question, required: false }));
  return checkedAnswers({ ...event, questions: asked }, registration?.answers ?? {}, true).answers;
}
