import { createHash, randomBytes } from 'node:crypto';
import { type KeyRing, mac } from './key-ring.ts';

/** A keyed hash of 128 bits as `<key version>x<32 hex digits>`: fit for keys, URLs and SES tags. */
export function keyedHash(
  { hashes }: KeyRing,
  purpose: string,
  text: string,
  version = hashes.current,
): string {
  return `${version}x${mac(hashes, version, 'hash', `${purpose}|${text}`).toString('hex').slice(0, 32)}`;
}

/** The versions that hashes may have been made with, the current first: what is stored keeps the one that it has. */
export function hashVersions({ hashes: { current, keys } }: KeyRing): string[] {
  return [current, ...Object.keys(keys).filter((version) => version !== current)];
}

/** Ranges side by side that hold every text there is, with about as many keyed hashes in each. */
export function hashRanges(keys: KeyRing): { after?: string; upTo?: string }[] {
  const bounds = hashVersions(keys).flatMap((version) =>
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
