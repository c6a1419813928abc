import { registrationsOf } from '../registration/attendee-view.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, DeliveryItem, EventItem, RegistrationItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';

/** What a calendar file does with an event's entry (RFC 5546 section 3.2): puts it there, or takes it back. */
export interface CalendarEntry {
  event: EventItem;
  /** Which of an address' people it is of; absent: the first, and whoever takes it from the event's page. */
  seat?: number | undefined;
  method: 'PUBLISH' | 'CANCEL';
  sequence: number;
}

/** How far a registration is within its round: each step that mails a file lies above the last. */
const steps = { pending: 0, expired: 0, waitlisted: 0, confirmed: 1, cancelled: 2 } as const;
const stepsInRound = 3;

/**
 * What a mail about one registration does with its entry: who has a place gets it; who has none any more has it taken
 * back, if there ever was one. Each person of an address has an entry of their own. Its SEQUENCE is the event's, and
 * rises with every place that somebody at the address takes or gives up (RFC 5545 section 3.8.7.4): it did before
 * entries were apart, and never falls.
 * @param all every registration of the address for this event
 */
export function calendarEntry(
  event: EventItem,
  { state, hadPlace, seat }: Pick<RegistrationItem, 'state' | 'hadPlace' | 'seat'>,
  all: readonly Pick<RegistrationItem, 'state' | 'round'>[],
): CalendarEntry | undefined {
  const own = all.reduce((sum, one) => sum + stepsInRound * one.round + steps[one.state], 0);
  const sequence = event.sequence + Math.max(0, own - steps.confirmed);
  const hasPlace = state === 'confirmed';
  if (event.status === 'published' && hasPlace) return { event, seat, method: 'PUBLISH', sequence };
  return hasPlace || hadPlace ? { event, seat, method: 'CANCEL', sequence } : undefined;
}

/**
 * The same, with what else its address has of this event; read only where that is more than one registration. Nothing is
 * taken back of which no file has left.
 * @param delivery of the mail
 */
export async function entryOf(
  event: EventItem,
  registration: RegistrationItem,
  attendee: AttendeeItem,
  context: Context,
  delivery?: Pick<DeliveryItem, 'createdAt'>,
): Promise<CalendarEntry[]> {
  const isOne = attendee.seats?.[event.eventId] === undefined;
  const all = isOne ? [registration] : await registrationsOf(attendee, [event.eventId], context);
  const entry = calendarEntry(event, registration, all);
  if (entry === undefined) return [];
  return entry.method === 'PUBLISH' || (await hasFile(registration, context, delivery)) ? [entry] : [];
}

/** Whether a calendar file of a registration's entry has left. */
export async function hasFile(
  registration: RegistrationItem,
  { store }: Pick<Context, 'store'>,
  delivery?: Pick<DeliveryItem, 'createdAt'>,
): Promise<boolean> {
  const { hadPlace, round } = registration;
  // What is noted of an earlier round is true; of this one it says that there was a place, not that it was told.
  return (hadPlace && round > 0) || hasFileOfPlace(registration, store, delivery);
}

/** By the mail that told of the place; of a row that is gone it had left, unless this mail took it up. */
async function hasFileOfPlace(
  { registrationId, signUpId, eventId, round, confirmedAt = '' }: RegistrationItem,
  store: Context['store'],
  delivery: Pick<DeliveryItem, 'createdAt'> | undefined,
): Promise<boolean> {
  const { promoted, added, confirmation, entry } = await store.load({
    promoted: refs.delivery(`promoted-${registrationId}-${round}`, registrationId),
    added: refs.delivery(`added-${registrationId}-${round}`, registrationId),
    confirmation: refs.delivery(`confirmation-${signUpId}`, signUpId),
    entry: refs.delivery(`entry-${signUpId}`, signUpId),
  });
  // What was added on the own page was not in the sign-up.
  const told = promoted ?? added ?? [confirmation, entry].find((one) => one?.eventIds.includes(eventId));
  if (told === undefined) return delivery === undefined || confirmedAt < delivery.createdAt;
  return told.sentAt !== undefined || told.state === 'unknown';
}
