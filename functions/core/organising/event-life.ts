import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { planned } from '../delivery/planned.ts';
import { calledOff, obsoletePlans, publish } from '../registration/event-plans.ts';
import type { Context } from '../table/context.ts';
import { EventInput, endsAt } from '../table/event.ts';
import { ClonedEventFields, eventTimes } from '../table/event-fields.ts';
import type { ErasureItem, EventItem, NotificationItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { countEvent } from '../table/numbers.ts';
import { collections, refs } from '../table/refs.ts';
import { Slug } from '../table/series.ts';
import { parsed } from '../values/parsed.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { type Instant, LocalTime, Temporal } from '../values/time.ts';
import { isAnnounced } from './announcements.ts';
import { type EventWithCounters, eventDeed, readEvent, writeEvent } from './events.ts';

/** @throws Problem 412 when If-Match names another version than the stored one */
function sameVersion(version: number | undefined, event: EventItem): void {
  if (version !== undefined && version !== event.version) throw new Problem('version-mismatch');
}

/** Publishes a draft: from now on it is seen, takes sign-ups and has its reminders planned. Doing it again changes nothing. */
export async function publishEvent(
  eventId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { event, counters } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  if (event.status === 'published') return { event, counters };
  sameVersion(version, event);
  if (event.status === 'cancelled')
    throw new Problem('not-possible-now', { detail: { code: 'alreadyCancelled' } });
  if (context.now >= endsAt(event)) throw problemOf([{ pointer: '/endsAtLocal', code: 'inThePast' }]);
  const series = await context.store.get(refs.series(event.seriesId));
  if (series === undefined) throw new Problem('not-found');
  const steps = publish(event, context.now);
  steps.push(audited(organiser, eventDeed('event.publish', event), context));
  if (!(await context.store.commit(steps)).committed) throw new Problem('version-mismatch');
  return readEvent(eventId, organiser, context);
}

/**
 * Cancels an event and tells everybody who has a place or waits, with METHOD:CANCEL, and who has not confirmed; what was
 * still planned for it, reminders and the end of the waiting list, is taken back.
 */
export async function cancelEvent(
  eventId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { store, now } = context;
  const { event, counters } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  if (event.status === 'cancelled') return { event, counters };
  sameVersion(version, event);
  const { next, steps } = calledOff(event, now, now);
  steps.push(audited(organiser, eventDeed('event.cancel', event), context));
  if (event.status === 'published')
    steps.push({ step: 'put', item: cancelledNotification(next, now), when: 'absent' });
  if (!(await store.commit(steps)).committed) throw new Problem('version-mismatch');
  return readEvent(eventId, organiser, context);
}

function cancelledNotification(event: EventItem, now: Instant): NotificationItem {
  const notificationId = cancelledId(event.eventId);
  return planned(
    'eventCancelled',
    event,
    { notificationId, audience: 'confirmedOrWaitlisted', plannedAt: now },
    now,
  );
}

const cancelledId = (eventId: string) => `eventcancelled-${eventId}`;

/** What a clone is asked for with. */
export const CloneInput = z.strictObject({ eventId: Slug, startsAtLocal: LocalTime });
export type CloneInput = z.infer<typeof CloneInput>;

/**
 * A new draft after an event: with its texts, questions and limits, without its registrations and documentation. All
 * its wall-clock times move as far as its start.
 * @throws Problem 409 when the id is taken
 */
export async function cloneEvent(
  eventId: string,
  wanted: CloneInput,
  organiser: Organiser,
  context: Context,
): Promise<EventWithCounters> {
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const shift = Temporal.PlainDateTime.from(event.startsAtLocal).until(wanted.startsAtLocal);
  const moved = (local: string) =>
    Temporal.PlainDateTime.from(local).add(shift).toString({ smallestUnit: 'minute' });
  const times = eventTimes.map((name) => [name, event[name] && moved(event[name])]);
  const input = parsed(EventInput, {
    ...ClonedEventFields.parse(event),
    ...Object.fromEntries(times),
    eventId: wanted.eventId,
  });
  return writeEvent(input, 'event.clone', organiser, context);
}

/**
 * Deletes an event that nobody is registered for, with all that was planned for it; what it counted goes with the next
 * tick, or before another event gets its id.
 * @throws Problem 409 as long as there is a registration, a cancelled one included, until it is erased; or an
 * announcement that is still to be sent
 */
export async function deleteEvent(
  eventId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<void> {
  const { store, now } = context;
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  sameVersion(version, event);
  if (await isAnnounced(event, organiser, context)) {
    throw new Problem('not-possible-now', { detail: { code: 'eventAnnounced' } });
  }
  const { items } = await store.list(collections.registrations(eventId), { limit: 1 });
  const isFree = items.length === 0;
  const { seriesId } = event;
  const clearing: ErasureItem = {
    ...{ type: 'erasure', eventId, seriesId, step: 'all', dueLane: 'erasure', dueAt: now },
  };
  const { committed } = isFree
    ? await store.commit([
        { step: 'removeVersion', ref: refs.event(eventId), version: event.version },
        { step: 'removeUncounted', eventId },
        countEvent(event.seriesId, -1),
        { step: 'remove', ref: refs.documentation(eventId) },
        { step: 'put', item: clearing, when: 'any' },
        { step: 'remove', ref: refs.sweep(eventId) },
        { step: 'remove', ref: refs.notification(cancelledId(eventId)) },
        ...obsoletePlans(event, { ...event, status: 'cancelled' }, now),
        // Nobody is to register for it after a restore.
        ...(event.status === 'published' ? [ended({ what: 'event', eventId }, now)] : []),
        audited(organiser, eventDeed('event.delete', event), context),
      ])
    : { committed: false };
  if (!committed) throw new Problem('not-possible-now', { detail: { code: 'eventHasPeople' } });
}
