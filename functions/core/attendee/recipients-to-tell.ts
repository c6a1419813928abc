import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import type { Frame } from '../mail/mail-content.ts';
import { registrationsOf } from '../registration/attendee-view.ts';
import { disclosuresOf, recipientsDetail, recipientView } from '../registration/disclosures.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem } from '../table/items.ts';
import { themselves } from '../table/organiser-items.ts';
import { deletePerson } from './personal-data.ts';

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

/** What the button of a person's own data does; see {@link deletePerson}. */
export async function deleteThemselves(own: AttendeeItem, context: Context): Promise<Frame> {
  await noteRecipients('person.deleteOwn', own, context);
  return deletePerson(own, context);
}
