import * as z from 'zod';
import { markFields } from '../access/form-marks.ts';
import type { Event, Question } from '../table/event.ts';
import type { Answers, SignUpItem } from '../table/items.ts';
import { mostOfReference } from '../table/notices.ts';
import { NamedSlug, type NoticeKind, OpenWebUrl } from '../table/series.ts';
import { statesWay, Way } from '../table/way.ts';
import { Email } from '../values/email.ts';
import { type Breach, breaks, type Fault, pointer } from '../values/faults.ts';
import { Locale, nearestLocale } from '../values/locale.ts';
import { PersonName } from '../values/person-name.ts';

const Answer = z.union([z.string().max(5000), z.array(z.string().max(200)).max(50), z.boolean()]);
/** A web address as browsers understand it, which is how it is kept and sent on; nobody's name or password in it. */
const WebAddress = z
  .string()
  .max(2000)
  .refine((text) => OpenWebUrl.safeParse(text).success, breaks({ code: 'invalidUrl' }))
  .meta({ format: 'uri' })
  .transform((url) => new URL(url).href);

/** The most events of one sign-up, which one transaction takes in and one confirms. */
const mostEvents = 20;

/** What the form posts. Which answers fit is up to each event: {@link checkedAnswers}. */
export const SignUpRequest = z.strictObject({
  eventIds: z
    .array(NamedSlug)
    .min(1)
    .max(mostEvents)
    .refine((ids) => new Set(ids).size === ids.length, breaks({ code: 'duplicate' })),
  name: PersonName,
  email: Email,
  /** Whatever a website says of its language: the nearest of ours counts, and where there is none the series'. */
  locale: z.string().max(100).transform(nearestLocale).optional(),
  /** How somebody takes part in each hybrid event. */
  ways: z.record(NamedSlug, Way).default({}),
  workingGroups: z.record(NamedSlug, NamedSlug).default({}),
  answers: z.record(NamedSlug, z.record(NamedSlug, Answer)).default({}),
  /** Each as its version and the hash of the text that was shown, `2027-01:9f86d0…`; or as its version alone. */
  notices: z.strictObject({
    privacy: z.string().max(mostOfReference),
    news: z.string().max(mostOfReference).optional(),
    sensitive: z.string().max(mostOfReference).optional(),
  }),
  formUrl: WebAddress,
  returnUrl: WebAddress.optional(),
});

/** The same of somebody who asked by telephone or on paper: no form showed a notice, and so none is proved. */
export const RequestByHand = SignUpRequest.omit({ formUrl: true, returnUrl: true }).extend({
  locale: Locale.optional(),
  notices: z.strictObject({}).default({}),
});

/** A sign-up, however it came. */
export type SignUpRequest = Omit<z.infer<typeof SignUpRequest>, 'notices' | 'formUrl'> & {
  notices: Partial<Record<NoticeKind, string | undefined>>;
  formUrl?: string;
};

/** What a form's honeypot field is called: people don't see it, scripts fill it in. */
export const honeypotField = 'website';
/** Fields that are the form's own, and not what a person entered. */
const ownFields: ReadonlySet<string> = new Set([honeypotField, ...markFields]);

/** What a person entered, without the form's own fields. */
export const enteredFields = (form: URLSearchParams): [string, string][] =>
  [...form].filter(([name]) => !ownFields.has(name));

/**
 * A plain HTML form's fields as the request's shape: `eventIds` and multiple choices repeat, `ways.<event>`,
 * `workingGroups.<event>` and `answers.<event>.<question>` nest. Empty fields are as good as absent, and what was filled in for an event
 * that is not ticked doesn't count. Of two addresses that differ none is guessed: together they are none.
 */
export function formAsRequest(form: URLSearchParams): Record<string, unknown> {
  const fields = Map.groupBy(
    enteredFields(form).filter(([, value]) => value !== ''),
    ([name]) => name,
  );
  const eventIds = (fields.get('eventIds') ?? []).map(([, value]) => value);
  const ticked = new Set(eventIds);
  // Names come from outside: maps have none of their own, such as `__proto__`.
  const request = new Map<string, unknown>();
  const ways = new Map<string, string>();
  const groups = new Map<string, string>();
  const answers = new Map<string, Map<string, string | string[]>>();
  const notices = new Map<string, string>();
  for (const [name, given] of fields) {
    const values = given.map(([, value]) => value);
    const [first = ''] = values;
    const [area, eventId = '', questionId = ''] = name.split('.', 3);
    if (name === 'eventIds') continue;
    if (area === 'notices' && eventId) notices.set(eventId, first);
    else if (area === 'ways' && eventId) {
      if (ticked.has(eventId)) ways.set(eventId, first);
    } else if (area === 'workingGroups' && eventId) {
      if (ticked.has(eventId) && first !== 'none') groups.set(eventId, first);
    } else if (area === 'answers' && eventId && questionId) {
      if (!ticked.has(eventId)) continue;
      const own = answers.get(eventId) ?? new Map<string, string | string[]>();
      answers.set(eventId, own.set(questionId, values.length > 1 ? values : first));
    } else if (name === 'email') request.set(name, [...new Set(values)].join(', '));
    else request.set(name, first);
  }
  return {
    ...Object.fromEntries(request),
    eventIds,
    ways: Object.fromEntries(ways),
    workingGroups: Object.fromEntries(groups),
    answers: Object.fromEntries([...answers].map(([eventId, own]) => [eventId, Object.fromEntries(own)])),
    notices: Object.fromEntries(notices),
  };
}

/** What a sign-up says of one event, as it is kept, and what is wrong with its answers. */
export function saidOf(
  event: Event,
  { ways, workingGroups, answers: given, notices }: SignUpRequest,
): {
  entry: Pick<SignUpItem['events'][number], 'eventId' | 'way' | 'workingGroupId' | 'answers'>;
  faults: Fault[];
} {
  const { eventId } = event;
  const chosen = checkedWay(event, ways[eventId]);
  const { answers, faults } = checkedAnswers(event, given[eventId] ?? {}, notices.sensitive !== undefined);
  return {
    entry: { eventId, way: chosen.way, workingGroupId: workingGroups[eventId], answers },
    faults: [...chosen.faults, ...faults],
  };
}

/** The way that a registration for an event states, as somebody chose it. Who names the only one chooses nothing else. */
export function checkedWay(event: Event, given: Way | undefined): { way: Way | undefined; faults: Fault[] } {
  const { attendanceMode: mode } = event;
  const at = pointer(['ways', event.eventId]);
  if (mode === 'hybrid')
    return { way: given, faults: given === undefined ? [{ pointer: at, code: 'wayMissing' }] : [] };
  const isOther = given !== undefined && given !== mode;
  return {
    way: statesWay(event) ? mode : undefined,
    faults: isOther ? [{ pointer: at, code: 'wayNotOffered' }] : [],
  };
}

type GivenAnswers = Record<string, z.infer<typeof Answer>>;

/** The answers to one event's questions in the form that is kept, or every fault, each at its field. */
export function checkedAnswers(
  event: Event,
  given: GivenAnswers,
  hasSensitiveConsent: boolean,
): { answers: Answers; faults: Fault[] } {
  const answers: Answers = {};
  const faults: Fault[] = [];
  const at = (questionId: string) => pointer(['answers', event.eventId, questionId]);
  const known = new Map(event.questions.map((question) => [question.questionId, question]));
  for (const questionId of Object.keys(given)) {
    if (!known.has(questionId)) faults.push({ pointer: at(questionId), code: 'unknownQuestion' });
  }
  for (const question of known.values()) {
    const value = given[question.questionId];
    const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (isEmpty) {
      if (question.required) faults.push({ pointer: at(question.questionId), code: 'required' });
      continue;
    }
    const checked = checkedAnswer(question, value);
    if ('fault' in checked) faults.push({ pointer: at(question.questionId), ...checked.fault });
    else if (question.sensitive && !hasSensitiveConsent) {
      faults.push({ pointer: at(question.questionId), code: 'consentRequired' });
    } else answers[question.questionId] = checked.value;
  }
  return { answers, faults };
}

type Checked = { value: Answers[string] } | { fault: Breach };

function checkedAnswer(question: Question, value: GivenAnswers[string]): Checked {
  const isOption = (text: string) => (question.options ?? []).some((option) => option.value === text);
  switch (question.kind) {
    case 'yesNo': {
      if (typeof value === 'boolean') return { value };
      if (value === 'yes' || value === 'no') return { value: value === 'yes' };
      return { fault: { code: 'wrongType', params: { expected: 'boolean' } } };
    }
    case 'choice':
      if (typeof value !== 'string') return { fault: { code: 'wrongType', params: { expected: 'string' } } };
      return isOption(value) ? { value } : { fault: { code: 'unknownOption' } };
    case 'multipleChoice': {
      // A form with one box ticked posts a lone value.
      const chosen = typeof value === 'string' ? [value] : value;
      if (!Array.isArray(chosen)) return { fault: { code: 'wrongType', params: { expected: 'array' } } };
      return chosen.every(isOption) ? { value: [...new Set(chosen)] } : { fault: { code: 'unknownOption' } };
    }
    case 'text':
    case 'longText': {
      if (typeof value !== 'string') return { fault: { code: 'wrongType', params: { expected: 'string' } } };
      const max = question.maxLength ?? (question.kind === 'text' ? 200 : 2000);
      return value.length <= max ? { value } : { fault: { code: 'tooLong', params: { max } } };
    }
  }
}
