import { frameOf } from '../mail/event-facts.ts';
import { subscriptionsOf, withdraw } from '../registration/subscription.ts';
import { type Context, shownIn } from '../table/context.ts';
import type { AttendeeItem, SubscriptionItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import { provenNotice } from '../table/notices.ts';
import type { Opened } from '../table/open-link.ts';
import { refs } from '../table/refs.ts';
import { senderOf } from '../table/senders.ts';
import type { Locale } from '../values/locale.ts';
import { Problem, problemOf } from '../values/problem.ts';
import type { ShownPage } from './pages.ts';

/** The page that a mail's "no more of this" leads to; opening it withdraws nothing (promise 5). */
export async function unsubscribePage(
  { personHash, senderId }: Opened['unsubscribe'],
  locale: Locale,
  context: Context,
): Promise<ShownPage> {
  const subscription = await context.store.get(refs.subscription(personHash, senderId));
  const sender = await nameOf(subscription, context);
  const frame = frameOf(context.stage, shownIn(subscription?.locale ?? locale, context));
  if (subscription?.state !== 'subscribed')
    return { frame, content: { page: 'unsubscribed', sender, isRepeat: true } };
  return {
    frame,
    content: { page: 'unsubscribe', sender, action: linksOf(context).unsubscribe(personHash, senderId) },
  };
}

/** The button, and RFC 8058's one-click POST: withdraws at once, without cookie or log-in, as often as it comes. */
export async function unsubscribe(
  { personHash, senderId }: Opened['unsubscribe'],
  locale: Locale,
  context: Context,
): Promise<ShownPage> {
  const { subscription, isRepeat } = await withdraw(personHash, senderId, context);
  const sender = await nameOf(subscription, context);
  const frame = frameOf(context.stage, shownIn(subscription?.locale ?? locale, context));
  return { frame, content: { page: 'unsubscribed', sender, isRepeat } };
}

/** What a sender is called today, as its mails say it; a withdrawn consent may be all that is left of it. */
async function nameOf(
  subscription: SubscriptionItem | undefined,
  { store, stage }: Context,
): Promise<string> {
  return subscription === undefined ? stage.organisation.name : (await senderOf(subscription, store)).sender;
}

/** What a button of the own page says of news. */
interface NewsWish {
  isWanted: boolean;
  /** The notice that was shown with it. */
  reference: string;
  /** Whose news; absent: of whom the series names. */
  senderId: string | undefined;
}

/** Gives or takes back consent to news on one's own page; the address is verified already. */
export async function setNews(
  attendee: AttendeeItem,
  { isWanted, reference, senderId: named }: NewsWish,
  context: Context,
): Promise<void> {
  const { store, now } = context;
  const series = await store.get(refs.series(attendee.seriesId));
  const news = series?.notices.news;
  const senderId = named ?? news?.senderId;
  if (!isWanted) {
    const all = await subscriptionsOf(attendee.email, context);
    for (const one of all) if (one.senderId === senderId) await withdraw(one.personHash, senderId, context);
    return;
  }
  if (news === undefined || senderId !== news.senderId) throw new Problem('not-found');
  const proven = provenNotice(reference, news, shownIn(attendee.locale, context));
  if ('fault' in proven) throw problemOf([{ pointer: '/notices/news', ...proven.fault }]);
  const current = await store.get(refs.subscription(attendee.personHash, senderId));
  if (current?.state === 'subscribed') return;
  const item: SubscriptionItem = {
    type: 'subscription',
    personHash: attendee.personHash,
    ...(await senderOf(news, store)),
    state: 'subscribed',
    email: attendee.email,
    locale: attendee.locale,
    proof: {
      ...proven.proof,
      formUrl: `${context.publicUrl}/registration`,
      seriesId: attendee.seriesId,
      signUpId: attendee.signUpId,
      signedUpAt: now,
      verifiedAt: now,
    },
    createdAt: now,
  };
  await store.commit([
    { step: 'put', item, when: current === undefined ? 'absent' : { state: 'withdrawn' } },
  ]);
}
