import { written } from '../delivery/counts.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { DeliveryItem, EventItem, RegistrationItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';
import { plannedReminders, reminderId } from './reminders.ts';

/**
 * Records that a person gets no reminder whose time had passed when the place was confirmed. Not part of the
 * confirmation's transaction: nobody waits for it.
 */
export async function noteSkippedReminders(
  parts: readonly { event: EventItem; registration: RegistrationItem | undefined }[],
  expiresAt: number,
  { store, now }: Context,
): Promise<void> {
  for (const { event, registration } of parts) {
    if (registration === undefined) continue;
    for (const item of lateReminders(event, registration, expiresAt, now))
      await store.commit(written([item]));
  }
}

/** The same for whoever moves up from the waiting list, as steps of that transaction: a walk may be over long since. */
export async function skippedOnMovingUp(
  event: EventItem,
  registration: RegistrationItem,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Step[]> {
  const late = lateReminders(event, registration, registration.expiresAt, now);
  if (late.length === 0) return [];
  const found = await store.getMany(late.map((one) => refs.delivery(one.notificationId, one.recipientId)));
  return late.filter((_, index) => found[index] === undefined).flatMap((one) => written([one]));
}

function lateReminders(
  event: EventItem,
  registration: RegistrationItem,
  expiresAt: number | undefined,
  now: Instant,
): DeliveryItem[] {
  if (now >= endsAt(event)) return [];
  const { registrationId, personHash } = registration;
  return plannedReminders(event)
    .filter(({ at }) => at <= now)
    .map(({ offset }) => ({
      type: 'delivery',
      notificationId: reminderId(event, offset),
      recipientId: registrationId,
      kind: 'reminder',
      template: 'reminder',
      lane: 'bulk',
      state: 'skipped',
      reason: 'confirmedAfterDue',
      seriesId: event.seriesId,
      personHash,
      eventIds: [event.eventId],
      registrationId,
      createdAt: now,
      attempts: 0,
      expiresAt,
    }));
}
