import { allow, type Organiser } from '../access/organiser.ts';
import { isMoved } from '../registration/event-changes.ts';
import type { Context } from '../table/context.ts';
import type { CountersItem, NotificationItem } from '../table/items.ts';
import { collections, refs } from '../table/refs.ts';
import { parseEvent, readEvent, seriesOf } from './events.ts';

const mostMails = 100;

/** How many people a mail to everybody reaches who has a place or waits. */
export function peopleOf({ confirmed, waitlisted }: CountersItem): number {
  return confirmed + waitlisted;
}

/**
 * Of how many people the organiser has to decide whether they are told, before an event becomes this: nobody, unless
 * it is published and moves.
 * @throws Problem with every fault of what is handed in
 */
export async function peopleToTell(
  eventId: string,
  body: unknown,
  organiser: Organiser,
  context: Context,
): Promise<number> {
  const { event, counters } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const { startsAtLocal, endsAtLocal, timeZone } = parseEvent(body);
  const series = await seriesOf(event, context);
  const next = { ...event, startsAtLocal, endsAtLocal, timeZone: timeZone ?? series.timeZone };
  return event.status === 'published' && isMoved(event, next) ? peopleOf(counters) : 0;
}

/** The mails to many of an event: planned, under way and sent, by their time. */
export async function mailsOfEvent(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<NotificationItem[]> {
  const { store } = context;
  await readEvent(eventId, organiser, context);
  const { items } = await store.listed(`NOTIFICATIONS#${eventId}`, { limit: mostMails });
  const ids = items.map(({ pk }) => pk.slice('NOTIFICATION#'.length));
  const found = await store.getMany(ids.map(refs.notification));
  return found.filter((one) => one !== undefined);
}

/** Whether anybody is or was registered, as far as it isn't erased yet: such an event can't be deleted. */
export async function hasRegistrations(eventId: string, { store }: Context): Promise<boolean> {
  const { items } = await store.list(collections.registrations(eventId), { limit: 1 });
  return items.length > 0;
}
