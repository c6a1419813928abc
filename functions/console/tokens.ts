import { allow } from '../core/access/organiser.ts';
import {
  createToken,
  listTokens,
  readToken,
  revokeToken,
  TokenInput,
  tokenView,
} from '../core/access/tokens.ts';
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
import { givableSeries, withScope } from './scope.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

async function newForm(visit: Visit, filled?: Filled) {
  allow(visit.who, 'owner');
  return show(visit, NewTokenScreen, { series: await givableSeries(visit), filled });
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
    return show(visit, TokensScreen, {
      // Role and series are the organiser's, at each call.
      session: { ...session, role: who.role },
      items: items.map(tokenView).filter(({ tokenId }) => tokenId !== who.tokenHash),
      next: cursorText(next),
    });
  },
  'GET /tokens/new': newForm,
  'POST /tokens/new': submit(async (visit, { body }) => {
    const input = withInstant(withScope(body), visit.at.stage.defaultTimeZone);
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
