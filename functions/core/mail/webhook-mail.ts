import { covers } from '../access/organiser.ts';
import { ensureFirstOwners } from '../access/organisers.ts';
import { type Cause, enqueue } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { noSeries, type OrganiserItem } from '../table/organiser-items.ts';
import { everyPage, readList } from '../table/pages.ts';
import { refs } from '../table/refs.ts';
import type { WebhookItem } from '../table/webhook-items.ts';
import { personHash } from '../values/keys.ts';
import { after, epochSeconds } from '../values/time.ts';
import type { MailContent } from './mail-content.ts';

const answersFor = (owner: OrganiserItem, { seriesIds }: WebhookItem) =>
  owner.role === 'owner' && covers(owner.seriesIds, seriesIds);

/** Tells the owners of an endpoint's series that nothing is sent to it any more; each once a time that it was disabled. */
export async function tellOwnersOfDisabled(
  webhook: WebhookItem,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const { store, keys, now } = context;
  await ensureFirstOwners(firstOwners, context);
  for await (const some of everyPage((from) => readList(lists.organisers(), from, store))) {
    for (const { organiserId, email } of some.filter((one) => answersFor(one, webhook))) {
      const cause: Cause = {
        notificationId: `webhookdisabled-${webhook.webhookId}-${epochSeconds(webhook.untoldSince ?? now)}`,
        recipientId: organiserId,
        template: 'webhookDisabled',
        seriesId: noSeries,
        personHash: personHash(keys, email),
        eventIds: [],
        webhookId: webhook.webhookId,
        expiresAt: epochSeconds(after(now, 'P90D')),
      };
      await store.commit([enqueue(cause, now)]);
    }
  }
}

/** What that mail says, and to whom; undefined once it is sent to again, or its reader no longer answers for it. */
export async function webhookDisabledContent(
  { recipientId, webhookId = '-' }: DeliveryItem,
  { store, publicUrl }: Pick<Context, 'store' | 'publicUrl'>,
): Promise<{ organiser: OrganiserItem; content: MailContent } | undefined> {
  const { organiser, webhook } = await store.load({
    organiser: refs.organiser(recipientId),
    webhook: refs.webhook(webhookId),
  });
  if (organiser === undefined || webhook?.disabledFor === undefined) return undefined;
  if (!answersFor(organiser, webhook)) return undefined;
  const { label, url, disabledFor } = webhook;
  const { host } = new URL(url);
  const isGone = disabledFor === 'gone';
  return { organiser, content: { template: 'webhookDisabled', webhookId, label, host, isGone, publicUrl } };
}
