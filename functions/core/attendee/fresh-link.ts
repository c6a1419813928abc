import { type Cause, enqueue } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, DeliveryItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { isEmail } from '../values/email.ts';
import type { Instant } from '../values/time.ts';

/** Links to one address go out at most once in this many minutes: asking again meanwhile is the same request. */
const windowMinutes = 10;

/**
 * "Send me my link again". Whether the address is known is not found out here: nothing is read, and the same goes into
 * the outbox either way, under the address' hash by every version of the key; what sends it later skips it where there
 * is nobody (promise 6).
 */
export async function requestLink(email: string, seriesId: string, context: Context): Promise<void> {
  if (!isEmail(email)) return;
  const mails = identities(context.keys, email).map(({ personHash }) =>
    linkMail({ personHash, seriesId }, 'registration', context.now),
  );
  await context.store.commit(mails);
}

/** The same, asked for on an event's page; of an event that isn't there it is nothing. */
export async function requestLinkOfEvent(email: string, eventId: string, context: Context): Promise<void> {
  const event = await context.store.get(refs.event(eventId));
  if (event !== undefined) await requestLink(email, event.seriesId, context);
}

/** Puts a mail with a fresh link in the outbox. */
export async function mailLink(
  attendee: Pick<AttendeeItem, 'personHash' | 'seriesId'>,
  purpose: NonNullable<DeliveryItem['purpose']>,
  { store, now }: Context,
): Promise<void> {
  await store.commit([linkMail(attendee, purpose, now)]);
}

function linkMail(
  { personHash, seriesId }: Pick<AttendeeItem, 'personHash' | 'seriesId'>,
  purpose: NonNullable<DeliveryItem['purpose']>,
  now: Instant,
): Step {
  const window = Math.floor(Date.parse(now) / (windowMinutes * 60_000));
  const cause: Cause = {
    notificationId: `link-${purpose}-${seriesId}-${window}`,
    recipientId: personHash,
    template: 'link',
    seriesId,
    personHash,
    eventIds: [],
    purpose,
    expiresAt: Math.floor(Date.parse(now) / 1000) + 7 * 86_400,
  };
  return enqueue(cause, now);
}
