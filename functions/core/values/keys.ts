import {
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import * as z from 'zod';

/**
 * The keys of a stage, as the secret holds them: `{"current": "2", "1": "…", "2": "…"}`. New links and hashes
 * are made with the current version; older ones stay for look-up.
 */
export const KeyRing = z
  .looseObject({ current: z.string().regex(/^[1-9]\d{0,3}$/) })
  .transform((secret, context) => {
    const versions = new Map<string, string>();
    for (const [version, key] of Object.entries(secret)) {
      if (/^[1-9]\d{0,3}$/.test(version) && typeof key === 'string' && key.length >= 32)
        versions.set(version, key);
    }
    if (!versions.has(secret.current)) {
      context.addIssue({ code: 'custom', message: `the secret has no key of version ${secret.current}` });
    }
    return { current: secret.current, versions };
  });
export type KeyRing = z.output<typeof KeyRing>;

/** The keys that were derived from a ring's, so that each is derived once. */
const derived = new WeakMap<KeyRing, Map<string, KeyObject>>();

/** A key for one use, so that no hash is ever the MAC of a link. */
function keyFor(keys: KeyRing, version: string, use: 'hash' | 'link'): KeyObject {
  const known = derived.get(keys) ?? new Map<string, KeyObject>();
  derived.set(keys, known);
  const key = keys.versions.get(version);
  if (key === undefined) throw new Error(`no key of version ${version}`);
  const name = `${use}|${key}`;
  const found = known.get(name) ?? createSecretKey(createHmac('sha256', key).update(use).digest());
  known.set(name, found);
  return found;
}

function mac(keys: KeyRing, version: string, use: 'hash' | 'link', text: string): Buffer {
  return createHmac('sha256', keyFor(keys, version, use))
    .update(text)
    .digest();
}

/** A keyed hash of 128 bits as `<key version>x<32 hex digits>`: fit for keys, URLs and SES tags. */
export function keyedHash(keys: KeyRing, purpose: string, text: string, version = keys.current): string {
  return `${version}x${mac(keys, version, 'hash', `${purpose}|${text}`).toString('hex').slice(0, 32)}`;
}

/** Ranges side by side that hold every text there is, with about as many keyed hashes in each. */
export function hashRanges({ versions }: KeyRing): { after?: string; upTo?: string }[] {
  const bounds = [...versions.keys()].flatMap((version) =>
    [...'0123456789abcdef'].map((digit) => `${version}x${digit}`),
  );
  const sorted = bounds.toSorted();
  return [undefined, ...sorted].map((after, index) => {
    const upTo = sorted[index];
    return { after, upTo };
  });
}

/**
 * The form of an address that one mailbox is known by: trimmed, lower case, the domain in ASCII. Mail goes to
 * the address as it was written; this form only tells whether two are the same.
 */
export function normaliseEmail(email: string): string {
  const trimmed = email.trim().toLowerCase().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  return `${trimmed.slice(0, at)}@${asciiDomain(trimmed.slice(at + 1))}`;
}

/** A domain as DNS and SMTP take it (RFC 5891, by WHATWG's URL parser); empty when it can't be one. */
export function asciiDomain(domain: string): string {
  return URL.parse(`http://${domain}`)?.hostname ?? '';
}

/** Who an address is, without the address: the keyed hash of its normal form. */
export function personHash(keys: KeyRing, email: string): string {
  return keyedHash(keys, 'person', normaliseEmail(email));
}

/** What a link may be used for; a token made for one purpose is not valid for another. */
export type LinkPurpose = 'confirm' | 'registration' | 'go' | 'data' | 'unsubscribe' | 'login';

/**
 * An id as links spell it, with a mark that ids never hold after every 20 characters: a run of 30 to 35 letters and
 * digits that begins with 1 or 3, as most hashes of the first key do, is a Bitcoin address to filters of mail.
 */
const spelled = (id: string) => id.replaceAll(/[0-9a-z]{20}(?=[0-9a-z])/g, '$&_');

/** `id.MAC` over purpose, id and generation: 128 bits, base64url (RFC 2104, RFC 4648 section 5). */
export function linkToken(keys: KeyRing, purpose: LinkPurpose, id: string, generation: number): string {
  return `${spelled(id)}.${linkMac(keys, keys.current, purpose, id, generation).toString('base64url')}`;
}

/** A token in the form of a link's that was made with no key: it opens nothing. */
export function deadToken(id: string): string {
  return `${spelled(id)}.${randomBytes(16).toString('base64url')}`;
}

function linkMac(
  keys: KeyRing,
  version: string,
  purpose: LinkPurpose,
  id: string,
  generation: number,
): Buffer {
  return mac(keys, version, 'link', `${purpose}|${id}|${generation}`).subarray(0, 16);
}

/** The id that a token claims, unchecked; undefined when it isn't of a token's form. Earlier mails spell it without marks. */
export function claimedId(token: string): string | undefined {
  const id = /^([a-z0-9~_-]{1,210})\.[A-Za-z0-9_-]{22}$/.exec(token)?.[1];
  const plain = id?.replaceAll('_', '');
  return plain === id || (plain && spelled(plain) === id) ? plain : undefined;
}

/** Whether the token was made by this stage for this purpose and generation; in constant time. */
export function isGenuine(keys: KeyRing, token: string, purpose: LinkPurpose, generation: number): boolean {
  const id = claimedId(token);
  if (id === undefined) return false;
  const text = token.slice(token.indexOf('.') + 1);
  const given = Buffer.from(text, 'base64url');
  // A last character with other unused bits decodes to the same bytes; only the one spelling counts.
  if (given.length !== 16 || given.toString('base64url') !== text) return false;
  let genuine = false;
  for (const version of keys.versions.keys()) {
    if (timingSafeEqual(given, linkMac(keys, version, purpose, id, generation))) genuine = true;
  }
  return genuine;
}

/** A fresh id of 128 random bits in hex. */
export function randomId(): string {
  return randomBytes(16).toString('hex');
}

/** An organiser's token: `eb_` and 256 random bits; only its hash is kept. */
export function newBearerToken(): string {
  return `eb_${randomBytes(32).toString('base64url')}`;
}

export function bearerTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The version of a text that was shown, for the proof: SHA-256 in hex. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
