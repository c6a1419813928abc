import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type KeyRing, mac } from './key-ring.ts';

/** What a link may be used for; a token made for one purpose is not valid for another. */
export type LinkPurpose = 'confirm' | 'registration' | 'go' | 'data' | 'unsubscribe' | 'login';

/**
 * An id as links spell it, with a mark that ids never hold after every 20 characters: a run of 30 to 35 letters and
 * digits that begins with 1 or 3, as most hashes of the first key do, is a Bitcoin address to filters of mail.
 */
const spelled = (id: string) => id.replaceAll(/[0-9a-z]{20}(?=[0-9a-z])/g, '$&_');

/** `id.version.MAC` over purpose, id, generation and version: 128 bits, base64url (RFC 2104, RFC 4648 section 5). */
export function linkToken(keys: KeyRing, purpose: LinkPurpose, id: string, generation: number): string {
  const version = keys.links.current;
  const made = linkMac(keys, version, `${purpose}|${id}|${generation}|${version}`);
  return `${spelled(id)}.${version}.${made.toString('base64url')}`;
}

/** A token in the form of a link's that was made with no key: it opens nothing. */
export function deadToken({ links }: KeyRing, id: string): string {
  return `${spelled(id)}.${links.current}.${randomBytes(16).toString('base64url')}`;
}

const linkMac = ({ links }: KeyRing, version: string, text: string) =>
  mac(links, version, 'link', text).subarray(0, 16);

/** What a token says of itself, unchecked. */
export interface ClaimedLink {
  id: string;
  /** The version of the key that made it; links of earlier mails name none. */
  version?: string | undefined;
  mac: string;
}

/** Undefined when it isn't of a token's form. Earlier mails spell the id without marks, and name no version. */
export function claimedLink(token: string): ClaimedLink | undefined {
  const found = /^([a-z0-9~_-]{1,210})(?:\.([1-9]\d{0,3}))?\.([A-Za-z0-9_-]{22})$/.exec(token);
  const [, id = '', version, mac = ''] = found ?? [];
  const plain = id.replaceAll('_', '');
  if (plain === '' || (plain !== id && spelled(plain) !== id)) return undefined;
  return { id: plain, version, mac };
}

/** Whether the token was made by this stage for this purpose and generation, by a key that is not retired; in constant time. */
export function isGenuine(
  keys: KeyRing,
  { id, version, mac }: ClaimedLink,
  purpose: LinkPurpose,
  generation: number,
): boolean {
  const given = Buffer.from(mac, 'base64url');
  // A last character with other unused bits decodes to the same bytes; only the one spelling counts.
  if (given.length !== 16 || given.toString('base64url') !== mac) return false;
  const text = `${purpose}|${id}|${generation}`;
  if (version !== undefined) {
    return version in keys.links.keys && timingSafeEqual(given, linkMac(keys, version, `${text}|${version}`));
  }
  let genuine = false;
  for (const each of Object.keys(keys.links.keys)) {
    if (timingSafeEqual(given, linkMac(keys, each, text))) genuine = true;
  }
  return genuine;
}

/** Whether the key that a link names is retired; one that names none may be of any that is. */
export function isOfRetiredKey({ links }: KeyRing, { version }: ClaimedLink): boolean {
  return version === undefined ? links.retired.length > 0 : links.retired.includes(version);
}
