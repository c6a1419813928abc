import type { Recipient } from '../delivery/bulk-delivery.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import type { SeriesItem, SubscriptionItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { readList } from '../table/pages.ts';
import type { Lists, Page, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { after, epochSeconds } from '../values/time.ts';
import { announcementContent } from './announcement-mail.ts';
import { framed, type Planned, type Planning } from './mail-plan.ts';

/** What is kept of a mail to somebody who is registered for nothing. */
const keptFor = 'P90D';

/** A page of those who are subscribed to a series' sender, whether they are registered for anything or not. */
export async function subscribersPage(
  { audience }: AnnouncementItem,
  series: SeriesItem,
  from: { after?: string; limit: number },
  store: Pick<Store & Lists, 'listed' | 'getMany'>,
): Promise<Page<SubscriptionItem>> {
  const senderId = series.notices.news?.senderId;
  if (senderId === undefined) return { items: [] };
  const { items, next } = await readList(lists.subscribers(senderId), from, store);
  const wanted = items.filter(
    (one) => one.state === 'subscribed' && (audience.locale ?? one.locale) === one.locale,
  );
  return { items: wanted, next };
}

/** A subscriber as somebody whom a delivery is for; the event is what the announcement is about. */
export function recipientOfSubscription(
  { personHash }: SubscriptionItem,
  { seriesId, audience }: AnnouncementItem,
  now: string,
): Recipient {
  const expiresAt = epochSeconds(after(now, keptFor));
  return { personHash, seriesId, eventId: audience.eventIds[0] ?? '', expiresAt };
}

/** What an announcement's mail to a subscriber says. */
export async function subscriberMail(planning: Planning): Promise<Planned> {
  const { delivery, series, context, shared } = planning;
  const { notificationId, personHash, eventIds } = delivery;
  const { store, now } = context;
  const [notification, event] = await Promise.all([
    shared.notification(notificationId),
    shared.event(eventIds[0] ?? ''),
  ]);
  const announcement = await shared.announcement(notification);
  if (notification?.state === 'cancelled') return { skip: 'notificationCancelled' };
  if (announcement === undefined || event === undefined) return { skip: 'announcementGone' };
  const found = await store.load({
    subscription: refs.subscription(personHash, series.notices.news?.senderId ?? '-'),
    attendee: refs.attendee(personHash, series.seriesId),
  });
  const { subscription } = found;
  if (subscription?.state !== 'subscribed' || subscription.email === undefined) {
    return { skip: 'notSubscribed' };
  }
  const { email, locale } = subscription;
  // The name is the series': a subscription outlives it. What somebody typed who entered directly is nobody's yet.
  const attendee = present(found.attendee, now);
  if (attendee?.restriction !== undefined || (await shared.restricted()).has(personHash))
    return { skip: 'restricted' };
  const name = attendee?.isUnverified ? '' : (attendee?.name ?? '');
  const content = await announcementContent(announcement, { event, series, locale, personHash }, context);
  if (content?.news === undefined) return { skip: 'noText' };
  return framed(planning, { name, email, locale }, content, content.news);
}
