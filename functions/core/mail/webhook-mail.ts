import { covers } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import { noSeries, type OrganiserItem } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import type { WebhookItem } from '../table/webhook-items.ts';
import { epochSeconds } from '../values/time.ts';
import type { MailContent } from './mail-content.ts';
import { mailOrganisers } from './organisers-mail.ts';

const answersFor = (owner: OrganiserItem, { seriesIds }: WebhookItem) =>
  owner.role === 'owner' && covers(owner.seriesIds, seriesIds);

/** Tells the owners of an endpoint's series that nothing is sent to it any more; each once a time that it was disabled. */
export async function tellOwnersOfDisabled(
  webhook: WebhookItem,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const { webhookId, untoldSince = context.now } = webhook;
  const notificationId = `webhookdisabled-${webhookId}-${epochSeconds(untoldSince)}`;
  await mailOrganisers(
    (one) => answersFor(one, webhook),
    { notificationId, template: 'webhookDisabled', seriesId: noSeries, webhookId },
    firstOwners,
    context,
  );
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
