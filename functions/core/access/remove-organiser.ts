import * as z from 'zod';
import type { Context } from '../table/context.ts';
import { ended } from '../table/ledger-items.ts';
import {
  type FormerOrganiserItem,
  type OrganiserItem,
  Right,
  type TokenItem,
} from '../table/organiser-items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after } from '../values/time.ts';
import { audited } from './audit.ts';
import { covers, type Organiser } from './organiser.ts';
import { changeOrganiser, organiserDeed, readOrganiser, withoutOwner } from './organisers.ts';
import { hasRight } from './rights.ts';
import { answeringFor, revocation, takeover, tokensOf } from './tokens.ts';

/** Each has three steps of a transaction, and some are left for the organiser's own. */
const mostTokensAtOnce = 27;

/** How long the audit still names somebody who left by their address. */
const namedFor = 'P365D';

function formerly({ organiserId, email }: OrganiserItem, { now }: Context): Step {
  const dueAt = after(now, namedFor);
  const item: FormerOrganiserItem = {
    type: 'formerOrganiser',
    organiserId,
    email,
    dueLane: 'erasure',
    dueAt,
    expiresAt: backstop(dueAt),
  };
  return { step: 'put', item, when: 'any' };
}

interface Removal {
  /** The version that was seen. */
  version?: number | undefined;
  /** Whether the tokens that they made stay; sessions never do. */
  keepTokens?: boolean | undefined;
}

/**
 * Takes an organiser out. Their sessions end with their next call, and so do the tokens that they made, unless they
 * are kept: then whoever takes the organiser out answers for them, and sets their limits.
 * @returns the tokens and sessions that it was about, as far as the series of who asks go
 * @throws Problem 404, 409 for the last owner, before anything of theirs is touched; 412; 422 for keeping one's own
 */
export async function removeOrganiser(
  organiserId: string,
  { version, keepTokens = false }: Removal,
  organiser: Organiser,
  context: Context,
  heirId = answeringFor(organiser),
): Promise<TokenItem[]> {
  const { store } = context;
  if (keepTokens && heirId === organiserId)
    throw problemOf([{ pointer: '/keepTokens', code: 'ownTokensEnd' }]);
  return retrying('item', async () => {
    const current = await readOrganiser(organiserId, organiser, context);
    if (version !== undefined && version !== current.version) throw new Problem('version-mismatch');
    const owners = await withoutOwner(current, store);
    const tokens = await tokensOf(organiserId, context);
    const changes = tokens.map((one) =>
      keepTokens && one.organiserId === undefined
        ? takeover(one, heirId, organiser, context)
        : revocation(one, organiser, context),
    );
    while (changes.length > mostTokensAtOnce) {
      const { committed } = await store.commit(changes.splice(0, mostTokensAtOnce).flat());
      if (!committed) return 'again';
    }
    const { committed } = await store.commit([
      { step: 'removeVersion', ref: refs.organiser(organiserId), version: current.version },
      formerly(current, context),
      ended({ what: 'organiser', organiserId }, context.now),
      ...owners,
      audited(organiser, organiserDeed('organiser.remove', current), context),
      ...changes.flat(),
    ]);
    return committed ? tokens.filter((one) => covers(organiser.seriesIds, one.seriesIds)) : 'again';
  });
}

/** Whom everything is handed over to, and what whoever hands it over is then; `none` leaves. */
export const HandOverInput = z.strictObject({
  organiserId: OneLine(60).min(1),
  afterwards: z.enum(['owner', 'editor', 'viewer', 'none']),
  /** Of who leaves: whether the tokens that they made stay, as those of the new owner. */
  keepTokens: z.boolean().optional(),
});
export type HandOverInput = z.infer<typeof HandOverInput>;

/**
 * Makes another the owner of everything, with the rights of both, then whoever did it what they want to be. One after
 * the other: should the second not come about, there are two owners. @throws Problem 403, 404, 422 for oneself
 */
export async function handOver(
  { organiserId, afterwards, keepTokens }: HandOverInput,
  organiser: Organiser,
  context: Context,
): Promise<void> {
  if (organiserId === organiser.organiserId) {
    throw problemOf([{ pointer: '/organiserId', code: 'notYourself' }]);
  }
  const heir = await readOrganiser(organiserId, organiser, context);
  const rights = Right.options.filter((right) => hasRight(organiser, right) || hasRight(heir, right));
  await changeOrganiser(organiserId, { role: 'owner', rights }, undefined, organiser, context);
  const ownId = organiser.organiserId;
  if (ownId === undefined || afterwards === 'owner') return;
  if (afterwards === 'none') await removeOrganiser(ownId, { keepTokens }, organiser, context, organiserId);
  else await changeOrganiser(ownId, { role: afterwards }, undefined, organiser, context);
}
