import type { KeyRing } from '../values/key-ring.ts';
import { hashVersions, keyedHash, normaliseEmail } from '../values/keys.ts';

/** The ids that belong to one address under one version of the key. */
export interface Identity {
  personHash: string;
  /** A seat of an address in an event has one id, so that there can't be two (promise 2). */
  registrationId(eventId: string, seat?: number): string;
}

/** The address under every version of the key, the current first: older items keep the version they were made with. */
export function identities(keys: KeyRing, email: string): Identity[] {
  const normal = normaliseEmail(email);
  return hashVersions(keys).map((version) => ({
    personHash: keyedHash(keys, 'person', normal, version),
    registrationId: (eventId, seat = 1) =>
      keyedHash(keys, 'registration', `${eventId}|${normal}${seat === 1 ? '' : `|${seat}`}`, version),
  }));
}

/** The identity under which something is known already, else the current one. */
export function chosenIdentity(all: readonly Identity[], isKnown: (identity: Identity) => boolean): Identity {
  const chosen = all.find(isKnown) ?? all[0];
  if (chosen === undefined) throw new Error('a key ring has a current version');
  return chosen;
}

/** The identity that an attendee or a sign-up was made with, whatever the current key is. */
export function identityOf(keys: KeyRing, known: { email: string; personHash: string }): Identity {
  return chosenIdentity(identities(keys, known.email), (one) => one.personHash === known.personHash);
}
