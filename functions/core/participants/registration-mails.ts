import type { Organiser } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, RegistrationItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { readRegistration } from './registrations.ts';

/**
 * Which mails a registration's person got about its event, oldest first: those to this person alone and those to many. A mail
 * stands under each registration that it speaks of, and under no other: one announcement to several events, and one mail about
 * all that was done on somebody's own page.
 * @throws Problem 404
 */
export async function mailsOfRegistration(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
): Promise<DeliveryItem[]> {
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  const { store, now } = context;
  const { deliveries } = await store.ofPerson(registration.personHash);
  const found = await store.getMany(deliveries);
  const ofSeries = found
    .map((one) => present(one, now))
    .filter((one) => one !== undefined)
    .filter(({ seriesId }) => seriesId === registration.seriesId);
  const spans = await announcedTo(ofSeries, context);
  return ofSeries
    .filter((one) => isAbout(one, registration, spans.get(one.notificationId)))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** @param announced the events that its announcement was for */
function isAbout(
  delivery: DeliveryItem,
  registration: RegistrationItem,
  announced: readonly string[] = [],
): boolean {
  const { kind, eventIds, registrationId, signUpId, recipientId, personHash, createdAt, sentAt } = delivery;
  const { eventId, seat } = registration;
  if (announced.includes(eventId)) return registration.createdAt <= createdAt;
  if (!eventIds.includes(eventId)) return false;
  if (kind === 'announcement' || registrationId === registration.registrationId) return true;
  // What was done on somebody's own page is told as it stands when the mail is made, of each person at the address.
  if (recipientId === personHash && kind === 'confirmation')
    return sentAt === undefined || registration.createdAt <= sentAt;
  if (registrationId !== undefined) return false;
  // Of several people at an address the first is who signed up; each other was added later.
  return signUpId === undefined ? registration.createdAt <= createdAt : seat === undefined;
}

/** The events that announcements were for, by the notification that carried each out. */
async function announcedTo(
  deliveries: readonly DeliveryItem[],
  { store }: Context,
): Promise<Map<string, readonly string[]>> {
  const ids = deliveries.filter(({ kind }) => kind === 'announcement').map((one) => one.notificationId);
  const notifications = await store.getMany([...new Set(ids)].map((id) => refs.notification(id)));
  const carried = notifications.flatMap((one) =>
    one?.announcementId === undefined ? [] : { ...one, announcementId: one.announcementId },
  );
  const announcements = await store.getMany(
    carried.map(({ announcementId }) => refs.announcement(announcementId)),
  );
  return new Map(
    carried.map(({ notificationId }, index) => [
      notificationId,
      announcements[index]?.audience.eventIds ?? [],
    ]),
  );
}
