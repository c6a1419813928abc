import type { Context } from './context.ts';
import type { TokenItem } from './items.ts';
import { bearerTokenHash, newBearerToken } from './keys.ts';
import { Problem } from './problem.ts';
import { refs } from './refs.ts';
import type { Instant } from './time.ts';

export type Role = TokenItem['role'];

/** What each role may do beyond the one before it. */
const ranks: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** Who calls, as far as access goes. */
export interface Organiser {
  tokenHash: string;
  name: string;
  role: Role;
  seriesIds: readonly string[] | undefined;
}

/** @throws Problem 401 when the header holds no valid token; revoking works with the next call */
export async function authenticate(
  header: string | undefined,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Organiser> {
  const token = /^Bearer (eb_[A-Za-z0-9_-]{43})$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new Problem('unauthorised');
  const item = await store.get(refs.token(bearerTokenHash(token)));
  const isExpired = item?.expiresAt !== undefined && Date.parse(now) >= item.expiresAt * 1000;
  if (item === undefined || item.revokedAt !== undefined || isExpired) throw new Problem('unauthorised');
  return { tokenHash: item.tokenHash, name: item.name, role: item.role, seriesIds: item.seriesIds };
}

/** @throws Problem 404 for a series that isn't the organiser's (it is not told that it exists), 403 for too low a role */
export function allow(organiser: Organiser, role: Role, seriesId?: string): void {
  if (
    seriesId !== undefined &&
    organiser.seriesIds !== undefined &&
    !organiser.seriesIds.includes(seriesId)
  ) {
    throw new Problem('not-found');
  }
  if (ranks[organiser.role] < ranks[role]) throw new Problem('forbidden');
}

/** A new token: its text is shown once, its hash is kept. */
export function issueToken(name: string, role: Role, now: Instant): { token: string; item: TokenItem } {
  const token = newBearerToken();
  return { token, item: { type: 'token', tokenHash: bearerTokenHash(token), name, role, createdAt: now } };
}
