import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

const Version = z.string().regex(/^[1-9]\d{0,3}$/);

/** The keys of one use by version: what is new is made with the current one, and the others are still read. */
const Keys = z
  .object({ current: Version, keys: z.record(Version, z.string().min(32)) })
  .refine(({ current, keys }) => current in keys, 'the secret has no key of its current version');
export type Keys = z.output<typeof Keys>;

const Separate = z.object({
  /** What links and forms are signed with. What a retired version signed is refused; its key is no longer here. */
  links: Keys.safeExtend({ retired: z.array(Version).default([]) }),
  /** What addresses are hashed with: none ever goes, or what lies under its hashes would never be found again. */
  hashes: Keys,
});

/** As CloudFormation generates it, and as versions before this one kept it: one key for both uses, by version. */
const Generated = z.looseObject({ current: Version }).transform((secret) => {
  const found = Object.entries(secret).filter(
    ([version, key]) => Version.safeParse(version).success && typeof key === 'string' && key.length >= 32,
  );
  const of = { current: secret.current, keys: Object.fromEntries(found) };
  return { links: of, hashes: of };
});

/**
 * The keys of a stage, as its secret holds them:
 * `{"links": {"current": "2", "keys": {"2": "…"}, "retired": ["1"]}, "hashes": {"current": "1", "keys": {"1": "…"}}}`,
 * or `{"current": "1", "1": "…"}` until they are rotated for the first time.
 */
export const KeyRing = z.union([Separate, Generated.pipe(Separate)]);
export type KeyRing = z.output<typeof KeyRing>;

/** What a key is derived for, so that no hash is ever the MAC of a link, and no form's mark or webhook's secret either. */
type Use = 'hash' | 'link' | 'form' | 'webhook' | 'certificate';

/** The keys that were derived from these, so that each is derived once. */
const derived = new WeakMap<Keys, Map<string, KeyObject>>();

function keyFor(of: Keys, version: string, use: Use): KeyObject {
  const known = derived.get(of) ?? new Map<string, KeyObject>();
  derived.set(of, known);
  const name = `${use}|${version}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const key = of.keys[version];
  if (key === undefined) throw new Error(`no key of version ${version}`);
  const made = createSecretKey(createHmac('sha256', key).update(use).digest());
  known.set(name, made);
  return made;
}

/** HMAC-SHA-256 (RFC 2104) by the key of a version and a use. @throws when there is no such version */
export function mac(of: Keys, version: string, use: Use, text: string): Buffer {
  return createHmac('sha256', keyFor(of, version, use))
    .update(text)
    .digest();
}

/** What the numbers of certificates are made with: 256 bits, of a hashing key, for papers outlive link keys. */
export function certificateKey(of: Keys, version: string): KeyObject {
  return keyFor(of, version, 'certificate');
}

/** Whether a form's mark says that this stage made it: `<version>x<32 hex digits>` over purpose and text, 128 bits. */
export function formMark({ links }: KeyRing, purpose: string, text: string, version = links.current): string {
  return `${version}x${mac(links, version, 'form', `${purpose}|${text}`).toString('hex').slice(0, 32)}`;
}

/** Whether a mark was made for this purpose and text, by a key that is not retired; in constant time. */
export function isFormMark(keys: KeyRing, purpose: string, text: string, given: string): boolean {
  const version = /^([1-9]\d{0,3})x[0-9a-f]{32}$/.exec(given)?.[1];
  if (version === undefined || !(version in keys.links.keys)) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(formMark(keys, purpose, text, version)));
}
