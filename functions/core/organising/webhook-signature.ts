import { createHmac } from 'node:crypto';
import type { SecretSource, WebhookItem } from '../table/webhook-items.ts';
import { type KeyRing, mac } from '../values/key-ring.ts';
import { randomId } from '../values/keys.ts';
import { epochSeconds, type Instant } from '../values/time.ts';

/** What a new secret is made of. Its key is of those that never go, as long as the secret is not rotated (decision 236). */
export const newSecretSource = ({ hashes }: KeyRing): SecretSource => ({
  keyVersion: hashes.current,
  salt: randomId(),
});

function secretBytes(
  { keyVersion, salt }: SecretSource,
  { webhookId }: Pick<WebhookItem, 'webhookId'>,
  { hashes }: KeyRing,
): Buffer {
  return mac(hashes, keyVersion, 'webhook', `${webhookId}|${salt}`);
}

/** An endpoint's secret as its receiver is handed it: 256 bits, written as Standard Webhooks has them. */
export function secretText(webhook: Pick<WebhookItem, 'webhookId' | 'secret'>, keys: KeyRing): string {
  return `whsec_${secretBytes(webhook.secret, webhook, keys).toString('base64')}`;
}

/**
 * The headers of one attempt. While a secret is rotated there are two signatures, the newer first.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders(
  webhook: Pick<WebhookItem, 'webhookId' | 'secret' | 'formerSecret'>,
  { messageId, body }: { messageId: string; body: string },
  { keys, now }: { keys: KeyRing; now: Instant },
): Record<string, string> {
  const { secret, formerSecret } = webhook;
  const sources = [secret, ...(formerSecret !== undefined && now < formerSecret.until ? [formerSecret] : [])];
  const timestamp = String(epochSeconds(now));
  const signatures = sources.map((source) => {
    const signed = createHmac('sha256', secretBytes(source, webhook, keys));
    return `v1,${signed.update(`${messageId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
