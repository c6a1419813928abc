import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { KeyRing } from '../core/values/keys.ts';

/** How long a function goes on with the keys it read: a new version is in use everywhere after this. */
const keepMilliseconds = 5 * 60_000;

/** After a read that failed, the next one is tried no sooner. */
const pauseMilliseconds = 10_000;

/**
 * Reads the key ring from Secrets Manager, and again once it is five minutes old. Keys that were read once stay in use
 * while it can't be reached: they are as good as before.
 * @throws what Secrets Manager answers, as long as no read has succeeded
 */
export function secretKeys(
  arn: string,
  report: (error: unknown) => void,
  client = new SecretsManagerClient({}),
): () => Promise<KeyRing> {
  let read: { until: number; keys: Promise<KeyRing> } | undefined;
  let last: KeyRing | undefined;
  const ask = async () => {
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return KeyRing.parse(JSON.parse(SecretString));
  };
  return () => {
    const now = performance.now();
    if (read !== undefined && now < read.until) return read.keys;
    const keys = ask().then(
      (found) => {
        last = found;
        return found;
      },
      (error: unknown) => {
        read = last && { until: performance.now() + pauseMilliseconds, keys: Promise.resolve(last) };
        if (last === undefined) throw error;
        report(error);
        return last;
      },
    );
    read = { until: now + keepMilliseconds, keys };
    return keys;
  };
}
