import type { Context } from '../table/context.ts';
import type { OrganiserItem, Role, TokenItem } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import { bearerTokenHash, newBearerToken } from '../values/keys.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { type RightsHolder, sharedRights } from './rights.ts';

export type { Role };

/** What each role may do beyond the one before it. */
const ranks: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** How long the note of a token's last use may lag behind, so that not every call writes. */
const lastUseLagMilliseconds = 3_600_000;

/** Who calls, as far as access goes. */
export interface Organiser extends RightsHolder {
  /** Also the token's id: the hash of 256 random bits tells nothing. */
  tokenHash: string;
  /** The token's name, or the address of who logged in. */
  name: string;
  /** Undefined: all series. */
  seriesIds: readonly string[] | undefined;
  /** Who logged in; undefined for a token. */
  organiserId?: string;
  /** The organiser who answers for a token. */
  makerId?: string;
}

/**
 * Who calls. A session has its organiser's rights, a token no more than its maker's.
 * @throws Problem 401 when the header holds no valid token. Revoking a token, and changing or removing the organiser of a session or the maker of a token, works with the next call.
 */
export async function authenticate(
  header: string | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Organiser> {
  const text = /^Bearer (eb_[A-Za-z0-9_-]{43})$/i.exec(header ?? '')?.[1];
  if (text === undefined) throw new Problem('unauthorised');
  const token = await store.get(refs.token(bearerTokenHash(text)));
  if (token === undefined || !isValid(token, now)) throw new Problem('unauthorised');
  const { tokenHash, organiserId, madeBy } = token;
  const makerId = madeBy?.organiserId;
  const standsOn = organiserId ?? makerId;
  const organiser = standsOn === undefined ? undefined : await store.get(refs.organiser(standsOn));
  // Whoever was taken out and added again begins anew.
  const since = madeBy?.since ?? token.createdAt;
  if (standsOn !== undefined && (organiser === undefined || since < organiser.createdAt)) {
    throw new Problem('unauthorised');
  }
  const lastUsed = Date.parse(token.lastUsedAt ?? token.createdAt);
  if (token.lastUsedAt === undefined || Date.parse(now) - lastUsed >= lastUseLagMilliseconds) {
    // Whoever revokes it meanwhile wins: then this changes nothing.
    const item: TokenItem = { ...token, lastUsedAt: now, version: token.version + 1 };
    await store.commit([{ step: 'put', item, when: { version: token.version } }]);
  }
  if (organiserId !== undefined && organiser !== undefined) {
    return { tokenHash, name: organiser.email, organiserId, ...reachOf(organiser) };
  }
  return { tokenHash, name: token.name, makerId, ...reachOf(token, organiser) };
}

type Reach = Pick<Organiser, 'role' | 'seriesIds' | 'rights'>;

/** What somebody may do; where another sets the limits, no more than both. */
function reachOf(
  { role, seriesIds, rights }: Pick<TokenItem | OrganiserItem, 'role' | 'seriesIds' | 'rights'>,
  limits?: OrganiserItem,
): Reach {
  if (limits === undefined) return { role, seriesIds, rights };
  return {
    role: ranks[limits.role] < ranks[role] ? limits.role : role,
    rights: sharedRights({ role, rights }, limits),
    seriesIds: seriesIds?.filter((one) => covers(limits.seriesIds, [one])) ?? limits.seriesIds,
  };
}

/** Whether a token opens anything at this moment. */
export function isValid(token: TokenItem, now: Instant): boolean {
  const isExpired = token.expiresAt !== undefined && Date.parse(now) >= token.expiresAt * 1000;
  return token.revokedAt === undefined && !isExpired;
}

/** @throws Problem 404 for a series that isn't the organiser's (nobody learns that it exists), 403 for too low a role */
export function allow(organiser: Organiser, role: Role, seriesId?: string): void {
  if (seriesId !== undefined && !covers(organiser.seriesIds, [seriesId])) throw new Problem('not-found');
  if (ranks[organiser.role] < ranks[role]) throw new Problem('forbidden');
}

/** What concerns every series is for those alone who have them all. @throws Problem 403 */
export function allowEverywhere(organiser: Organiser, role: Organiser['role']): void {
  if (organiser.seriesIds !== undefined) throw new Problem('forbidden');
  allow(organiser, role);
}

/** Whether a scope takes in all of these series; undefined is all series. */
export function covers(scope: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean {
  if (scope === undefined) return true;
  return wanted?.every((seriesId) => scope.includes(seriesId)) ?? false;
}

/** A new token: its text is shown once, its hash is kept. */
export function issueToken(
  {
    name,
    role,
    ...rest
  }: Pick<TokenItem, 'name' | 'role' | 'seriesIds' | 'rights' | 'organiserId' | 'madeBy' | 'expiresAt'>,
  now: Instant,
): { token: string; item: TokenItem } {
  const token = newBearerToken();
  const tokenHash = bearerTokenHash(token);
  return { token, item: { type: 'token', tokenHash, name, role, ...rest, createdAt: now, version: 0 } };
}
