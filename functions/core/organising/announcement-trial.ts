import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { countHourly } from '../access/hourly.ts';
import { covers, type Organiser } from '../access/organiser.ts';
import { organiserByEmail } from '../access/organisers.ts';
import { mailWhenAllowed, ofOrganisers } from '../delivery/allowed-mail.ts';
import type { Cause } from '../delivery/outbox.ts';
import { textFor } from '../mail/announcement-mail.ts';
import type { Context } from '../table/context.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import { Email } from '../values/email.ts';
import { personHash, randomId } from '../values/keys.ts';
import { Locale } from '../values/locale.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import { sendable } from './announcement-sending.ts';
import { announcementDeed } from './announcements.ts';

export const TrialInput = z.strictObject({ locale: Locale.optional(), email: Email.optional() });
type TrialInput = z.infer<typeof TrialInput>;

/** How many tests within an hour of the clock: of one maker, whichever token asks that comes from them, and of a series. */
const mostTrials = { maker: 5, series: 20 } as const;

/**
 * Mails it to the organiser who asks, or to another of its series who has logged in; a token, which has no address,
 * names one's. Answers when it goes out. @throws Problem 422 for any other address, 429 for more than five an hour, or twenty of its series
 */
export async function testAnnouncement(
  announcementId: string,
  { email, locale: wanted }: TrialInput,
  organiser: Organiser,
  context: Context,
): Promise<Instant> {
  const { keys, now } = context;
  const { announcement, series, event } = await sendable(announcementId, organiser, context);
  const locale = wanted ?? series.defaultLocale;
  const to = await readerOf(email, series.seriesId, organiser, context);
  if (to === undefined) throw problemOf([{ pointer: '/email', code: 'unknownOrganiser' }]);
  if (textFor(announcement, locale) === undefined) throw new Problem('not-possible-now');
  await countHourly('trial', mostTrials, { organiser, seriesId: series.seriesId }, context);
  const cause: Cause = {
    notificationId: `test-${locale}-${announcementId}-${randomId().slice(0, 8)}`,
    recipientId: to.organiserId,
    template: 'announcement',
    seriesId: series.seriesId,
    personHash: personHash(keys, to.email),
    eventIds: [event.eventId],
    trial: { announcementId, locale },
    expiresAt: epochSeconds(after(now, 'P7D')),
  };
  const about = `test|${announcementId}|${locale}`;
  return mailWhenAllowed({ email: to.email, about, causes: [cause], by: ofOrganisers }, context, () => [
    audited(organiser, announcementDeed('announcement.test', announcement), context),
  ]);
}

/** Whom a test goes to: an organiser of the series who showed that the address is theirs, or nobody. */
async function readerOf(
  email: string | undefined,
  seriesId: string,
  { organiserId }: Organiser,
  context: Context,
): Promise<OrganiserItem | undefined> {
  if (email === undefined)
    return organiserId === undefined ? undefined : context.store.get(refs.organiser(organiserId));
  const found = await organiserByEmail(email, context);
  if (found === undefined || !covers(found.seriesIds, [seriesId])) return undefined;
  return found.loggedInAt !== undefined || found.organiserId === organiserId ? found : undefined;
}
