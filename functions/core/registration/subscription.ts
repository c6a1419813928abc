import type { Context } from '../table/context.ts';
import type { SubscriptionItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { everything } from '../table/pages.ts';
import { identities } from '../table/person.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** How long the minimal proof of a withdrawn consent is kept (§ 195, § 199 BGB). */
const proofTerm = 'P3Y';

/** An address's consents to news, whoever's and whether they stand or not; read by key, so that none is missed. */
export async function subscriptionsOf(
  email: string,
  { store, keys, now }: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<SubscriptionItem[]> {
  const found = await Promise.all(
    identities(keys, email).map(({ personHash }) =>
      everything((from) => store.list(collections.subscriptions(personHash), from)),
    ),
  );
  // A withdrawn consent's proof is kept for its term, and then gone; it has no backstop to subtract.
  const seconds = epochSeconds(now);
  return found.flat().filter(({ expiresAt }) => expiresAt === undefined || seconds < expiresAt);
}

/** A subscription as it is after withdrawing: the proof alone, until its term ends. */
export function withdrawn(subscription: SubscriptionItem, now: Instant): SubscriptionItem {
  const { email, movedTo, ...rest } = subscription;
  return { ...rest, state: 'withdrawn', withdrawnAt: now, expiresAt: epochSeconds(after(now, proofTerm)) };
}

/**
 * Withdraws a consent to news, at once and as often as asked (RFC 8058); participation goes on. What stays is the
 * proof that it had been given, without the address, until its term ends. @throws Busy
 */
export async function withdraw(
  personHash: string,
  senderId: string,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<{ subscription: SubscriptionItem | undefined; isRepeat: boolean }> {
  return retrying('item', async () => {
    const subscription = await store.get(refs.subscription(personHash, senderId));
    if (subscription === undefined || subscription.state === 'withdrawn')
      return { subscription, isRepeat: true };
    const item = withdrawn(subscription, now);
    const { committed } = await store.commit([
      { step: 'put', item, when: { state: 'subscribed' } },
      ended({ what: 'subscription', personHash, senderId }, now),
    ]);
    return committed ? { subscription: item, isRepeat: false } : 'again';
  });
}
