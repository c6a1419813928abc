import { formMark, isFormMark, type KeyRing } from '../values/key-ring.ts';
import type { Organiser } from './organiser.ts';

/**
 * What every form of a session carries, so that no other website's page can post it: bound to the session, and worth
 * nothing without its cookie.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function formToken(keys: KeyRing, { tokenHash }: Pick<Organiser, 'tokenHash'>): string {
  return formMark(keys, 'form', tokenHash);
}

/** Whether a posted form is one that this session was shown, with any version of the link keys that is not retired. */
export function isFormToken(
  keys: KeyRing,
  { tokenHash }: Pick<Organiser, 'tokenHash'>,
  given: string | null,
): boolean {
  return isFormMark(keys, 'form', tokenHash, given ?? '');
}
