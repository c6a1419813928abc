import * as z from 'zod';
import { breaks } from './faults.ts';
import { asciiDomain } from './keys.ts';

/**
 * An address that SES can deliver to: an ASCII local part of at most 64 characters (RFC 5321 section 4.5.3.1.1),
 * and a domain that may be internationalised (RFC 5890). Quoted local parts and address literals are refused.
 */
export function isEmail(text: string): boolean {
  const email = asTyped(text);
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const domain = email.slice(at + 1);
  if (at < 1 || email.length > 254 || local.length > 64) return false;
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local)) return false;
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain)) return false;
  const ascii = asciiDomain(domain);
  return (
    // As it is sent: a path has 256 characters with its brackets (RFC 5321 section 4.5.3.1.3, erratum 1690).
    local.length + 1 + ascii.length <= 254 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(ascii)
  );
}

/** What comes along, unseen, at the ends of an address that is copied: spaces without width, marks of direction. */
const unseen = /[\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

/** Letter by letter from both ends: a pattern of all that stands before an end is tried at every letter of a long text. */
function asTyped(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && unseen.test(text.charAt(from))) from += 1;
  while (from < to && unseen.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

export const Email = z
  .string()
  .max(320)
  .refine(isEmail, breaks({ code: 'invalidEmail' }))
  .transform(asTyped);

/** The address as SMTP takes it: the domain in ASCII (RFC 5891). */
export function smtpAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${asciiDomain(email.slice(at + 1))}`;
}

/** An address of which nothing is left that names its mailbox: neither can be written to, nor told from another. */
export function maskedEmail(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return `${email.slice(0, 1)}•••@•••${domain.slice(domain.lastIndexOf('.'))}`;
}

/** A text with every address in it masked. */
export const withMaskedEmails = (text: string): string =>
  text.replaceAll(/[^\s@<>"(),;:]+@[^\s@<>"(),;:]+/g, maskedEmail);
