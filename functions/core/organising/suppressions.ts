import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import type { SuppressionItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import { Busy } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { allowEverywhere } from './bulk-lane.ts';

/** What keeps an address from being written to; it is found by the address alone, of which only a hash is kept. */
export async function findSuppressions(
  email: string,
  organiser: Organiser,
  context: Context,
): Promise<SuppressionItem[]> {
  allowEverywhere(organiser, 'editor');
  if (!email.includes('@')) throw problemOf([{ pointer: '/email', code: 'invalidEmail' }]);
  const found = await context.store.getMany(
    identities(context.keys, email).map(({ personHash }) => refs.suppression(personHash)),
  );
  return found.filter((one) => one !== undefined);
}

/** Lets an address be written to again. @throws Problem 404 when it wasn't suppressed */
export async function liftSuppression(email: string, organiser: Organiser, context: Context): Promise<void> {
  const { store, now } = context;
  for (let round = 0; round < 10; round++) {
    const standing = (await findSuppressions(email, organiser, context)).filter(
      (one) => one.liftedAt === undefined,
    );
    const [item] = standing;
    if (item === undefined) {
      if (round === 0) throw new Problem('not-found');
      return;
    }
    const lifted: SuppressionItem = { ...item, liftedAt: now, liftedBy: organiser.name };
    await store.commit([
      { change: 'put', item: lifted, when: { suppressedAt: item.createdAt } },
      { change: 'remove', ref: refs.softBounces(item.personHash) },
      // Without the address' hash: it is the same in all series, and the audit is not erased with the person.
      audited(organiser, { action: 'suppression.lift', item: 'suppressions' }, context),
    ]);
  }
  throw new Busy('a suppression is contended');
}

export function suppressionView(item: SuppressionItem) {
  const { scope, reason, detail, notice, createdAt, liftedAt, liftedBy } = item;
  return {
    scope,
    reason,
    detail,
    notice,
    createdAt,
    ...(liftedAt === undefined ? {} : { liftedAt, liftedBy }),
  };
}
