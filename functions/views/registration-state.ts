import type { RegistrationItem } from '../core/table/items.ts';
import type { Words } from './words/shape.ts';

/** How a registration stands, in a word: what its person never confirmed isn't called so. */
export function registrationState(
  { state, isUnverified }: Pick<RegistrationItem, 'state' | 'isUnverified'>,
  { states }: Pick<Words, 'states'>,
): string {
  return state === 'confirmed' && isUnverified ? states.entered : states.registration[state];
}
