import { allow, covers } from '../core/access/organiser.ts';
import { rightsOf } from '../core/access/rights.ts';
import {
  createToken,
  listTokens,
  readToken,
  revokeToken,
  TokenInput,
  tokenView,
} from '../core/access/tokens.ts';
import { refs } from '../core/table/refs.ts';
import { parsed } from '../core/values/parsed.ts';
import { instantOf, LocalTime } from '../core/values/time.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  MadeTokenScreen,
  NewTokenScreen,
  RevokeTokenScreen,
  TokensScreen,
} from '../views/console/tokens.tsx';
import { pageAsked } from './event-overview.ts';
import { givableSeries, withReach } from './scope.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

async function newForm(visit: Visit, filled?: Filled) {
  allow(visit.who, 'owner');
  return show(visit, NewTokenScreen, { series: await givableSeries(visit), filled });
}

/** Whose tokens these are: those among them whom one may see. */
async function makersOf(tokens: readonly ReturnType<typeof tokenView>[], { who, at }: Visit) {
  const ids = new Set(tokens.flatMap(({ madeBy }) => madeBy?.organiserId ?? []));
  const found = await at.store.getMany([...ids].map(refs.organiser));
  const seen = found.flatMap((one) => (one && covers(who.seriesIds, one.seriesIds) ? [one] : []));
  return new Map(seen.map(({ organiserId, email }) => [organiserId, email]));
}

/** The form's wall-clock time as the instant that core takes; what is not a time stays, for core to refuse. */
function withInstant({ expiresAt, ...rest }: Record<string, unknown>, timeZone: string) {
  if (expiresAt === undefined) return rest;
  const local = LocalTime.safeParse(expiresAt);
  return { ...rest, expiresAt: local.success ? instantOf(local.data, timeZone) : expiresAt };
}

export const tokenRoutes: Routes<readonly ['/tokens']> = {
  'GET /tokens': async (visit) => {
    const { who, at } = visit;
    const session = tokenView(await readToken(who.tokenHash, who, at));
    const { items, next } =
      who.role === 'owner' ? await listTokens(who, pageAsked(visit), at) : { items: [], next: undefined };
    const tokens = items.map(tokenView).filter(({ tokenId }) => tokenId !== who.tokenHash);
    return show(visit, TokensScreen, {
      // Role, rights and series are the organiser's, at each call.
      session: { ...session, role: who.role, rights: [...rightsOf(who)] },
      items: tokens,
      makers: await makersOf(tokens, visit),
      next: cursorText(next),
    });
  },
  'GET /tokens/new': newForm,
  'POST /tokens/new': submit(async (visit, { body }) => {
    const input = withInstant(withReach(body), visit.at.stage.defaultTimeZone);
    const { token, item } = await createToken(parsed(TokenInput, input), visit.who, visit.at);
    // The only answer that ever shows it: there is nothing to lead on to.
    return show(visit, MadeTokenScreen, { text: token, token: tokenView(item) });
  }, newForm),
  'GET /tokens/{tokenId}/revoke': async (visit) => {
    const token = await readToken(visit.params.tokenId, visit.who, visit.at);
    return show(visit, RevokeTokenScreen, { token: tokenView(token) });
  },
  'POST /tokens/{tokenId}/revoke': async ({ params: { tokenId }, who, at }) => {
    await revokeToken(tokenId, who, at);
    return tokenId === who.tokenHash
      ? seeOther('/console/login', 'loggedOut')
      : seeOther('/console/tokens', 'tokenRevoked');
  },
};
