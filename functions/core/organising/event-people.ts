import type { Organiser } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import type { CountersItem, NotificationItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { readList } from '../table/pages.ts';
import { collections } from '../table/refs.ts';
import { readEvent } from './events.ts';

const mostMails = 100;

/** How many people a mail to everybody reaches who has a place or waits. */
export function peopleOf({ confirmed, waitlisted }: CountersItem): number {
  return confirmed + waitlisted;
}

/** The mails to many of an event: planned, under way and sent, by their time. */
export async function mailsOfEvent(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<NotificationItem[]> {
  const { store } = context;
  await readEvent(eventId, organiser, context);
  return (await readList(lists.notificationsOfEvent(eventId), { limit: mostMails }, store)).items;
}

/** Whether anybody is or was registered, as far as it isn't erased yet: such an event can't be deleted. */
export async function hasRegistrations(eventId: string, { store }: Context): Promise<boolean> {
  const { items } = await store.list(collections.registrations(eventId), { limit: 1 });
  return items.length > 0;
}
