import type { webhookRoutes } from '../api/webhooks.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  enableWebhook,
  listAttempts,
  listWebhooks,
  readWebhook,
  replayWebhook,
  rotateSecret,
  testWebhook,
  webhookView,
} from '../core/organising/webhooks.ts';
import type { WebhookItem } from '../core/table/webhook-items.ts';
import { type Handlers, viewed } from '../http/implement.ts';

const withSecret = ({ secret, item }: { secret: string; item: WebhookItem }) => ({
  secret,
  ...webhookView(item),
});

export const webhookHandlers: Handlers<typeof webhookRoutes> = {
  'GET /v1/organiser/webhooks': async ({ page, who, at }) =>
    viewed(await listWebhooks(who, page, at), webhookView),
  'POST /v1/organiser/webhooks': async ({ body, who, at }) => withSecret(await createWebhook(body, who, at)),
  'GET /v1/organiser/webhooks/{webhookId}': async ({ path, who, at }) =>
    webhookView(await readWebhook(path.webhookId, who, at)),
  'PUT /v1/organiser/webhooks/{webhookId}': async ({ path, body, version, who, at }) =>
    webhookView(await changeWebhook(path.webhookId, body, version, who, at)),
  'DELETE /v1/organiser/webhooks/{webhookId}': ({ path, version, who, at }) =>
    deleteWebhook(path.webhookId, version, who, at),
  'POST /v1/organiser/webhooks/{webhookId}/secret': async ({ path, who, at }) =>
    withSecret(await rotateSecret(path.webhookId, who, at)),
  'POST /v1/organiser/webhooks/{webhookId}/enable': async ({ path, who, at }) =>
    webhookView(await enableWebhook(path.webhookId, who, at)),
  'POST /v1/organiser/webhooks/{webhookId}/test': async ({ path, who, at }) => {
    await testWebhook(path.webhookId, who, at);
    return {};
  },
  'POST /v1/organiser/webhooks/{webhookId}/replay': async ({ path, body, who, at }) => {
    await replayWebhook(path.webhookId, body, who, at);
    return {};
  },
  'GET /v1/organiser/webhooks/{webhookId}/attempts': async ({ path, page, who, at }) =>
    viewed(await listAttempts(path.webhookId, who, page, at), (one) => one),
};
