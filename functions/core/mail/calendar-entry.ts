import type { Context } from '../table/context.ts';
import type { DeliveryItem, EventItem, RegistrationItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { asAttended } from '../table/way.ts';

/** What a calendar file does with an event's entry (RFC 5546 section 3.2): puts it there, or takes it back. */
export interface CalendarEntry {
  event: EventItem;
  /** Which of an address' people it is of; absent: the first, and whoever takes it from the event's page. */
  seat?: number | undefined;
  method: 'PUBLISH' | 'CANCEL';
}

/**
 * What a mail about one registration does with its entry: who has a place gets it; who has none any more has it taken
 * back, if there ever was one. Each person of an address has an entry of their own.
 */
export function calendarEntry(
  whole: EventItem,
  registration: Pick<RegistrationItem, 'state' | 'hadPlace' | 'seat' | 'way' | 'isToldBothWays'>,
): CalendarEntry | undefined {
  const { state, hadPlace, seat } = registration;
  const event = asAttended(whole, registration);
  const hasPlace = state === 'confirmed';
  if (event.status === 'published' && hasPlace) return { event, seat, method: 'PUBLISH' };
  return hasPlace || hadPlace ? { event, seat, method: 'CANCEL' } : undefined;
}

/**
 * The same for a mail; nothing is taken back of which no file has left.
 * @param delivery of the mail
 */
export async function entryOf(
  event: EventItem,
  registration: RegistrationItem,
  context: Context,
  delivery?: Pick<DeliveryItem, 'createdAt'>,
): Promise<CalendarEntry[]> {
  const entry = calendarEntry(event, registration);
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
