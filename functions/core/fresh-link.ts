import type { Context } from './context.ts';
import type { AttendeeItem, DeliveryItem } from './items.ts';
import { enqueue } from './outbox.ts';
import { identities } from './person.ts';
import { refs } from './refs.ts';
import { isEmail } from './sign-up-request.ts';

/** Links to one address go out at most once in this many minutes: asking again meanwhile is the same request. */
const windowMinutes = 10;

/**
 * "Send me my link again". Whether the address is known is not found out here: the same item goes into the outbox
 * either way, under the address' hash, and what sends it later skips it when there is nobody (promise 6).
 */
export async function requestLink(email: string, seriesId: string, context: Context): Promise<void> {
  if (!isEmail(email)) return;
  const { store, keys } = context;
  const all = identities(keys, email);
  const found = await store.getMany(all.map((one) => refs.attendee(one.personHash, seriesId)));
  const at = found.findIndex((one) => one !== undefined);
  const identity = all[at] ?? all[0];
  if (identity !== undefined)
    await mailLink({ personHash: identity.personHash, seriesId }, 'registration', context);
}

/** Puts a mail with a fresh link in the outbox. */
export async function mailLink(
  attendee: Pick<AttendeeItem, 'personHash' | 'seriesId'>,
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
