import type { MailPlan } from '../mail/mail-plan.ts';
import { replaced } from '../registration/places.ts';
import type { Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';

/** The times of an event that somebody has been told, by the sequence that they belong to. */
export type ToldTime = NonNullable<MailPlan['tells']>[number];

/**
 * Notes after a mail has left which times it told, so that nobody is told the same "new date" twice, nor a "before" that
 * they never had. Lost, it is told once more.
 */
export async function noteTold(tells: readonly ToldTime[], store: Store): Promise<void> {
  for (const { eventId, registrationId, sequence } of tells) {
    const registration = await store.get(refs.registration(eventId, registrationId));
    if (registration === undefined || (registration.toldSequence ?? -1) >= sequence) continue;
    await store.commit([replaced(registration, { toldSequence: sequence })]);
  }
}
