import { allow } from '../core/access/organiser.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  enableWebhook,
  listWebhooks,
  ReplayInput,
  readProgress,
  readWebhook,
  replayWebhook,
  rotateSecret,
  testWebhook,
  WebhookInput,
} from '../core/organising/webhooks.ts';
import { parsed } from '../core/values/parsed.ts';
import { instantOf, LocalTime } from '../core/values/time.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  EditWebhookScreen,
  NewWebhookScreen,
  WebhookScreen,
  WebhookSecretScreen,
  WebhooksScreen,
} from '../views/console/webhooks.tsx';
import { pageAsked } from './event-overview.ts';
import { givableSeries, reachOf, withScope } from './scope.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';

const webhooks = '/console/webhooks';
const ownPath = ({ params }: Visit) => `${webhooks}/${params.webhookId}`;

async function newForm(visit: Visit, filled?: Filled) {
  allow(visit.who, 'owner');
  return show(visit, NewWebhookScreen, { series: await givableSeries(visit), filled });
}

async function overview(visit: Visit, filled?: Filled) {
  const { params, who, at } = visit;
  const webhook = await readWebhook(params.webhookId, who, at);
  const progress = await readProgress(params.webhookId, who, at);
  return show(visit, WebhookScreen, { webhook, progress, series: await givableSeries(visit), filled });
}

async function editForm(visit: Visit, filled?: Filled) {
  const webhook = await readWebhook(visit.params.webhookId, visit.who, visit.at);
  const { label, url } = webhook;
  return show(visit, EditWebhookScreen, {
    webhook,
    series: await givableSeries(visit),
    filled: filled ?? { body: { label, url, ...reachOf(webhook) }, faults: [] },
  });
}

/** The form's wall-clock time as the instant that core takes; what is not a time stays, for core to refuse. */
function replayFrom({ from }: Record<string, unknown>, timeZone: string) {
  const local = LocalTime.safeParse(from);
  return { from: local.success ? instantOf(local.data, timeZone) : from };
}

export const prefixes = ['/webhooks'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /webhooks': async (visit) => {
    const { items, next } = await listWebhooks(visit.who, pageAsked(visit), visit.at);
    return show(visit, WebhooksScreen, { items, next: cursorText(next) });
  },
  'GET /webhooks/new': newForm,
  'POST /webhooks/new': submit(async (visit, { body }) => {
    const { secret, item } = await createWebhook(parsed(WebhookInput, withScope(body)), visit.who, visit.at);
    // The only answer that ever shows it: there is nothing to lead on to.
    return show(visit, WebhookSecretScreen, { secret, webhook: item });
  }, newForm),
  'GET /webhooks/{webhookId}': overview,
  'GET /webhooks/{webhookId}/edit': editForm,
  'POST /webhooks/{webhookId}/edit': submit(async (visit, { body, version }) => {
    const input = parsed(WebhookInput, withScope(body));
    await changeWebhook(visit.params.webhookId, input, version, visit.who, visit.at);
    return seeOther(ownPath(visit), 'saved');
  }, editForm),
  'POST /webhooks/{webhookId}/secret': async (visit) => {
    const { secret, item } = await rotateSecret(visit.params.webhookId, visit.who, visit.at);
    return show(visit, WebhookSecretScreen, { secret, webhook: item });
  },
  'POST /webhooks/{webhookId}/test': submit(async (visit) => {
    await testWebhook(visit.params.webhookId, visit.who, visit.at);
    return seeOther(ownPath(visit), 'webhookTested');
  }, overview),
  'POST /webhooks/{webhookId}/replay': submit(async (visit, { body }) => {
    const input = parsed(ReplayInput, replayFrom(body, visit.at.stage.defaultTimeZone));
    await replayWebhook(visit.params.webhookId, input, visit.who, visit.at);
    return seeOther(ownPath(visit), 'webhookReplayed');
  }, overview),
  'POST /webhooks/{webhookId}/enable': async (visit) => {
    await enableWebhook(visit.params.webhookId, visit.who, visit.at);
    return seeOther(ownPath(visit), 'webhookEnabled');
  },
  'POST /webhooks/{webhookId}/delete': async (visit) => {
    await deleteWebhook(visit.params.webhookId, sentBy(visit).version, visit.who, visit.at);
    return seeOther(webhooks, 'webhookDeleted');
  },
};
