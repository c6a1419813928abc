import { audited, scriptName } from '../access/audit.ts';
import { allowEverywhere, type Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../table/context.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/** How long a lifted suppression bars late notices: SES tries for days, queues keep notices for two weeks. */
const liftedFor = 'P40D';

/** What keeps an address from being written to; it is found by the address alone, of which only a hash is kept. */
export async function findSuppressions(
  email: string,
  organiser: Organiser,
  context: Context,
): Promise<SuppressionItem[]> {
  allowEverywhere(organiser, 'editor');
  requireRight(organiser, 'addresses');
  if (!email.includes('@')) throw problemOf([{ pointer: '/email', code: 'invalidEmail' }]);
  const found = await context.store.getMany(
    identities(context.keys, email).map(({ personHash }) => refs.suppression(personHash)),
  );
  const seconds = epochSeconds(context.now);
  return found.filter((one) => one !== undefined).filter((one) => seconds < (one.expiresAt ?? Infinity));
}

/** Lets an address be written to again. @throws Problem 404 when it wasn't suppressed */
export async function liftSuppression(email: string, organiser: Organiser, context: Context): Promise<void> {
  const { store, now } = context;
  let isSuppressed = false;
  return retrying('item', async () => {
    const found = await findSuppressions(email, organiser, context);
    const item = found.find((one) => one.liftedAt === undefined);
    if (item === undefined && !isSuppressed) throw new Problem('not-found');
    if (item === undefined) return;
    isSuppressed = true;
    const lifted = liftedSuppression(item, scriptName(organiser), now);
    await store.commit([
      { step: 'put', item: lifted, when: { suppressedAt: item.createdAt } },
      { step: 'remove', ref: refs.softBounces(item.personHash) },
      // Without the address' hash: it is the same in all series, and the audit is not erased with the person.
      audited(organiser, { action: 'suppression.lift', item: 'suppressions' }, context),
    ]);
    return 'again';
  });
}

/** A suppression that somebody lifted. */
export function liftedSuppression(
  item: SuppressionItem,
  liftedBy: string | undefined,
  now: Instant,
): SuppressionItem {
  return { ...item, liftedAt: now, liftedBy, expiresAt: epochSeconds(after(now, liftedFor)) };
}

export function suppressionView({ type, personHash, expiresAt, ...fields }: SuppressionItem) {
  return fields;
}
