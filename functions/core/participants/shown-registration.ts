import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { isOwnerOfAll } from '../access/organisers.ts';
import { hasRight, shownEmail } from '../access/rights.ts';
import { restrictedIn } from '../attendee/restriction.ts';
import { hasSensitive, withoutSensitive } from '../registration/sensitive.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import { maskedEmail } from '../values/email.ts';

/** A registration as it is shown. `isRestricted`: nothing is to be done with it (Art. 18 GDPR). */
export type SeenRegistration = RegistrationItem & { isRestricted?: true };

/** Which answers somebody asks for: sensitive ones only where they are needed. */
export type AnswersAsked = 'all' | 'ordinary';

/**
 * Registrations as an organiser may see them: addresses and sensitive answers by their rights. Nothing that is to be
 * written back may come from here.
 */
export function asSeenBy(
  organiser: Organiser,
  registrations: readonly RegistrationItem[],
  event: Pick<EventItem, 'questions' | 'formerlySensitive'>,
  asked: AnswersAsked,
): RegistrationItem[] {
  const isWhole = asked === 'all' && hasRight(organiser, 'sensitive');
  return registrations.map((one) => ({
    ...one,
    email: shownEmail(one.email, organiser),
    answers: isWhole ? one.answers : withoutSensitive(one.answers, event),
    // Who consented to sensitive answers has given some.
    ...(hasRight(organiser, 'sensitive')
      ? {}
      : { sensitiveConsent: undefined, sensitiveWithdrawnAt: undefined }),
  }));
}

export const countSensitive = (registrations: readonly RegistrationItem[], event: EventItem): number =>
  registrations.filter(({ answers }) => hasSensitive(answers, event)).length;

/**
 * The same, of whose data is restricted without address and answers, but for owners of all series, who look after it;
 * with a note in the audit of how many people's sensitive answers are among them, if there are any.
 */
export async function readBy(
  organiser: Organiser,
  registrations: readonly RegistrationItem[],
  event: EventItem,
  context: Context,
  asked: AnswersAsked,
  of = '',
): Promise<SeenRegistration[]> {
  const restricted = await restrictedIn(event.seriesId, context);
  const isOwner = isOwnerOfAll(organiser);
  const seen = asSeenBy(organiser, registrations, event, asked).map((one) => {
    if (!restricted(one)) return one;
    const isRestricted = true as const;
    return isOwner
      ? { ...one, isRestricted }
      : { ...one, isRestricted, email: maskedEmail(one.email), answers: {} };
  });
  const sensitive = countSensitive(seen, event);
  if (sensitive > 0) {
    const { eventId, seriesId } = event;
    const item = `events/${eventId}/registrations${of}`;
    const deed = { action: 'sensitive.read', item, seriesId, details: { sensitive } };
    await context.store.commit([audited(organiser, deed, context)]);
  }
  return seen;
}
