import { allow } from '../core/access/organiser.ts';
import { createToken, listTokens, readToken, revokeToken, tokenView } from '../core/access/tokens.ts';
import { instantOf, LocalTime } from '../core/values/time.ts';
import { type HttpAnswer, query } from '../http/http.ts';
import { cursorText, pageOf } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  MadeTokenScreen,
  NewTokenScreen,
  RevokeTokenScreen,
  TokensScreen,
} from '../views/console/tokens.tsx';
import { givableSeries, withReach } from './reach.ts';
import type { Routes } from './routed.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

const onPage = 50;

async function newForm(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  allow(visit.who, 'owner');
  const series = await givableSeries(visit);
  return show(visit, NewTokenScreen, { series, filled }, status);
}

/** The form's wall-clock time as the instant that core takes; what is none stays, for core to refuse. */
function withInstant({ expiresAt, ...rest }: Record<string, unknown>, timeZone: string) {
  if (expiresAt === undefined) return rest;
  const local = LocalTime.safeParse(expiresAt);
  return { ...rest, expiresAt: local.success ? instantOf(local.data, timeZone) : expiresAt };
}

export const tokenRoutes: Routes = {
  'GET /tokens': async (visit) => {
    const { who, at, request } = visit;
    const session = tokenView(await readToken(who.tokenHash, who, at));
    const page =
      who.role === 'owner' ? await listTokens(who, { ...pageOf(request), limit: onPage }, at) : { items: [] };
    return show(visit, TokensScreen, {
      // Role and series are the organiser's, at each call.
      session: { ...session, role: who.role },
      items: page.items.map(tokenView).filter(({ tokenId }) => tokenId !== who.tokenHash),
      cursor: query(request).get('cursor') ?? undefined,
      next: page.next === undefined ? undefined : cursorText(page.next),
    });
  },
  'GET /tokens/new': (visit) => newForm(visit),
  'POST /tokens/new': async (visit) => {
    const { body } = posted(visit);
    const input = withInstant(withReach(body), visit.at.stage.defaultTimeZone);
    return attempt(
      visit,
      body,
      async () => {
        const { token, item } = await createToken(input, visit.who, visit.at);
        // The only answer that ever shows it: there is nothing to lead on to.
        return show(visit, MadeTokenScreen, { text: token, token: tokenView(item) });
      },
      (filled, status) => newForm(visit, filled, status),
    );
  },
  'GET /tokens/{tokenId}/revoke': async (visit) => {
    const token = await readToken(visit.params.tokenId ?? '', visit.who, visit.at);
    return show(visit, RevokeTokenScreen, { token: tokenView(token) });
  },
  'POST /tokens/{tokenId}/revoke': async (visit) => {
    const { tokenId = '' } = visit.params;
    await revokeToken(tokenId, visit.who, visit.at);
    return tokenId === visit.who.tokenHash
      ? seeOther('/console/login', 'loggedOut')
      : seeOther('/console/tokens', 'tokenRevoked');
  },
};
