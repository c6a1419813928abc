import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { KeyRing } from '../core/values/keys.ts';

/** How long a function goes on with the keys it read: a new version is in use everywhere after this. */
const keepMilliseconds = 5 * 60_000;

/** Reads the key ring from Secrets Manager, and again once it is five minutes old. */
export function secretKeys(arn: string, client = new SecretsManagerClient({})): () => Promise<KeyRing> {
  let read: { at: number; keys: Promise<KeyRing> } | undefined;
  return () => {
    if (read === undefined || performance.now() - read.at > keepMilliseconds) {
      const keys = client
        .send(new GetSecretValueCommand({ SecretId: arn }))
        .then((answer) => KeyRing.parse(JSON.parse(answer.SecretString ?? '{}')));
      read = { at: performance.now(), keys };
      // A failed read is not kept.
      keys.catch(() => {
        read = undefined;
      });
    }
    return read.keys;
  };
}
