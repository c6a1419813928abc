import * as z from 'zod';
import type { Context } from '../table/context.ts';
import { lists } from '../table/lists.ts';
import { Role, type TokenItem } from '../table/organiser-items.ts';
import { readList } from '../table/pages.ts';
import type { Page } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Slug } from '../table/series.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after, epochSeconds, InstantInput } from '../values/time.ts';
import { audited } from './audit.ts';
import { allow, covers, issueToken, isValid, type Organiser } from './organiser.ts';

/** How long a token works when nobody gave it an end. */
const worksFor = 'P365D';
/** How long a revoked token stays known, so that it can be told from one that never existed. */
const revokedKeptFor = 'P30D';

/** A scope: named series; absent, all of them. */
export const Scope = z.array(Slug).min(1).max(100).optional();

/** A token for scripts. */
export const TokenInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: Role,
  seriesIds: Scope,
  expiresAt: InstantInput.optional(),
});
export type TokenInput = z.infer<typeof TokenInput>;

/** @throws Problem 422 when an organiser of some series gives away more than they have */
export function requireWithinScope(organiser: Organiser, seriesIds: readonly string[] | undefined): void {
  if (covers(organiser.seriesIds, seriesIds)) return;
  throw problemOf([{ pointer: '/seriesIds', code: 'outsideOwnSeries' }]);
}

/** A new token; the answer is the only place that shows its text. */
export async function createToken(
  { name, role, seriesIds, expiresAt: wanted }: TokenInput,
  organiser: Organiser,
  context: Context,
): Promise<{ token: string; item: TokenItem }> {
  const { store, now } = context;
  allow(organiser, 'owner');
  const expiresAt = wanted ?? after(now, worksFor);
  requireWithinScope(organiser, seriesIds);
  if (expiresAt <= now) throw problemOf([{ pointer: '/expiresAt', code: 'notAhead' }]);
  const issued = issueToken({ name, role, seriesIds, expiresAt: epochSeconds(expiresAt) }, now);
  const { tokenHash } = issued.item;
  const deed = { action: 'token.create', item: `tokens/${tokenHash}`, details: { name, role } };
  await store.commit([{ step: 'put', item: issued.item, when: 'absent' }, audited(organiser, deed, context)]);
  return issued;
}

/** The tokens and sessions that work, as far as the owner's series go. */
export async function listTokens(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store, now }: Context,
): Promise<Page<TokenItem>> {
  allow(organiser, 'owner');
  const { items, next } = await readList(lists.tokens(), page, store);
  const isSeen = (one: TokenItem) => isValid(one, now) && covers(organiser.seriesIds, one.seriesIds);
  return { items: items.filter(isSeen), next };
}

/** A token or session: owners see all within their series, everybody their own. @throws Problem 403, 404 */
export async function readToken(
  tokenId: string,
  organiser: Organiser,
  { store }: Context,
): Promise<TokenItem> {
  const isOwn = tokenId === organiser.tokenHash;
  if (!isOwn) allow(organiser, 'owner');
  const token = /^[0-9a-f]{64}$/.test(tokenId) ? await store.get(refs.token(tokenId)) : undefined;
  if (token === undefined || (!isOwn && !covers(organiser.seriesIds, token.seriesIds))) {
    throw new Problem('not-found');
  }
  return token;
}

/**
 * Ends a token or session with the next call that shows it. Owners end all within their series, everybody their own.
 * Ended already: nothing happens. @throws Problem 403, 404
 */
export async function revokeToken(tokenId: string, organiser: Organiser, context: Context): Promise<void> {
  const { store, now } = context;
  return retrying('item', async () => {
    const token = await readToken(tokenId, organiser, context);
    if (token.revokedAt !== undefined) return;
    const expiresAt = epochSeconds(after(now, revokedKeptFor));
    const item: TokenItem = { ...token, revokedAt: now, expiresAt, version: token.version + 1 };
    const { name, role } = token;
    const deed = { action: 'token.revoke', item: `tokens/${tokenId}`, details: { name, role } };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version: token.version } },
      audited(organiser, deed, context),
    ]);
    return committed ? undefined : 'again';
  });
}

/** A token as owners see it; its text is nowhere any more. */
export function tokenView({ tokenHash, name, role, seriesIds, organiserId, ...token }: TokenItem) {
  const { createdAt, lastUsedAt, expiresAt } = token;
  const kind: 'token' | 'session' = organiserId === undefined ? 'token' : 'session';
  return {
    tokenId: tokenHash,
    kind,
    name,
    role,
    seriesIds,
    createdAt,
    lastUsedAt,
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt * 1000).toISOString(),
  };
}
