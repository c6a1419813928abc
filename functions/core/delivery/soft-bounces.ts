import type { Context } from '../table/context.ts';
import type { SoftBouncesItem } from '../table/guard-items.ts';
import type { DeliveryItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import { noticeTime, type SesNotice } from './ses-notice.ts';

/** So many soft bounces of one kind of mail within the term, and no mail that arrived since, suppress an address. */
const softBouncesAtMost = 3;
const softBounceTerm = 'P180D';

type Counting = Pick<Context, 'store' | 'now'>;
type Bounced = Pick<DeliveryItem, 'personHash' | 'template' | 'isUnverified'>;

/**
 * Whether a mail left because anybody typed its address: a login too, also to an organiser who has logged in. A full
 * mailbox returns as many of these as strangers ask for.
 */
export function isOfStrangers({
  isUnverified,
  template,
}: Pick<DeliveryItem, 'isUnverified' | 'template'>): boolean {
  return isUnverified === true || template === 'login';
}

/**
 * Counts a soft bounce by its mail, what strangers cause by itself; the same notice once.
 * @returns whether there were too many of its kind. @throws Busy
 */
export async function hasBouncedTooOften(
  notice: SesNotice,
  delivery: Bounced,
  { store, now }: Counting,
): Promise<boolean> {
  const { messageId } = notice.mail;
  const ofStrangers = isOfStrangers(delivery);
  const isAlike = (one: SoftBouncesItem['bounces'][number]) => (one.isOfStrangers ?? false) === ofStrangers;
  return retrying('delivery', async () => {
    const known = await store.get(refs.softBounces(delivery.personHash));
    const bounces = known?.bounces ?? [];
    const alike = bounces.filter(isAlike);
    if (alike.some((one) => one.messageId === messageId)) return alike.length >= softBouncesAtMost;
    const bounce = { messageId, at: noticeTime(notice) ?? now, isOfStrangers: ofStrangers || undefined };
    const counted = [...alike, bounce].slice(-softBouncesAtMost);
    const item = {
      type: 'softBounces' as const,
      personHash: delivery.personHash,
      bounces: [...bounces.filter((one) => !isAlike(one)), ...counted],
      version: (known?.version ?? -1) + 1,
      expiresAt: epochSeconds(after(now, softBounceTerm)),
    };
    const when = known === undefined ? ('absent' as const) : { version: known.version };
    const { committed } = await store.commit([{ step: 'put', item, when }]);
    return committed ? counted.length >= softBouncesAtMost : 'again';
  });
}

/** Forgets the soft bounces of before a mail arrived at the address; later ones stay, also when its notice comes late. */
export async function forgetSoftBounces(
  personHash: string,
  arrivedAt: Instant,
  { store }: Counting,
): Promise<void> {
  return retrying('delivery', async () => {
    const known = await store.get(refs.softBounces(personHash));
    if (known === undefined) return;
    const bounces = known.bounces.filter(({ at }) => at >= arrivedAt);
    if (bounces.length === known.bounces.length) return;
    const item = { ...known, bounces, version: known.version + 1 };
    const { committed } = await store.commit([{ step: 'put', item, when: { version: known.version } }]);
    return committed ? undefined : 'again';
  });
}
