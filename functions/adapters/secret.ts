import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { KeyRing } from '../core/values/key-ring.ts';

/** How old keys may be that something is made or checked with: a retired one is out everywhere after this. */
const freshMilliseconds = 10_000;

/** How old they may be where nothing may be made of them. */
const knownMilliseconds = 5 * 60_000;

/** The stage's keys, as they are read from Secrets Manager. */
export interface SecretKeys {
  /** As they are now, or were within ten seconds: whoever makes links or hashes, or checks them, goes by these. */
  fresh(): Promise<KeyRing>;
  /** As they were within five minutes: for a tick that most likely finds nothing to do. */
  known(): Promise<KeyRing>;
}

/**
 * Keys that were read once stay in use while Secrets Manager can't be reached: mail and pages go on, and what was retired
 * meanwhile ends when it answers again.
 * @throws what Secrets Manager answers, as long as no read has succeeded
 */
export function secretKeys(
  arn: string,
  report: (error: unknown) => void,
  client = new SecretsManagerClient({}),
): SecretKeys {
  let read: { at: number; keys: Promise<KeyRing> } | undefined;
  let last: KeyRing | undefined;
  const ask = async () => {
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return KeyRing.parse(JSON.parse(SecretString));
  };
  const readAnew = () => {
    const keys = ask().then(
      (found) => {
        last = found;
        return found;
      },
      (error: unknown) => {
        // The next read is no sooner than after one that succeeded.
        read = last && { at: performance.now(), keys: Promise.resolve(last) };
        if (last === undefined) throw error;
        report(error);
        return last;
      },
    );
    read = { at: performance.now(), keys };
    return keys;
  };
  const within = (milliseconds: number) =>
    read !== undefined && performance.now() < read.at + milliseconds ? read.keys : readAnew();
  return { fresh: () => within(freshMilliseconds), known: () => within(knownMilliseconds) };
}
