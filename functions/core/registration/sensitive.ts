import type { Context } from '../table/context.ts';
import type { Event, EventInput } from '../table/event.ts';
import type { Answers, EventItem, NoticeProof, RegistrationItem, SignUpItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { everyPage } from '../table/pages.ts';
import type { Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { Instant } from '../values/time.ts';
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

/**
 * Erases the sensitive answers to an event's questions, on registrations and on their sign-ups: what was consented to for the event.
 * Those stay that a restriction of their person names (Art. 9(2)(f) GDPR).
 */
export async function stripSensitive(event: EventItem, context: Context): Promise<void> {
  const { store } = context;
  if (!asksSensitive(event)) return;
  const all = collections.registrations(event.eventId);
  for await (const some of everyPage((from) => store.list(all, from))) {
    const [attendees, people] = await Promise.all([
      store.getMany(some.map(({ personHash, seriesId }) => refs.attendee(personHash, seriesId))),
      // Of who has not confirmed nothing else says it.
      store.getMany(some.map((one) => refs.restrictedPerson(one.state === 'pending' ? one.personHash : '-'))),
    ]);
    for (const [index, one] of some.entries()) {
      const person = people[index];
      const isCovered = person !== undefined && one.createdAt <= person.upTo;
      const restriction = attendees[index]?.restriction ?? (isCovered ? person.restriction : undefined);
      if (restriction?.keepsSensitive !== true) await stripOf(one, event, context);
    }
  }
}

/**
 * Erases those of one registration, and of the sign-up that brought them.
 * @param withdrawnAt when its person withdrew the consent to them, where that is the reason
 */
export async function stripOf(
  found: RegistrationItem,
  event: EventItem,
  { store, now }: Context,
  withdrawnAt?: Instant,
): Promise<void> {
  const { eventId } = event;
  const { registrationId } = found;
  let current: RegistrationItem | undefined = found;
  return retrying('attendee', async () => {
    if (current === undefined || !hasSensitive(current.answers, event)) return;
    const withdrawn = withdrawnAt && { sensitiveWithdrawnAt: withdrawnAt };
    const steps: Step[] = [
      replaced(current, { answers: withoutSensitive(current.answers, event), ...withdrawn }),
      sensitiveEnded(current, now, withdrawnAt !== undefined),
      ...(await strippedSignUp(current, event, store)),
    ];
    if ((await store.commit(steps)).committed) return;
    current = await store.get(refs.registration(eventId, registrationId));
    return 'again';
  });
}

/** The ledger's entry of it. */
export function sensitiveEnded(
  { eventId, registrationId }: Pick<RegistrationItem, 'eventId' | 'registrationId'>,
  now: Instant,
  isWithdrawn: boolean,
): Step {
  const of = { what: 'sensitive', eventId, registrationId } as const;
  return ended(isWithdrawn ? { ...of, isWithdrawn } : of, now);
}

/** The ledger's entry of which questions are sensitive: a restored table protects their answers as well. */
export function sensitiveSince(event: EventItem, now: Instant): Step {
  const { eventId } = event;
  return ended({ what: 'sensitiveQuestions', eventId, questionIds: [...sensitiveIds(event)] }, now);
}

/** One consent to a registration's sensitive answers: as it was shown, where, and when it was given and withdrawn. */
export interface SensitiveConsent {
  of: 'signUp' | 'ownPage';
  proof: NoticeProof;
  givenAt: Instant;
  withdrawnAt?: Instant | undefined;
}

/** Those that there were, the later last: with the sign-up that brought the registration, and on the own page. */
export function sensitiveConsents(
  registration: Pick<RegistrationItem, 'sensitiveConsent' | 'sensitiveWithdrawnAt'>,
  signUp: Pick<SignUpItem, 'notices' | 'verifiedAt' | 'createdAt'> | undefined,
): SensitiveConsent[] {
  const { sensitiveConsent: own, sensitiveWithdrawnAt } = registration;
  const signed = signUp?.notices.sensitive;
  const given: SensitiveConsent[] = [];
  if (signUp !== undefined && signed !== undefined)
    given.push({ of: 'signUp', proof: signed, givenAt: signUp.verifiedAt ?? signUp.createdAt });
  if (own !== undefined) given.push({ of: 'ownPage', proof: own, givenAt: own.givenAt });
  return given.map((one) =>
    sensitiveWithdrawnAt === undefined || one.givenAt > sensitiveWithdrawnAt
      ? one
      : { ...one, withdrawnAt: sensitiveWithdrawnAt },
  );
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
