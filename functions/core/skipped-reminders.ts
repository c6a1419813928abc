import type { Context } from './context.ts';
import { written } from './delivery-counts.ts';
import { endsAt } from './event.ts';
import type { DeliveryItem, EventItem, RegistrationItem } from './items.ts';
import { plannedReminders, reminderId } from './reminders.ts';

/**
 * Records that a person gets no reminder whose time had passed when the place was confirmed. Not part of the
 * confirmation's transaction: dispatch would come to the same result by itself, this only says it earlier.
 */
export async function noteSkippedReminders(
  parts: readonly { event: EventItem; registration: RegistrationItem | undefined }[],
  expiresAt: number,
  { store, now }: Context,
): Promise<void> {
  for (const { event, registration } of parts) {
    if (registration === undefined || now >= endsAt(event)) continue;
    for (const { offset, at } of plannedReminders(event)) {
      if (at > now) continue;
      const item: DeliveryItem = {
        type: 'delivery',
        notificationId: reminderId(event, offset),
        recipientId: registration.registrationId,
        kind: 'reminder',
        template: 'reminder',
        lane: 'bulk',
        state: 'skipped',
        reason: 'confirmedAfterDue',
        seriesId: event.seriesId,
        personHash: registration.personHash,
        eventIds: [event.eventId],
        registrationId: registration.registrationId,
        createdAt: now,
        attempts: 0,
        expiresAt,
      };
      await store.commit(written([item]));
    }
  }
}
