import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, covers, type Organiser } from '../access/organiser.ts';
import { requireWithinScope, Scope } from '../access/tokens.ts';
import type { Context } from '../table/context.ts';
import { ended } from '../table/ledger-items.ts';
import { everything, pageOf } from '../table/pages.ts';
import type { Page, Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { OpenWebUrl } from '../table/series.ts';
import type { WebhookAttempt, WebhookItem, WebhookProgressItem } from '../table/webhook-items.ts';
import { breaks } from '../values/faults.ts';
import { randomId } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after, InstantInput } from '../values/time.ts';
import { lastPage, pageBefore } from './change-feed.ts';
import { newSecretSource, secretText } from './webhook-signature.ts';

/** Each is looked after in the same minute. */
const mostWebhooks = 20;
/** How long a secret that was replaced still signs beside the new one. */
const formerSecretFor = 'P1D';

/**
 * An address that may be called: by https, with a name that DNS is asked for at each call, when it is checked where it leads
 * (`adapters/webhook-call.ts`). Addresses in numbers are none, however they are written.
 */
const EndpointUrl = OpenWebUrl.refine(
  (text) => {
    const url = URL.parse(text);
    return url?.protocol === 'https:' && !/^(\[.*|[\d.]+)$/.test(url.hostname);
  },
  breaks({ code: 'invalidWebhookUrl' }),
);

export const WebhookInput = z.strictObject({
  label: OneLine(100).trim().min(1),
  url: EndpointUrl,
  seriesIds: Scope,
});
type WebhookInput = z.infer<typeof WebhookInput>;

/** From when on changes are told once more. */
export const ReplayInput = z.strictObject({ from: InstantInput });

/** The endpoints of an owner's series, by label. @throws Problem 403 */
export async function listWebhooks(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store }: Pick<Context, 'store'>,
): Promise<Page<WebhookItem>> {
  allow(organiser, 'owner');
  const all = await everything((from) => store.list(collections.webhooks(), from));
  const seen = all.filter(({ seriesIds }) => covers(organiser.seriesIds, seriesIds));
  const sorted = seen.toSorted((a, b) => a.label.localeCompare(b.label));
  return pageOf(sorted, page, ({ webhookId }) => webhookId);
}

/** @throws Problem 403, 404 */
export async function readWebhook(
  webhookId: string,
  organiser: Organiser,
  { store }: Pick<Context, 'store'>,
): Promise<WebhookItem> {
  allow(organiser, 'owner');
  const found = await store.get(refs.webhook(webhookId));
  if (found === undefined || !covers(organiser.seriesIds, found.seriesIds)) throw new Problem('not-found');
  return found;
}

/** How far an endpoint has been told. @throws Problem 403, 404 */
export async function readProgress(
  webhookId: string,
  organiser: Organiser,
  context: Pick<Context, 'store'>,
): Promise<WebhookProgressItem> {
  await readWebhook(webhookId, organiser, context);
  const found = await context.store.get(refs.webhookProgress(webhookId));
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** The last calls to it, newest first. @throws Problem 403, 404 */
export async function listAttempts(
  webhookId: string,
  organiser: Organiser,
  page: { after?: string; limit: number },
  context: Pick<Context, 'store'>,
): Promise<Page<WebhookAttempt>> {
  const { attempts } = await readProgress(webhookId, organiser, context);
  return pageOf(attempts, page, ({ messageId, attempt, at }) => `${messageId} ${attempt} ${at}`);
}

/**
 * Makes an endpoint, which is told of what changes from now on. The answer, and that of {@link rotateSecret}, are the only
 * places that show a secret. @throws Problem 403, 422; 409 when there are enough
 */
export async function createWebhook(
  { seriesIds, ...input }: WebhookInput,
  organiser: Organiser,
  context: Context,
): Promise<{ secret: string; item: WebhookItem }> {
  const { store, keys, now } = context;
  allow(organiser, 'owner');
  requireWithinScope(organiser, seriesIds);
  const { items } = await store.list(collections.webhooks(), { limit: mostWebhooks });
  if (items.length >= mostWebhooks)
    throw new Problem('not-possible-now', { detail: { code: 'tooMany', params: { max: mostWebhooks } } });
  const [webhookId, startId, page] = [randomId(), randomId(), await lastPage(context)];
  const item: WebhookItem = {
    ...{ type: 'webhook', webhookId, ...input, seriesIds },
    secret: newSecretSource(keys),
    start: { startId, after: page },
    ...{ createdAt: now, updatedAt: now, version: 0 },
  };
  const progress: WebhookProgressItem = {
    ...{ type: 'webhookProgress', webhookId, startId, page },
    ...{ waiting: [], attempts: [], version: 0 },
  };
  await store.commit([
    { step: 'put', item, when: 'absent' },
    { step: 'put', item: progress, when: 'absent' },
    deed('webhook.create', item, organiser, context),
  ]);
  return { secret: secretText(item, keys), item };
}

/** @throws Problem 403, 404, 412, 422 */
export function changeWebhook(
  webhookId: string,
  input: WebhookInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<WebhookItem> {
  allow(organiser, 'owner');
  requireWithinScope(organiser, input.seriesIds);
  const { label, url, seriesIds } = input;
  return changed({ webhookId, version, action: 'webhook.change' }, organiser, context, (current) => ({
    ...current,
    ...{ label, url, seriesIds },
  }));
}

/** Goes on with one that was disabled: what happened since is told first, as far as it is kept. @throws Problem 403, 404 */
export function enableWebhook(
  webhookId: string,
  organiser: Organiser,
  context: Context,
): Promise<WebhookItem> {
  return changed(
    { webhookId, action: 'webhook.enable' },
    organiser,
    context,
    ({ disabledFor: _, untoldSince: __, ...item }) => item,
  );
}

/** Another secret, beside which the one before signs for a day. @throws Problem 403, 404 */
export async function rotateSecret(
  webhookId: string,
  organiser: Organiser,
  context: Context,
): Promise<{ secret: string; item: WebhookItem }> {
  const { keys, now } = context;
  const item = await changed({ webhookId, action: 'webhook.rotate' }, organiser, context, (current) => ({
    ...current,
    secret: newSecretSource(keys),
    formerSecret: { ...current.secret, until: after(now, formerSecretFor) },
  }));
  return { secret: secretText(item, keys), item };
}

/** Has a call made that tells of no change. @throws Problem 403, 404; 409 for an endpoint that nothing is sent to */
export function testWebhook(webhookId: string, organiser: Organiser, context: Context): Promise<WebhookItem> {
  return changed({ webhookId, action: 'webhook.test' }, organiser, context, (current) => {
    if (current.disabledFor !== undefined)
      throw new Problem('not-possible-now', { detail: { code: 'webhookDisabled' } });
    return { ...current, test: { testId: randomId(), at: context.now } };
  });
}

/** Has all told once more that changed since then, as far as it is kept. @throws Problem 403, 404, 422 */
export async function replayWebhook(
  webhookId: string,
  { from }: z.infer<typeof ReplayInput>,
  organiser: Organiser,
  context: Context,
): Promise<WebhookItem> {
  if (from > context.now) throw problemOf([{ pointer: '/from', code: 'notYet' }]);
  await readWebhook(webhookId, organiser, context);
  const start = { startId: randomId(), after: await pageBefore(from, context) };
  return changed({ webhookId, action: 'webhook.replay' }, organiser, context, (current) => ({
    ...current,
    start,
  }));
}

async function changed(
  { webhookId, version, action }: { webhookId: string; version?: number | undefined; action: string },
  organiser: Organiser,
  context: Context,
  next: (current: WebhookItem) => WebhookItem,
): Promise<WebhookItem> {
  const { store, now } = context;
  return retrying('item', async () => {
    const current = await readWebhook(webhookId, organiser, context);
    if (version !== undefined && version !== current.version) throw new Problem('version-mismatch');
    const item: WebhookItem = { ...next(current), updatedAt: now, version: current.version + 1 };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version: current.version } },
      deed(action, item, organiser, context),
    ]);
    return committed ? item : 'again';
  });
}

/** Ends an endpoint: what is under way is the last that it is told. @throws Problem 403, 404, 412 */
export async function deleteWebhook(
  webhookId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<void> {
  const { store, now } = context;
  return retrying('item', async () => {
    const current = await readWebhook(webhookId, organiser, context);
    if (version !== undefined && version !== current.version) throw new Problem('version-mismatch');
    const { committed } = await store.commit([
      { step: 'removeVersion', ref: refs.webhook(webhookId), version: current.version },
      { step: 'remove', ref: refs.webhookProgress(webhookId) },
      ended({ what: 'webhook', webhookId }, now),
      deed('webhook.delete', current, organiser, context),
    ]);
    return committed ? undefined : 'again';
  });
}

/** The same in a restored table, by its ledger. */
export async function removeWebhook(webhookId: string, store: Store): Promise<void> {
  return retrying('item', async () => {
    const found = await store.get(refs.webhook(webhookId));
    if (found === undefined) return;
    const { committed } = await store.commit([
      { step: 'removeVersion', ref: refs.webhook(webhookId), version: found.version },
      { step: 'remove', ref: refs.webhookProgress(webhookId) },
    ]);
    return committed ? undefined : 'again';
  });
}

function deed(
  action: string,
  { webhookId, label, url, seriesIds }: WebhookItem,
  organiser: Organiser,
  context: Context,
): Step {
  const details = { label, host: new URL(url).host };
  const [seriesId] = seriesIds?.length === 1 ? seriesIds : [];
  return audited(organiser, { action, item: `webhooks/${webhookId}`, seriesId, details }, context);
}

/** An endpoint as owners see it; its secret is shown nowhere. */
export function webhookView({ webhookId, label, url, seriesIds, ...webhook }: WebhookItem) {
  const { disabledFor, formerSecret, createdAt, updatedAt, version } = webhook;
  return {
    ...{ webhookId, label, url, seriesIds, disabledFor },
    formerSecretUntil: formerSecret?.until,
    ...{ createdAt, updatedAt, version },
  };
}
