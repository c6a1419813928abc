import { registrationsOf } from '../registration/attendee-view.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, EventItem, RegistrationItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';

/** What a calendar file does with an event's entry (RFC 5546 section 3.2): puts it there, or takes it back. */
export interface CalendarEntry {
  event: EventItem;
  method: 'PUBLISH' | 'CANCEL';
  sequence: number;
}

/** How far a registration is within its round: each step that mails a file lies above the last. */
const steps = { pending: 0, expired: 0, waitlisted: 0, confirmed: 1, cancelled: 2 } as const;
const stepsInRound = 3;

/**
 * What a mail about one registration does with the entry that all of its address share: who has a place gets it; who
 * has none any more has it taken back, if there ever was one and nobody else at the address has a place. Its SEQUENCE is
 * the event's, and rises with every place that somebody at the address takes or gives up (RFC 5545 section 3.8.7.4).
 * @param all every registration of the address for this event
 */
export function calendarEntry(
  event: EventItem,
  registration: Pick<RegistrationItem, 'state'>,
  all: readonly Pick<RegistrationItem, 'state' | 'round' | 'hadPlace'>[],
): CalendarEntry | undefined {
  const own = all.reduce((sum, { round, state }) => sum + stepsInRound * round + steps[state], 0);
  const sequence = event.sequence + Math.max(0, own - steps.confirmed);
  const isOn = event.status === 'published';
  if (isOn && registration.state === 'confirmed') return { event, method: 'PUBLISH', sequence };
  const hasPlace = all.some(({ state }) => state === 'confirmed');
  const hasEntry = hasPlace || all.some(({ hadPlace }) => hadPlace);
  return hasEntry && !(isOn && hasPlace) ? { event, method: 'CANCEL', sequence } : undefined;
}

/**
 * The same, with what else its address has of this event; read only where that is more than one registration. Nothing is
 * taken back of which no file has left.
 */
export async function entryOf(
  event: EventItem,
  registration: RegistrationItem,
  attendee: AttendeeItem,
  context: Context,
): Promise<CalendarEntry[]> {
  const isOne = attendee.seats?.[event.eventId] === undefined;
  const all = isOne ? [registration] : await registrationsOf(attendee, [event.eventId], context);
  const entry = calendarEntry(event, registration, all);
  if (entry === undefined) return [];
  return entry.method === 'PUBLISH' || (await hasFile(all, context)) ? [entry] : [];
}

/** Whether a calendar file has left for any of an address' registrations for one event. */
export async function hasFile(all: readonly RegistrationItem[], { store }: Context): Promise<boolean> {
  // What is noted of an earlier round is true; of this one it says that there was a place, not that it was told.
  const isEarlier = all.some(({ round, hadPlace }) => round > 0 && hadPlace);
  return isEarlier || (await Promise.all(all.map((one) => hasFileOfPlace(one, store)))).includes(true);
}

/** By the mail that told of the place; of a row that is gone, or merged into another, it had left. */
async function hasFileOfPlace(
  { registrationId, signUpId, round }: RegistrationItem,
  store: Context['store'],
): Promise<boolean> {
  const { promoted, added, confirmation, entry } = await store.load({
    promoted: refs.delivery(`promoted-${registrationId}-${round}`, registrationId),
    added: refs.delivery(`added-${registrationId}-${round}`, registrationId),
    confirmation: refs.delivery(`confirmation-${signUpId}`, signUpId),
    entry: refs.delivery(`entry-${signUpId}`, signUpId),
  });
  const told = promoted ?? added ?? confirmation ?? entry;
  return told === undefined || told.sentAt !== undefined || told.state === 'unknown';
}
