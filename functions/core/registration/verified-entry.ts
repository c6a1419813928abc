import type { AttendeeItem, RegistrationItem, SignUpItem } from '../table/items.ts';

/** A direct entry once somebody at its address answered for it; who takes it ends its holds (`holdEnded`). */
export function verifiedEntry({
  isUnverified,
  heldBy,
  heldWay,
  heldGroupId,
  formerSignUpIds,
  isToldBothWays,
  ...verified
}: RegistrationItem): RegistrationItem {
  return verified;
}

/** Who is registered at an address by more than what somebody typed: their name and language nothing typed changes. */
export function knownOf(attendee: AttendeeItem | undefined): AttendeeItem | undefined {
  return attendee?.isUnverified ? undefined : attendee;
}

/** Whether a sign-up's button takes up again what is cancelled or expired: as it stood when they signed up, it stands still. */
export function takesUp(
  { state, events }: Pick<SignUpItem, 'state' | 'events'>,
  registration: RegistrationItem | undefined,
): registration is RegistrationItem {
  if (state !== 'pending' || registration === undefined) return false;
  const was = events.find(({ eventId }) => eventId === registration.eventId)?.takesUp;
  return was !== undefined && was.state === registration.state && was.round === registration.round;
}

/** Whether it was entered by what another sign-up typed: whoever confirms this one says what holds. */
export function isTypedByAnother(
  registration: RegistrationItem | undefined,
  { signUpId }: Pick<SignUpItem, 'signUpId'>,
): boolean {
  return (
    registration?.state === 'confirmed' &&
    registration.isUnverified !== undefined &&
    registration.signUpId !== signUpId
  );
}

/** Whether this sign-up entered it, and its button makes it its person's. */
export function isOwnEntry(
  { signUpId }: Pick<SignUpItem, 'signUpId'>,
  registration: RegistrationItem | undefined,
): boolean {
  return registration?.isUnverified !== undefined && registration.signUpId === signUpId;
}

/** Whether its person was seen at the event, as its organisers noted: that they were there is no matter of a button. */
export function wasSeen({ state, attended }: Pick<RegistrationItem, 'state' | 'attended'>): boolean {
  return state === 'confirmed' && attended === true;
}

/** Whether nobody has confirmed it, nor saw its person there: it is kept by its own few days, and not by anybody's term. */
export function isUnconfirmed(
  registration: Pick<RegistrationItem, 'state' | 'attended' | 'isUnverified'>,
): boolean {
  const { state, isUnverified } = registration;
  return state === 'pending' || (isUnverified !== undefined && !wasSeen(registration));
}

/**
 * What stays of a registration when it ends: where nobody at its address answered for it, nothing that somebody typed. It goes
 * by the name that its address has verified in the series, or by none, and is gone with its sign-up.
 */
export function withoutTyped(
  registration: RegistrationItem,
  attendee: AttendeeItem | undefined,
): RegistrationItem {
  if (!isUnconfirmed(registration)) return registration;
  const { way, isToldBothWays, workingGroupId, sensitiveConsent, ...rest } = registration;
  const { name, email, locale } = knownOf(attendee) ?? { ...rest, name: '' };
  return { ...rest, name, email, locale, answers: {}, isUnverified: true };
}
