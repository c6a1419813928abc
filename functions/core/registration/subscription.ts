import type { Context } from '../table/context.ts';
import type { SubscriptionItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** How long the minimal proof of a withdrawn consent is kept (§ 195, § 199 BGB). */
const proofTerm = 'P3Y';

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
    const { committed } = await store.commit([{ step: 'put', item, when: { state: 'subscribed' } }]);
    return committed ? { subscription: item, isRepeat: false } : 'again';
  });
}
