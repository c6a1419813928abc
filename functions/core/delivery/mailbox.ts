import type { KeyRing } from '../values/key-ring.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';

/** How a provider reads its addresses, as it documents it; decision 163 names the pages. */
interface Spelling {
  /** The domain that stands for all of its names. */
  domain: string;
  /** Signs that it ignores in the part before the `@`. */
  ignored?: RegExp;
}

const gmail: Spelling = { domain: 'gmail.com', ignored: /\./g };
const proton: Spelling = { domain: 'proton.me', ignored: /[._-]/g };
const icloud: Spelling = { domain: 'icloud.com' };
const spellings: ReadonlyMap<string, Spelling> = new Map([
  ...['gmail.com', 'googlemail.com'].map((name) => [name, gmail] as const),
  ...['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'].map((name) => [name, proton] as const),
  ...['icloud.com', 'me.com', 'mac.com'].map((name) => [name, icloud] as const),
]);

/** `anything@name.fastmail.com` is `name@fastmail.com`. */
const subdomain = /^([^.]+)\.(fastmail\.(?:com|fm))$/;

/**
 * The mailbox that an address most likely leads to: without the part after `+` (RFC 5233), and in one spelling where the
 * provider documents others. It only counts mails; who somebody is, and where mail goes, is told by the address.
 */
export function mailboxOf(email: string): string {
  const normal = normaliseEmail(email);
  const at = normal.lastIndexOf('@');
  const name = normal.slice(at + 1);
  const [, owner, provider] = subdomain.exec(name) ?? [];
  if (owner !== undefined && provider !== undefined) return `${owner}@${provider}`;
  const [tagged = ''] = normal.slice(0, at).split('+');
  const { domain, ignored } = spellings.get(name) ?? { domain: name };
  const local = ignored === undefined ? tagged : tagged.replaceAll(ignored, '');
  // `+a@…` is an address of its own: nothing is left of it before the sign.
  return local === '' ? normal : `${local}@${domain}`;
}

export function mailboxHash(keys: KeyRing, email: string): string {
  return keyedHash(keys, 'mailbox', mailboxOf(email));
}
