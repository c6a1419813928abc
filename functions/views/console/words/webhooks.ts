import { webhooks as de } from './de/webhooks.ts';
import { webhooks as en } from './en/webhooks.ts';

export const webhookWords = { de, en };
