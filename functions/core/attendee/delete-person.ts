import { frameOf } from '../mail/event-facts.ts';
import type { Frame } from '../mail/mail-content.ts';
import { storedRegistrations } from '../registration/stored-registrations.ts';
import { subscriptionsOf, withdraw } from '../registration/subscription.ts';
import { type Context, shownIn } from '../table/context.ts';
import type { AttendeeItem, SubscriptionItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { seriesWithReadable } from '../table/series-events.ts';
import { erasedEntry, erasePersonInSeries, removeRegistration } from './erase.ts';
import { settleRequest } from './rights-requests.ts';

/**
 * Deletes everything of a person in a series (Art. 17 GDPR), and says nothing more by mail: places go back, so that
 * counters and waiting lists are right; all their consents to news end too, but for those that `endsNews` leaves alone.
 * @returns what frames the page that says so
 */
export async function deletePerson(
  attendee: AttendeeItem,
  context: Context,
  endsNews: (subscription: SubscriptionItem) => Promise<boolean> = async () => true,
): Promise<Frame> {
  const { store, stage, now } = context;
  const { personHash, seriesId, newAddressId, addressId } = attendee;
  const { series, events, unreadable } = await seriesWithReadable(seriesId, [], context);
  await store.commit([erasedEntry(personHash, seriesId, now)]);
  const ids = [
    ...new Set([...attendee.eventIds, ...[...events, ...unreadable].map((event) => event.eventId)]),
  ];
  // By key first: an index may not show yet what was written a moment ago.
  for (const one of await storedRegistrations(attendee, ids, context)) await removeRegistration(one, context);
  for (const one of await subscriptionsOf(attendee.email, context)) {
    if (await endsNews(one)) await withdraw(one.personHash, one.senderId, context);
  }
  const signUpIds = new Set([attendee.signUpId, newAddressId, addressId].filter((id) => id !== undefined));
  await store.commit([
    { step: 'remove', ref: refs.attendee(personHash, seriesId) },
    ...[...signUpIds].map((id): Step => ({ step: 'remove', ref: refs.signUp(id) })),
  ]);
  await settleRequest(attendee.objectionId, 'granted', context);
  await erasePersonInSeries(personHash, seriesId, context);
  return frameOf(stage, shownIn(attendee.locale, context), series);
}
