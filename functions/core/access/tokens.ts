import * as z from 'zod';
import type { Context } from '../table/context.ts';
import { ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { Rights, Role, type TokenItem } from '../table/organiser-items.ts';
import { everything, pageOf, readList } from '../table/pages.ts';
import type { Page, Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Slug } from '../table/series.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after, earlier, epochSeconds, InstantInput, instant } from '../values/time.ts';
import { audited, type Deed } from './audit.ts';
import { allow, covers, issueToken, isValid, type Organiser } from './organiser.ts';
import { givenRights, rightsOf } from './rights.ts';

/** How long a token works when nobody gave it an end, and how long it may at most: a year, leap years too. */
const worksFor = 'P365D';
const worksAtMost = 'P366D';
/** Each has three steps of a transaction. */
const mostAtOnce = 30;
/** How long a revoked token stays known, so that it can be told from one that never existed. */
const revokedKeptFor = 'P30D';

/** A scope: named series; absent, all of them. */
export const Scope = z.array(Slug).min(1).max(100).optional();

/** A token for scripts. */
export const TokenInput = z.strictObject({
  name: OneLine(100).trim().min(1),
  role: Role,
  seriesIds: Scope,
  rights: Rights,
  expiresAt: InstantInput.optional(),
});
export type TokenInput = z.infer<typeof TokenInput>;

/** @throws Problem 422 when an organiser of some series gives away more than they have */
export function requireWithinScope(organiser: Organiser, seriesIds: readonly string[] | undefined): void {
  if (covers(organiser.seriesIds, seriesIds)) return;
  throw problemOf([{ pointer: '/seriesIds', code: 'outsideOwnSeries' }]);
}

/** The organiser who answers for what somebody makes; undefined: the operator. */
export const answeringFor = ({ organiserId, makerId }: Organiser) => organiserId ?? makerId;

/**
 * A new token; the answer is the only place that shows its text. One that a token makes ends with it at the latest.
 * @throws Problem 403, 422; 401 when the token that makes it was revoked meanwhile
 */
export async function createToken(
  { name, role, seriesIds, rights: wantedRights, expiresAt: wanted }: TokenInput,
  organiser: Organiser,
  context: Context,
): Promise<{ token: string; item: TokenItem }> {
  const { store, stage, now } = context;
  allow(organiser, 'owner');
  requireWithinScope(organiser, seriesIds);
  const rights = givenRights({ role, rights: wantedRights }, organiser);
  return retrying('item', async () => {
    const maker = await makingToken(organiser, context);
    const year = after(now, worksAtMost);
    const last = maker?.expiresAt === undefined ? year : earlier(year, instant(maker.expiresAt * 1000));
    const expiresAt = wanted ?? earlier(last, after(now, worksFor));
    if (expiresAt <= now) throw problemOf([{ pointer: '/expiresAt', code: 'notAhead' }]);
    if (expiresAt > last) {
      const params = { at: last, timeZone: stage.defaultTimeZone };
      throw problemOf([{ pointer: '/expiresAt', code: 'notAfter', params }]);
    }
    const madeBy = { tokenId: organiser.tokenHash, organiserId: answeringFor(organiser), since: now };
    const issued = issueToken(
      { name, role, seriesIds, rights, madeBy, expiresAt: epochSeconds(expiresAt) },
      now,
    );
    const { committed } = await store.commit([
      { step: 'put', item: issued.item, when: 'absent' },
      // Whoever revokes it meanwhile looks for what it made.
      ...(maker === undefined ? [] : [unchanged(maker)]),
      audited(organiser, tokenDeed('token.create', issued.item), context),
    ]);
    return committed ? issued : 'again';
  });
}

/** The token that makes another; undefined for a session. @throws Problem 401 when it was revoked */
async function makingToken(
  { tokenHash, organiserId }: Organiser,
  { store, now }: Context,
): Promise<TokenItem | undefined> {
  if (organiserId !== undefined) return undefined;
  const maker = await store.get(refs.token(tokenHash));
  if (maker !== undefined && !isValid(maker, now)) throw new Problem('unauthorised');
  return maker;
}

/** Fails when anybody changed it meanwhile. */
function unchanged(token: TokenItem): Step {
  return { step: 'put', item: { ...token, version: token.version + 1 }, when: { version: token.version } };
}

/** The tokens and sessions that work, as far as the owner's series go. @param of those of one organiser alone */
export async function listTokens(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store, now }: Context,
  of?: string,
): Promise<Page<TokenItem>> {
  allow(organiser, 'owner');
  const isSeen = (one: TokenItem) =>
    isValid(one, now) && covers(organiser.seriesIds, one.seriesIds) && (of === undefined || isOf(one, of));
  if (organiser.seriesIds === undefined) {
    const { items, next } = await readList(lists.tokens(), page, store);
    return { items: items.filter(isSeen), next };
  }
  // Neither how full a page is nor where it goes on tells of others.
  const all = await everything((from) => readList(lists.tokens(), from, store));
  return pageOf(all.filter(isSeen), page, ({ tokenHash }) => tokenHash);
}

/** Whether a session is this organiser's, or a token one that they made. */
function isOf({ organiserId, madeBy }: TokenItem, id: string): boolean {
  return organiserId === id || madeBy?.organiserId === id;
}

/** What works of an organiser's, also beyond the series of who asks. */
export async function tokensOf(
  organiserId: string,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<TokenItem[]> {
  const all = await everything((from) => readList(lists.tokens(), from, store));
  return all.filter((one) => isValid(one, now) && isOf(one, organiserId));
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
 * Ends a token or session with the next call that shows it, and with a token all that it made: a leaked one must not
 * live on in those. Owners end all within their series, everybody their own. Ended already: what is left of it ends.
 * @throws Problem 403, 404
 */
export async function revokeToken(tokenId: string, organiser: Organiser, context: Context): Promise<void> {
  const { store } = context;
  return retrying('item', async () => {
    const token = await readToken(tokenId, organiser, context);
    // First of all itself: from then on it makes no more.
    if (token.revokedAt === undefined) {
      const { committed } = await store.commit(revocation(token, organiser, context));
      if (!committed) return 'again';
    }
    if (token.organiserId !== undefined) return;
    const made = (await madeByToken(tokenId, context)).map((one) => revocation(one, organiser, context));
    while (made.length > 0) {
      const { committed } = await store.commit(made.splice(0, mostAtOnce).flat());
      if (!committed) return 'again';
    }
  });
}

/** What works of all that a token made, and of what those made. */
async function madeByToken(tokenId: string, { store, now }: Context): Promise<TokenItem[]> {
  const all = await everything((from) => readList(lists.tokens(), from, store));
  const ending = new Set([tokenId]);
  for (const makerId of ending)
    for (const one of all) if (one.madeBy?.tokenId === makerId) ending.add(one.tokenHash);
  return all.filter((one) => one.tokenHash !== tokenId && ending.has(one.tokenHash) && isValid(one, now));
}

/** The steps that end a token or session. */
export function revocation(token: TokenItem, organiser: Organiser, context: Context): Step[] {
  const { now } = context;
  const expiresAt = epochSeconds(after(now, revokedKeptFor));
  const item: TokenItem = { ...token, revokedAt: now, expiresAt, version: token.version + 1 };
  return [
    { step: 'put', item, when: { version: token.version } },
    ended({ what: 'token', tokenHash: token.tokenHash }, now),
    audited(organiser, tokenDeed('token.revoke', token), context),
  ];
}

/**
 * The steps by which another organiser answers for a token from now on, and it has no more rights than theirs.
 * @param heirId undefined: the operator does
 */
export function takeover(
  token: TokenItem,
  heirId: string | undefined,
  organiser: Organiser,
  context: Context,
): Step[] {
  const item: TokenItem = {
    ...token,
    // What another token made still ends with that one.
    madeBy: {
      tokenId: token.madeBy?.tokenId ?? organiser.tokenHash,
      organiserId: heirId,
      since: context.now,
    },
    version: token.version + 1,
  };
  return [
    { step: 'put', item, when: { version: token.version } },
    audited(organiser, tokenDeed('token.keep', token), context),
  ];
}

function tokenDeed(action: string, { tokenHash, name, role, rights, organiserId }: TokenItem): Deed {
  // A session is named by an address, which the audit does not keep, and has its organiser's rights.
  const details: Deed['details'] =
    organiserId === undefined ? { name, role, rights: rightsOf({ role, rights }).join(' ') } : { role };
  return { action, item: `tokens/${tokenHash}`, details };
}

/** A token as owners see it; its text is nowhere any more. */
export function tokenView({ tokenHash, name, role, seriesIds, rights, organiserId, ...token }: TokenItem) {
  const { madeBy, createdAt, lastUsedAt, expiresAt } = token;
  const kind: 'token' | 'session' = organiserId === undefined ? 'token' : 'session';
  return {
    tokenId: tokenHash,
    kind,
    name,
    role,
    seriesIds,
    rights: kind === 'session' ? undefined : [...rightsOf({ role, rights })],
    organiserId,
    madeBy,
    createdAt,
    lastUsedAt,
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt * 1000).toISOString(),
  };
}
