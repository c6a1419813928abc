import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { frameOf } from '../mail/event-facts.ts';
import type { Frame } from '../mail/mail-content.ts';
import { registrationsOf } from '../registration/attendee-view.ts';
import { disclosuresOf, recipientsDetail, recipientView } from '../registration/disclosures.ts';
import { subscriptionsOf, withdraw } from '../registration/subscription.ts';
import { type Context, shownIn } from '../table/context.ts';
import type { AttendeeItem } from '../table/items.ts';
import { themselves } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import { deletePerson } from './delete-person.ts';
import { endPersonsRestriction, noteErasureAsked, notePersonsErasureAsked } from './restriction.ts';
import { askedByButton, doneByButton } from './rights-requests.ts';

/** Whoever it was: of attendees the audit holds nothing. */
const attendee: Organiser = { tokenHash: themselves, name: '', role: 'viewer', seriesIds: [] };

/**
 * Notes that a person corrected or deleted on their own page what had been handed to others: these have to be told
 * (Art. 19 GDPR), which the series' organisers see in the audit, with nothing of the person. Nothing where nobody has it.
 */
export async function noteRecipients(
  action: 'person.correctOwn' | 'person.deleteOwn',
  own: AttendeeItem,
  context: Context,
): Promise<void> {
  const registrations = await registrationsOf(own, own.eventIds, context);
  const recipients = (await disclosuresOf(registrations, context.store)).map(recipientView);
  if (recipients.length === 0) return;
  const { seriesId } = own;
  const deed = { action, item: 'people', seriesId, details: recipientsDetail(recipients) };
  await context.store.commit([audited(attendee, deed, context)]);
}

/**
 * What the button of a person's own data does; see {@link deletePerson}. A restriction that they asked for ends with it:
 * it was theirs to have (Art. 18(1)(b) GDPR). What is kept for a legal claim is erased when that is over (Art. 17(3)(e)).
 * @returns `isHeld`: it is noted, and nothing is erased yet
 */
export async function deleteThemselves(
  own: AttendeeItem,
  context: Context,
): Promise<{ frame: Frame; isHeld: boolean }> {
  const { restriction } = own;
  if (restriction?.kind === 'legalHold') {
    if (restriction.erasureAskedAt === undefined)
      await context.store.commit([askedByButton('erasure', own, context)]);
    await noteErasureAsked(own, context);
    await notePersonsErasureAsked(own, context);
    for (const one of await subscriptionsOf(own.email, context))
      await withdraw(one.personHash, one.senderId, context);
    const series = await context.store.get(refs.series(own.seriesId));
    return { frame: frameOf(context.stage, shownIn(own.locale, context), series), isHeld: true };
  }
  await noteRecipients('person.deleteOwn', own, context);
  const frame = await deletePerson(own, context);
  if (restriction !== undefined) await endPersonsRestriction(own, context);
  await context.store.commit([doneByButton('erasure', own, context)]);
  return { frame, isHeld: false };
}
