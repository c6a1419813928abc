import type { RegistrationItem, SignUpItem } from '../table/items.ts';

/** A direct entry once somebody at its address answered for it; who takes it ends its holds (`holdEnded`). */
export function verifiedEntry({
  isUnverified,
  heldBy,
  heldGroupId,
  formerSignUpIds,
  ...verified
}: RegistrationItem): RegistrationItem {
  return verified;
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
