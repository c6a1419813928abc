import { covers } from '../access/organiser.ts';
import { ensureFirstOwners } from '../access/organisers.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { SkipReason } from '../delivery/skip-reasons.ts';
import { reportGaps } from '../registration/report-gaps.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { everyPage, readList } from '../table/pages.ts';
import { refs } from '../table/refs.ts';
import { shownEvents } from '../table/series-events.ts';
import { personHash } from '../values/keys.ts';
import { wordingIn } from '../values/locale.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import type { MailContent } from './mail-content.ts';

/** Those who own a series, or everything. */
async function ownersOf(seriesId: string, { store }: Context): Promise<OrganiserItem[]> {
  const owners: OrganiserItem[] = [];
  for await (const some of everyPage((from) => readList(lists.organisers(), from, store)))
    owners.push(...some.filter((one) => one.role === 'owner' && covers(one.seriesIds, [seriesId])));
  return owners;
}

/** Tells a series' owners when people's data goes; each of them once a date, however many events it has. */
export async function tellOwners(
  { seriesId }: SeriesItem,
  at: Instant,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const { store, keys, now } = context;
  await ensureFirstOwners(firstOwners, context);
  for (const owner of await ownersOf(seriesId, context)) {
    await store.commit([
      enqueue(
        {
          notificationId: `erasurenotice-${seriesId}-${epochSeconds(at)}`,
          recipientId: owner.organiserId,
          template: 'erasureNotice',
          seriesId,
          personHash: personHash(keys, owner.email),
          eventIds: [],
          erasedAt: at,
          expiresAt: epochSeconds(after(now, 'P90D')),
        },
        now,
      ),
    ]);
  }
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
