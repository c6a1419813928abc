import { createCipheriv, createDecipheriv } from 'node:crypto';
import { certificateKey, type KeyRing } from './key-ring.ts';

/** Crockford's base 32, which has no I, L, O and U: https://www.crockford.com/base32.html */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const blockBytes = 16;
/** As many digits hold 128 bits. */
const length = 26;
const cipher = 'aes-256-ecb';

/** Which registration a certificate is of. */
interface Certified {
  eventId: string;
  registrationId: string;
}

/**
 * The number of a certificate: its event, the key's version, and the registration's id as one block under a key of its own
 * (FIPS 197), so that nothing is stored for it, nobody can make one up, and who knows an id has no number by that. Undefined
 * for an id that is no keyed hash.
 */
export function certificateNumber(
  { hashes }: KeyRing,
  { eventId, registrationId }: Certified,
): string | undefined {
  const [, version = '', hash] = /^([1-9]\d{0,3})x([0-9a-f]{32})$/.exec(registrationId) ?? [];
  if (hash === undefined || !(version in hashes.keys)) return undefined;
  const to = createCipheriv(cipher, certificateKey(hashes, version), null).setAutoPadding(false);
  const block = Buffer.concat([to.update(Buffer.from(hash, 'hex')), to.final()]);
  const text = asDigits(BigInt(`0x${block.toString('hex')}`));
  return `${eventId}.${version}-${text.match(/.{1,5}/g)?.join('-')}`;
}

/** What a number says, in capitals or not, with or without its dashes; undefined for what is no number of this stage. */
export function certifiedBy({ hashes }: KeyRing, number: string): Certified | undefined {
  const [, eventId = '', version = '', rest = ''] =
    /^([a-z0-9-]{1,60})\.([1-9]\d{0,3})-([0-9a-z-]{1,60})$/.exec(number.trim().toLowerCase()) ?? [];
  const text = rest.replaceAll('-', '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const value = bitsOf(text);
  if (value === undefined || !(version in hashes.keys)) return undefined;
  const block = Buffer.from(value.toString(16).padStart(2 * blockBytes, '0'), 'hex');
  const from = createDecipheriv(cipher, certificateKey(hashes, version), null).setAutoPadding(false);
  const hash = Buffer.concat([from.update(block), from.final()]).toString('hex');
  return { eventId, registrationId: `${version}x${hash}` };
}

function asDigits(value: bigint): string {
  return Array.from(
    { length },
    (_, at) => digits[Number((value >> BigInt(5 * (length - 1 - at))) & 31n)],
  ).join('');
}

/** The 128 bits that digits stand for; undefined where they don't. */
function bitsOf(text: string): bigint | undefined {
  if (text.length !== length) return undefined;
  let value = 0n;
  for (const digit of text) {
    const at = digits.indexOf(digit);
    if (at < 0) return undefined;
    value = (value << 5n) | BigInt(at);
  }
  return value >> 128n === 0n ? value : undefined;
}
