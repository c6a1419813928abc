import { mailWhenAllowed } from '../delivery/allowed-mail.ts';
import type { Cause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, DeliveryItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { isEmail } from '../values/email.ts';
import type { LinkRequest } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';

/** Links to one address go out at most once in this many minutes: asking again meanwhile is the same request. */
const windowMinutes = 10;

/**
 * "Send me my link again". Whether the address is known is not found out here: nothing is read of it but how many mails
 * its mailbox got, and the same goes into the outbox either way, under the address' hash by every version of the key;
 * what sends it later skips it where there is nobody (promise 6). @throws Problem 429, Busy
 */
export async function requestLink(email: string, seriesId: string, context: Context): Promise<void> {
  if (!isEmail(email)) return;
  const people = identities(context.keys, email);
  const causes = people.map(({ personHash }) =>
    linkCause({ personHash, seriesId }, 'registration', context.now),
  );
  const about = `registration|${seriesId}|${people[0]?.personHash}`;
  await mailWhenAllowed({ email, about, causes }, context);
}

/** The same, asked for on an event's page or with a link of a series; of what isn't there it is nothing. */
export async function requestLinkOf(
  email: string,
  { eventId, seriesId = '' }: LinkRequest,
  context: Context,
): Promise<void> {
  const { store } = context;
  const of = await (eventId === undefined
    ? store.get(refs.series(seriesId))
    : store.get(refs.event(eventId)));
  if (of !== undefined) await requestLink(email, of.seriesId, context);
}

/**
 * Mails a fresh link to one's data; answers when it goes out. However many mails strangers caused, it is noted at once
 * (Art. 15 and 17 GDPR), and takes its turn in the mailbox. @throws Busy
 */
export function mailLink(
  attendee: Pick<AttendeeItem, 'personHash' | 'seriesId' | 'email'>,
  purpose: 'data' | 'delete',
  context: Context,
): Promise<Instant> {
  const { email, seriesId, personHash } = attendee;
  const causes = [linkCause(attendee, purpose, context.now)];
  const about = `${purpose}|${seriesId}|${personHash}`;
  return mailWhenAllowed({ email, about, causes, by: 'person' }, context);
}

function linkCause(
  { personHash, seriesId }: Pick<AttendeeItem, 'personHash' | 'seriesId'>,
  purpose: NonNullable<DeliveryItem['purpose']>,
  now: Instant,
): Cause {
  const window = Math.floor(Date.parse(now) / (windowMinutes * 60_000));
  return {
    notificationId: `link-${purpose}-${seriesId}-${window}`,
    recipientId: personHash,
    template: 'link',
    seriesId,
    personHash,
    eventIds: [],
    purpose,
    expiresAt: Math.floor(Date.parse(now) / 1000) + 7 * 86_400,
  };
}
