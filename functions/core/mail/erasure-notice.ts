import { covers } from '../access/organiser.ts';
import type { SkipReason } from '../delivery/skip-reasons.ts';
import { reportGaps } from '../registration/report-gaps.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, SeriesItem } from '../table/items.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import { shownEvents } from '../table/series-events.ts';
import { wordingIn } from '../values/locale.ts';
import { epochSeconds, type Instant } from '../values/time.ts';
import type { MailContent } from './mail-content.ts';
import { mailOrganisers } from './organisers-mail.ts';

/** Tells a series' owners when people's data goes; each of them once a date, however many events it has. */
export async function tellOwners(
  { seriesId }: SeriesItem,
  at: Instant,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const notificationId = `erasurenotice-${seriesId}-${epochSeconds(at)}`;
  await mailOrganisers(
    (one) => one.role === 'owner' && covers(one.seriesIds, [seriesId]),
    { notificationId, template: 'erasureNotice', seriesId, erasedAt: at },
    firstOwners,
    context,
  );
}

/** What the mail says, and to whom; undefined when its reader is no longer an owner. */
export async function erasureNoticeContent(
  { recipientId, erasedAt: at }: DeliveryItem,
  series: SeriesItem,
  context: Context,
): Promise<{ skip: SkipReason } | { organiser: OrganiserItem; content: MailContent }> {
  const { store, now } = context;
  const { events, unreadable } = await shownEvents(series.seriesId, context);
  const all = [...events, ...unreadable];
  const plans = await store.getMany(all.map(({ eventId }) => refs.erasure(eventId)));
  const ending = all.filter((_, index) => (plans[index]?.erasedAt ?? plans[index]?.dueAt) === at);
  // The date of an event has moved since: nobody's data goes on that day any more.
  if (at === undefined || ending.length === 0) return { skip: 'eventChanged' };
  const organiser = await store.get(refs.organiser(recipientId));
  if (organiser?.role !== 'owner' || at <= now) return { skip: 'organiserGone' };
  const titles = ending.flatMap((one) => ('title' in one ? [wordingIn(one.title, organiser.locale)] : []));
  const gaps = await reportGaps(
    ending.filter((one) => 'title' in one),
    context,
  );
  const { publicUrl } = context;
  const content = {
    erasedAt: at,
    titles,
    seriesId: series.seriesId,
    publicUrl,
    isComplete: gaps.length === 0,
  };
  return { organiser, content: { template: 'erasureNotice', ...content } };
}
