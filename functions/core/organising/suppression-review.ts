import * as z from 'zod';
import { audited, scriptName } from '../access/audit.ts';
import { allowEverywhere, type Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../table/context.ts';
import { lists } from '../table/lists.ts';
import { readList } from '../table/pages.ts';
import type { Page } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { type SuppressionItem, suppressionSeenAt } from '../table/suppression-item.ts';
import { Problem } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after, type Instant } from '../values/time.ts';
import { liftedSuppression, suppressionView } from './suppressions.ts';

/** How long a suppression stands until somebody looks whether it is still needed (Art. 5(1)(e) GDPR, recital 39). */
const reviewedAfter = 'P1Y';

/** What somebody decides of a suppression, and why. */
export const SuppressionReview = z.strictObject({
  decision: z.enum(['keep', 'lift']),
  reason: OneLine(300).trim().min(10),
});
export type SuppressionReview = z.infer<typeof SuppressionReview>;

const isDue = (item: SuppressionItem, now: Instant) => after(suppressionSeenAt(item), reviewedAfter) <= now;

/**
 * Suppressions that nobody has looked at for a year, the longest ago first. Nobody's address is known of them: it is
 * decided by reason and age.
 */
export async function dueSuppressions(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store, now }: Context,
): Promise<Page<SuppressionItem>> {
  allowEverywhere(organiser, 'editor');
  requireRight(organiser, 'addresses');
  const { items, next } = await readList(lists.suppressions(), page, store);
  const due = items.filter((item) => isDue(item, now));
  // By age: what follows one that is not due isn't either.
  return due.length < items.length ? { items: due } : { items: due, next };
}

/** A suppression in force. @throws Problem 404 */
export async function readSuppression(
  suppressionId: string,
  organiser: Organiser,
  { store }: Pick<Context, 'store'>,
): Promise<SuppressionItem> {
  allowEverywhere(organiser, 'editor');
  requireRight(organiser, 'addresses');
  const item = await store.get(refs.suppression(suppressionId));
  if (item === undefined || item.liftedAt !== undefined) throw new Problem('not-found');
  return item;
}

/**
 * Keeps a suppression for another year, or lifts it; either is in the audit with its reason, without the address' hash.
 * @throws Problem 404 for one that is not in force, 422
 */
export async function reviewSuppression(
  suppressionId: string,
  { decision, reason }: SuppressionReview,
  organiser: Organiser,
  context: Context,
): Promise<SuppressionItem> {
  const { store, now } = context;
  return retrying('item', async () => {
    const item = await readSuppression(suppressionId, organiser, context);
    const reviewed = { ...item, reviewed: { at: now, reason } };
    const isLifted = decision === 'lift';
    const put = isLifted ? liftedSuppression(reviewed, scriptName(organiser), now) : reviewed;
    const { createdAt } = item;
    const details = { reason, since: createdAt };
    const action = isLifted ? 'suppression.lift' : 'suppression.keep';
    const { committed } = await store.commit([
      { step: 'put', item: put, when: { suppressedAt: createdAt } },
      // Either way what was counted until now is decided on.
      { step: 'remove', ref: refs.softBounces(suppressionId) },
      audited(organiser, { action, item: 'suppressions', details }, context),
    ]);
    return committed ? put : 'again';
  });
}

/** A suppression as the list of those due tells it: by an id that is of use here alone. */
export function dueSuppressionView(item: SuppressionItem) {
  return {
    ...suppressionView(item),
    suppressionId: item.personHash,
    dueAt: after(suppressionSeenAt(item), reviewedAfter),
  };
}
