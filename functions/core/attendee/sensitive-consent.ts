import type { PageContent } from '../mail/page-content.ts';
import type { OwnRegistration } from '../registration/attendee-view.ts';
import { hasSensitive, sensitiveIds, stripOf } from '../registration/sensitive.ts';
import type { Context } from '../table/context.ts';
import type { RegistrationItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { type Locale, wordingIn, wordingOf } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';

/**
 * Withdraws the consent to a registration's sensitive answers by itself (Art. 7(3) GDPR): they are erased at once, from the
 * sign-up that brought them, too; what proves the consent stays with the moment of its end. The registration goes on.
 * Withdrawn already: nothing happens.
 * @throws Problem when there are no such answers, and were none; Busy
 */
export async function withdrawSensitive(registration: RegistrationItem, context: Context): Promise<void> {
  const event = await context.store.get(refs.event(registration.eventId));
  if (event === undefined) throw new Problem('not-found');
  const isGiven = hasSensitive(registration.answers, event);
  if (!isGiven && registration.sensitiveWithdrawnAt === undefined) throw new Problem('not-possible-now');
  if (isGiven) await stripOf(registration, event, context, context.now);
}

type Shown = Extract<PageContent, { page: 'registration' }>['events'][number]['sensitive'];

/** What of it the own page shows: what is consented to with its button, or when that ended; nothing of who never gave any. */
export function shownConsent(
  { event, registration, consents }: OwnRegistration,
  { action, locale }: { action: string; locale: Locale },
): Shown {
  const { state, answers, sensitiveWithdrawnAt: withdrawnAt } = registration;
  if (state !== 'confirmed' && state !== 'waitlisted') return undefined;
  if (!hasSensitive(answers, event)) return withdrawnAt === undefined ? undefined : { withdrawnAt };
  const standing = consents.findLast((one) => one.withdrawnAt === undefined)?.proof;
  const ids = sensitiveIds(event);
  const asked = event.questions.filter(({ questionId }) => ids.has(questionId) && questionId in answers);
  return {
    action,
    notice: standing && wordingOf(standing.text, standing.locale, locale),
    questions: asked.map(({ label }) => wordingIn(label, locale)),
  };
}
