import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { KeyRing } from '../core/values/keys.ts';

/** How long a function goes on with the keys it read: a new version is in use everywhere after this. */
const keepMilliseconds = 5 * 60_000;

/** After a read that failed, and after any for a link of a version that is not known, the next one is no sooner. */
const pauseMilliseconds = 10_000;

/** The stage's keys, as they are read from Secrets Manager. */
export interface SecretKeys {
  /** As they were read within five minutes. */
  known(): Promise<KeyRing>;
  /** As they are now, or were within ten seconds: for a link that may be of a version which nobody knows here yet. */
  newer(): Promise<KeyRing>;
}

/**
 * Keys that were read once stay in use while Secrets Manager can't be reached: they are as good as before.
 * @throws what Secrets Manager answers, as long as no read has succeeded
 */
export function secretKeys(
  arn: string,
  report: (error: unknown) => void,
  client = new SecretsManagerClient({}),
): SecretKeys {
  let read: { at: number; until: number; keys: Promise<KeyRing> } | undefined;
  let last: KeyRing | undefined;
  const ask = async () => {
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return KeyRing.parse(JSON.parse(SecretString));
  };
  const readAt = (at: number) => {
    const keys = ask().then(
      (found) => {
        last = found;
        return found;
      },
      (error: unknown) => {
        const failedAt = performance.now();
        read = last && { at, until: failedAt + pauseMilliseconds, keys: Promise.resolve(last) };
        if (last === undefined) throw error;
        report(error);
        return last;
      },
    );
    read = { at, until: at + keepMilliseconds, keys };
    return keys;
  };
  return {
    known: () => {
      const now = performance.now();
      return read !== undefined && now < read.until ? read.keys : readAt(now);
    },
    newer: () => {
      const now = performance.now();
      return read !== undefined && now < read.at + pauseMilliseconds ? read.keys : readAt(now);
    },
  };
}
