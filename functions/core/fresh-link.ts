import type { Context } from './context.ts';
import type { AttendeeItem, DeliveryItem } from './items.ts';
import { enqueue } from './outbox.ts';
import { identities } from './person.ts';
import { refs } from './refs.ts';
import { isEmail } from './sign-up-request.ts';

/** Links to one address go out at most once in this many minutes: asking again meanwhile is the same request. */
const windowMinutes = 10;

/**
 * "Send me my link again": mails it when the address is known. The answer is the same either way (promise 6), so
 * an unknown address costs the same reads and a write of its own.
 */
export async function requestLink(email: string, seriesId: string, context: Context): Promise<void> {
  if (!isEmail(email)) return;
  const { store, keys } = context;
  const found = await store.getMany(
    identities(keys, email).map((one) => refs.attendee(one.personHash, seriesId)),
  );
  const attendee = found.find((one) => one !== undefined);
  if (attendee !== undefined) await mailLink(attendee, 'registration', context);
}

/** Puts a mail with a fresh link in the outbox. */
export async function mailLink(
  attendee: AttendeeItem,
  purpose: NonNullable<DeliveryItem['purpose']>,
  { store, now }: Context,
): Promise<void> {
  const window = Math.floor(Date.parse(now) / (windowMinutes * 60_000));
  const recipientId = attendee.personHash;
  await store.commit([
    enqueue(
      {
        notificationId: `link-${purpose}-${attendee.seriesId}-${window}`,
        recipientId,
        kind: 'verification',
        template: 'link',
        seriesId: attendee.seriesId,
        personHash: attendee.personHash,
        eventIds: [],
        purpose,
        expiresAt: Math.floor(Date.parse(now) / 1000) + 7 * 86_400,
      },
      now,
    ),
  ]);
}
