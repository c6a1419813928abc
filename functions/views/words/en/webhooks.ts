import type { WebhookWords } from '../webhook-shape.ts';

export const webhooks: WebhookWords = {
  subject: 'A webhook was disabled',
  intro: (label, host) => `the webhook “${label}” (${host}) is told of no more changes.`,
  isGone: 'The system there answered that the address is gone (status 410).',
  isFailing: 'For three days the system there did not take a change.',
  how: 'Once it works again, enable the webhook in the console: what happened since is delivered then, for up to 30 days. If you no longer need it, delete it there.',
  button: 'To the webhook',
};
