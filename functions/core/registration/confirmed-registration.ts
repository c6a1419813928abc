import { markOf } from '../table/disclosure-item.ts';
import type { EventItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { replaced } from './places.ts';
import { verifiedEntry } from './verified-entry.ts';

/** What was cancelled or expired, taken up anew. */
export function takenUp(registration: RegistrationItem, { createdAt }: SignUpItem): RegistrationItem {
  const { cancelledAt, sensitiveConsent, sensitiveWithdrawnAt, attended, ...ended } = registration;
  return { ...ended, createdAt, round: ended.round + 1 };
}

/** A registration that this confirmation makes anew. */
export function blank(
  { event, registrationId }: { event: EventItem; registrationId: string },
  signUp: SignUpItem,
): RegistrationItem {
  return {
    type: 'registration',
    registrationId,
    eventId: event.eventId,
    seriesId: event.seriesId,
    personHash: signUp.personHash,
    state: 'pending',
    holdsPlace: false,
    answers: {},
    name: signUp.name,
    email: signUp.email,
    locale: signUp.locale,
    signUpId: signUp.signUpId,
    marks: [markOf({ signUpId: signUp.signUpId, eventId: event.eventId })],
    createdAt: signUp.createdAt,
    round: 0,
    version: 0,
  };
}

/** The step that writes what became of a registration; its working group is the given one or none. */
export function written(
  old: RegistrationItem | undefined,
  current: RegistrationItem,
  changed: Partial<RegistrationItem>,
  group: string | undefined,
): Step {
  const { workingGroupId, waitingPosition, ...rest } = verifiedEntry(current);
  const next = group === undefined ? changed : { ...changed, workingGroupId: group };
  return old === undefined
    ? { step: 'put', item: { ...rest, ...next }, when: 'absent' }
    : replaced(rest, next);
}
