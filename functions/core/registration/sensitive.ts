import type { Context } from '../table/context.ts';
import type { Event, EventInput } from '../table/event.ts';
import type { Answers, EventItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { everyPage } from '../table/pages.ts';
import type { Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { replaced } from './places.ts';

type Asking = Pick<Event, 'questions' | 'formerlySensitive'>;

/** The questions whose answers are sensitive, those included that were so when they were answered. */
export function sensitiveIds({ questions, formerlySensitive = [] }: Asking): Set<string> {
  const now = questions.filter((question) => question.sensitive).map((question) => question.questionId);
  return new Set([...now, ...formerlySensitive]);
}

/** Whether an event has answers that must go with its end. */
export function asksSensitive(event: Asking): boolean {
  return sensitiveIds(event).size > 0;
}

/** What a changed event remembers of questions that were sensitive before. */
export function sensitiveOnce(before: Event, after: EventInput): Pick<Event, 'formerlySensitive'> {
  const ids = sensitiveIds(before);
  for (const question of after.questions) if (question.sensitive) ids.delete(question.questionId);
  return { formerlySensitive: ids.size === 0 ? undefined : [...ids] };
}

/** Answers as a partner may have them: without the sensitive ones. */
export function withoutSensitive(answers: Answers, event: Asking): Answers {
  const ids = sensitiveIds(event);
  return Object.fromEntries(Object.entries(answers).filter(([questionId]) => !ids.has(questionId)));
}

/** Whether any of these answers is sensitive. */
export function hasSensitive(answers: Answers, event: Asking): boolean {
  const ids = sensitiveIds(event);
  return Object.keys(answers).some((questionId) => ids.has(questionId));
}

/** Erases the sensitive answers to an event's questions, on registrations and on the sign-ups that brought them. */
export async function stripSensitive(event: EventItem, context: Context): Promise<void> {
  const { store } = context;
  if (!asksSensitive(event)) return;
  const all = collections.registrations(event.eventId);
  for await (const some of everyPage((from) => store.list(all, from)))
    for (const one of some) await stripOf(one, event, context);
}

/** Erases those of one registration, and of the sign-up that brought them. */
export async function stripOf(
  found: RegistrationItem,
  event: EventItem,
  { store, now }: Context,
): Promise<void> {
  const { eventId } = event;
  const { registrationId } = found;
  let current: RegistrationItem | undefined = found;
  return retrying('attendee', async () => {
    if (current === undefined || !hasSensitive(current.answers, event)) return;
    const steps: Step[] = [
      replaced(current, { answers: withoutSensitive(current.answers, event) }),
      ended({ what: 'sensitive', eventId, registrationId }, now),
      ...(await strippedSignUp(current, event, store)),
    ];
    if ((await store.commit(steps)).committed) return;
    current = await store.get(refs.registration(eventId, registrationId));
    return 'again';
  });
}

/** The step that takes an event's sensitive answers off the sign-up that brought a registration, where it has any. */
export async function strippedSignUp(
  { signUpId }: Pick<RegistrationItem, 'signUpId'>,
  event: EventItem,
  store: Store,
): Promise<Step[]> {
  const signUp = await store.get(refs.signUp(signUpId));
  const isOf = (entry: SignUpItem['events'][number]) =>
    entry.eventId === event.eventId && hasSensitive(entry.answers, event);
  if (signUp === undefined || !signUp.events.some(isOf)) return [];
  const { state, version = 0 } = signUp;
  const events = signUp.events.map((entry) =>
    isOf(entry) ? { ...entry, answers: withoutSensitive(entry.answers, event) } : entry,
  );
  return [{ step: 'put', item: { ...signUp, events, version: version + 1 }, when: { state, version } }];
}
