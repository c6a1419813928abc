import type { Context } from './context.ts';
import type { ErasureItem } from './items.ts';
import type { Change } from './ports.ts';
import { collections, refs } from './refs.ts';
import { erasedAt } from './retention.ts';
import { seriesWithEvents } from './series-events.ts';

/**
 * Erases what an event's attendees left: registrations, their deliveries and sign-ups, the attendee's page.
 * Counters stay, and subscriptions to news live on until withdrawn. While a later event of the series keeps the
 * data wanted, it is put off until then (promise 7).
 */
export async function eraseEvent(erasure: ErasureItem, context: Context): Promise<void> {
  const { store, stage, now } = context;
  const event = await store.get(refs.event(erasure.eventId));
  const { series, events } = await seriesWithEvents(
    erasure.seriesId,
    event === undefined ? [] : [event],
    store,
  );
  if (series !== undefined && events.length > 0) {
    const due = erasedAt(
      series,
      events.filter((one) => one.status === 'published' || one.eventId === erasure.eventId),
      stage,
    );
    if (due > now) {
      await store.commit([
        { change: 'put', item: { ...erasure, dueLane: 'erasure', dueAt: due }, when: 'any' },
      ]);
      return;
    }
  }
  for (;;) {
    const { items } = await store.list(collections.registrations(erasure.eventId), { limit: 50 });
    if (items.length === 0) break;
    for (const personHash of new Set(items.map((one) => one.personHash))) {
      await erasePersonInSeries(personHash, erasure.seriesId, context);
    }
    // A registration that the person index doesn't show yet goes by its own key.
    await removeAll(
      items.map((one) => refs.registration(one.eventId, one.registrationId)),
      context,
    );
  }
  for (;;) {
    const { items } = await store.list(collections.waiting(erasure.eventId), { limit: 50 });
    if (items.length === 0) break;
    await removeAll(
      items.map((one) => refs.waiting(one.eventId, one.position)),
      context,
    );
  }
  await store.commit([{ change: 'remove', ref: refs.erasure(erasure.eventId) }]);
}

/** Removes what one person left in one series; suppression and subscriptions are not a series'. */
export async function erasePersonInSeries(
  personHash: string,
  seriesId: string,
  context: Context,
): Promise<void> {
  const { store } = context;
  const entries = await store.ofPerson(personHash);
  const found = await Promise.all(
    entries.map(async (entry) => ({ entry, seriesId: await seriesOf(entry, context) })),
  );
  const own = found.filter((one) => one.seriesId === seriesId).map((one) => one.entry);
  const changes = own.map(
    ({ pk, sk }): Change => ({ change: 'remove', ref: { pk, sk, schema: refs.attendee('', '').schema } }),
  );
  for (let from = 0; from < changes.length; from += 50) await store.commit(changes.slice(from, from + 50));
}

/** Which series an item of the person index belongs to; undefined for what belongs to none. */
async function seriesOf(
  { pk, sk }: { pk: string; sk: string },
  { store }: Context,
): Promise<string | undefined> {
  const id = pk.slice(pk.indexOf('#') + 1);
  if (sk.startsWith('ATTENDEE#')) return sk.slice('ATTENDEE#'.length);
  if (sk.startsWith('REGISTRATION#')) {
    return (await store.get(refs.registration(id, sk.slice('REGISTRATION#'.length))))?.seriesId;
  }
  if (sk.startsWith('DELIVERY#'))
    return (await store.get(refs.delivery(id, sk.slice('DELIVERY#'.length))))?.seriesId;
  if (sk === 'SIGNUP') return (await store.get(refs.signUp(id)))?.seriesId;
  return undefined;
}

async function removeAll(found: readonly { pk: string; sk: string }[], { store }: Context): Promise<void> {
  const schema = refs.attendee('', '').schema;
  await store.commit(found.map(({ pk, sk }): Change => ({ change: 'remove', ref: { pk, sk, schema } })));
}
