import type { SuppressionItem } from '../table/suppression-item.ts';

/** Whether a suppression forbids a mail: one about news forbids news alone, a lifted one nothing. */
export function suppresses(item: SuppressionItem | undefined, carriesNews: boolean): item is SuppressionItem {
  if (item === undefined || item.liftedAt !== undefined) return false;
  return item.scope === 'everything' || carriesNews;
}
