import { erasedEntry, erasePersonInSeries } from '../attendee/erase.ts';
import { tellOwners } from '../mail/erasure-notice.ts';
import { clearDeletedEvent } from '../organising/clear-event.ts';
import { freezeReport } from '../participants/series-report.ts';
import { removeDisclosures } from '../registration/disclosures.ts';
import { stripSensitive } from '../registration/sensitive.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { ErasureItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { everyPage } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { collections, type Key, refs } from '../table/refs.ts';
import { backstop, erasedAt, ownersToldAt } from '../table/retention.ts';
import { seriesWithEvents } from '../table/series-events.ts';
import type { Instant } from '../values/time.ts';

/**
 * Erases what an event's attendees left: sensitive answers when the event is over; registrations, their deliveries and
 * sign-ups, and the attendee's page in their time, after the series' owners were told and its report was frozen. Counters
 * stay, but for those of an event that was deleted, and subscriptions to news live on until withdrawn. While the event or a later one of the series keeps the data wanted, it is put off (promise 7).
 */
export async function eraseEvent(
  erasure: ErasureItem,
  context: Context,
  firstOwners: readonly string[] = [],
): Promise<void> {
  const { store, stage, now } = context;
  const { eventId, seriesId } = erasure;
  const event = await store.get(refs.event(eventId));
  const known = event === undefined ? [] : [event];
  const { series, events } = await seriesWithEvents(seriesId, known, store);
  const wanting = events.filter((one) => one.status === 'published' || one.eventId === eventId);
  if (series !== undefined && event !== undefined) {
    const due = erasedAt(series, wanting, stage);
    if (erasure.step === 'sensitive') {
      if (now < endsAt(event)) return putOff(erasure, endsAt(event), due, context);
      await stripSensitive(event, context);
      return putOff({ ...erasure, step: 'notice' }, ownersToldAt(due, event), due, context);
    }
    if (due > now) {
      const told = ownersToldAt(due, event);
      const isTold = erasure.step === 'notice' && now >= told;
      if (!isTold) return putOff({ ...erasure, step: 'notice' }, told, due, context);
      await tellIfAnybody(event, series, due, firstOwners, context);
      return putOff({ ...erasure, step: 'all' }, due, due, context);
    }
    await freezeReport(series, event, events, context);
  }
  for (;;) {
    const { items } = await store.list(collections.registrations(eventId), { limit: 50 });
    if (items.length === 0) break;
    for (const personHash of new Set(items.map((one) => one.personHash))) {
      await store.commit([erasedEntry(personHash, seriesId, now)]);
      await erasePersonInSeries(personHash, seriesId, context);
    }
    // A registration that the person index doesn't show yet goes by its own key.
    await removeAll(
      items.map((one) => refs.registration(one.eventId, one.registrationId)),
      context,
    );
  }
  for (;;) {
    const { items } = await store.list(collections.waiting(eventId), { limit: 50 });
    if (items.length === 0) break;
    await removeAll(
      items.map((one) => refs.waiting(one.eventId, one.position)),
      context,
    );
  }
  await removeDisclosures(eventId, store);
  if (event === undefined) return clearDeletedEvent(eventId, context);
  // One that is deleted at this moment has still to be cleared, by which its erasure goes.
  await store.commit([
    { step: 'check', ref: refs.event(eventId) },
    { step: 'remove', ref: refs.erasure(eventId) },
  ]);
}

/** Where nobody's data is, there is nothing to save before it goes. */
async function tellIfAnybody(
  { eventId }: EventItem,
  series: SeriesItem,
  due: Instant,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const { items } = await context.store.list(collections.registrations(eventId), { limit: 1 });
  if (items.length > 0) await tellOwners(series, due, firstOwners, context);
}

/** Takes the erasure up again at an instant; what is kept until then must not go by TTL before. */
async function putOff(
  erasure: ErasureItem,
  dueAt: Instant,
  keptUntil: Instant,
  context: Context,
): Promise<void> {
  await keepLonger(erasure.eventId, backstop(keptUntil), context);
  const item: ErasureItem = { ...erasure, dueLane: 'erasure', dueAt };
  await context.store.commit([{ step: 'put', item, when: 'any' }]);
}

async function keepLonger(eventId: string, expiresAt: number, context: Context): Promise<void> {
  const { store } = context;
  for await (const some of everyPage((from) => store.list(collections.registrations(eventId), from)))
    for (const one of some)
      if (one.state !== 'pending' && (one.expiresAt ?? expiresAt) < expiresAt)
        await extend(one, expiresAt, context);
}

/** A registration with its attendee and its sign-up; one that is changed at this moment is taken up next time. */
async function extend(registration: RegistrationItem, expiresAt: number, context: Context): Promise<void> {
  const { store, now } = context;
  const { personHash, seriesId, signUpId, version } = registration;
  const { attendee, signUp } = await store.load({
    attendee: refs.attendee(personHash, seriesId),
    signUp: refs.signUp(signUpId),
  });
  const steps: Step[] = [
    { step: 'put', item: { ...registration, expiresAt, version: version + 1 }, when: { version } },
  ];
  if (attendee !== undefined && (attendee.expiresAt ?? 0) < expiresAt) {
    const item = { ...attendee, expiresAt, updatedAt: now, version: attendee.version + 1 };
    steps.push({ step: 'put', item, when: { version: attendee.version } });
  }
  if (signUp?.state === 'confirmed')
    steps.push({ step: 'put', item: { ...signUp, expiresAt }, when: { state: 'confirmed' } });
  await store.commit(steps);
}

async function removeAll(found: readonly Key[], { store }: Context): Promise<void> {
  await store.commit(found.map(({ pk, sk }): Step => ({ step: 'remove', ref: { pk, sk } })));
}
