import type { RegistrationItem } from '../table/items.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';

/** What of a mail a suppression goes by. */
interface Subject {
  carriesNews?: boolean;
  /** It goes to an address that nobody has verified. */
  isUnverified?: boolean | undefined;
}

/** Whether a suppression forbids a mail: each those of its scope, a lifted one nothing. */
export function suppresses(
  item: SuppressionItem | undefined,
  { carriesNews = false, isUnverified = false }: Subject,
): item is SuppressionItem {
  if (item === undefined || item.liftedAt !== undefined) return false;
  switch (item.scope) {
    case 'everything':
      return true;
    case 'news':
      return carriesNews;
    case 'unverified':
      return isUnverified;
    default:
      return item.scope satisfies never;
  }
}

/** Whether nothing would be sent about a registration: what is still to be confirmed goes to an unverified address. */
export function barsMailOf(
  { state, isUnverified }: Pick<RegistrationItem, 'state' | 'isUnverified'>,
  item: SuppressionItem | undefined,
): item is SuppressionItem {
  return suppresses(item, { isUnverified: isUnverified || state === 'pending' });
}

/** Whether a suppression takes the place of one that is in force: that of everything, of any narrower one. */
export function widens({ scope }: SuppressionItem, inForce: SuppressionItem): boolean {
  return scope === 'everything' && inForce.scope !== 'everything';
}
