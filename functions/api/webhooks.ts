import { ReplayInput, WebhookInput } from '../core/organising/webhooks.ts';
import { paged } from './query.ts';
import { accepted, change, created, json, type Routes, read, removal } from './route.ts';

const whole = {
  body: WebhookInput,
  example: { label: 'CRM', url: 'https://crm.example/webhooks/events', seriesIds: ['dorf-und-stadt'] },
} as const;

/** Where changes are sent to: the change feed, delivered. */
export const webhookRoutes = {
  'GET /v1/organiser/webhooks': {
    operationId: 'listWebhooks',
    summary: 'Where changes are sent to, by label',
    role: 'owner',
    ...paged,
    answer: 'Webhook',
  },
  'POST /v1/organiser/webhooks': {
    operationId: 'createWebhook',
    summary:
      'Has every change from now on sent to an address, by the rules of Standard Webhooks: POST, signed with the secret that is shown this once. https alone, at public addresses, no redirects; any 2xx within ten seconds takes a call, else it is tried again for three days, and 410 ends it. Each thing’s changes come in order and at least once, those of one thing that waits as its last; the `webhook-id` is the same each time. Twenty at most',
    role: 'owner',
    ...whole,
    ...created('/v1/organiser/webhooks/{webhookId}'),
    answer: 'WebhookWithSecret',
    isShownOnce: true,
    problems: [409, 422],
  },
  'GET /v1/organiser/webhooks/{webhookId}': {
    operationId: 'getWebhook',
    summary: 'Where changes are sent to. `disabledFor` says why nothing is sent any more',
    role: 'owner',
    answer: 'Webhook',
    ...read,
  },
  'PUT /v1/organiser/webhooks/{webhookId}': {
    operationId: 'replaceWebhook',
    summary: 'Changes label, address and series; the secret stays',
    role: 'owner',
    ...whole,
    answer: 'Webhook',
    ...change,
  },
  'PATCH /v1/organiser/webhooks/{webhookId}': {
    operationId: 'changeWebhook',
    summary: 'Changes what is named of it (RFC 7396), and is otherwise PUT',
    role: 'owner',
    ...whole,
    isMergePatch: true,
    answer: 'Webhook',
    ...change,
  },
  'DELETE /v1/organiser/webhooks/{webhookId}': {
    operationId: 'deleteWebhook',
    summary: 'Ends it; what is under way is the last that is sent',
    role: 'owner',
    ...removal,
  },
  'POST /v1/organiser/webhooks/{webhookId}/secret': {
    operationId: 'rotateWebhookSecret',
    summary: 'Another secret, shown this once; for a day each call is signed with both',
    role: 'owner',
    answers: json,
    answer: 'WebhookWithSecret',
    isShownOnce: true,
    problems: [404, 409],
  },
  'POST /v1/organiser/webhooks/{webhookId}/enable': {
    operationId: 'enableWebhook',
    summary:
      'Goes on with one that was disabled: what changed since is sent first, for up to 30 days. After that, read the lists anew',
    role: 'owner',
    answers: json,
    answer: 'Webhook',
    problems: [404, 409],
  },
  'POST /v1/organiser/webhooks/{webhookId}/test': {
    operationId: 'testWebhook',
    summary: 'Has `webhook.test` sent within a minute; its attempt tells what was answered',
    role: 'owner',
    answers: accepted,
    answer: 'Nothing',
    problems: [404, 409],
  },
  'POST /v1/organiser/webhooks/{webhookId}/replay': {
    operationId: 'replayWebhook',
    summary: 'Has all sent once more that changed since then, with the ids that it had; 30 days are kept',
    role: 'owner',
    body: ReplayInput,
    example: { from: '2027-03-01T00:00:00Z' },
    answers: accepted,
    answer: 'Nothing',
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/webhooks/{webhookId}/attempts': {
    operationId: 'listWebhookAttempts',
    summary: 'The last fifty calls, newest first: what was told, and what was answered',
    role: 'owner',
    ...paged,
    answer: 'WebhookAttempt',
    problems: [404],
  },
} satisfies Routes;
