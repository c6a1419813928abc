import { timingSafeEqual } from 'node:crypto';
import { type KeyRing, keyedHash } from '../values/keys.ts';
import type { Organiser } from './organiser.ts';

/**
 * What every form of a session carries, so that no other website's page can post it: bound to the session, and worth
 * nothing without its cookie.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function formToken(keys: KeyRing, { tokenHash }: Pick<Organiser, 'tokenHash'>): string {
  return keyedHash(keys, 'form', tokenHash);
}

/** Whether a posted form is one that this session was shown. */
export function isFormToken(
  keys: KeyRing,
  organiser: Pick<Organiser, 'tokenHash'>,
  given: string | null,
): boolean {
  const wanted = Buffer.from(formToken(keys, organiser));
  const held = Buffer.from(given ?? '');
  return held.length === wanted.length && timingSafeEqual(held, wanted);
}
