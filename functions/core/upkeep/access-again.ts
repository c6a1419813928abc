import { isOwnerOfAll } from '../access/organisers.ts';
import type { Ended } from '../table/ledger-items.ts';
import type { OrganiserItem, OwnersItem } from '../table/organiser-items.ts';
import type { Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { Instant } from '../values/time.ts';

/** What a restored table is told of access that ended after its backup. */

/** A token or a session, as it was revoked. */
export async function revokeAgain(tokenHash: string, revokedAt: Instant, store: Store): Promise<void> {
  return retrying('item', async () => {
    const token = await store.get(refs.token(tokenHash));
    if (token === undefined || token.revokedAt !== undefined) return;
    const item = { ...token, revokedAt, version: token.version + 1 };
    const { committed } = await store.commit([{ step: 'put', item, when: { version: token.version } }]);
    return committed ? undefined : 'again';
  });
}

/** Whoever was made an organiser anew since stays. Without any owner left, the stage's own begin again at their login. */
export async function removeAgain(organiserId: string, endedAt: Instant, store: Store): Promise<void> {
  return retrying('item', async () => {
    const { organiser, owners } = await store.load({
      organiser: refs.organiser(organiserId),
      owners: refs.owners(),
    });
    if (organiser === undefined || organiser.createdAt > endedAt) return;
    const { version } = organiser;
    const gone: Step = { step: 'removeVersion', ref: refs.organiser(organiserId), version };
    const { committed } = await store.commit([gone, ...recounted(owners, organiser, undefined)]);
    return committed ? undefined : 'again';
  });
}

/** What an organiser may do is what it was made last: nothing that was taken of them is theirs. */
export async function limitAgain(
  { organiserId, role, seriesIds, rights }: Extract<Ended, { what: 'access' }>,
  endedAt: Instant,
  store: Store,
): Promise<void> {
  return retrying('item', async () => {
    const { organiser, owners } = await store.load({
      organiser: refs.organiser(organiserId),
      owners: refs.owners(),
    });
    if (organiser === undefined || organiser.createdAt > endedAt || organiser.updatedAt >= endedAt) return;
    const { version } = organiser;
    const item = { ...organiser, role, seriesIds, rights, updatedAt: endedAt, version: version + 1 };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version } },
      ...recounted(owners, organiser, item),
    ]);
    return committed ? undefined : 'again';
  });
}

/** The step that counts owners of everything, when one becomes another or leaves. */
function recounted(
  owners: OwnersItem | undefined,
  before: OrganiserItem,
  after: OrganiserItem | undefined,
): Step[] {
  const was = isOwnerOfAll(before);
  const is = after !== undefined && isOwnerOfAll(after);
  if (owners === undefined || was === is) return [];
  return [is ? withOneMore(owners) : withOneLess(owners)];
}

function withOneMore({ version, count, ...owners }: OwnersItem): Step {
  return { step: 'put', item: { ...owners, count: count + 1, version: version + 1 }, when: { version } };
}

function withOneLess({ version, count, ...owners }: OwnersItem): Step {
  if (count <= 1) return { step: 'removeVersion', ref: refs.owners(), version };
  return { step: 'put', item: { ...owners, count: count - 1, version: version + 1 }, when: { version } };
}
